//! A value that several records may set: every version is kept, one counts.

use std::collections::HashSet;
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<T> {
    versions: Vec<Version<T>>,
}

impl<T> Default for Cell<T> {
    fn default() -> Self {
        Cell { versions: Vec::new() }
    }
}

impl<T> Cell<T> {
    pub(super) fn add(&mut self, version: Version<T>) {
        let after = self
            .versions
            .partition_point(|other| other.provenance.stamp <= version.provenance.stamp);
        self.versions.insert(after, version);
    }

    /// A record was taken back, or brought back.
    pub(super) fn mark(&mut self, id: RecordId, undone: bool) {
        for version in self.versions.iter_mut().filter(|version| version.id == id) {
            version.undone = undone;
        }
    }

    /// The version that counts.
    pub fn current(&self) -> Option<&Version<T>> {
        self.versions.iter().rev().find(|version| !version.undone)
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
