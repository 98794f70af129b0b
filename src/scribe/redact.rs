//! Removing a secret: the words of an event and of its corrections, and the evidence that only it names.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};

use super::Scribe;
use crate::domain::decide::{Refusal, decide_redaction, holders};
use crate::domain::id::RecordId;
use crate::domain::incident::{Event, Said};
use crate::journal::{JournalError, Operation, Redaction, Rewritten, evidence};

/// What was removed, and what was not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redacted {
    /// How many lines of the journal were replaced.
    pub lines: usize,
    /// How many files of evidence were removed.
    pub evidence: usize,
    /// Who has records of their own that still hold words of the event: only they can remove them.
    pub left_with: Vec<String>,
}

/// Why nothing was removed; or, after a failure of the disk, not everything.
#[derive(Debug, thiserror::Error)]
pub enum RedactError {
    /// It makes no sense here.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Another process has the writer's lock.
    #[error("another process holds {0}; nothing was removed")]
    Busy(String),
    /// The disk did not take it.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl Scribe {
    /// Removes the words of an event from this writer's files for good. What is left says who removed something,
    /// and when. Other processes that show the incident notice.
    ///
    /// # Errors
    /// When the event is another writer's, when somebody is writing, or when the disk fails.
    pub fn redact(&self, event: RecordId) -> Result<Redacted, RedactError> {
        self.catch_up()?;
        let (event, evidence) = {
            let incident = self.incident();
            let event = incident.event(event).ok_or(Refusal::NoSuchEvent)?;
            decide_redaction(&incident, event.id, &self.author.writer)?;
            (event.id, named_by(event))
        };
        let redaction = Redaction {
            event,
            by: self.author.by.clone(),
            at: self.machine.now().instant,
        };
        let lines = match self.pen.redact(&redaction)? {
            Rewritten::Lines(lines) => lines,
            Rewritten::Busy(file) => return Err(RedactError::Busy(file)),
        };
        self.catch_up()?;
        Ok(Redacted {
            lines,
            evidence: self.remove_evidence(evidence)?,
            left_with: self.left_with(event),
        })
    }

    /// Removes those of these files that no record names any more. How many there were.
    fn remove_evidence(&self, mut unnamed: HashSet<String>) -> Result<usize, JournalError> {
        let still_named: HashSet<String> = self.incident().events().iter().flat_map(named_by).collect();
        unnamed.retain(|sha256| !still_named.contains(sha256) && is_name(sha256));
        let storage = self.pen.storage();
        let mut removed = 0;
        for folder in evidence::folders(storage, &self.path) {
            let listed = storage.list(&folder);
            let names = listed.map_err(JournalError::at(Operation::List, &folder))?;
            let holding = |name: &&OsString| unnamed.iter().any(|sha256| holds(name, sha256));
            let before = removed;
            for path in names.iter().filter(holding).map(|name| folder.join(name)) {
                let gone = storage.remove(&path);
                gone.map_err(JournalError::at(Operation::Remove, &path))?;
                removed += 1;
            }
            if removed > before {
                let synced = storage.sync_folder(&folder);
                synced.map_err(JournalError::at(Operation::Sync, &folder))?;
            }
        }
        Ok(removed)
    }

    fn left_with(&self, event: RecordId) -> Vec<String> {
        let incident = self.incident();
        let holders = incident.event(event).into_iter().flat_map(holders);
        let mut left: Vec<String> = holders.map(|by| by.by.to_string()).collect();
        left.sort();
        left.dedup();
        left
    }
}

/// The files of evidence that any version of an event names.
fn named_by(event: &Event) -> HashSet<String> {
    let bodies = event.history().filter_map(|step| match step.said {
        Said::First(body) | Said::Amended(body) => Some(body),
        Said::Struck(_) => None,
    });
    let named = bodies.flat_map(|body| &body.evidence);
    named.map(|evidence| evidence.sha256.clone()).collect()
}

/// Whether a file of this name holds the piece, be it whole or what a process left that was killed while storing it.
fn holds(name: &OsStr, sha256: &str) -> bool {
    let name = name.to_string_lossy();
    name == sha256
        || name
            .strip_prefix('.')
            .is_some_and(|rest| rest.starts_with(sha256))
}

/// A journal could name any file: only the name of evidence is one here.
fn is_name(sha256: &str) -> bool {
    sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_hexdigit())
}
