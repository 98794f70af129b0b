//! A value that several records may set: every version is kept, one counts.

use std::collections::{BTreeMap, BTreeSet, HashSet};
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

/// The writer of something, and the time.
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
    /// The writer, and the time.
    pub provenance: Provenance,
    /// True if it was written down after the incident had been closed.
    pub after_close: bool,
    /// True if it was taken back later.
    pub undone: bool,
    /// The value.
    pub value: T,
}

/// So many versions of one value may come after what they replace although their stamps say otherwise. No version that
/// was written as it should be needs that, and each costs a pass over all of them.
const MOST_RAISED: usize = 256;

/// The place of a version among the others: by the stamp by which it counts, its own or that of the one before it; of
/// several with the same, by which came first.
type CellPlace = (Stamp, u32);

/// All versions of a value, in the order in which they count: by their stamps, but each after the one that it
/// replaces. The last one that was not taken back counts.
///
/// A value can have been set and taken back a hundred thousand times, in any order of the stamps: nothing that is asked
/// of it for each record walks over all its versions, or moves them.
#[derive(Clone, Debug)]
pub struct Cell<T> {
    /// As they came.
    versions: Vec<Version<T>>,
    /// By place: which of them it is.
    order: BTreeMap<CellPlace, u32>,
    /// The places of those that were not taken back, once one was; until then it is every one.
    standing: Option<BTreeSet<CellPlace>>,
    /// By version: where it stands.
    places: ById<CellPlace>,
    /// By a record that is no version here: those that replace it.
    waiting: ById<Vec<u32>>,
    /// The number of times that one was given a place.
    turns: u32,
    raised: usize,
}

impl<T> Default for Cell<T> {
    fn default() -> Self {
        Cell {
            versions: Vec::new(),
            order: BTreeMap::new(),
            standing: None,
            places: ById::default(),
            waiting: ById::default(),
            turns: 0,
            raised: 0,
        }
    }
}

impl<T: PartialEq> PartialEq for Cell<T> {
    /// They say themselves which of them stand.
    fn eq(&self, other: &Self) -> bool {
        self.all().eq(other.all())
    }
}

impl<T> Cell<T> {
    /// Adds a version; its number, by which it is found.
    pub(super) fn add(&mut self, version: Version<T>) -> u32 {
        // More than u32::MAX versions would be a journal of terabytes.
        let number = u32::try_from(self.versions.len()).unwrap_or(u32::MAX);
        let id = version.id;
        let mut stamp = version.provenance.stamp.clone();
        if let Some(replaced) = version.replaces {
            match self.places.get(&replaced) {
                Some((before, _)) => stamp = stamp.max(before.clone()),
                None => self.waiting.entry(replaced).or_default().push(number),
            }
        }
        self.versions.push(version);
        self.place(number, stamp);
        if let Some(waiting) = self.waiting.remove(&id) {
            self.raise(number, waiting);
        }
        number
    }

    /// Puts a version after all that count by this stamp or a lower one.
    fn place(&mut self, number: u32, stamp: Stamp) {
        let Some(version) = self.versions.get(number as usize) else {
            return;
        };
        self.turns = self.turns.saturating_add(1);
        let place = (stamp, self.turns);
        if let Some(standing) = self.standing.as_mut().filter(|_| !version.undone) {
            standing.insert(place.clone());
        }
        self.places.insert(version.id, place.clone());
        self.order.insert(place, number);
    }

    /// The version that a record gave which was added under this number.
    pub(super) fn find(&self, number: u32) -> Option<&Version<T>> {
        self.versions.get(number as usize)
    }

    /// A record that was added under this number was taken back, or brought back.
    pub(super) fn mark(&mut self, number: u32, undone: bool) {
        let Some(version) = self.versions.get_mut(number as usize) else {
            return;
        };
        version.undone = undone;
        let Some(place) = self.places.get(&version.id) else {
            return;
        };
        match &mut self.standing {
            Some(standing) if undone => {
                standing.remove(place);
            }
            Some(standing) => {
                standing.insert(place.clone());
            }
            None => self.standing = Some(self.places_of_standing()),
        }
    }

    fn places_of_standing(&self) -> BTreeSet<CellPlace> {
        let stands = |number: u32| self.find(number).is_some_and(|version| !version.undone);
        let standing = self.order.iter().filter(|(_, number)| stands(**number));
        standing.map(|(place, _)| place.clone()).collect()
    }

    /// Puts these after the version that they replace, and then those that replace them, each once. How many it looked
    /// at.
    fn raise(&mut self, replaced: u32, waiting: Vec<u32>) -> usize {
        let mut done = HashSet::from([replaced]);
        let mut above: Vec<(u32, u32)> = waiting.into_iter().map(|number| (number, replaced)).collect();
        let mut looked = 0;
        while let Some((number, replaced)) = above.pop() {
            if self.raised >= MOST_RAISED {
                break;
            }
            looked += 1;
            let at = |number| self.places.get(&self.find(number)?.id).cloned();
            let Some((from, below)) = at(number).zip(at(replaced)) else {
                continue;
            };
            if from >= below || !done.insert(number) {
                continue;
            }
            self.raised += 1;
            self.order.remove(&from);
            if let Some(standing) = &mut self.standing {
                standing.remove(&from);
            }
            self.place(number, below.0);
            let id = self.find(number).map(|version| version.id);
            let replacing = (0..)
                .zip(&self.versions)
                .filter(|(_, version)| version.replaces == id);
            above.extend(replacing.map(|(above, _)| (above, number)));
            looked += self.versions.len();
        }
        looked
    }

    /// The version that counts.
    pub fn current(&self) -> Option<&Version<T>> {
        match &self.standing {
            Some(standing) => self.find(*self.order.get(standing.last()?)?),
            None => self.find(*self.order.last_key_value()?.1),
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

    /// True if this record gave one of the versions.
    pub(super) fn has(&self, record: RecordId) -> bool {
        self.places.contains_key(&record)
    }

    /// Every version, oldest first, those taken back too.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = &Version<T>> {
        self.order.values().filter_map(|number| self.find(*number))
    }

    /// Every version, to be told otherwise. None may come to count before or after another by it.
    pub(super) fn each_mut(&mut self) -> impl Iterator<Item = &mut Version<T>> {
        self.versions.iter_mut()
    }

    /// The versions that were not taken back, oldest first.
    pub fn in_order(&self) -> impl Iterator<Item = &Version<T>> {
        self.all().filter(|version| !version.undone)
    }
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
    fn two_are_equal_when_the_same_versions_count_in_the_same_order() {
        let versions = [(1, 0, 1), (2, 1, 2)];
        // The same, whatever came first.
        let mut other = Cell::default();
        for one in versions.into_iter().rev() {
            other.add(version(one));
        }
        assert_eq!(cell(&versions), other);
        assert_ne!(cell(&versions), cell(&versions[..1]));
        assert_ne!(cell(&versions), cell(&[(1, 0, 1), (3, 1, 2)]));
        other.mark(0, true);
        assert_ne!(cell(&versions), other, "one was taken back");
    }

    #[test]
    fn what_nobody_has_replaced_is_at_odds_until_somebody_settles_it() {
        for (versions, heads) in [
            (&[][..], &[][..]),
            (&[(1, 0, 1), (2, 1, 2)], &[2]),
            (&[(1, 0, 1), (2, 1, 2), (3, 1, 3)], &[2, 3]),
            (&[(1, 0, 1), (2, 1, 2), (3, 1, 3), (4, 3, 4)], &[4]),
            // Who settles it over the one that lost leaves the winner in question.
            (&[(1, 0, 1), (2, 1, 2), (3, 1, 3), (4, 2, 4)], &[3, 4]),
        ] {
            let cell = cell(versions);
            let found: Vec<u64> = cell.heads().iter().map(|version| version.value).collect();
            assert_eq!(found, heads, "{versions:?}");
        }
    }

    #[test]
    fn what_is_raised_without_end_is_left_to_the_counters() {
        let many: Vec<_> = (2..3000).map(|n| (n, 1, n)).chain([(1, 0, 5000)]).collect();
        let cell = cell(&many);
        assert_eq!((cell.all().count(), cell.raised), (2999, MOST_RAISED));
        assert_ne!(cell.current().map(|version| version.value), Some(1));
    }

    /// Whatever replaces what comes later, and however often: not even twice the work for twice as many.
    #[test]
    fn what_waits_for_the_one_it_replaces_is_not_walked_over_for_each() {
        let looked = |n: u64| {
            let mut cell = Cell::default();
            let waiting = (2..n)
                .map(|number| cell.add(version((number, 1, number))))
                .collect();
            let last = cell.add(version((1, 0, 2 * n)));
            cell.raised = 0;
            cell.raise(last, waiting)
        };
        let (once, twice) = (looked(1000), looked(2000));
        assert!(once < 1000 * (MOST_RAISED + 2), "{once}");
        assert!(twice <= 2 * once + MOST_RAISED, "{once} {twice}");
        let mut spent = Cell {
            raised: MOST_RAISED,
            ..Cell::default()
        };
        let last = spent.add(version((1, 0, 9)));
        assert_eq!(spent.raise(last, vec![last; 1000]), 0);
    }

    #[test]
    fn what_comes_before_others_moves_none_of_them() {
        let mut cell = Cell::default();
        let first = cell.add(version((1, 0, 1)));
        cell.mark(first, true);
        let last = cell.add(version((2, 0, 1 << 32)));
        // Each of them stands before the last, and one before it was taken back.
        let numbers: Vec<u32> = (3..2000).map(|n| cell.add(version((n, 0, n)))).collect();
        assert_eq!(numbers, (2..1999).collect::<Vec<u32>>());
        assert_eq!(cell.current(), cell.find(last));
        cell.mark(last, true);
        assert_eq!(cell.current().map(|version| version.value), Some(1999));
        assert_eq!(cell.in_order().count(), 1997);
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
                        cell.mark(place, true);
                    }
                    place
                })
                .collect();
            for (n, undone) in marks {
                let Some(place) = places.get(n).copied() else { continue };
                cell.mark(place, undone);
                prop_assert_eq!(cell.find(place).map(|found| found.value), Some(n as u64));
            }
            prop_assert_eq!(cell.current(), cell.in_order().last());
            let found = cell.find(0).map(|found| found.value);
            prop_assert_eq!(found, Some(0));
        }
    }
}
