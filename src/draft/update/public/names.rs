//! The names that a journal knows: whatever it ever said of people, teams, machines and places, withdrawn or not.

use std::collections::HashSet;

use super::words::{bare, begins_anew, is_capital, is_opening, parts};
use crate::domain::entry::people;
use crate::domain::incident::{Incident, Said};
use crate::domain::record::{FieldChange, FieldName};

/// Words for those who are hurt, and what joins names, that name nobody.
const NOBODY: &[&str] = &[
    "users",
    "customers",
    "clients",
    "people",
    "everyone",
    "everybody",
    "all",
    "some",
    "most",
    "many",
    "the",
    "and",
    "or",
    "of",
    "on",
    "in",
    "at",
    "to",
    "for",
    "from",
    "by",
    "with",
    "is",
    "are",
    "no",
    "not",
    "new",
    "call",
    "team",
    "lead",
    "each",
    "every",
    "other",
    "we",
    "they",
    "it",
    "a",
    "an",
    "as",
    "be",
    "can",
    "cannot",
];

/// What the journal knows.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// In lower case, a word each.
    names: HashSet<String>,
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
            if !is_opening(&word) && !names.ordinary.contains(&word) {
                names.add(&word);
            }
        }
        if let Some((area, city)) = incident.zone().to_string().split_once('/') {
            names.add(area);
            names.add(city);
        }
        names
    }

    /// Whether this word, in lower case, is a name.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.names.contains(word)
    }

    /// Whether this word, in lower case, is known to be none.
    pub(super) fn knows_as_ordinary(&self, word: &str) -> bool {
        self.ordinary.contains(word)
    }

    /// A name of one word or more; each word of it is one.
    fn add(&mut self, name: &str) {
        let words = parts(name).filter(|word| word.chars().count() > 1);
        let words = words.map(str::to_lowercase);
        self.names
            .extend(words.filter(|word| !NOBODY.contains(&word.as_str())));
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
        authors.into_iter().for_each(|author| self.add(author));
        for owner in items().filter_map(|version| version.value.owner.as_deref()) {
            self.add(owner);
        }
        for field in [FieldName::Commander, FieldName::Roles] {
            for text in field_texts(incident, field) {
                self.add(text);
            }
        }
    }

    /// Whoever is mentioned in a text, and what has a capital inside a sentence.
    fn learn_text(&mut self, text: &str) {
        for person in people(text) {
            self.add(person);
        }
        let mut before: Option<&str> = None;
        for word in text.split_whitespace() {
            let within = before.is_some_and(|before| !begins_anew(before, word));
            if within && is_capital(word) {
                self.add(bare(word));
            } else if is_capital(word) {
                self.first.insert(bare(word).to_lowercase());
            } else if !word.starts_with('@') && !is_capital(word) {
                self.ordinary.insert(bare(word).to_owned());
            }
            before = Some(word);
        }
    }

    /// What of an entry could be a name: a word that stands alone, has a capital, or is made as names of machines are.
    fn learn_affected(&mut self, entry: &str) {
        let alone = entry.split_whitespace().count() == 1;
        for word in entry.split_whitespace() {
            let made = bare(word).chars().any(|c| !c.is_alphabetic());
            if alone || made || is_capital(word) {
                self.add(word);
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
    let history = incident.whole_field_history(field).iter();
    history.flat_map(|version| match &version.value {
        FieldChange::Value(text) | FieldChange::Add(text) | FieldChange::Remove(text) => {
            vec![text.as_str()]
        }
        FieldChange::Amend { entry, to } => vec![entry.as_str(), to.as_str()],
        FieldChange::Clear => Vec::new(),
    })
}
