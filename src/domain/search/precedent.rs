//! An incident in a few words, as one that may have happened before: when, for how long, why, and what helped.

use chrono::NaiveDate;

use crate::domain::id::IncidentId;
use crate::domain::incident::{Event, Incident, Status};
use crate::domain::kind::Kind;
use crate::domain::mitigations::SaidOutcome;
use crate::domain::record::{FieldName, Severity};
use crate::domain::time::{Length, Now, Precision};
use crate::domain::windows::Windows;

/// An incident as one to compare with. Its texts may be hostile.
#[derive(Clone, Debug, PartialEq)]
pub struct Precedent {
    /// Its identity.
    pub id: IncidentId,
    /// Its title, as it stands now.
    pub title: String,
    /// The severity; `None`: not recorded.
    pub severity: Option<Severity>,
    /// The status: open or closed.
    pub status: Status,
    /// The day it was opened, on its own wall; `None` while its first record is missing.
    pub day: Option<NaiveDate>,
    /// The instant it was opened, in microseconds of its own scale, to put incidents in order.
    pub opened: Option<i64>,
    /// The length of the impact, all windows together, to the minute; `None` where it is not known, and while the
    /// impact goes on.
    pub length: Option<Length>,
    /// The cause: the field, or else the first event that names one.
    pub cause: Option<String>,
    /// The fix: the field `resolution`, or else the last event that repaired or mitigated, and did not fail, or else
    /// the last resolution.
    pub fix: Option<String>,
}

impl Precedent {
    /// The words of an incident as it stands now.
    pub fn of(incident: &Incident, now: Now) -> Self {
        let field = |name| incident.value(name).map(str::to_owned);
        let zone = incident.zone();
        let opened = incident.opened_at();
        Precedent {
            id: incident.id(),
            title: incident.title().to_owned(),
            severity: incident.severity(),
            status: incident.status(),
            day: opened.map(|at| zone.shown(&at).clock.date()),
            opened: opened.map(|at| zone.micros(&at)),
            length: length(incident, now),
            cause: field(FieldName::Cause).or_else(|| cause(incident)),
            fix: field(FieldName::Resolution).or_else(|| fix(incident)),
        }
    }
}

/// While the impact goes on, nobody knows how long it will have been.
fn length(incident: &Incident, now: Now) -> Option<Length> {
    let windows = Windows::at(incident, now);
    let is_over = windows.is_over();
    is_over.then(|| windows.no_finer(Precision::Minute).total())?
}

fn texts(incident: &Incident, wanted: impl Fn(&Event) -> bool) -> impl DoubleEndedIterator<Item = String> {
    let events = super::searched(incident);
    let wanted: Vec<&Event> = events.filter(|event| wanted(event)).collect();
    wanted.into_iter().map(|event| event.body().text.clone())
}

fn cause(incident: &Incident) -> Option<String> {
    texts(incident, |event| event.body().kind == Kind::Cause).next()
}

fn fix(incident: &Incident) -> Option<String> {
    let kind = |event: &Event, kind| event.body().kind == kind;
    let mitigated = |event: &Event| {
        let failed = SaidOutcome::of(event.body()) == Some(SaidOutcome::Failed);
        (kind(event, Kind::Mitigation) || kind(event, Kind::Fix)) && !failed
    };
    let resolved = |event: &Event| kind(event, Kind::Resolution);
    texts(incident, mitigated)
        .next_back()
        .or_else(|| texts(incident, resolved).next_back())
}
