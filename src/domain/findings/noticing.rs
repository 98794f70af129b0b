//! The detection: by whom, and how soon more people were called in.

use super::words::event_named;
use super::{Finding, Group, Level, Rule, RuleId, in_each_window, mark, rule};
use crate::domain::facts::Facts;
use crate::domain::kind::{Kind, Milestone, Via};
use crate::domain::milestones::Milestones;
use crate::domain::worded::names_a_monitor;

/// The rule that people noticed before any monitor.
pub(super) const PEOPLE_FIRST: Rule = rule(
    RuleId::DetectedByPeople,
    "detected_by_people",
    Group::Question,
    Level::Warning,
    "people noticed before any monitor",
);
/// The rule that others were called in late.
pub(super) const LATE: Rule = rule(
    RuleId::EscalationLate,
    "escalation_late",
    Group::Question,
    Level::Warning,
    "escalated more than 60 minutes after the detection",
);

/// The seconds after which an escalation is late.
const SOON: i64 = 60 * 60;

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    findings.extend(people_first(facts));
    let late = in_each_window(facts).into_iter();
    findings.extend(late.filter_map(|milestones| late_escalation(facts, milestones)));
}

fn people_first(facts: &Facts<'_>) -> Option<Finding> {
    let first = facts.milestones.get(Milestone::Detected)?;
    if facts.milestones.detected_via() != Some(Via::Person) {
        return None;
    }
    let monitor = facts.incident.shown().find_map(|event| {
        let body = event.body();
        let by_monitor = body.kind == Kind::Detection && body.via == Some(Via::Monitor);
        by_monitor.then(|| mark(facts, event)).flatten()
    });
    let noticed = facts.incident.event(first.event)?;
    if names_a_monitor(&noticed.body().text) {
        return None;
    }
    let person = event_named(facts, first.event);
    let Some(monitor) = monitor else {
        let message = format!(
            "People noticed it ({person}) and no monitor did: consider an alert that would have told you first."
        );
        return Some(Finding::new(&PEOPLE_FIRST, vec![first.event], message));
    };
    let gap = first.length_to(&monitor).filter(|gap| gap.seconds() > 0)?;
    let message = format!(
        "People noticed it ({person}) {} before the first monitor did ({}): consider an alert that is earlier.",
        gap.long(),
        event_named(facts, monitor.event),
    );
    let events = vec![first.event, monitor.event];
    Some(Finding::new(&PEOPLE_FIRST, events, message))
}

fn late_escalation(facts: &Facts<'_>, milestones: &Milestones) -> Option<Finding> {
    let detected = milestones.get(Milestone::Detected)?;
    let escalated = milestones.get(Milestone::Escalated)?;
    let took = detected
        .length_to(escalated)
        .filter(|took| took.seconds() > SOON)?;
    let message = format!(
        "The escalation ({}) came {} after the detection ({}): say what held it up, and when to call sooner.",
        event_named(facts, escalated.event),
        took.long(),
        event_named(facts, detected.event),
    );
    let events = vec![detected.event, escalated.event];
    Some(Finding::new(&LATE, events, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_monitor_beside_people_is_told_from_one_that_was_silent() {
        for (text, expected) in [
            (
                "User reports and monitoring system alerts indicated it was down",
                true,
            ),
            ("Support called, the pager went off at the same time", true),
            ("Users report errors, no alert fired", false),
            ("Users report errors before any alert", false),
            ("Users alerted us by mail", false),
        ] {
            assert_eq!(names_a_monitor(text), expected, "{text}");
        }
    }
}
