//! What the public is told: no known names, hosts, addresses, evidence or dead ends.
//!
//! It is made of milestones and of no event's own words. Of the fields it has the impact alone, and only where no word
//! of it could be a host or an address, or is a name that the journal knows. A name that begins a sentence of the impact
//! and stands nowhere else is told from no other word: whoever sends it reads it first.

use std::collections::HashSet;

use super::Told;
use crate::domain::entry::people;
use crate::domain::incident::Incident;
use crate::domain::kind::{Kind, Milestone};
use crate::domain::mark::Mark;
use crate::domain::record::{FieldName, Timing};

/// Milestones in plain words; free text may name people and machines, so none of it is repeated.
pub(super) fn lines(told: &Told<'_>) -> Vec<String> {
    let incident = told.facts.incident;
    let zone = told.zone();
    let when = |mark: &Mark| {
        let event = incident.event(mark.event);
        told.in_full(&event.map_or_else(Timing::default, |event| event.body().timing))
    };
    let Some(window) = told.facts.windows.all().last() else {
        return vec!["We are looking into a possible disruption.".to_owned()];
    };
    let began = when(&window.start);
    if let Some(end) = &window.end {
        let resolved = incident
            .event(end.event)
            .is_some_and(|event| event.body().kind == Kind::Resolution);
        let word = if resolved { "was resolved" } else { "ended" };
        return vec![format!(
            "The disruption that began {began} {word} {} ({zone}).",
            when(end)
        )];
    }
    let mut lines = vec![format!("We have had a disruption since {began} ({zone}).")];
    let impact = incident.value(FieldName::Impact);
    let plain = impact.filter(|text| is_plain(incident, text));
    lines.extend(plain.map(sentence));
    // What was done against an earlier disruption says nothing of this one.
    let passed = |milestone| {
        let mark = told.facts.milestones.get(milestone);
        mark.is_some_and(|mark| mark.micros >= window.start.micros)
    };
    if passed(Milestone::Mitigated) || told.facts.milestones.undetermined().is_some() {
        lines.push("Measures to reduce its effects are in place.".to_owned());
    }
    lines.push(if passed(Milestone::Cause) {
        "We know the cause and are working on a repair.".to_owned()
    } else {
        "We are looking for the cause.".to_owned()
    });
    lines
}

/// That the next update follows by this time. The zone is named where nothing before it has named it.
pub(super) fn next(told: &Told<'_>, by: &str) -> String {
    let zone = if told.facts.windows.all().is_empty() {
        format!(" ({})", told.zone())
    } else {
        String::new()
    };
    format!("The next update follows by {by}{zone}.")
}

fn sentence(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let ends = text.ends_with(['.', '!', '?']);
    format!("{text}{}", if ends { "" } else { "." })
}

/// Whether no word of a text is a name that the journal knows, a host or an address. Only the first word of a sentence
/// may have a capital, and none may have signs or digits beside letters inside it.
fn is_plain(incident: &Incident, text: &str) -> bool {
    let names = known_names(incident);
    let mut begins = true;
    text.split_whitespace().all(|word| {
        let bare = bare(word);
        let letters = bare.chars().all(|c| c.is_alphabetic() || c == '-');
        let number = bare.chars().all(|c| c.is_ascii_digit());
        let capital = is_capital(bare) && !begins;
        begins = ends_sentence(word);
        (letters || number) && !capital && !names.contains(&bare.to_lowercase())
    })
}

/// The words, lower case, that the journal knows as names: of those who wrote, who are mentioned, who own or do
/// something, of what is affected, and whatever has a capital inside a sentence of an event.
fn known_names(incident: &Incident) -> HashSet<String> {
    let authors = incident
        .events()
        .iter()
        .filter_map(|event| event.provenance.by.split('@').next());
    let mentioned = incident.shown().flat_map(|event| people(&event.body().text));
    let owners = incident
        .action_items()
        .filter_map(|(_, body)| body.owner.as_deref());
    let known: HashSet<String> = authors
        .chain(mentioned)
        .chain(owners)
        .map(str::to_lowercase)
        .collect();
    let people = [FieldName::Commander, FieldName::Roles];
    let people = people.into_iter().flat_map(|field| incident.field(field));
    let people = people.flat_map(|text| words(&text).map(str::to_lowercase).collect::<Vec<_>>());
    let affected = incident.field(FieldName::Affected).into_iter();
    let affected = affected.flat_map(|entry| affected_names(&entry));
    let within = incident
        .shown()
        .flat_map(|event| capitals_within(&event.body().text));
    known
        .into_iter()
        .chain(people)
        .chain(affected)
        .chain(within)
        .collect()
}

/// Words for those who are hurt that name nobody.
const EVERYBODY: [&str; 6] = ["users", "customers", "clients", "people", "everyone", "everybody"];

/// What of an entry could be a name: a word that stands alone, or has a capital.
fn affected_names(entry: &str) -> Vec<String> {
    let alone = words(entry).count() == 1;
    words(entry)
        .filter(|word| alone || is_capital(word))
        .map(str::to_lowercase)
        .filter(|word| !EVERYBODY.contains(&word.as_str()))
        .collect()
}

/// Words with a capital that do not begin a sentence.
fn capitals_within(text: &str) -> Vec<String> {
    let mut begins = true;
    let within = text.split_whitespace().filter(|word| {
        let within = !begins && is_capital(word);
        begins = ends_sentence(word);
        within
    });
    within.map(|word| bare(word).to_lowercase()).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
}

fn bare(word: &str) -> &str {
    word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '%'])
        .trim_start_matches('(')
}

fn is_capital(word: &str) -> bool {
    word.chars().any(char::is_uppercase)
}

fn ends_sentence(word: &str) -> bool {
    word.ends_with(['.', '!', '?'])
}
