//! Persons beside words of blame: people fail where the system lets them, and that is what a postmortem is for.

use std::collections::BTreeSet;

use super::words::event_named;
use super::{Finding, Group, Level, Place, Rule, RuleId, rule};
use crate::domain::facts::Facts;
use crate::domain::mentions::people;
use crate::domain::record::FieldName;

/// The rule that a person is blamed.
pub(super) const RULE: Rule = rule(
    RuleId::Blame,
    "blame",
    Group::Question,
    Level::Warning,
    "a person beside a word of blame",
);

/// Failings of people alone, and those that things have as well.
const OWN_OF_PEOPLE: &[&str] = &["mistake", "carelessness", "negligence", "blunder"];
const OWN_OF_ANY: &[&str] = &["fault", "error", "oversight", "failure"];
/// Deeds of people alone, and those that things do as well.
const DONE_BY_PEOPLE: &[&str] = &["forgot", "neglected", "blundered"];
const DONE_BY_ANY: &[&str] = &[
    "broke",
    "failed",
    "caused",
    "misconfigured",
    "ignored",
    "messed",
    "botched",
    "overlooked",
];
const BETWEEN: &[&str] = &[
    "has",
    "had",
    "have",
    "simply",
    "just",
    "again",
    "accidentally",
    "carelessly",
];
/// Words with a capital that name no one.
const NOBODY: &[&str] = &[
    "we",
    "nobody",
    "everybody",
    "everyone",
    "someone",
    "somebody",
    "they",
    "it",
    "i",
    "you",
    "one",
];

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let known = known(facts);
    let events = facts.incident.shown().filter_map(|event| {
        let words = blamed(&event.body().text, &known)?;
        let message = format!(
            "{} puts a person beside a word of blame (\"{words}\"): consider what made it possible instead, as in \
             \"the change went out without a check\".",
            event_named(facts, event.id)
        );
        Some(Finding::new(&RULE, vec![event.id], message))
    });
    findings.extend(events);
    let fields = FieldName::ROWS.iter().filter_map(|row| {
        let values = facts.incident.values(row.name);
        let words = values.iter().find_map(|text| blamed(text, &known))?;
        let message = format!(
            "The field {} puts a person beside a word of blame (\"{words}\"): consider what made it possible instead, \
             as in \"the change went out without a check\".",
            row.wire
        );
        let finding = Finding::new(&RULE, Vec::new(), message);
        Some(finding.mended_at(Place::Field(row.name)))
    });
    findings.extend(fields);
}

/// Everyone that the incident names, in lower case.
fn known(facts: &Facts<'_>) -> BTreeSet<String> {
    let incident = facts.incident;
    let authors = incident
        .events()
        .iter()
        .filter_map(|event| event.provenance.by.split('@').next());
    let mentioned = incident.shown().flat_map(|event| people(&event.body().text));
    let commander = incident.value(FieldName::Commander).unwrap_or_default();
    let owners = incident
        .action_items()
        .filter_map(|(_, body)| body.owner.as_deref());
    authors
        .chain(mentioned)
        .chain(commander.split_whitespace())
        .chain(owners)
        .map(|name| name.trim_start_matches('@').to_lowercase())
        .filter(|name| !name.is_empty())
        .collect()
}

/// The words of a text that blame someone.
fn blamed(text: &str, known: &BTreeSet<String>) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let deeds = deeds(&words);
    (0..words.len()).find_map(|place| {
        let word = words[place].trim_matches(|c: char| !(c.is_alphanumeric() || c == '@'));
        let owner = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
        let name = owner.unwrap_or(word);
        let certain = name.starts_with('@') || known.contains(&name.to_lowercase());
        if !(certain || is_a_name(name)) {
            return None;
        }
        let does = deeds[place]?
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        let (of_people, of_any) = match owner {
            Some(_) => (OWN_OF_PEOPLE, OWN_OF_ANY),
            None => (DONE_BY_PEOPLE, DONE_BY_ANY),
        };
        let found = of_people.contains(&does.as_str()) || certain && of_any.contains(&does.as_str());
        found.then(|| format!("{word} {does}"))
    })
}

/// Behind each word the next that is not one of those that may stand between a name and what it did.
fn deeds<'a>(words: &[&'a str]) -> Vec<Option<&'a str>> {
    let mut next = None;
    let from_behind = words.iter().rev().map(|word| {
        let behind = next;
        if !BETWEEN.contains(&word.to_lowercase().as_str()) {
            next = Some(*word);
        }
        behind
    });
    let mut deeds: Vec<Option<&str>> = from_behind.collect();
    deeds.reverse();
    deeds
}

/// A word with one capital, at its beginning.
fn is_a_name(word: &str) -> bool {
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let rest = letters.as_str();
    capital
        && rest.chars().count() >= 1
        && rest.chars().all(char::is_lowercase)
        && !NOBODY.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_persons_are_blamed() {
        let known = BTreeSet::from(["bo".to_owned()]);
        let cases = [
            ("Ana's mistake in the script", Some("Ana's mistake")),
            ("Carl simply forgot the index", Some("Carl forgot")),
            ("@netops broke it", Some("@netops broke")),
            ("bo misconfigured the proxy", Some("bo misconfigured")),
            ("it was Bo’s fault", Some("Bo’s fault")),
            ("Postgres broke at noon", None),
            ("AWS's mistake", None),
            ("We forgot the index", None),
            ("@bo fixed what broke", None),
            ("The deploy failed", None),
        ];
        for (text, expected) in cases {
            assert_eq!(blamed(text, &known).as_deref(), expected, "{text}");
        }
    }
}
