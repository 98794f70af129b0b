//! The incident and the journal that it is read from, kept in step.

use std::ffi::{OsStr, OsString};
use std::sync::Arc;

use crate::domain::id::IncidentId;
use crate::domain::incident::{Incident, Stamp};
use crate::journal::{
    Damage, IncidentPath, IncidentReading, Journal, JournalError, News, Shelf, WrittenRecord,
};

/// What was read, and what it adds up to.
pub(super) struct Ledger {
    path: IncidentPath,
    journal: Journal,
    /// Shared with whoever looks at it.
    incident: Arc<Incident>,
    /// Something came late and could not be put in its order yet.
    disordered: bool,
    /// The damage when it was last looked at.
    damage: Vec<Damage>,
    generation: u64,
}

impl Ledger {
    /// Of an incident that has no record yet.
    pub(super) fn empty(shelf: &Shelf, path: &IncidentPath, writer: &str, id: IncidentId) -> Self {
        Self {
            journal: shelf.open_journal(path, writer),
            incident: Arc::new(Incident::new(id, path.slug())),
            path: path.clone(),
            disordered: false,
            damage: Vec::new(),
            generation: 0,
        }
    }

    /// Of an incident whose journal is read.
    pub(super) fn read(shelf: &Shelf, path: &IncidentPath, writer: &str) -> Result<Self, JournalError> {
        let mut ledger = Self::empty(shelf, path, writer, path.made_up_id());
        ledger.incident = Arc::new(path.replay_from(&mut ledger.journal)?);
        shelf.keep_first_look(path, &ledger.journal);
        Ok(ledger)
    }

    /// Of an incident that was read already.
    pub(super) fn of(path: &IncidentPath, reading: IncidentReading) -> Self {
        Self {
            path: path.clone(),
            journal: reading.journal,
            incident: Arc::new(reading.incident),
            disordered: false,
            damage: reading.damage,
            generation: 0,
        }
    }

    pub(super) fn incident(&self) -> &Arc<Incident> {
        &self.incident
    }

    pub(super) fn journal(&self) -> &Journal {
        &self.journal
    }

    pub(super) fn hold(&mut self, file: &OsStr) -> Result<(), JournalError> {
        self.journal.hold(file)
    }

    pub(super) fn release(&mut self, files: &[OsString]) {
        self.journal.release(files);
    }

    /// Grows whenever the records or the damage are others than before.
    pub(super) fn generation(&self) -> u64 {
        self.generation
    }

    /// Takes in what is new; whether there was anything.
    pub(super) fn catch_up(&mut self) -> Result<bool, JournalError> {
        let caught = self.take_in();
        let damage = self.journal.damage();
        if damage != self.damage {
            self.damage = damage;
            self.generation += 1;
        }
        caught
    }

    fn take_in(&mut self) -> Result<bool, JournalError> {
        let entries = match self.journal.catch_up()? {
            News::Reload(entries) => {
                self.replay(entries);
                return Ok(true);
            }
            News::Records(entries) => entries,
        };
        let any = !entries.is_empty();
        self.generation += u64::from(any);
        self.disordered |= self.are_late(&entries);
        if any {
            // What came late is not worth a timeline that is replaced at once.
            if !self.disordered {
                Arc::make_mut(&mut self.incident).apply_all(entries);
            }
        }
        if self.disordered {
            self.rebuild()?;
        }
        if self.incident.opening_record() != self.journal.opening() {
            Arc::make_mut(&mut self.incident).open_with(self.journal.opening());
        }
        if self.incident.removals().len() != self.journal.removals().len() {
            Arc::make_mut(&mut self.incident).note_removals(self.journal.removals());
        }
        Ok(any)
    }

    /// Whether some record should have come before one that was applied.
    fn are_late(&self, entries: &[WrittenRecord]) -> bool {
        let first = entries.first().map(|(record, writer)| Stamp {
            lc: record.lc,
            writer: Arc::clone(writer),
        });
        first.is_some_and(|first| self.incident.last_stamp().is_some_and(|last| first <= *last))
    }

    fn rebuild(&mut self) -> Result<(), JournalError> {
        let entries = self.journal.reload()?;
        self.replay(entries);
        Ok(())
    }

    fn replay(&mut self, entries: Vec<WrittenRecord>) {
        self.incident = Arc::new(self.path.replay(&self.journal, entries));
        self.disordered = false;
        self.generation += 1;
    }
}
