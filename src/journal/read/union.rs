//! The union of all files of a journal: every record once, whatever carried it here and how often.

use std::collections::BTreeMap;
use std::collections::hash_map::Entry as Slot;
use std::sync::Arc;

use super::sequence::JUMP;
use crate::domain::by_id::ById;
use crate::domain::id::RecordId;
use crate::domain::incident::Removal;
use crate::domain::record::Record;
use crate::journal::read::damage::Damage;
use crate::journal::segment_file::{number_of, writer_of};

/// The trust that a line deserves; the first counts before the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::journal) enum Rank {
    /// A secret was removed here: no other copy may bring it back.
    Redacted,
    /// Its checksum is right.
    Sealed,
    /// Its checksum is wrong.
    Changed,
}

/// In whose file a line stands; the first counts before the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::journal) enum Standing {
    /// In a segment of the writer who reads.
    Ours,
    /// In a segment of the writer that it claims.
    Own,
    /// In a file that is named after somebody else: a copy, or what somebody wants to be taken for one.
    Elsewhere,
}

/// A record found in a file.
pub(in crate::journal) struct FoundRecord {
    pub(in crate::journal) record: Record,
    pub(in crate::journal) writer: Arc<str>,
    pub(in crate::journal) line: u64,
    pub(in crate::journal) rank: Rank,
    pub(in crate::journal) standing: Standing,
    /// Its number is none that a segment can have come to, so it comes before all others in the order of the stamps.
    pub(in crate::journal) impossible: bool,
    pub(in crate::journal) fingerprint: u64,
}

/// Kept for every record there is, so it is small: what is usual is once in a journal, not once in a record.
#[derive(Clone, Copy, Debug)]
struct Seen {
    fingerprint: u64,
    lc: u64,
    line: u64,
    /// The index of its file.
    file: u32,
    /// The hand-out that it belongs to, and its place there.
    batch: u32,
    place: u32,
    rank: Rank,
    standing: Standing,
}

/// A record and its writer.
pub type WrittenRecord = (Record, Arc<str>);

/// Counters of others are followed so far only. What is written after them stands well within what can be, even when
/// their files are not there: with colleagues they have not reached, or once somebody took them away.
const FOLLOWED: u64 = JUMP / 2;

/// No more conflicts, and no more impossible counters, than this are reported.
const MOST_CONFLICTS: usize = 1000;

/// Every record seen so far, and those not handed out yet.
#[derive(Debug, Default)]
pub(in crate::journal) struct Union {
    files: Vec<Arc<str>>,
    seen: ById<Seen>,
    fresh: Vec<WrittenRecord>,
    /// The number of hand-outs so far.
    batch: u32,
    conflicts: Vec<Damage>,
    removals: Vec<Removal>,
    /// The highest counter that can be one.
    highest_lc: u64,
    /// The highest counter that can be one whoever else is there, in a segment of the writer who reads.
    own_lc: u64,
    /// The least that was found to be none.
    impossible_lc: Option<u64>,
    outdated: bool,
}

impl Union {
    /// Adds a record, unless it is known.
    pub(in crate::journal) fn add(&mut self, file: &Arc<str>, mut found: FoundRecord) {
        let id = found.record.id;
        let lc = found.record.lc;
        if found.impossible {
            found.record.lc = 0;
        } else if found.standing == Standing::Ours && lc <= JUMP {
            self.own_lc = self.own_lc.max(lc);
        }
        let seen = Seen {
            fingerprint: found.fingerprint,
            lc: if found.impossible { u64::MAX } else { lc },
            line: found.line,
            file: self.number_of(file),
            batch: self.batch,
            // A hand-out of four thousand million records would not fit into memory.
            place: u32::try_from(self.fresh.len()).unwrap_or(u32::MAX),
            rank: found.rank,
            standing: found.standing,
        };
        let entry = (found.record, found.writer);
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
    fn weigh(&mut self, id: RecordId, known: Seen, mut seen: Seen, entry: WrittenRecord) {
        let alike = known.fingerprint == seen.fingerprint && known.rank == seen.rank;
        if alike && known.standing <= seen.standing {
            return;
        }
        if !alike && !self.counts_before(&seen, &known) {
            return self.disagree(&known, &seen, &entry.0);
        }
        let waiting = self.fresh.get_mut(known.place as usize);
        let beaten = match waiting.filter(|_| known.batch == self.batch) {
            Some(fresh) => Some(std::mem::replace(fresh, entry)),
            None => {
                self.outdated = true;
                None
            }
        };
        if let Some((beaten, _)) = beaten.filter(|_| !alike) {
            self.disagree(&seen, &known, &beaten);
        }
        (seen.batch, seen.place) = (known.batch, known.place);
        self.seen.insert(id, seen);
    }

    /// True if, of two lines with the same id, the first counts. Only its own writer removes a record; else a sound
    /// line counts before a changed one, then the one that stands in its own writer's file.
    fn counts_before(&self, one: &Seen, other: &Seen) -> bool {
        match (self.removes_foreign(one, other), self.removes_foreign(other, one)) {
            (true, false) => return false,
            (false, true) => return true,
            (true, true) | (false, false) => {}
        }
        self.order(one) < self.order(other)
    }

    /// Of our own segments, what stands in the first counts: whoever adds another adds no words to it.
    fn order<'a>(&'a self, seen: &Seen) -> impl PartialOrd + use<'a> {
        let name = self.name_of(seen);
        let number = number_of(name);
        let ours = (seen.standing == Standing::Ours).then_some(number);
        let trust = (seen.rank == Rank::Changed, seen.standing, seen.rank, ours);
        (trust, seen.lc, number, name, seen.line)
    }

    /// True if a line removes a record that stands in another writer's segment.
    fn removes_foreign(&self, one: &Seen, other: &Seen) -> bool {
        let same = one.standing == other.standing
            && (one.standing == Standing::Elsewhere
                || writer_of(self.name_of(one)) == writer_of(self.name_of(other)));
        one.rank == Rank::Redacted && other.rank != Rank::Redacted && one.standing >= other.standing && !same
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

    /// Reports a line that lost; `beaten` is the record on it.
    fn disagree(&mut self, winner: &Seen, loser: &Seen, beaten: &Record) {
        let what = match (winner.rank, loser.rank) {
            // That line is reported already.
            (_, Rank::Changed) => return,
            (Rank::Redacted, Rank::Sealed) => "still holds what was redacted elsewhere",
            (Rank::Redacted, Rank::Redacted) => return,
            (Rank::Sealed | Rank::Changed, Rank::Redacted) => {
                if self.removals.len() < MOST_CONFLICTS {
                    self.removals.push(Removal {
                        by: beaten.by.clone(),
                        file: self.name_of(loser).to_owned(),
                        record: beaten.id,
                    });
                }
                "removes a record of another writer, who alone can; it is not removed"
            }
            (Rank::Sealed | Rank::Changed, _) => "another record has the same id; this one does not count",
        };
        if self.conflicts.len() < MOST_CONFLICTS {
            self.conflicts.push(Damage {
                file: self.name_of(loser).to_owned(),
                line: loser.line,
                what: what.to_owned(),
                record: Some(beaten.id),
            });
        }
    }

    /// True if a record that was handed out has turned out not to count, or to count elsewhere in the order.
    pub(in crate::journal) fn is_outdated(&self) -> bool {
        self.outdated || self.impossible_lc.is_some_and(|lc| lc <= self.limit())
    }

    /// The highest counter that a record can have come to.
    fn limit(&self) -> u64 {
        JUMP.saturating_add(self.seen.len() as u64)
    }

    /// The counter of a record that is written after all that were handed out, and after so many that cannot be read,
    /// as far as they are followed.
    pub(in crate::journal) fn next_lc(&self, hidden: u64) -> u64 {
        let next = self.highest_lc.saturating_add(hidden).saturating_add(1);
        let followed = FOLLOWED.saturating_add(self.seen.len() as u64) + 1;
        next.min(followed).max(self.own_lc + 1)
    }

    /// Attempts to remove what another writer recorded.
    pub(in crate::journal) fn removals(&self) -> &[Removal] {
        &self.removals
    }

    /// The number of records.
    pub(in crate::journal) fn len(&self) -> usize {
        self.seen.len()
    }

    /// The lines that lost against another with the same id, and those with impossible counters.
    pub(in crate::journal) fn conflicts(&self) -> &[Damage] {
        &self.conflicts
    }

    /// The number of records that wait to be handed out.
    pub(in crate::journal) fn waiting(&self) -> usize {
        self.fresh.len()
    }

    /// Hands out what is new, in the order of the stamps. What has an impossible counter comes before all others.
    pub(in crate::journal) fn take_fresh(&mut self) -> Vec<WrittenRecord> {
        let mut fresh = std::mem::take(&mut self.fresh);
        self.batch += 1;
        let limit = self.limit();
        for (record, _) in &mut fresh {
            if record.lc > limit {
                self.distrust(record.id, record.lc);
                record.lc = 0;
            } else {
                self.highest_lc = self.highest_lc.max(record.lc);
            }
        }
        fresh.sort_by(|(a, a_writer), (b, b_writer)| (a.lc, a_writer, a.id).cmp(&(b.lc, b_writer, b.id)));
        fresh
    }

    fn distrust(&mut self, id: RecordId, lc: u64) {
        self.impossible_lc = Some(self.impossible_lc.map_or(lc, |least| least.min(lc)));
        let Some(seen) = self.seen.get(&id) else { return };
        if self.conflicts.len() < MOST_CONFLICTS {
            self.conflicts.push(Damage {
                file: self.name_of(seen).to_owned(),
                line: seen.line,
                what: format!("has an impossible counter ({lc})"),
                record: Some(id),
            });
        }
    }

    /// Counts the records of this union that are not in another, by the file they stood in.
    pub(in crate::journal) fn gone_from(&self, other: &Union) -> BTreeMap<&str, u64> {
        let mut gone = BTreeMap::new();
        for (id, seen) in &self.seen {
            if !other.seen.contains_key(id) {
                *gone.entry(self.name_of(seen)).or_default() += 1;
            }
        }
        gone
    }
}
