//! Removing a secret: the words of an event and of its corrections, and the evidence that only it names.

mod search;

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};

use super::Scribe;
use crate::domain::decide::Refusal;
use crate::domain::incident::{Event, Incident, Said};
use crate::domain::redaction::{Holder, Target, Words, decide_redaction, holding, reasons};
use crate::journal::{JournalError, Operation, Redaction, Rewritten, evidence};

pub use search::{Left, Place, Search};

/// What was removed, and what was not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redacted {
    /// How many lines of the journal were replaced.
    pub lines: usize,
    /// How many files of evidence were removed.
    pub evidence: usize,
    /// Who has records of their own that still hold words of it: only they can remove them.
    pub left_with: Vec<String>,
    /// What else of the incident holds the words, in this writer's records.
    pub also_in: Vec<Target>,
    /// The words, to be looked for elsewhere.
    pub words: Words,
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
    /// The writers whose records are this user's own: the present one, and those before.
    pub fn own_writers(&self, former: &[String]) -> Vec<String> {
        let present = std::iter::once(self.author.writer.clone());
        present.chain(former.iter().cloned()).collect()
    }

    /// Removes words from this writer's files for good, `former` being earlier names of the same user. What is left
    /// says who removed something, and when. Other processes that show the incident notice.
    ///
    /// # Errors
    /// When they are another writer's, when somebody is writing, or when the disk fails.
    pub fn redact(&self, target: &Target, former: &[String]) -> Result<Redacted, RedactError> {
        self.catch_up()?;
        let own = self.own_writers(former);
        let (redaction, evidence) = {
            let incident = self.incident();
            decide_redaction(&incident, target, &own)?;
            let evidence = evidence_of(&incident, target);
            (self.redaction(&incident, target, &own, former), evidence)
        };
        let lines = match self.pen.redact(&redaction)? {
            Rewritten::Lines(lines) => lines,
            Rewritten::Busy(file) => return Err(RedactError::Busy(file)),
        };
        self.catch_up()?;
        let evidence = self.remove_evidence(evidence)?;
        let incident = self.incident();
        Ok(Redacted {
            lines,
            evidence,
            left_with: left_with(&target.holders(&incident)),
            also_in: holding(&incident, &redaction.words, &own),
            words: redaction.words,
        })
    }

    fn redaction(
        &self,
        incident: &Incident,
        target: &Target,
        own: &[String],
        former: &[String],
    ) -> Redaction {
        let holders = target.holders(incident);
        // Another's words are looked for too: whoever quotes them holds them.
        let words = Words::of(holders.iter().flat_map(|holder| holder.words.iter().copied()));
        let is_own = |holder: &&Holder<'_>| own.iter().any(|writer| **writer == *holder.by.stamp.writer);
        let records = holders.iter().filter(is_own).map(|holder| holder.record);
        Redaction {
            records: records.chain(reasons(incident, &words, own)).collect(),
            words,
            former: former.to_vec(),
            by: self.author.by.clone(),
            at: self.machine.now().instant,
        }
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
}

fn left_with(holders: &[Holder<'_>]) -> Vec<String> {
    let mut left: Vec<String> = holders.iter().map(|holder| holder.by.by.to_string()).collect();
    left.sort();
    left.dedup();
    left
}

fn evidence_of(incident: &Incident, target: &Target) -> HashSet<String> {
    match target {
        Target::Event(id) => incident.event(*id).map(named_by).unwrap_or_default(),
        Target::ActionItem(_) | Target::Field(_) | Target::Silence(_) => HashSet::new(),
    }
}

/// The files of evidence that any version of an event names.
fn named_by(event: &Event) -> HashSet<String> {
    let bodies = event.history().filter_map(|step| match step.said {
        Said::First(body) | Said::Amended(body) => Some(body),
        Said::Removed(_) | Said::Struck(_) => None,
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
