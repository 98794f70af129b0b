//! The union of all files of a journal: every record once, whatever carried it here and how often.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::report::Damage;
use crate::domain::id::RecordId;
use crate::domain::record::Record;

/// How much a line is to be believed; the first counts before the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// A secret was removed here: no other copy may bring it back.
    Redacted,
    /// Its checksum is right.
    Sealed,
    /// Its checksum is wrong.
    Changed,
}

/// A record found in a file.
pub(super) struct Finding {
    pub(super) record: Record,
    pub(super) writer: Arc<str>,
    pub(super) line: u64,
    pub(super) rank: Rank,
    pub(super) fingerprint: u64,
}

#[derive(Clone, Debug)]
struct Seen {
    fingerprint: u64,
    rank: Rank,
    lc: u64,
    file: Arc<str>,
    line: u64,
    /// The hand-out that it belongs to, and its place there.
    batch: u64,
    place: usize,
}

impl Seen {
    fn beats(&self, other: &Seen) -> bool {
        (self.rank, self.lc, &self.file, self.line) < (other.rank, other.lc, &other.file, other.line)
    }
}

/// A record and its writer.
pub type Entry = (Record, Arc<str>);

/// More conflicts than this are not told apart.
const MOST_CONFLICTS: usize = 1000;

/// Every record seen so far, and those not handed out yet.
#[derive(Debug, Default)]
pub(super) struct Union {
    seen: HashMap<RecordId, Seen>,
    fresh: Vec<Entry>,
    /// How many hand-outs there were.
    batch: u64,
    conflicts: Vec<Damage>,
    outdated: bool,
}

impl Union {
    /// Adds a record, unless it is known.
    pub(super) fn add(&mut self, file: &Arc<str>, finding: Finding) {
        let id = finding.record.id;
        let mut seen = Seen {
            fingerprint: finding.fingerprint,
            rank: finding.rank,
            lc: finding.record.lc,
            file: Arc::clone(file),
            line: finding.line,
            batch: self.batch,
            place: self.fresh.len(),
        };
        let entry = (finding.record, finding.writer);
        let Some(known) = self.seen.get(&id).cloned() else {
            self.fresh.push(entry);
            self.seen.insert(id, seen);
            return;
        };
        if known.fingerprint == seen.fingerprint && known.rank == seen.rank {
            return;
        }
        if !seen.beats(&known) {
            return self.disagree(id, &known, &seen);
        }
        self.disagree(id, &seen, &known);
        match self.fresh.get_mut(known.place) {
            Some(fresh) if known.batch == self.batch => *fresh = entry,
            Some(_) | None => self.outdated = true,
        }
        (seen.batch, seen.place) = (known.batch, known.place);
        self.seen.insert(id, seen);
    }

    fn disagree(&mut self, record: RecordId, winner: &Seen, loser: &Seen) {
        let what = match (winner.rank, loser.rank) {
            // That line is told of already.
            (_, Rank::Changed) => return,
            (Rank::Redacted, Rank::Sealed) => "still holds what was redacted elsewhere",
            (Rank::Redacted, Rank::Redacted) => return,
            (Rank::Sealed | Rank::Changed, _) => "another record has the same id; this one does not count",
        };
        if self.conflicts.len() < MOST_CONFLICTS {
            self.conflicts.push(Damage {
                file: loser.file.to_string(),
                line: loser.line,
                what: what.to_owned(),
                record: Some(record),
            });
        }
    }

    /// Whether a record that was handed out has turned out not to count.
    pub(super) fn is_outdated(&self) -> bool {
        self.outdated
    }

    /// How many records there are.
    pub(super) fn len(&self) -> usize {
        self.seen.len()
    }

    /// The lines that lost against another with the same id.
    pub(super) fn conflicts(&self) -> &[Damage] {
        &self.conflicts
    }

    /// Hands out what is new, in the order of the stamps.
    pub(super) fn take_fresh(&mut self) -> Vec<Entry> {
        let mut fresh = std::mem::take(&mut self.fresh);
        self.batch += 1;
        fresh.sort_by(|(a, a_writer), (b, b_writer)| (a.lc, a_writer, a.id).cmp(&(b.lc, b_writer, b.id)));
        fresh
    }

    /// How many of the records of this union are not in another, by the file they stood in.
    pub(super) fn gone_from(&self, other: &Union) -> BTreeMap<Arc<str>, u64> {
        let mut gone = BTreeMap::new();
        for (id, seen) in &self.seen {
            if !other.seen.contains_key(id) {
                *gone.entry(Arc::clone(&seen.file)).or_default() += 1;
            }
        }
        gone
    }
}
