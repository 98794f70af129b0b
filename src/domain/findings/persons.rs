//! Persons as the cause: what one person did is never why a system let it happen.

use super::words::event_named;
use super::{Finding, Group, Level, Place, Rule, RuleId, rule, select};
use crate::domain::facts::Facts;
use crate::domain::kind::Kind;
use crate::domain::phrases::has_words;
use crate::domain::record::FieldName;

/// The rule that the cause tells what a person did.
pub(super) const RULE: Rule = rule(
    RuleId::PersonAsCause,
    "person_as_cause",
    Group::Question,
    Level::Warning,
    "the cause, a factor or the title tells what a person did",
);

/// Words that tell of a person wherever they stand in a cause.
const ALWAYS: &[&str] = &[
    "human error",
    "operator error",
    "user error",
    "by mistake",
    "mistyped",
    "forgot",
    "forgotten by",
    "tired",
];
/// Persons by what they are.
const PERSONS: &[&str] = &[
    "engineer",
    "engineers",
    "operator",
    "operators",
    "developer",
    "admin",
    "administrator",
    "technician",
    "contractor",
    "intern",
    "colleague",
    "employee",
    "someone",
    "somebody",
];
/// Deeds of persons that can be called a cause. They discover causes too.
const DEEDS: &[&str] = &[
    "applied",
    "changed",
    "chose",
    "clicked",
    "configured",
    "copied",
    "deleted",
    "deployed",
    "disabled",
    "dropped",
    "enabled",
    "entered",
    "executed",
    "left",
    "made",
    "merged",
    "misread",
    "missed",
    "overwrote",
    "pasted",
    "pressed",
    "pushed",
    "ran",
    "released",
    "removed",
    "restarted",
    "selected",
    "set",
    "skipped",
    "switched",
    "typed",
    "unplugged",
    "updated",
    "used",
];
/// Words that may stand between the two.
const BETWEEN: &[&str] = &[
    "had",
    "has",
    "have",
    "accidentally",
    "mistakenly",
    "wrongly",
    "inadvertently",
    "who",
    "on",
    "call",
    "then",
    "once",
    "also",
];

/// The fields that tell the cause.
const FIELDS: &[FieldName] = &[FieldName::Cause, FieldName::Factors, FieldName::Title];

const QUESTION: &str = "tells what a person did: what let one action do this?";

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let causes = select(facts, |event| {
        event.body().kind == Kind::Cause && tells_of_a_person(&event.body().text)
    });
    findings.extend(causes.first().map(|event| {
        let message = format!("The cause ({}) {QUESTION}", event_named(facts, event.id));
        Finding::new(&RULE, vec![event.id], message)
    }));
    let title = facts.incident.title();
    findings.extend(FIELDS.iter().filter_map(|field| {
        let values = facts.incident.values(*field);
        let titled = *field == FieldName::Title && tells_of_a_person(title);
        if !titled && !values.iter().any(|text| tells_of_a_person(text)) {
            return None;
        }
        let message = format!("The field {} {QUESTION}", field.wire());
        Some(Finding::new(&RULE, Vec::new(), message).mended_at(Place::Field(*field)))
    }));
}

fn tells_of_a_person(text: &str) -> bool {
    let text = text.to_lowercase();
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let does = |(place, word): (usize, &&str)| {
        let behind = words[place + 1..].iter().take(4);
        let deed = behind.skip_while(|word| BETWEEN.contains(word)).copied().next();
        PERSONS.contains(word) && deed.is_some_and(|deed| DEEDS.contains(&deed))
    };
    ALWAYS.iter().any(|phrase| has_words(&text, phrase)) || words.iter().enumerate().any(does)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_does_is_told_from_who_discovers() {
        for (text, expected) in [
            ("An operator accidentally deleted the zone", true),
            ("Human error during the migration", true),
            ("the on-call engineer ran the script twice", true),
            ("someone had disabled the alarm", true),
            (
                "An engineer discovered that an upgrade had introduced a bug",
                false,
            ),
            ("The operator restarted every pod because its lease expired", true),
            ("The Kubernetes operator is out of date", false),
            ("A bug introduced during an upgrade", false),
            ("the retry set by default", false),
        ] {
            assert_eq!(tells_of_a_person(text), expected, "{text}");
        }
    }
}
