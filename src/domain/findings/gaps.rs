//! Gaps of the record: silences, times, the zone, what became of a suspicion; and what cannot be read.

use super::words::{event_named, events_named};
use super::{Finding, Group, Level, Place, Rule, RuleId, ids, rule, select};
use crate::domain::counted::counted;
use crate::domain::facts::Facts;
use crate::domain::hypotheses;
use crate::domain::incident::{Event, Status};
use crate::domain::kind::Milestone;
use crate::domain::record::FieldName;
use crate::domain::silence::{self, SilentStretch};
use crate::domain::time::{Length, Zone};

/// The rule that events have no time.
pub(super) const UNTIMED: Rule = rule(
    RuleId::EventsUntimed,
    "events_untimed",
    Group::Hygiene,
    Level::Info,
    "events without a time",
)
.of_unknowns();
/// The rule that the zone is not known.
pub(super) const ZONE: Rule = rule(
    RuleId::ZoneUnknown,
    "zone_unknown",
    Group::Hygiene,
    Level::Warning,
    "the zone is unknown",
)
.of_unknowns();
/// The rule that a suspicion was left open.
pub(super) const OPEN: Rule = rule(
    RuleId::HypothesisOpen,
    "hypothesis_open",
    Group::Question,
    Level::Warning,
    "a hypothesis that nothing ended",
)
.of_unknowns();

/// The rule that nothing was written down for long.
pub(super) const SILENCE: Rule = rule(
    RuleId::Silence,
    "silence",
    Group::Question,
    Level::Warning,
    "more than 20 minutes without an event while users were affected",
);
/// The rule that records of a newer version cannot be read.
pub(super) const FOREIGN: Rule = rule(
    RuleId::ForeignRecord,
    "foreign_record",
    Group::Contradiction,
    Level::Warning,
    "records of a newer hotwash",
);
/// The rule that times are only about right.
pub(super) const APPROXIMATE: Rule = rule(
    RuleId::EventsApproximate,
    "events_approximate",
    Group::Hygiene,
    Level::Info,
    "events whose time is only about right",
);

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    findings.extend(silences(facts));
    findings.extend(open_hypotheses(facts));
    findings.extend(foreign(facts));
    findings.extend(zone(facts));
    findings.extend(untimed(facts));
    findings.extend(approximate(facts));
}

fn silences(facts: &Facts<'_>) -> Option<Finding> {
    let silences = silence::all(facts.incident, &facts.windows);
    let longest: &SilentStretch = silences.iter().max_by_key(|silence| silence.length().seconds())?;
    let total: Length = silences.iter().map(SilentStretch::length).sum();
    let after = event_named(facts, longest.after);
    let what = match silences.len() {
        1 => format!("Nothing is recorded for {} after {after}", total.long()),
        stretches => format!(
            "Nothing is recorded for {} in {stretches} stretches, the longest {} after {after}",
            total.long(),
            longest.length().long()
        ),
    };
    let message = format!("{what}, while users were affected: add what happened then, if anyone remembers.");
    let events = vec![longest.after, longest.before];
    Some(Finding::new(&SILENCE, events, message))
}

/// A suspicion may well be open while the incident goes on; afterwards it should not be.
fn open_hypotheses(facts: &Facts<'_>) -> Option<Finding> {
    let open: Vec<&Event> = hypotheses::open(facts.incident).collect();
    if open.is_empty() {
        return None;
    }
    let over = facts.incident.status() != Status::Open || facts.milestones.get(Milestone::Resolved).is_some();
    let level = if over { OPEN.level } else { Level::Info };
    let message = format!(
        "What became of {} is not recorded: say whether it was ruled out or was the cause ({}).",
        counted(open.len(), "suspicion"),
        events_named(facts, &open)
    );
    let finding = Finding::new(&OPEN, ids(&open), message);
    Some(Finding { level, ..finding })
}

fn foreign(facts: &Facts<'_>) -> Option<Finding> {
    let foreign = select(facts, |event| event.foreign);
    if foreign.is_empty() {
        return None;
    }
    let message = format!(
        "A newer hotwash wrote what cannot be read here ({}): read this incident with that version to see it.",
        events_named(facts, &foreign)
    );
    Some(Finding::new(&FOREIGN, ids(&foreign), message))
}

fn zone(facts: &Facts<'_>) -> Option<Finding> {
    let unknown = facts.incident.zone() == Zone::Unknown;
    let message = "The zone of the times is not recorded, so they cannot be compared with other logs: set it, if \
                   anyone knows it.";
    unknown
        .then(|| Finding::new(&ZONE, Vec::new(), message.to_owned()).mended_at(Place::Field(FieldName::Zone)))
}

fn untimed(facts: &Facts<'_>) -> Option<Finding> {
    // What a newer hotwash wrote may well have a time, only not one that can be read here; what was removed had one.
    let untimed = select(facts, |event| {
        event.body().timing.at.is_none() && !event.foreign && !event.redacted
    });
    if untimed.is_empty() {
        return None;
    }
    let message = format!(
        "{} without a time ({}): add it where someone remembers.",
        counted(untimed.len(), "event"),
        events_named(facts, &untimed)
    );
    Some(Finding::new(&UNTIMED, ids(&untimed), message))
}

fn approximate(facts: &Facts<'_>) -> Option<Finding> {
    let about = select(facts, |event| {
        let timing = &event.body().timing;
        timing.at.is_some() && timing.is_about()
    });
    if about.is_empty() {
        return None;
    }
    let message = format!(
        "{} with a time that is only about right ({}): make it exact where a log can tell.",
        counted(about.len(), "event"),
        events_named(facts, &about)
    );
    Some(Finding::new(&APPROXIMATE, ids(&about), message))
}
