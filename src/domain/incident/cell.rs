//! A value that several records may set: every version is kept, one counts.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::domain::id::RecordId;

/// The order of records where order matters: by Lamport counter, then by the writer's name. Clocks lie.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// The Lamport counter.
    pub lc: u64,
    /// The writer.
    pub writer: Arc<str>,
}

/// Who wrote something down, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The name shown.
    pub by: Arc<str>,
    /// By the writer's clock; not when it happened.
    pub recorded_at: DateTime<Utc>,
    /// Its place among all records.
    pub stamp: Stamp,
}

/// One value that a record gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version<T> {
    /// The record.
    pub id: RecordId,
    /// The record that its writer saw and replaced.
    pub replaces: Option<RecordId>,
    /// Who wrote it, and when.
    pub provenance: Provenance,
    /// Whether it was written down after the incident had been closed.
    pub after_close: bool,
    /// Whether it was taken back later.
    pub undone: bool,
    /// The value.
    pub value: T,
}

/// All versions of a value. The one with the highest stamp that was not taken back counts.
///
/// A value can have been set and taken back a hundred thousand times: nothing that is asked of it for each record walks
/// over all its versions.
#[derive(Clone, Debug)]
pub struct Cell<T> {
    versions: Vec<Version<T>>,
    /// The places of those that were not taken back, once one was; until then it is every one.
    standing: Option<BTreeSet<usize>>,
}

impl<T> Default for Cell<T> {
    fn default() -> Self {
        Cell {
            versions: Vec::new(),
            standing: None,
        }
    }
}

impl<T: PartialEq> PartialEq for Cell<T> {
    /// Which of them stand, they say themselves.
    fn eq(&self, other: &Self) -> bool {
        self.versions == other.versions
    }
}

impl<T> Cell<T> {
    /// Adds a version; its place, by which it is found as long as none comes late.
    pub(super) fn add(&mut self, version: Version<T>) -> u32 {
        let after = self
            .versions
            .partition_point(|other| other.provenance.stamp <= version.provenance.stamp);
        let newest = after == self.versions.len();
        self.versions.insert(after, version);
        match &mut self.standing {
            Some(standing) if newest => {
                standing.insert(after);
            }
            // The places of those behind it are others now.
            Some(standing) => *standing = places_of_standing(&self.versions),
            None => {}
        }
        u32::try_from(after).unwrap_or(u32::MAX)
    }

    /// The version that a record gave which was added at this place.
    pub(super) fn find(&self, id: RecordId, place: u32) -> Option<&Version<T>> {
        self.versions.get(self.place_of(id, place)?)
    }

    /// A record that was added at this place was taken back, or brought back.
    pub(super) fn mark(&mut self, id: RecordId, place: u32, undone: bool) {
        let Some(place) = self.place_of(id, place) else {
            return;
        };
        self.versions[place].undone = undone;
        let versions = &self.versions;
        let standing = self.standing.get_or_insert_with(|| places_of_standing(versions));
        if undone {
            standing.remove(&place);
        } else {
            standing.insert(place);
        }
    }

    /// Versions that came in between moved it by as many places.
    fn place_of(&self, id: RecordId, place: u32) -> Option<usize> {
        let at = (place as usize).min(self.versions.len());
        let (before, from) = self.versions.split_at(at);
        let is_it = |version: &Version<T>| version.id == id;
        let mut behind = from.iter().map(is_it).enumerate();
        let mut ahead = before.iter().rev().map(is_it).enumerate();
        loop {
            match (behind.next(), ahead.next()) {
                (Some((steps, true)), _) => return Some(at + steps),
                (_, Some((steps, true))) => return Some(at - 1 - steps),
                (None, None) => return None,
                (Some(_) | None, Some(_) | None) => {}
            }
        }
    }

    /// The version that counts.
    pub fn current(&self) -> Option<&Version<T>> {
        match &self.standing {
            Some(standing) => self.versions.get(*standing.last()?),
            None => self.versions.last(),
        }
    }

    /// The versions that nobody has replaced, oldest first: the last one counts. Several, when writers did not see
    /// each other's. What was set over the winner of such a quarrel settles it.
    pub fn heads(&self) -> Vec<&Version<T>> {
        let replaced: HashSet<RecordId> = self.in_order().filter_map(|version| version.replaces).collect();
        let is_replaced = |version: &&Version<T>| replaced.contains(&version.id);
        let settled = self.in_order().filter(is_replaced).last();
        let settled = settled.map(|version| &version.provenance.stamp);
        self.in_order()
            .filter(|version| !is_replaced(version) && settled < Some(&version.provenance.stamp))
            .collect()
    }

    /// Every version, oldest first, those taken back too.
    pub fn all(&self) -> &[Version<T>] {
        &self.versions
    }

    /// The versions that were not taken back, oldest first.
    pub fn in_order(&self) -> impl Iterator<Item = &Version<T>> {
        self.versions.iter().filter(|version| !version.undone)
    }
}

fn places_of_standing<T>(versions: &[Version<T>]) -> BTreeSet<usize> {
    let places = (0..).zip(versions).filter(|(_, version)| !version.undone);
    places.map(|(place, _)| place).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn id(n: usize) -> RecordId {
        RecordId::new(Uuid::from_u128(n as u128))
    }

    fn version(n: usize, lc: u64) -> Version<usize> {
        let stamp = Stamp {
            lc,
            writer: Arc::from("bo"),
        };
        Version {
            id: id(n),
            replaces: None,
            provenance: Provenance {
                by: Arc::from("bo"),
                recorded_at: DateTime::UNIX_EPOCH,
                stamp,
            },
            after_close: false,
            undone: false,
            value: n,
        }
    }

    proptest! {
        /// Whatever comes in between, each is found, and the last that stands counts.
        #[test]
        fn what_stands_is_found_without_a_walk(
            counters in prop::collection::vec(0u64..9, 1..12),
            marks in prop::collection::vec((0usize..12, any::<bool>()), 0..24),
        ) {
            let mut cell = Cell::default();
            let places: Vec<u32> = counters
                .iter()
                .enumerate()
                .map(|(n, lc)| {
                    let place = cell.add(version(n, *lc));
                    // Some are taken back before others come.
                    if n % 3 == 2 {
                        cell.mark(id(n), place, true);
                    }
                    place
                })
                .collect();
            for (n, undone) in marks {
                let place = places.get(n).copied().unwrap_or(3);
                cell.mark(id(n), place, undone);
                prop_assert_eq!(cell.find(id(n), place).map(|found| found.value), (n < places.len()).then_some(n));
            }
            prop_assert_eq!(cell.current(), cell.in_order().last());
            let found = cell.find(id(0), 0).map(|found| found.value);
            prop_assert_eq!(found, Some(0));
        }
    }
}
