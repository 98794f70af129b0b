//! Rules about updates: people are kept informed as often as the severity asks for.

use super::words::event_named;
use super::{Finding, Group, Level, Place, Policy, Rule, RuleId, mark, rule};
use crate::domain::facts::Facts;
use crate::domain::id::RecordId;
use crate::domain::incident::Event;
use crate::domain::kind::Kind;
use crate::domain::mark::Mark;
use crate::domain::time::{Length, span};
use crate::domain::windows::Window;

/// The rule that no update went out for too long.
pub(super) const OVERDUE: Rule = rule(
    RuleId::UpdateOverdue,
    "update_overdue",
    Group::Question,
    Level::Info,
    "no update for longer than the severity's cadence; without a severity for 2 hours and a quarter of the impact",
);
/// The rule that nobody was told that it is over.
pub(super) const LAST: Rule = rule(
    RuleId::UpdateAtEndMissing,
    "update_at_end_missing",
    Group::Question,
    Level::Info,
    "no update says that it is over",
);

/// The seconds without an update that are long where the severity is not set.
const LONG: i64 = 2 * 3600;

pub(super) fn review(facts: &Facts<'_>, policy: &Policy, findings: &mut Vec<Finding>) {
    let severity = facts.incident.severity();
    let cadence = policy.cadence_of(severity);
    if cadence.is_some() || severity.is_none() {
        findings.extend(overdue(facts, cadence));
    }
    findings.extend(cadence.and_then(|_| last(facts)));
}

fn is_update(event: &Event) -> bool {
    event.body().kind == Kind::Communication
}

fn updates(facts: &Facts<'_>) -> Vec<Mark> {
    let updates = facts.incident.shown().filter(|event| is_update(event));
    updates.filter_map(|event| mark(facts, event)).collect()
}

/// The longest stretch of a window without an update; an open one reaches to the newest event. Where nobody agreed how
/// often updates are due, only one that is long by any measure.
fn overdue(facts: &Facts<'_>, cadence: Option<i64>) -> Option<Finding> {
    let updates = updates(facts);
    let events = facts.incident.shown().rev();
    let newest = events.filter_map(|event| mark(facts, event)).next();
    let too_long = facts.windows.all().iter().filter_map(|window| {
        let (length, from) = longest(window, &updates, newest)?;
        let all = window.start.length_to(window.end.as_ref().or(newest.as_ref())?)?;
        let most = cadence.unwrap_or_else(|| LONG.max(all.seconds() / 4));
        (length.seconds() > most).then_some((length, from))
    });
    let (length, from) = too_long.max_by_key(|(length, _)| length.seconds())?;
    let due = cadence.map_or_else(String::new, |cadence| {
        format!(", where one is due every {}", span::long(cadence))
    });
    let message = format!(
        "No update is recorded for {} after {}{due}: add those that were sent.",
        length.long(),
        event_named(facts, from),
    );
    Some(Finding::new(&OVERDUE, vec![from], message).mended_at(Place::Update))
}

fn longest(window: &Window, updates: &[Mark], newest: Option<Mark>) -> Option<(Length, RecordId)> {
    let end = window.end.or(newest)?;
    // Updates are in the order of the timeline, which is that of their times.
    let from = updates.partition_point(|update| update.micros < window.start.micros);
    let to = updates.partition_point(|update| update.micros <= end.micros);
    let inside = updates.get(from..to).unwrap_or_default();
    let points: Vec<&Mark> = std::iter::once(&window.start)
        .chain(inside)
        .chain([&end])
        .collect();
    let stretches = points
        .windows(2)
        .filter_map(|pair| Some((pair[0].length_to(pair[1])?, pair[0].event)));
    stretches.max_by_key(|(length, _)| length.seconds())
}

/// An update without a time may have been that one.
fn last(facts: &Facts<'_>) -> Option<Finding> {
    let over = facts.windows.all().last().and_then(|window| window.end)?;
    let untimed = facts
        .incident
        .shown()
        .any(|event| is_update(event) && event.body().timing.at.is_none());
    let told = updates(facts).iter().any(|update| update.micros >= over.micros);
    if untimed || told {
        return None;
    }
    let message = format!(
        "No update is recorded that says it is over ({}): send one, or add it.",
        event_named(facts, over.event)
    );
    Some(Finding::new(&LAST, vec![over.event], message).mended_at(Place::Update))
}
