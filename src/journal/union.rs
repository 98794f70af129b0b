//! The union of all files of a journal: every record once, whatever carried it here and how often.

use std::collections::BTreeMap;
use std::collections::hash_map::Entry as Slot;
use std::sync::Arc;

use super::report::Damage;
use crate::domain::by_id::ById;
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

/// Kept for every record there is, so it is small: what is usual is once in a journal, not once in a record.
#[derive(Clone, Copy, Debug)]
struct Seen {
    fingerprint: u64,
    lc: u64,
    line: u64,
    /// Which of the files.
    file: u32,
    /// The hand-out that it belongs to, and its place there.
    batch: u32,
    place: u32,
    rank: Rank,
}

/// A record and its writer.
pub type Entry = (Record, Arc<str>);

/// More conflicts than this are not told apart.
const MOST_CONFLICTS: usize = 1000;

/// Every record seen so far, and those not handed out yet.
#[derive(Debug, Default)]
pub(super) struct Union {
    files: Vec<Arc<str>>,
    seen: ById<Seen>,
    fresh: Vec<Entry>,
    /// How many hand-outs there were.
    batch: u32,
    conflicts: Vec<Damage>,
    outdated: bool,
}

impl Union {
    /// Adds a record, unless it is known.
    pub(super) fn add(&mut self, file: &Arc<str>, finding: Finding) {
        let id = finding.record.id;
        let seen = Seen {
            fingerprint: finding.fingerprint,
            lc: finding.record.lc,
            line: finding.line,
            file: self.number_of(file),
            batch: self.batch,
            // A hand-out of four thousand million records would not fit into memory.
            place: u32::try_from(self.fresh.len()).unwrap_or(u32::MAX),
            rank: finding.rank,
        };
        let entry = (finding.record, finding.writer);
        match self.seen.entry(id) {
            Slot::Vacant(slot) => {
                slot.insert(seen);
                self.fresh.push(entry);
            }
            Slot::Occupied(slot) => {
                let known = *slot.get();
                self.weigh(id, known, seen, entry);
            }
        }
    }

    /// Two lines have the same id: the better one counts.
    fn weigh(&mut self, id: RecordId, known: Seen, mut seen: Seen, entry: Entry) {
        if known.fingerprint == seen.fingerprint && known.rank == seen.rank {
            return;
        }
        if self.order(&seen) >= self.order(&known) {
            return self.disagree(id, &known, &seen);
        }
        self.disagree(id, &seen, &known);
        match self.fresh.get_mut(known.place as usize) {
            Some(fresh) if known.batch == self.batch => *fresh = entry,
            Some(_) | None => self.outdated = true,
        }
        (seen.batch, seen.place) = (known.batch, known.place);
        self.seen.insert(id, seen);
    }

    /// The least counts.
    fn order(&self, seen: &Seen) -> (Rank, u64, &str, u64) {
        (seen.rank, seen.lc, self.name_of(seen), seen.line)
    }

    fn name_of(&self, seen: &Seen) -> &str {
        &self.files[seen.file as usize]
    }

    /// Nearly always the file that was named last.
    fn number_of(&mut self, file: &Arc<str>) -> u32 {
        let known = self.files.iter().rposition(|known| known == file);
        let number = known.unwrap_or_else(|| {
            self.files.push(Arc::clone(file));
            self.files.len() - 1
        });
        // No folder holds more files than that.
        u32::try_from(number).unwrap_or(u32::MAX)
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
                file: self.name_of(loser).to_owned(),
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

    /// How many records wait to be handed out.
    pub(super) fn waiting(&self) -> usize {
        self.fresh.len()
    }

    /// Hands out what is new, in the order of the stamps.
    pub(super) fn take_fresh(&mut self) -> Vec<Entry> {
        let mut fresh = std::mem::take(&mut self.fresh);
        self.batch += 1;
        fresh.sort_by(|(a, a_writer), (b, b_writer)| (a.lc, a_writer, a.id).cmp(&(b.lc, b_writer, b.id)));
        fresh
    }

    /// How many of the records of this union are not in another, by the file they stood in.
    pub(super) fn gone_from(&self, other: &Union) -> BTreeMap<&str, u64> {
        let mut gone = BTreeMap::new();
        for (id, seen) in &self.seen {
            if !other.seen.contains_key(id) {
                *gone.entry(self.name_of(seen)).or_default() += 1;
            }
        }
        gone
    }
}
