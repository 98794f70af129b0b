//! Lengths typed into an event that its own time contradicts: "after several hours" when two had passed.

use super::stated::{read_length, tokens};
use super::words::{capital, event_named};
use super::{Finding, Group, Level, Rule, RuleId, mark, rule};
use crate::domain::facts::Facts;
use crate::domain::incident::Event;
use crate::domain::kind::Milestone;
use crate::domain::mark::Mark;

/// The rule that a text says more time had passed than had.
pub(super) const RULE: Rule = rule(
    RuleId::TextContradictsTime,
    "text_contradicts_time",
    Group::Contradiction,
    Level::Warning,
    "an event tells of more hours of work than had passed",
);

/// The least that "several hours" means.
const SEVERAL: i64 = 3 * 3600;

/// Work that can only have begun with the incident.
const WORK: &[&str] = &[
    "investigation",
    "investigating",
    "debugging",
    "searching",
    "troubleshooting",
    "looking",
    "digging",
    "analysis",
    "effort",
    "work",
];

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let began = [Milestone::Impact, Milestone::Detected]
        .into_iter()
        .filter_map(|milestone| facts.milestones.get(milestone))
        .min_by_key(|mark| mark.micros);
    let Some(began) = began else { return };
    let events = facts.incident.shown();
    findings.extend(events.filter_map(|event| contradiction(facts, began, event)));
}

fn contradiction(facts: &Facts<'_>, began: &Mark, event: &Event) -> Option<Finding> {
    let mark = mark(facts, event)?;
    let length = began.length_to(&mark).filter(|length| length.seconds() >= 0)?;
    let passed = length.seconds();
    let said = worked(&event.body().text)?;
    if said <= passed + (passed / 4).max(300) {
        return None;
    }
    let message = format!(
        "{} tells of a longer time than the {} since {}: correct the text or the time.",
        capital(&event_named(facts, event.id)),
        length.long(),
        event_named(facts, began.event),
    );
    Some(Finding::new(&RULE, vec![began.event, event.id], message))
}

/// The seconds of work that a text tells of: "after several hours of investigation", "after 3 hours of debugging".
fn worked(text: &str) -> Option<i64> {
    let tokens = tokens(text);
    (1..tokens.len()).find_map(|place| {
        if !tokens[place - 1].is_one_of(&["after", "following"]) {
            return None;
        }
        let rest = &tokens[place..];
        let several = match rest {
            [how_many, unit, ..] if how_many.is_one_of(&["several", "many"]) && unit.is("hours") => {
                Some((SEVERAL, 2))
            }
            _ => None,
        };
        let (seconds, taken) = several.or_else(|| read_length(rest))?;
        let of = rest.get(taken).is_some_and(|token| token.is("of"));
        let work = rest.get(taken + 1).is_some_and(|token| token.is_one_of(WORK));
        (of && work).then_some(seconds)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_work_on_the_incident_is_measured() {
        let cases = [
            (
                "After several hours of investigation, the team gave up",
                Some(SEVERAL),
            ),
            ("after 90 minutes of debugging", Some(5_400)),
            ("after 24 hours of uptime", None),
            ("several hours of logs", None),
            ("at 14:00 it began", None),
        ];
        for (text, expected) in cases {
            assert_eq!(worked(text), expected, "{text}");
        }
    }
}
