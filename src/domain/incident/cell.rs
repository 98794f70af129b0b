//! A value that several records may set: every version is kept, one counts.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::domain::by_id::ById;
use crate::domain::id::RecordId;

/// The order of records where order matters: by Lamport counter, then by the writer's name. Clocks lie.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// So many versions of one value may come after what they replace although their stamps say otherwise. No version that
/// was written as it should be needs that, and each costs a pass over all of them.
const MOST_RAISED: usize = 256;

/// All versions of a value, in the order in which they count: by their stamps, but each after the one that it
/// replaces. The last one that was not taken back counts.
///
/// A value can have been set and taken back a hundred thousand times: nothing that is asked of it for each record walks
/// over all its versions.
#[derive(Clone, Debug)]
pub struct Cell<T> {
    versions: Vec<Version<T>>,
    /// The places of those that were not taken back, once one was; until then it is every one.
    standing: Option<BTreeSet<usize>>,
    /// By version: the stamp by which it stands where it does, its own or that of one before it.
    order: ById<Stamp>,
    /// By a record that is no version here: those that replace it.
    waiting: ById<Vec<RecordId>>,
    raised: usize,
}

impl<T> Default for Cell<T> {
    fn default() -> Self {
        Cell {
            versions: Vec::new(),
            standing: None,
            order: ById::default(),
            waiting: ById::default(),
            raised: 0,
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
    /// Adds a version; its place, by which it is found as long as few come before it later.
    pub(super) fn add(&mut self, version: Version<T>) -> u32 {
        let id = version.id;
        let mut order = version.provenance.stamp.clone();
        if let Some(replaced) = version.replaces {
            match self.order.get(&replaced) {
                Some(before) => order = order.max(before.clone()),
                None => self.waiting.entry(replaced).or_default().push(id),
            }
        }
        let place = self.place(version, order);
        let waiting = self.waiting.remove(&id).unwrap_or_default();
        if !waiting.is_empty() {
            self.raise(id, waiting);
        }
        u32::try_from(place).unwrap_or(u32::MAX)
    }

    fn place(&mut self, version: Version<T>, order: Stamp) -> usize {
        let before = |other: &Version<T>| self.order.get(&other.id).is_some_and(|other| *other <= order);
        let after = match self.versions.last() {
            Some(last) if !before(last) => self.versions.partition_point(before),
            Some(_) | None => self.versions.len(),
        };
        let (newest, stands) = (after == self.versions.len(), !version.undone);
        self.order.insert(version.id, order);
        self.versions.insert(after, version);
        match &mut self.standing {
            Some(standing) if newest && stands => {
                standing.insert(after);
            }
            Some(_) if newest => {}
            // The places of those behind it are others now.
            Some(standing) => *standing = places_of_standing(&self.versions),
            None => {}
        }
        after
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

    /// Puts these after the version that they replace, and then those that replace them, each once.
    fn raise(&mut self, replaced: RecordId, waiting: Vec<RecordId>) {
        let mut done = HashSet::from([replaced]);
        let mut above: Vec<(RecordId, RecordId)> = waiting.into_iter().map(|id| (id, replaced)).collect();
        while let Some((id, replaced)) = above.pop() {
            let at = |id| self.versions.iter().position(|version| version.id == id);
            let Some((from, below)) = at(id).zip(at(replaced)) else {
                continue;
            };
            if from >= below || self.raised >= MOST_RAISED || !done.insert(id) {
                continue;
            }
            self.raised += 1;
            let version = self.versions.remove(from);
            if let Some(standing) = &mut self.standing {
                *standing = places_of_standing(&self.versions);
            }
            let order = self.order.get(&replaced).cloned();
            self.place(version, order.unwrap_or_default());
            let replacing = self.versions.iter();
            let replacing = replacing.filter(|version| version.replaces == Some(id));
            above.extend(replacing.map(|version| (version.id, id)));
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
        let standing: Vec<&Version<T>> = self.in_order().collect();
        let is_replaced = |version: &&Version<T>| replaced.contains(&version.id);
        let settled = standing.iter().rposition(is_replaced);
        let since = settled.map_or(0, |settled| settled + 1);
        standing.into_iter().skip(since).collect()
    }

    /// Whether this record gave one of the versions.
    pub(super) fn has(&self, record: RecordId) -> bool {
        self.order.contains_key(&record)
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

    fn id(n: u64) -> RecordId {
        RecordId::new(Uuid::from_u128(u128::from(n)))
    }

    /// A version with this number that replaces that one, 0 for none, with this counter.
    fn version((n, replaces, lc): (u64, u64, u64)) -> Version<u64> {
        let stamp = Stamp {
            lc,
            writer: Arc::from("bo"),
        };
        Version {
            id: id(n),
            replaces: (replaces > 0).then(|| id(replaces)),
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

    fn cell(versions: &[(u64, u64, u64)]) -> Cell<u64> {
        let mut cell = Cell::default();
        let mut versions: Vec<_> = versions.iter().copied().map(version).collect();
        versions.sort_by(|a, b| a.provenance.stamp.cmp(&b.provenance.stamp));
        versions.into_iter().for_each(|version| _ = cell.add(version));
        cell
    }

    #[test]
    fn who_replaces_the_one_that_counts_comes_after_it_whatever_the_counters_say() {
        const HIGH: u64 = 1 << 32;
        for (versions, order) in [
            (&[(1, 0, 1), (2, 1, 2), (3, 2, 3)][..], &[1, 2, 3][..]),
            (&[(1, 0, HIGH), (2, 1, 5)], &[1, 2]),
            (&[(1, 0, HIGH), (2, 1, 5), (3, 2, 4)], &[1, 2, 3]),
            (&[(1, 0, HIGH), (2, 1, 5), (3, 2, 4), (4, 0, 6)], &[4, 1, 2, 3]),
            (&[(1, 0, HIGH), (2, 1, 5), (3, 0, HIGH + 1)], &[1, 2, 3]),
            (&[(1, 0, 3), (2, 9, 2), (3, 2, 1)], &[2, 3, 1]),
            // Nobody can have seen what had seen theirs: such rings are let be, and the counters order them.
            (&[(1, 2, 7), (2, 1, 5)], &[1, 2]),
            (&[(1, 1, 7)], &[1]),
        ] {
            let cell = cell(versions);
            let told: Vec<u64> = cell.in_order().map(|version| version.value).collect();
            assert_eq!(told, order, "{versions:?}");
            assert_eq!(cell.current().map(|version| version.value), order.last().copied());
        }
    }

    #[test]
    fn what_is_raised_without_end_is_left_to_the_counters() {
        let many: Vec<_> = (2..3000).map(|n| (n, 1, n)).chain([(1, 0, 5000)]).collect();
        let cell = cell(&many);
        assert_eq!((cell.all().len(), cell.raised), (2999, MOST_RAISED));
        assert_ne!(cell.current().map(|version| version.value), Some(1));
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
                    let place = cell.add(version((n as u64, 0, *lc)));
                    // Some are taken back before others come.
                    if n % 3 == 2 {
                        cell.mark(id(n as u64), place, true);
                    }
                    place
                })
                .collect();
            for (n, undone) in marks {
                let place = places.get(n).copied().unwrap_or(3);
                cell.mark(id(n as u64), place, undone);
                prop_assert_eq!(cell.find(id(n as u64), place).map(|found| found.value), (n < places.len()).then_some(n as u64));
            }
            prop_assert_eq!(cell.current(), cell.in_order().last());
            let found = cell.find(id(0), 0).map(|found| found.value);
            prop_assert_eq!(found, Some(0));
        }
    }
}
