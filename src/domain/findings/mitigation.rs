//! The mitigations: which of them helped, and which read as if they had not.

use super::words::events_named;
use super::{Finding, Group, Level, Rule, RuleId, ids, in_each_window, rule, select};
use crate::domain::facts::Facts;
use crate::domain::incident::Event;
use crate::domain::kind::Milestone;
use crate::domain::milestones::Milestones;
use crate::domain::mitigations::MitigationOutcome;

/// The rule that nobody said which of several mitigations helped.
pub(super) const WHICH: Rule = rule(
    RuleId::WhichMitigation,
    "which_mitigation",
    Group::Question,
    Level::Warning,
    "several mitigations before users recovered, none marked as the one that helped",
);
/// The rule that a mitigation reads as if it had not helped.
pub(super) const FAILED: Rule = rule(
    RuleId::ReadsLikeFailed,
    "reads_like_failed",
    Group::Question,
    Level::Info,
    "a mitigation that reads as if it had not helped, and is not marked",
);

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let windows = in_each_window(facts).into_iter();
    findings.extend(windows.filter_map(|window| which(facts, window)));
    findings.extend(failed(facts));
}

/// While users are affected nobody can tell yet.
fn which(facts: &Facts<'_>, window: &Milestones) -> Option<Finding> {
    window.get(Milestone::Resolved)?;
    window.undetermined()?;
    let attempts = window.attempts().iter();
    let events: Vec<&Event> = attempts
        .filter_map(|id| facts.incident.event(*id))
        .filter(|event| MitigationOutcome::of(event) != Some(MitigationOutcome::Failed))
        .collect();
    let unsaid = |event: &&&Event| MitigationOutcome::of(event) == Some(MitigationOutcome::Unsaid);
    if events.iter().filter(unsaid).count() < 2 {
        return None;
    }
    let message = format!(
        "Which of the {} mitigations reduced the impact ({})? Time to mitigate is not determined until that is \
         said: mark it #helped.",
        events.len(),
        events_named(facts, &events)
    );
    Some(Finding::new(&WHICH, ids(&events), message))
}

fn failed(facts: &Facts<'_>) -> Option<Finding> {
    let events = select(facts, |event| {
        MitigationOutcome::of(event) == Some(MitigationOutcome::ReadsFailed)
    });
    let (read, it) = match events.len() {
        0 => return None,
        1 => ("reads as if it had", "it"),
        _ => ("read as if they had", "each that did not"),
    };
    let message = format!(
        "{} {read} not helped: then mark {it} #failed.",
        events_named(facts, &events)
    );
    Some(Finding::new(&FAILED, ids(&events), message))
}
