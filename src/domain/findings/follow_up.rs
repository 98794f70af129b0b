//! What is to be done afterwards.

use super::{Finding, Level};
use crate::domain::facts::Facts;
use crate::domain::incident::Status;

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    findings.extend(no_action_item(facts));
}

/// Nobody owes a list of work while the incident goes on.
fn no_action_item(facts: &Facts<'_>) -> Option<Finding> {
    let closed = facts.incident.status() != Status::Open;
    let message =
        "No action item is recorded: add what will keep this from happening again, or be noticed earlier.";
    let none = facts.incident.action_items().next().is_none();
    (closed && none).then(|| Finding::new(Level::Warning, "no_action_item", Vec::new(), message.to_owned()))
}
