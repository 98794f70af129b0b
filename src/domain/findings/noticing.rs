//! The detection: by whom, and how soon more people were called in.

use super::words::event_named;
use super::{Finding, Group, Level, Rule, RuleId, rule};
use crate::domain::facts::Facts;
use crate::domain::kind::{Kind, Milestone, Via};
use crate::domain::mark::Mark;

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
    findings.extend(late_escalation(facts));
}

fn people_first(facts: &Facts<'_>) -> Option<Finding> {
    let first = facts.milestones.get(Milestone::Detected)?;
    if facts.milestones.detected_via() != Some(Via::Person) {
        return None;
    }
    let zone = facts.incident.zone();
    let monitor = facts.incident.shown().find_map(|event| {
        let body = event.body();
        let by_monitor = body.kind == Kind::Detection && body.via == Some(Via::Monitor);
        by_monitor.then(|| Mark::of(event, zone)).flatten()
    });
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

fn late_escalation(facts: &Facts<'_>) -> Option<Finding> {
    let detected = facts.milestones.get(Milestone::Detected)?;
    let escalated = facts.milestones.get(Milestone::Escalated)?;
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
