//! Finds which part of a file is which of those that hotwash wrote, and which of those that it writes now.

use std::collections::BTreeMap;

use crate::draft::parts::{Part, PartName};
use crate::draft::trailer::WrittenPart;

/// The parts that belong together, by their places.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// For each part of the file, what hotwash wrote there.
    pub(super) record_of_old: Vec<Option<usize>>,
    /// For each part of the file, the new one of that name.
    pub(super) new_of_old: Vec<Option<usize>>,
    /// For each new part, what hotwash wrote there before.
    pub(super) record_of_new: Vec<Option<usize>>,
    /// For each new part, the one of that name in the file.
    pub(super) old_of_new: Vec<Option<usize>>,
}

/// The places of the parts of one name.
#[derive(Default)]
struct Places {
    records: Vec<usize>,
    old: Vec<usize>,
    new: Vec<usize>,
}

impl Pairs {
    /// The pairs among what hotwash wrote, what stands in the file and what is to be written.
    ///
    /// # Errors
    /// The name of several parts that nobody can tell from each other.
    pub(super) fn of(records: &[WrittenPart], old: &[Part<'_>], new: &[Part<'_>]) -> Result<Self, PartName> {
        let mut names: BTreeMap<&PartName, Places> = BTreeMap::new();
        for (at, record) in records.iter().enumerate() {
            names.entry(&record.name).or_default().records.push(at);
        }
        for (at, part) in old.iter().enumerate() {
            names.entry(&part.name).or_default().old.push(at);
        }
        for (at, part) in new.iter().enumerate() {
            names.entry(&part.name).or_default().new.push(at);
        }
        let mut pairs = Pairs {
            record_of_old: vec![None; old.len()],
            new_of_old: vec![None; old.len()],
            record_of_new: vec![None; new.len()],
            old_of_new: vec![None; new.len()],
        };
        for (name, places) in names {
            let places = places.told_apart(records, old).ok_or_else(|| name.clone())?;
            pairs.join(&places);
        }
        Ok(pairs)
    }

    fn join(&mut self, places: &Places) {
        for (old, record) in places.old.iter().zip(&places.records) {
            self.record_of_old[*old] = Some(*record);
        }
        for (new, record) in places.new.iter().zip(&places.records) {
            self.record_of_new[*new] = Some(*record);
        }
        for (old, new) in places.old.iter().zip(&places.new) {
            self.new_of_old[*old] = Some(*new);
            self.old_of_new[*new] = Some(*old);
        }
    }
}

impl Places {
    /// The same, so that those in one place belong together. Of two where hotwash wrote one, it is the one that nobody
    /// edited; several that a template wrote are known by their order.
    fn told_apart(mut self, records: &[WrittenPart], old: &[Part<'_>]) -> Option<Self> {
        let count = self.records.len();
        let (written, there) = (self.new.len(), self.old.len());
        let is_clear = match count {
            0 => written == 0 || there == 0 || (written, there) == (1, 1),
            _ => written == 0 || written == count,
        };
        if !is_clear {
            return None;
        }
        if count == 1 && there > 1 {
            let hash = &records[self.records[0]].hash;
            self.old.retain(|at| old[*at].hash == *hash);
            return (self.old.len() == 1).then_some(self);
        }
        (count == 0 || there == 0 || there == count).then_some(self)
    }
}
