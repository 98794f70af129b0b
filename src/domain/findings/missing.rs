//! Milestones that are missing, or that have no time.

use super::words::event_named;
use super::{Finding, Group, Level, Place, Rule, RuleId, rule};
use crate::domain::facts::Facts;
use crate::domain::kind::Milestone;

/// The milestones that every postmortem needs, and what to add where one is missing.
const NEEDED: [(Milestone, &str); 3] = [
    (
        Milestone::Detected,
        "No detection is recorded: add when the trouble was noticed, and by whom.",
    ),
    (
        Milestone::Cause,
        "No cause is recorded: add what it was, and when that became known.",
    ),
    (
        Milestone::Resolved,
        "No resolution is recorded: add when the service had recovered.",
    ),
];

/// The rule that a milestone is not recorded.
pub(super) const MISSING: Rule = rule(
    RuleId::MilestoneMissing,
    "milestone_missing",
    Group::Question,
    Level::Warning,
    "no detection, cause or resolution is recorded",
)
.of_unknowns();
/// The rule that a milestone is recorded without a time.
pub(super) const UNTIMED: Rule = rule(
    RuleId::MilestoneUntimed,
    "milestone_untimed",
    Group::Question,
    Level::Warning,
    "one of these is recorded without a time",
)
.of_unknowns();

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for (milestone, advice) in NEEDED {
        if facts.knows(milestone) {
            continue;
        }
        let finding = match facts.untimed(milestone) {
            Some(event) => {
                let named = event_named(facts, event);
                let message = format!(
                    "The {} is recorded without a time: give {named} its time, so that intervals can be computed.",
                    noun(milestone)
                );
                Finding::new(&UNTIMED, vec![event], message)
            }
            None => Finding::new(&MISSING, Vec::new(), relapse_or(facts, milestone, advice))
                .mended_at(Place::NewEvent(milestone.kind())),
        };
        findings.push(finding);
    }
}

/// After a relapse, an earlier resolution no longer counts.
fn relapse_or(facts: &Facts<'_>, milestone: Milestone, advice: &str) -> String {
    let relapse = facts.windows.relapses().last();
    match relapse.filter(|_| milestone == Milestone::Resolved && facts.milestones.unresolved_relapse()) {
        Some(relapse) => format!(
            "No resolution is recorded after the relapse ({}): add when the service had recovered.",
            event_named(facts, relapse.start.event)
        ),
        None => advice.to_owned(),
    }
}

fn noun(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Impact => "beginning of the impact",
        Milestone::Detected => "detection",
        Milestone::Acknowledged => "acknowledgement",
        Milestone::Escalated => "escalation",
        Milestone::Cause => "cause",
        Milestone::Mitigated => "mitigation",
        Milestone::Resolved => "resolution",
    }
}
