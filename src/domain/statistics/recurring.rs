//! Causes and names that come back: what several incidents have in common.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::measured::Measured;
use crate::domain::alike::{Gist, MOST_TEXTS};

/// Something that several incidents have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurring {
    /// The words of the first of them. May hold hostile text.
    pub text: String,
    /// The folders of the incidents, the earliest first.
    pub incidents: Vec<String>,
}

impl Recurring {
    fn begun(text: &str) -> Self {
        Recurring {
            text: text.to_owned(),
            incidents: Vec::new(),
        }
    }

    /// Counts an incident, once. They come one after the other.
    fn count(&mut self, incident: &str) {
        if self.incidents.last().is_none_or(|last| last != incident) {
            self.incidents.push(incident.to_owned());
        }
    }
}

/// Those of several incidents, the most frequent first; of as frequent ones the earliest.
fn several(mut all: Vec<Recurring>) -> Vec<Recurring> {
    all.retain(|one| one.incidents.len() > 1);
    all.sort_by_key(|one| Reverse(one.incidents.len()));
    all
}

/// The affected names that several incidents have, whatever their case.
pub(super) fn names(measured: &[Measured]) -> Vec<Recurring> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut all: Vec<Recurring> = Vec::new();
    for one in measured {
        for name in one.affected.iter().filter(|name| !name.is_empty()) {
            let place = *places.entry(name.to_lowercase()).or_insert_with(|| {
                all.push(Recurring::begun(name));
                all.len() - 1
            });
            all[place].count(&one.name);
        }
    }
    several(all)
}

/// The causes and factors that several incidents have, by the words that mean something. Each is compared with the
/// first of those that are alike.
pub(super) fn causes(measured: &[Measured]) -> Vec<Recurring> {
    let mut groups = Groups::default();
    for one in measured {
        for text in &one.causes {
            let gist = Gist::of(text);
            let nth = groups.like(&gist).unwrap_or_else(|| groups.begin(text, gist));
            groups.all[nth].0.count(&one.name);
        }
    }
    several(groups.all.into_iter().map(|(recurring, _)| recurring).collect())
}

/// Groups of texts that are alike, found by their words: so many texts need not each be compared with every other.
#[derive(Default)]
struct Groups<'a> {
    all: Vec<(Recurring, Gist<'a>)>,
    /// By word the first groups that have it.
    by_word: BTreeMap<String, Vec<usize>>,
}

impl<'a> Groups<'a> {
    /// The first group that says the same or nearly so.
    fn like(&self, gist: &Gist<'_>) -> Option<usize> {
        let words = gist.words().iter().filter_map(|word| self.by_word.get(word));
        let candidates: BTreeSet<usize> = words.flatten().copied().collect();
        let mut candidates = candidates.into_iter();
        candidates.find(|nth| self.all[*nth].1.nearly_equals(gist))
    }

    fn begin(&mut self, text: &str, gist: Gist<'a>) -> usize {
        let nth = self.all.len();
        for word in gist.words() {
            let having = self.by_word.entry(word.clone()).or_default();
            // A word that everybody uses tells nothing of the subject.
            if having.len() < MOST_TEXTS {
                having.push(nth);
            }
        }
        self.all.push((Recurring::begun(text), gist));
        nth
    }
}
