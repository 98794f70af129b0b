//! The precision of the record: times, the zone, and what cannot be read.

use super::words::events_named;
use super::{Finding, Group, Level, Place, Rule, RuleId, ids, rule, select};
use crate::domain::counted::counted_as;
use crate::domain::facts::Facts;
use crate::domain::record::FieldName;
use crate::domain::time::{Precision, Zone};

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
    findings.extend(foreign(facts));
    findings.extend(zone(facts));
    findings.extend(untimed(facts));
    findings.extend(approximate(facts));
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
        counted_as(untimed.len(), "event", "events"),
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
    let days = about
        .iter()
        .filter(|event| event.body().timing.precision == Precision::Day)
        .count();
    let roughly = counted_as(
        about.len() - days,
        "event with a time that is only about right",
        "events with times that are only about right",
    );
    let to_the_day = counted_as(
        days,
        "event with a day and no time",
        "events with a day and no time",
    );
    let counts = match (about.len() - days, days) {
        (_, 0) => roughly,
        (0, _) => to_the_day,
        (_, _) => format!("{roughly}, {to_the_day}"),
    };
    let message = format!(
        "{counts} ({}): make it exact where a log can tell.",
        events_named(facts, &about)
    );
    Some(Finding::new(&APPROXIMATE, ids(&about), message))
}
