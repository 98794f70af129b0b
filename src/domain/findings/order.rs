//! Times that contradict each other, and steps in an order that is worth a question.

use super::words::{capital, event_named, events_named};
use super::{Finding, Group, Level, Rule, RuleId, ids, in_each_window, mark, rule, select};
use crate::domain::facts::Facts;
use crate::domain::id::RecordId;
use crate::domain::intervals::{Interval, point};
use crate::domain::kind::{Milestone, Remedy};
use crate::domain::mark::Mark;
use crate::domain::milestones::Milestones;
use crate::domain::time::Length;
use crate::domain::windows::Window;

/// Pairs that cannot come in the other order: the earlier milestone, then the later one.
const NEVER_BEFORE: [(Milestone, Milestone); 2] = [
    (Milestone::Detected, Milestone::Resolved),
    (Milestone::Acknowledged, Milestone::Resolved),
];

/// The rule that something came before what it needs.
pub(super) const IMPOSSIBLE: Rule = rule(
    RuleId::OrderImpossible,
    "order_impossible",
    Group::Contradiction,
    Level::Error,
    "resolved before it was detected or acknowledged",
);
/// The rule that an interval is negative.
pub(super) const NEGATIVE: Rule = rule(
    RuleId::IntervalNegative,
    "interval_negative",
    Group::Contradiction,
    Level::Error,
    "an interval ends before it begins",
);
/// The rule that others were called in when the cause was known.
pub(super) const AFTER_CAUSE: Rule = rule(
    RuleId::EscalatedAfterCause,
    "escalated_after_cause",
    Group::Contradiction,
    Level::Warning,
    "escalated after the cause was found",
);
/// The rule that a repair is dated after the resolution.
pub(super) const AFTER_RESOLUTION: Rule = rule(
    RuleId::RepairAfterResolution,
    "repair_after_resolution",
    Group::Contradiction,
    Level::Warning,
    "a fix or mitigation after the resolution",
);

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let windows = in_each_window(facts);
    let pairs = windows
        .iter()
        .flat_map(|window| NEVER_BEFORE.map(|pair| (window, pair)));
    let impossible: Vec<Finding> = pairs
        .filter_map(|(window, (first, second))| impossible(facts, window, first, second))
        .collect();
    let told: Vec<Vec<RecordId>> = impossible.iter().map(|finding| finding.events.clone()).collect();
    findings.extend(impossible);
    let intervals: Vec<&Interval> = match &facts.in_windows[..] {
        [] | [_] => facts.intervals.iter().collect(),
        several => several.iter().flat_map(|window| &window.intervals).collect(),
    };
    let negative = intervals
        .into_iter()
        .filter_map(|interval| negative(facts, interval));
    findings.extend(negative.filter(|finding| !told.contains(&finding.events)));
    findings.extend(windows.iter().filter_map(|window| late_escalation(facts, window)));
    findings.extend(late_repair(facts));
}

/// By how much `second` precedes `first`, where it does.
fn wrong_by(first: &Mark, second: &Mark) -> Option<Length> {
    second.length_to(first).filter(|length| length.seconds() > 0)
}

fn impossible(
    facts: &Facts<'_>,
    window: &Milestones,
    first: Milestone,
    second: Milestone,
) -> Option<Finding> {
    let (early, late) = window.get(first).zip(window.get(second))?;
    let by = wrong_by(early, late)?;
    let message = format!(
        "{} ({}) is dated {} before {} ({}), which cannot be: correct the time that is wrong.",
        capital(point(second)),
        event_named(facts, late.event),
        by.long(),
        point(first),
        event_named(facts, early.event),
    );
    Some(Finding::new(&IMPOSSIBLE, vec![early.event, late.event], message))
}

fn negative(facts: &Facts<'_>, interval: &Interval) -> Option<Finding> {
    let length = interval.length.filter(|length| length.seconds() < 0)?;
    let (from, to) = (interval.from?, interval.to?);
    let message = format!(
        "{} is {}, as {} is dated before {}: correct the time that is wrong.",
        interval.title,
        length.long(),
        event_named(facts, to),
        event_named(facts, from),
    );
    Some(Finding::new(&NEGATIVE, vec![from, to], message))
}

fn late_escalation(facts: &Facts<'_>, window: &Milestones) -> Option<Finding> {
    let cause = window.get(Milestone::Cause)?;
    let escalated = window.get(Milestone::Escalated)?;
    let by = wrong_by(escalated, cause)?;
    let message = format!(
        "The escalation ({}) came {} after the cause was found ({}): check both times, or say what it was still \
         needed for.",
        event_named(facts, escalated.event),
        by.long(),
        event_named(facts, cause.event),
    );
    let events = vec![cause.event, escalated.event];
    Some(Finding::new(&AFTER_CAUSE, events, message))
}

/// A repair before somebody confirmed that it is over is no follow-up yet.
fn late_repair(facts: &Facts<'_>) -> Option<Finding> {
    let confirmed = facts.windows.all().last().and_then(Window::last_word);
    let resolved = confirmed.or(facts.milestones.get(Milestone::Resolved))?;
    let late = select(facts, |event| {
        let repairs = event.body().kind.remedy() == Some(Remedy::Attempt);
        let mark = || mark(facts, event);
        repairs && mark().is_some_and(|mark| wrong_by(&mark, resolved).is_some())
    });
    if late.is_empty() {
        return None;
    }
    let message = format!(
        "A fix or mitigation is dated after the resolution ({}): {}. Check the times, or record it as an action \
         item if it came as follow-up.",
        event_named(facts, resolved.event),
        events_named(facts, &late),
    );
    Some(Finding::new(&AFTER_RESOLUTION, ids(&late), message))
}
