//! The end: how it was seen that users had recovered.

use super::words::event_named;
use super::{Finding, Group, Level, Rule, RuleId, rule, select};
use crate::domain::facts::Facts;
use crate::domain::id::RecordId;
use crate::domain::incident::Event;
use crate::domain::kind::{Kind, Remedy};
use crate::domain::mark::Mark;
use crate::domain::phrases::has_words;
use crate::domain::windows::Window;

/// The rule that nothing was checked between the repair and the end.
pub(super) const UNCHECKED: Rule = rule(
    RuleId::NoCheckAfterFix,
    "no_check_after_fix",
    Group::Question,
    Level::Info,
    "the fix and the end are one entry, or stand at one time",
);

/// Words that say that somebody looked.
const CHECKS: &[&str] = &[
    "checked",
    "verified",
    "confirmed",
    "tested",
    "watched",
    "no error",
    "no errors",
    "error rate",
    "errors gone",
    "metrics",
    "dashboard",
    "dashboards",
    "graph",
    "graphs",
    "normal",
    "green",
    "healthy",
    "works",
    "work",
    "working",
    "recovered",
    "able to",
];
/// Words by which the entry of the end tells of the repair itself.
const REPAIRS: &[&str] = &[
    "by deploying",
    "deploying a fix",
    "fix deployed",
    "fix was deployed",
    "by rolling back",
    "rolled back",
    "by reverting",
    "reverted",
    "by restarting",
    "restarted",
    "by fixing",
    "was corrected",
    "were corrected",
];

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let attempts = attempts(facts);
    let windows = facts.windows.all().iter();
    findings.extend(windows.filter_map(|window| unchecked(facts, &attempts, window)));
}

fn unchecked(facts: &Facts<'_>, attempts: &[(&Event, Mark)], window: &Window) -> Option<Finding> {
    let end = window.end.filter(|end| !end.is_day_only())?;
    let last = facts.incident.event(end.event)?;
    if !window.confirmations.is_empty() || looked(last) {
        return None;
    }
    let fixes = fixes(attempts, window, &end);
    let at_once = |fix: &&(&Event, Mark)| fix.1.length_to(&end).is_some_and(|length| length.seconds() == 0);
    let (how, events): (&str, Vec<RecordId>) = match fixes.iter().find(at_once) {
        Some((fix, _)) if fix.id == last.id => ("are one entry", vec![last.id]),
        Some((fix, _)) if looked(fix) => return None,
        Some((fix, _)) => ("stand at one time", vec![last.id, fix.id]),
        None if fixes.is_empty() && repairs(last) => ("are one entry", vec![last.id]),
        None => return None,
    };
    let message = format!(
        "The fix and the end {how} ({}): how was it seen that users had recovered?",
        event_named(facts, last.id)
    );
    Some(Finding::new(&UNCHECKED, events, message))
}

/// Every fix and mitigation with a time, in the order of the timeline, which is that of their times.
fn attempts<'a>(facts: &Facts<'a>) -> Vec<(&'a Event, Mark)> {
    let repairs = |event: &Event| event.body().kind.remedy() == Some(Remedy::Attempt);
    let timed = |event| Some((event, super::mark(facts, event)?));
    select(facts, repairs).into_iter().filter_map(timed).collect()
}

/// The fixes of a window, and the mitigations with which users recovered.
fn fixes<'a>(attempts: &[(&'a Event, Mark)], window: &Window, end: &Mark) -> Vec<(&'a Event, Mark)> {
    let from = attempts.partition_point(|(_, mark)| mark.micros < window.start.micros);
    let to = attempts.partition_point(|(_, mark)| mark.micros <= end.micros);
    let inside = attempts.get(from..to).unwrap_or_default().iter();
    let fixes = inside.filter(|(event, _)| event.body().kind == Kind::Fix || event.id == end.event);
    fixes.copied().collect()
}

fn looked(event: &Event) -> bool {
    let text = event.body().text.to_lowercase();
    CHECKS.iter().any(|words| has_words(&text, words))
}

fn repairs(event: &Event) -> bool {
    let text = event.body().text.to_lowercase();
    REPAIRS.iter().any(|words| has_words(&text, words))
}
