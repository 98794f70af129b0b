//! The facts of one incident that statistics are made of: all that is kept of it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::facts::Facts;
use crate::domain::incident::Incident;
use crate::domain::kind::{Milestone, Via};
use crate::domain::long_text::beginning;
use crate::domain::record::{FieldName, Severity};
use crate::domain::time::Now;

/// The most bytes of a cause that are kept: its subject stands in its first words.
const CAUSE: usize = 400;

/// The most bytes of a name, and of the text of an action item, that are kept.
const NAME: usize = 200;

/// The most factors of one incident that are looked at: others may have written them.
const MOST_FACTORS: usize = 20;

/// The length of one interval of one incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MeasuredLength {
    pub(super) name: &'static str,
    pub(super) seconds: i64,
    pub(super) from_detection: bool,
}

/// An action item whose day has passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverdueItem {
    /// The folder of its incident.
    pub incident: String,
    /// Its number within the incident.
    pub number: u32,
    /// The beginning of its text. May hold hostile text.
    pub text: String,
    /// The day by which it was to be done.
    pub due: NaiveDate,
    /// The number of days since.
    pub days: i64,
}

/// The facts of one incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    pub(super) name: String,
    pub(super) is_damaged: bool,
    pub(super) severity: Option<Severity>,
    /// The day on which it began.
    pub(super) day: Option<NaiveDate>,
    pub(super) lengths: Vec<MeasuredLength>,
    pub(super) via: Option<Via>,
    /// Its cause and its factors, each cut to its beginning.
    pub(super) causes: Vec<String>,
    pub(super) affected: Vec<String>,
    /// Overdue action items, each with its owner.
    pub(super) overdue: Vec<(Option<String>, OverdueItem)>,
}

impl Measured {
    /// Measures an incident, which stands in a folder of this name, with the intervals that its draft prints. It is
    /// overdue by the day in the incident's zone.
    pub fn of(incident: &Incident, name: &str, is_damaged: bool, now: Now) -> Self {
        let facts = Facts::of(incident);
        let measured = facts.intervals.iter().filter_map(|interval| {
            Some(MeasuredLength {
                name: interval.name,
                seconds: interval.seconds()?,
                from_detection: interval.from_detection,
            })
        });
        let first = facts.in_windows.first();
        Measured {
            name: name.to_owned(),
            is_damaged,
            severity: incident.severity(),
            day: day(&facts),
            lengths: measured.collect(),
            via: first.and_then(|first| first.milestones.detected_via()),
            causes: causes(&facts),
            affected: affected(incident),
            overdue: overdue(incident, name, now),
        }
    }
}

/// The day on which the impact began, or was noticed, in the incident's zone; without either, that of the opening.
fn day(facts: &Facts<'_>) -> Option<NaiveDate> {
    let zone = facts.incident.zone();
    let window = facts.windows.all().first().map(|window| window.start.at);
    let began = window.or(facts.incident.opened_at())?;
    Some(zone.shown(&began).clock.date())
}

/// The cause as the field says it, or else as the event does that identified it; and the factors.
fn causes(facts: &Facts<'_>) -> Vec<String> {
    let incident = facts.incident;
    let identified = || {
        let mark = facts.milestones.get(Milestone::Cause)?;
        Some(incident.event(mark.event)?.body().text.as_str())
    };
    let cause = incident.value(FieldName::Cause).or_else(identified);
    let factors = incident.values(FieldName::Factors).into_iter().take(MOST_FACTORS);
    let texts = cause.into_iter().chain(factors);
    texts.map(|text| beginning(text, CAUSE).to_owned()).collect()
}

/// The affected names, each once.
fn affected(incident: &Incident) -> Vec<String> {
    let names = incident.values(FieldName::Affected).into_iter();
    let names: BTreeSet<&str> = names.map(|name| beginning(name.trim(), NAME)).collect();
    names.into_iter().map(str::to_owned).collect()
}

fn overdue(incident: &Incident, name: &str, now: Now) -> Vec<(Option<String>, OverdueItem)> {
    let today = incident.today(now);
    let items = incident.action_items().filter_map(|(item, body)| {
        let overdue = OverdueItem {
            incident: name.to_owned(),
            number: item.number,
            text: beginning(&body.text, NAME).to_owned(),
            due: body.due?,
            days: body.days_overdue(today)?,
        };
        let owner = body
            .owner
            .as_deref()
            .map(|owner| beginning(owner, NAME).to_owned());
        Some((owner, overdue))
    });
    items.collect()
}
