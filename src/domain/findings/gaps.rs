//! Gaps of the record: long stretches in which users were affected and nobody wrote anything down.

use super::words::{author, event_named, listed};
use super::{Finding, Group, Level, Rule, RuleId, rule};
use crate::domain::facts::Facts;
use crate::domain::silence::{self, SilentStretch};
use crate::domain::time::Precision;

/// The rule that nothing was written down for long.
pub(super) const SILENCE: Rule = rule(
    RuleId::Silence,
    "silence",
    Group::Question,
    Level::Warning,
    "more than 20 minutes and a tenth of the impact without an event; the three longest",
);
/// So many silences are asked about: the longest.
const MOST: usize = 3;

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let mut silences = silence::notable(facts.incident, &facts.windows);
    silences.sort_by_key(|silence| std::cmp::Reverse(silence.length().seconds()));
    findings.extend(silences.iter().take(MOST).map(|silence| finding(facts, silence)));
}

/// Asks whoever wrote before and after it; of what was imported nobody here did.
fn finding(facts: &Facts<'_>, silence: &SilentStretch) -> Finding {
    let events = vec![silence.after, silence.before];
    let mut ask: Vec<String> = Vec::new();
    let written = events.iter().filter_map(|id| facts.incident.event(*id));
    for event in written.filter(|event| !event.is_imported()) {
        let name = author(event);
        if !ask.contains(&name) {
            ask.push(name);
        }
    }
    let say = match ask.is_empty() {
        true => "say".to_owned(),
        false => format!("ask {}", listed(&ask)),
    };
    let message = format!(
        "Nothing is recorded for {} between {} and {}, while users were affected: {say} what happened then.",
        silence.length_shown(Precision::Minute).long(),
        event_named(facts, silence.after),
        event_named(facts, silence.before),
    );
    Finding::new(&SILENCE, events, message).asking(ask)
}
