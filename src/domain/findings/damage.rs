//! Damage: parts of the journal that cannot be read, or are not as they were written.

use super::{Finding, Group, Level, Rule, RuleId, rule};
use crate::domain::counted::counted_as;
use crate::domain::facts::Facts;

/// The rule that the journal has lines that are not as they were written.
pub(super) const DAMAGED: Rule = rule(
    RuleId::JournalDamaged,
    "journal_damaged",
    Group::Contradiction,
    Level::Warning,
    "lines of the journal that cannot be read or were changed",
);

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let damaged = facts.outside.damaged;
    if damaged == 0 {
        return;
    }
    let lines = counted_as(damaged, "line of the journal is", "lines of the journal are");
    let message = format!(
        "{lines} not as hotwash wrote it, or cannot be read: hotwash verify names file and line; a copy of the folder \
         made earlier may have what is missing."
    );
    findings.push(Finding::new(&DAMAGED, Vec::new(), message).told_by_the_disk());
}
