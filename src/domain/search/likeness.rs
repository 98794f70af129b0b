//! The incident of the past that a text is like: one that shares rare words with it.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use crate::domain::alike;
use crate::domain::incident::Incident;
use crate::domain::kind::Kind;
use crate::domain::record::FieldName;

/// So many rare words are shared, at the least.
const CLOSE: usize = 2;

/// A word is rare that stands in no more incidents than this, or in no more than one of [`ONE_IN`].
const RARE: usize = 2;

/// See [`RARE`].
const ONE_IN: usize = 20;

/// The words of all incidents, by which a text is compared with them.
#[derive(Clone, Debug, Default)]
pub struct Likeness {
    /// By word: the incidents that hold it, by their place, ascending.
    holders: HashMap<String, Vec<u32>>,
    count: usize,
}

impl Likeness {
    /// Adds the next incident: its title, its causes and what was suspected.
    pub fn add(&mut self, incident: &Incident) {
        let place = u32::try_from(self.count).unwrap_or(u32::MAX);
        self.count += 1;
        for word in gist(incident) {
            self.holders.entry(word).or_default().push(place);
        }
    }

    /// The incident that is like a text, by its place in the order of adding; `None` where none is close. Of several,
    /// the one that shares the most rare words, then that which was added first. `other_than` is passed over.
    pub fn like(&self, text: &str, other_than: Option<usize>) -> Option<usize> {
        let most = RARE.max(self.count / ONE_IN);
        let mut shared: HashMap<u32, usize> = HashMap::new();
        for word in alike::significant(text) {
            let holders = self.holders.get(&word).map(Vec::as_slice).unwrap_or_default();
            if holders.len() <= most {
                holders
                    .iter()
                    .for_each(|place| *shared.entry(*place).or_default() += 1);
            }
        }
        let close = shared
            .into_iter()
            .filter(|(place, words)| *words >= CLOSE && Some(*place as usize) != other_than);
        let best = close.max_by_key(|(place, words)| (*words, Reverse(*place)));
        best.map(|(place, _)| place as usize)
    }
}

fn gist(incident: &Incident) -> BTreeSet<String> {
    let fields = [FieldName::Cause, FieldName::Trigger];
    let fields = fields.into_iter().filter_map(|field| incident.value(field));
    let events = super::searched(incident).map(|event| event.body());
    let suspected = events
        .filter(|body| matches!(body.kind, Kind::Hypothesis | Kind::Cause))
        .take(alike::MOST_TEXTS)
        .map(|body| &*body.text);
    let texts = std::iter::once(incident.title()).chain(fields).chain(suspected);
    texts.flat_map(alike::significant).collect()
}
