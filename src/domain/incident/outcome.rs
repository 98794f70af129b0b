//! The outcome of a record, for whoever has just written it and is about to say that it is done.

use super::cell::Cell;
use super::{Incident, Moved, Provenance, Subject};
use crate::domain::id::RecordId;

/// Says whether what a record says holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// It does.
    Holds,
    /// The words of this one count in its place.
    Outdone(&'a Provenance),
    /// It changed nothing, or was taken back.
    Void,
    /// No such record was read.
    Unread,
}

impl Incident {
    /// The outcome of a record that corrects, sets, closes or takes back something.
    pub fn outcome(&self, record: RecordId) -> Outcome<'_> {
        if let Some(Moved::Withdrawn(records) | Moved::Restored(records)) = self.moved_by(record) {
            return if records.is_empty() {
                Outcome::Void
            } else {
                Outcome::Holds
            };
        }
        match self.subject(record) {
            None => Outcome::Unread,
            Some(subject) if subject.is_undone() => Outcome::Void,
            Some(Subject::Event(_) | Subject::Silence(_)) => Outcome::Holds,
            Some(Subject::Correction(event, _)) => event
                .corrections
                .as_ref()
                .map_or(Outcome::Void, |cell| of(cell, record)),
            // What others do to a list does not undo this.
            Some(Subject::Field(field, _)) if field.row().list => Outcome::Holds,
            Some(Subject::Field(field, _)) => self
                .fields
                .get(&field)
                .map_or(Outcome::Void, |cell| of(cell, record)),
            Some(Subject::ActionItem(item, _)) => of(&item.versions, record),
            Some(Subject::Status(_)) => of(&self.status, record),
        }
    }
}

fn of<T>(cell: &Cell<T>, record: RecordId) -> Outcome<'_> {
    match cell.current() {
        Some(version) if version.id == record => Outcome::Holds,
        Some(version) => Outcome::Outdone(&version.provenance),
        None => Outcome::Void,
    }
}
