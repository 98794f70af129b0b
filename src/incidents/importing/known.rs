//! The part of an import that is recorded already: importing the same file again changes nothing, a longer one adds what is new.

use std::collections::{HashMap, HashSet};

use super::same_words::differ_only_in_masks;
use crate::domain::entry::EntryTime;
use crate::domain::incident::{Event, Incident};
use crate::domain::record::{FieldChange, FieldName};
use crate::domain::time::Moment;
use crate::import::{Import, Origin, Proposal, Proposed, file_of_line};
use crate::incidents::scribe::{MAX_INLINE, first_of};

/// A line of fewer bytes is recorded whole, whatever its text was made of.
const LONG: usize = MAX_INLINE / 2;

/// The state of a proposal in the incident that it would be recorded in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Nothing of it is there.
    #[default]
    New,
    /// It is recorded already.
    Recorded,
    /// It is a field of one value, and the incident has another one, which an import never replaces.
    Differs,
}

/// Says why a proposal is not taken: the incident has another title.
pub fn differs(proposal: &Proposal) -> String {
    let field = match &proposal.what {
        Proposed::Field(field, _) => field.wire(),
        Proposed::Event(_) | Proposed::ActionItem(_) => "value",
    };
    format!("the incident has another {field}")
}

/// The contents of an incident, as imports name them.
#[derive(Debug, Default)]
pub struct Known<'i> {
    /// The keys of sources.
    keys: HashSet<String>,
    /// The number of times that a line of a file was recorded. By its words and not by its number: lines above it come and go.
    lines: HashMap<&'i str, HashMap<&'i str, usize>>,
    /// The events that came from each line of a file, by its name and number.
    places: HashMap<&'i str, Vec<&'i Event>>,
    /// The words of action items.
    items: HashSet<String>,
    /// Fields that have a value, and each of their entries.
    fields: HashMap<FieldName, HashSet<String>>,
}

impl<'i> Known<'i> {
    /// The contents of this incident. A withdrawn event counts, and one whose words were removed: somebody did not want it.
    /// One whose record was undone does not: it was never there.
    pub fn of(incident: &'i Incident) -> Self {
        let mut known = Known::default();
        for event in incident.events().iter().filter(|event| !event.is_undone()) {
            let Some(source) = &event.first().source else {
                continue;
            };
            match file_of_line(source) {
                Some(file) => {
                    known.places.entry(source).or_default().push(event);
                    if let Some(words) = words(event) {
                        *known.lines.entry(file).or_default().entry(words).or_default() += 1;
                    }
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

    /// The state of each proposal of an import, in its order.
    pub fn in_import(mut self, import: &Import) -> Vec<Standing> {
        import
            .proposals
            .iter()
            .map(|proposal| self.standing(proposal))
            .collect()
    }

    fn standing(&mut self, proposal: &Proposal) -> Standing {
        match &proposal.what {
            Proposed::Field(field, change) => self.of_field(*field, change),
            Proposed::Event(_) | Proposed::ActionItem(_) if self.has(proposal) => Standing::Recorded,
            Proposed::Event(_) | Proposed::ActionItem(_) => Standing::New,
        }
    }

    /// True if this event or action item is recorded already. What came twice in a file and was recorded once is known once.
    fn has(&mut self, proposal: &Proposal) -> bool {
        match &proposal.what {
            Proposed::Event(_) => match &proposal.origin {
                Some(Origin::Key { .. }) => {
                    let key = proposal.origin.as_ref().map(Origin::to_string);
                    // Two entries of one key in one import are one.
                    key.is_some_and(|key| !self.keys.insert(key))
                }
                Some(origin @ Origin::Line { file, .. }) => {
                    // A long text is recorded by its first lines.
                    self.takes(file, &proposal.raw)
                        || (proposal.raw.len() > LONG && self.takes(file, &first_of(&proposal.raw)))
                        || self.takes_place(&origin.to_string(), file, proposal)
                }
                None => false,
            },
            Proposed::ActionItem(item) => !self.items.insert(item.text.clone()),
            Proposed::Field(..) => false,
        }
    }

    /// Takes one of the times that this line of the file was recorded; false where none is left.
    fn takes(&mut self, file: &str, words: &str) -> bool {
        let line = self.lines.get_mut(file).and_then(|file| file.get_mut(words));
        let left = line.filter(|left| **left > 0);
        left.map(|left| *left -= 1).is_some()
    }

    /// Takes what was recorded of the same line at the same time, where its words cannot be compared: they were removed,
    /// or masked by other rules.
    fn takes_place(&mut self, place: &str, file: &str, proposal: &Proposal) -> bool {
        let at = time_of(proposal);
        let Some(events) = self.places.get_mut(place) else {
            return false;
        };
        let is_same = |event: &&Event| {
            event.first().timing.at == at
                && words(event).is_none_or(|words| differ_only_in_masks(words, &proposal.raw))
        };
        let Some(nth) = events.iter().position(is_same) else {
            return false;
        };
        match words(events.swap_remove(nth)) {
            Some(words) => self.takes(file, words),
            None => true,
        }
    }

    /// A field of one value that somebody filled in is theirs: an import never replaces it.
    fn of_field(&self, field: FieldName, change: &FieldChange) -> Standing {
        let values = self.fields.get(&field);
        match (change.given(), values) {
            (Some(value), Some(values)) if values.contains(value) => Standing::Recorded,
            (Some(_), Some(_)) if !field.row().list => Standing::Differs,
            (Some(_), _) => Standing::New,
            (None, _) => Standing::Recorded,
        }
    }
}

/// The words of the source that an event was recorded from; `None` where they were removed.
fn words(event: &Event) -> Option<&str> {
    let first = event.first();
    let words = first.typed.as_deref().unwrap_or(&first.text);
    (!event.redacted).then_some(words)
}

fn time_of(proposal: &Proposal) -> Option<Moment> {
    match proposal.time() {
        EntryTime::Given(given) => Some(given.at),
        EntryTime::Now => None,
    }
}
