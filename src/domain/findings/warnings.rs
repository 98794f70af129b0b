//! Early warnings: a detection that says that nobody is affected yet.

use super::words::event_named;
use super::{Finding, Group, Level, Rule, RuleId, rule};
use crate::domain::facts::Facts;
use crate::domain::phrases::has_words;
use crate::domain::windows::Window;

/// The rule that a detection reads like an early warning.
pub(super) const EARLY: Rule = rule(
    RuleId::EarlyWarning,
    "early_warning",
    Group::Question,
    Level::Info,
    "a detection that opens the impact, and says that nobody is affected yet",
);

/// Words that say that nobody is affected yet.
const NOBODY_YET: &[&str] = &[
    "nobody affected",
    "nobody is affected",
    "no one affected",
    "no one is affected",
    "no user affected",
    "no users affected",
    "no customers affected",
    "no user impact",
    "no customer impact",
    "no impact yet",
    "no impact so far",
    "not affected yet",
    "full by",
    "will be full",
    "will run out",
    "will expire",
    "expires in",
];

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let opened = facts.windows.all().iter().filter(|window| window.from_detection);
    findings.extend(opened.filter_map(|window| early(facts, window)));
}

fn early(facts: &Facts<'_>, window: &Window) -> Option<Finding> {
    let event = facts.incident.event(window.start.event)?;
    let text = event.body().text.to_lowercase();
    if !NOBODY_YET.iter().any(|words| has_words(&text, words)) {
        return None;
    }
    let message = format!(
        "{} reads like an early warning, and opens the impact: if nobody was affected yet, tag it #warning.",
        event_named(facts, event.id)
    );
    Some(Finding::new(&EARLY, vec![event.id], message))
}
