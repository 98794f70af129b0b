//! What somebody tried to do to the records of others: it changes nothing, and is told with their name.

use super::{Incident, Provenance};
use crate::domain::id::RecordId;

/// An attempt that was not honoured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Who tried, and when.
    pub provenance: Provenance,
    /// What they tried.
    pub tried: Tried,
}

/// What only a record's own writer can do.
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

/// More attempts than these are only counted.
const MOST_KEPT: usize = 1000;

impl Incident {
    /// What was tried and not honoured, in the order of the stamps; of very many, the first.
    pub fn refused(&self) -> &[Refused] {
        &self.refused
    }

    /// Who tried to remove what is another writer's.
    pub fn removals(&self) -> &[Removal] {
        &self.removals
    }

    /// Takes in who did: only whoever reads the files can tell.
    pub fn note_removals(&mut self, removals: &[Removal]) {
        removals.clone_into(&mut self.removals);
    }

    pub(super) fn refuse(&mut self, provenance: &Provenance, tried: Tried) {
        if self.refused.len() < MOST_KEPT {
            self.refused.push(Refused {
                provenance: provenance.clone(),
                tried,
            });
        }
    }

    /// Whether a record is another writer's.
    pub(super) fn is_another_s(&self, record: RecordId, writer: &str) -> bool {
        let subject = self.subject(record);
        subject.is_some_and(|subject| &*subject.provenance().stamp.writer != writer)
    }
}
