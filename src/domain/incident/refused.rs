//! Attempts on the records of others: each changes nothing, and is told with their name.

use std::sync::Arc;

use super::{Incident, Provenance, Spot};
use crate::domain::id::RecordId;

/// An attempt that was not honoured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The one who tried, and the time.
    pub provenance: Provenance,
    /// The attempt.
    pub tried: Tried,
}

/// Deeds that only a record's own writer can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    /// To take back this record.
    Undo(RecordId),
    /// To bring back what this undo took back.
    Redo(RecordId),
}

/// An attempt to remove the words of a record that is another writer's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// The name given.
    pub by: String,
    /// The file of the journal that it stands in. Not to be trusted: it may hold any character.
    pub file: String,
    /// The record, which is as it was.
    pub record: RecordId,
}

/// More attempts of one writer are only counted: who floods does not hide who else tried.
const MOST_OF_ONE: usize = 20;

/// As many writers are told apart as there are files in a folder.
const MOST_WRITERS: usize = 4096;

impl Incident {
    /// The attempts that were not honoured, in the order of the stamps; of very many by one writer, the first.
    pub fn refused(&self) -> &[Refused] {
        &self.refused
    }

    /// The one who tried to remove what is another writer's.
    pub fn removals(&self) -> &[Removal] {
        &self.removals
    }

    /// Takes in who did: only whoever reads the files can tell.
    pub fn note_removals(&mut self, removals: &[Removal]) {
        removals.clone_into(&mut self.removals);
    }

    pub(super) fn refuse(&mut self, provenance: &Provenance, tried: Tried) {
        let writer = &provenance.stamp.writer;
        if self.attempts.len() >= MOST_WRITERS && !self.attempts.contains_key(writer) {
            return;
        }
        let made = self.attempts.entry(Arc::clone(writer)).or_default();
        *made += 1;
        if *made <= MOST_OF_ONE {
            self.refused.push(Refused {
                provenance: provenance.clone(),
                tried,
            });
        }
    }

    /// A record has come that some took back before, as a step of theirs: whose it is shows only now.
    pub(super) fn refuse_early(&mut self, record: RecordId) {
        for provenance in self.early.remove(&record).unwrap_or_default() {
            if self.is_another_s(record, &provenance.stamp.writer) {
                self.refuse(&provenance, Tried::Undo(record));
            }
        }
    }

    /// True if a record is another writer's.
    pub(super) fn is_another_s(&self, record: RecordId, writer: &str) -> bool {
        self.recorder_of(record)
            .is_some_and(|recorder| recorder != writer)
    }

    /// The writer of a record: of what can be taken back, of an undo or a redo, or of the opening.
    fn recorder_of(&self, record: RecordId) -> Option<&str> {
        if let Some(subject) = self.subject(record) {
            return Some(&subject.provenance().stamp.writer);
        }
        if let Some((_, opened)) = self.opened_by().filter(|(id, _)| *id == record) {
            return Some(&opened.stamp.writer);
        }
        match self.spots.get(&record)? {
            // Only the writer of an undo can redo it.
            Spot::Undo(index) | Spot::Redo(index) => self.mover(*index),
            Spot::Event(_)
            | Spot::Correction { .. }
            | Spot::Field(..)
            | Spot::ActionItem { .. }
            | Spot::Status(_)
            | Spot::Silence(_)
            | Spot::Waiting
            | Spot::Elsewhere => None,
        }
    }
}
