//! What the public is told: no names, hosts, addresses, evidence or dead ends.
//!
//! It is made of milestones and of no event's own words. Of the fields it has the impact alone, and only where no word
//! of it could be a name, a host or an address.

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
    if passed(Milestone::Mitigated) {
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
    let text = text.trim();
    let ends = text.ends_with(['.', '!', '?']);
    format!("{text}{}", if ends { "" } else { "." })
}

/// Whether no word of a text could be a person's name, a host or an address. Only the first word of a sentence may
/// have a capital, and none may have signs or digits beside letters inside it.
fn is_plain(incident: &Incident, text: &str) -> bool {
    let authors = incident
        .events()
        .iter()
        .filter_map(|event| event.provenance.by.split('@').next());
    let mentioned = incident.shown().flat_map(|event| people(&event.body().text));
    let owners = incident
        .action_items()
        .filter_map(|(_, body)| body.owner.as_deref());
    let known = authors.chain(mentioned).chain(owners);
    let names: HashSet<String> = known.map(str::to_lowercase).collect();
    let mut begins = true;
    text.split_whitespace().all(|word| {
        let bare = word
            .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '%'])
            .trim_start_matches('(');
        let letters = bare.chars().all(|c| c.is_alphabetic() || c == '-');
        let number = bare.chars().all(|c| c.is_ascii_digit());
        let capital = bare.chars().any(char::is_uppercase) && !begins;
        begins = word.ends_with(['.', '!', '?']);
        (letters || number) && !capital && !names.contains(&bare.to_lowercase())
    })
}
