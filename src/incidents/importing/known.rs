//! The part of an import that is recorded already: importing the same file again changes nothing, a longer one adds what is new.

use std::collections::{HashMap, HashSet};

use crate::domain::incident::Incident;
use crate::domain::record::{FieldChange, FieldName};
use crate::import::{Import, Origin, Proposal, Proposed, file_of_line};
use crate::incidents::scribe::{MAX_INLINE, first_of};

/// A line of fewer bytes is recorded whole, whatever its text was made of.
const LONG: usize = MAX_INLINE / 2;

/// The contents of an incident, as imports name them.
#[derive(Debug, Default)]
pub struct Known {
    /// The keys of sources.
    keys: HashSet<String>,
    /// The number of times that a line of a file was recorded. By its words and not by its number: lines above it come and go.
    lines: HashMap<(String, String), usize>,
    /// The words of action items.
    items: HashSet<String>,
    /// Fields that have a value, and each of their entries.
    fields: HashMap<FieldName, HashSet<String>>,
}

impl Known {
    /// The contents of this incident. A withdrawn event counts: somebody did not want it. One whose record was undone does
    /// not: it was never there.
    pub fn of(incident: &Incident) -> Self {
        let mut known = Known::default();
        for event in incident.events().iter().filter(|event| !event.is_undone()) {
            let first = event.first();
            let Some(source) = &first.source else { continue };
            match file_of_line(source) {
                Some(file) => {
                    let words = first.typed.as_ref().unwrap_or(&first.text);
                    *known.lines.entry((file.to_owned(), words.clone())).or_default() += 1;
                }
                None => {
                    known.keys.insert(source.clone());
                }
            }
        }
        for (item, body) in incident.action_items() {
            known.items.insert(body.text.clone());
            let earlier = item.history().map(|version| version.value.text.clone());
            known.items.extend(earlier);
        }
        for row in FieldName::ROWS {
            let values = incident.field(row.name);
            if !values.is_empty() {
                known.fields.insert(row.name, values.into_iter().collect());
            }
        }
        known
    }

    /// For each proposal of an import, in its order: true if it is recorded already.
    pub fn in_import(mut self, import: &Import) -> Vec<bool> {
        import
            .proposals
            .iter()
            .map(|proposal| self.has(proposal))
            .collect()
    }

    /// True if this one is recorded already. What came twice in a file and was recorded once is known once.
    fn has(&mut self, proposal: &Proposal) -> bool {
        match &proposal.what {
            Proposed::Event(_) => match &proposal.origin {
                Some(Origin::Key { .. }) => {
                    let key = proposal.origin.as_ref().map(Origin::to_string);
                    // Two entries of one key in one import are one.
                    key.is_some_and(|key| !self.keys.insert(key))
                }
                Some(Origin::Line { file, .. }) => {
                    // A long text is recorded by its first lines.
                    self.takes(file, &proposal.raw)
                        || (proposal.raw.len() > LONG && self.takes(file, &first_of(&proposal.raw)))
                }
                None => false,
            },
            Proposed::ActionItem(item) => !self.items.insert(item.text.clone()),
            Proposed::Field(field, change) => self.has_value(*field, change),
        }
    }

    /// Takes one of the times that this line of the file was recorded; false where none is left.
    fn takes(&mut self, file: &str, words: &str) -> bool {
        let line = (file.to_owned(), words.to_owned());
        let left = self.lines.get_mut(&line).filter(|left| **left > 0);
        left.map(|left| *left -= 1).is_some()
    }

    /// True if the field reads so. A field of one value that somebody filled in is theirs: an import never replaces it.
    fn has_value(&self, field: FieldName, change: &FieldChange) -> bool {
        let values = self.fields.get(&field);
        match change.given() {
            Some(value) if field.row().list => values.is_some_and(|values| values.contains(value)),
            Some(_) => values.is_some(),
            None => true,
        }
    }
}
