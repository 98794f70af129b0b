//! The names that a journal knows: whatever it ever said of people, teams, machines and places, withdrawn or not.

use std::collections::{BTreeSet, HashSet};

use super::fold::{LONGEST, fold, stem};
use super::table::{CAPITAL, MONTH_OR_NAME, ORDINARY, PLACES, SMALL, TEAMS};
use crate::domain::incident::{Incident, Said};
use crate::domain::mentions::people;
use crate::domain::record::{FieldChange, FieldName};
use crate::draft::sentences::{bare, begins_anew};

/// Inside a longer word only what has so many letters is taken for a name: `mlopez`.
const INSIDE: usize = 4;

/// Names that the journal knows.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Folded, in the singular, a word each.
    names: HashSet<String>,
    /// Of those the words that people are called by, and how long they are.
    people: HashSet<String>,
    lengths: BTreeSet<usize>,
    /// Words that begin a sentence with a capital: names, unless they are ordinary.
    first: HashSet<String>,
    /// Words that stand somewhere in lower case, so that a capital at the beginning of a sentence says nothing.
    ordinary: HashSet<String>,
}

impl Names {
    /// Everything that an incident says, in every version and by everybody.
    pub(super) fn of(incident: &Incident) -> Names {
        let mut names = Names::default();
        names.learn_people(incident);
        for text in texts(incident) {
            names.learn_text(text);
        }
        for entry in field_texts(incident, FieldName::Affected) {
            names.learn_affected(entry);
        }
        for word in std::mem::take(&mut names.first) {
            if !names.ordinary.contains(&word) {
                names.add_written(&word);
            }
        }
        if let Some((_, city)) = incident.zone().to_string().split_once('/') {
            names.add(city, |_| false);
        }
        names
    }

    /// True if this folded word, or a part of it, is a name, in the singular or the plural, or holds what a person is
    /// called.
    pub(super) fn knows(&self, folded: &str) -> bool {
        folded.len() <= 4 * LONGEST
            && (self.has(folded) || parts(folded).any(|part| self.has(part) || self.holds(part)))
    }

    fn has(&self, word: &str) -> bool {
        self.names.contains(stem(word))
    }

    /// True if a longer word has a person's name in it. A word has at most so many letters as a name can have, so this
    /// takes a bounded number of steps.
    fn holds(&self, word: &str) -> bool {
        if word.len() > LONGEST || ORDINARY.contains(word) || SMALL.contains(word) {
            return false;
        }
        let mut parts = self.lengths.iter().flat_map(|length| {
            let last = word.len().checked_sub(*length);
            let starts = last.map_or(0..0, |last| 0..last + 1);
            starts.filter_map(move |start| word.get(start..start + length))
        });
        parts.any(|part| self.people.contains(part))
    }

    /// A name of one word or more; each word of it is one.
    fn add(&mut self, name: &str, is_none: impl Fn(&str) -> bool) {
        for word in parts(name).filter(|word| word.chars().count() > 1) {
            let folded = fold(word);
            if !is_none(&folded) {
                self.names.insert(stem(&folded).to_owned());
            }
        }
    }

    /// Names of persons: also where it is an ordinary word, unless it says what a team does.
    fn add_person(&mut self, name: &str) {
        self.add(name, |word| TEAMS.contains(word));
        for word in parts(name) {
            let folded = fold(word);
            let long = (INSIDE..=LONGEST).contains(&folded.len());
            if long && !TEAMS.contains(folded.as_str()) && !ORDINARY.contains(folded.as_str()) {
                self.lengths.insert(folded.len());
                self.people.insert(folded);
            }
        }
    }

    /// Could be a name by how it is written.
    fn add_written(&mut self, name: &str) {
        self.add(name, |word| {
            let capital = CAPITAL.contains(word) || PLACES.contains(word) || MONTH_OR_NAME.contains(word);
            capital || ORDINARY.contains(word) || SMALL.contains(word)
        });
    }

    fn learn_people(&mut self, incident: &Incident) {
        let steps = incident.events().iter().flat_map(|event| event.history());
        let of_events = steps.map(|step| step.provenance);
        let items = || incident.all_action_items().iter().flat_map(|item| item.history());
        let of_items = items().map(|version| &version.provenance);
        let rows = FieldName::ROWS.iter();
        let of_fields = rows
            .flat_map(|row| incident.whole_field_history(row.name))
            .map(|version| &version.provenance);
        let opened = incident.opened_by().map(|(_, by)| by);
        // The machine behind the @ is a name as well.
        let mut authors: Vec<&str> = of_events
            .chain(of_items)
            .chain(of_fields)
            .chain(opened)
            .map(|by| &*by.by)
            .collect();
        authors.sort_unstable();
        authors.dedup();
        authors.into_iter().for_each(|author| self.add_person(author));
        for owner in items().filter_map(|version| version.value.owner.as_deref()) {
            self.add_person(owner);
        }
        for field in [FieldName::Commander, FieldName::Roles] {
            for text in field_texts(incident, field) {
                self.add_person(text);
            }
        }
    }

    /// Whoever is mentioned in a text, and what has a capital inside a sentence.
    fn learn_text(&mut self, text: &str) {
        for person in people(text) {
            self.add_person(person);
        }
        let mut before: Option<&str> = None;
        for word in text.split_whitespace() {
            let within = before.is_some_and(|before| !begins_anew(before, word));
            if within && is_capital(word) {
                self.add_written(bare(word));
            } else if is_capital(word) {
                self.first.insert(fold(bare(word)));
            } else if !word.starts_with('@') && !is_capital(word) {
                self.ordinary.insert(fold(bare(word)));
            }
            before = Some(word);
        }
    }

    /// The words of an entry that could be names: a word that stands alone, has a capital, or is made as names of
    /// machines are.
    fn learn_affected(&mut self, entry: &str) {
        let alone = entry.split_whitespace().count() == 1;
        for word in entry.split_whitespace() {
            let made = bare(word).chars().any(|c| !c.is_alphabetic());
            if alone || made || is_capital(word) {
                self.add_written(word);
            }
        }
    }
}

/// The texts of every version of everything.
fn texts(incident: &Incident) -> impl Iterator<Item = &str> {
    let steps = incident.events().iter().flat_map(|event| event.history());
    let of_events = steps.filter_map(|step| match step.said {
        Said::First(body) | Said::Amended(body) | Said::Removed(body) => Some(body.text.as_str()),
        Said::Struck(why) => why,
    });
    let items = incident.all_action_items().iter().flat_map(|item| item.history());
    let of_items = items.map(|version| version.value.text.as_str());
    // The impact is what is to be told: that it names something does not make a name known.
    let told_elsewhere = |field: FieldName| field != FieldName::Impact;
    let rows = FieldName::ROWS.iter().filter(move |row| told_elsewhere(row.name));
    let of_fields = rows.flat_map(|row| field_texts(incident, row.name));
    of_events
        .chain(of_items)
        .chain(of_fields)
        .chain(incident.opening_title())
}

/// Everything that ever stood in a field.
fn field_texts(incident: &Incident, field: FieldName) -> impl Iterator<Item = &str> {
    let history = incident.whole_field_history(field);
    history.flat_map(|version| match &version.value {
        FieldChange::Value(text) | FieldChange::Add(text) | FieldChange::Remove(text) => {
            vec![text.as_str()]
        }
        FieldChange::Amend { entry, to } => vec![entry.as_str(), to.as_str()],
        FieldChange::Clear => Vec::new(),
    })
}

/// The words in a name: letters and digits in a row.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
}

/// True if a letter of it is a capital.
fn is_capital(word: &str) -> bool {
    word.chars().any(char::is_uppercase)
}
