//! Removing a secret: the words of an event and of its corrections, and the evidence that only it names.

mod search;

use std::collections::HashSet;
use std::ffi::OsStr;
use std::io;

use super::Scribe;
use crate::domain::decide::Refusal;
use crate::domain::findings::likely_secrets;
use crate::domain::id::RecordId;
use crate::domain::incident::{Event, HistoryStep, Incident, Said};
use crate::domain::record::excess_of_author;
use crate::domain::redaction::{Holder, Target, Words, decide_redaction, holding, reasons, unfinished};
use crate::journal::{Holding, JournalError, OpenMode, Operation, Redaction, evidence, read_at_most};

pub use search::{Left, Place, Search, Unseen};

/// What was removed, and what was not.
#[derive(Debug)]
pub struct Redacted {
    /// How many lines of the journal were replaced.
    pub lines: usize,
    /// How many files of evidence were removed.
    pub evidence: usize,
    /// Who has records of their own that still hold words of it: only they can remove them.
    pub left_with: Vec<String>,
    /// What else of the incident holds the words, in this writer's records.
    pub also_in: Vec<Target>,
    /// The words, to be looked for elsewhere: those that others recorded too.
    pub sought: Words,
    /// The files that still hold them since the disk failed. Asked for once more, it goes on with these.
    pub failed: Vec<JournalError>,
}

/// What is about to be removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// The words of this writer that go.
    pub words: Words,
    /// The words to be looked for elsewhere: those that others recorded of it too. Nothing is removed because of them,
    /// or whoever corrects an event could choose what its writer loses.
    pub sought: Words,
    /// The evidence that goes, by content.
    pub evidence: HashSet<String>,
    records: HashSet<RecordId>,
}

impl Removal {
    /// Whether a file of this name is evidence that goes.
    pub fn takes(&self, name: &OsStr) -> bool {
        self.evidence.iter().any(|sha256| holds(name, sha256))
    }
}

/// Why nothing was removed.
#[derive(Debug, thiserror::Error)]
pub enum RedactError {
    /// It makes no sense here.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Another process has the writer's lock.
    #[error("another process holds {0}; the journal is as it was")]
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

    /// What [`redact`](Self::redact) would remove, `former` being earlier names of the same user. Changes nothing.
    ///
    /// # Errors
    /// When the words are another writer's, or cannot be read.
    pub fn removal(&self, target: &Target, former: &[String]) -> Result<Removal, RedactError> {
        // Readers would pass over what is left of the records, and their times with it.
        if let Some(excess) = excess_of_author(&self.author.by) {
            return Err(Refusal::TooMuch(excess).into());
        }
        self.catch_up()?;
        let own = self.own_writers(former);
        let incident = self.incident();
        decide_redaction(&incident, target, &own)?;
        let holders = target.holders(&incident);
        let is_own = |holder: &&Holder<'_>| own.iter().any(|writer| **writer == *holder.by.stamp.writer);
        let mut records: HashSet<RecordId> = holders
            .iter()
            .filter(is_own)
            .map(|holder| holder.record)
            .collect();
        records.extend(unfinished(&incident, target, &own));
        let evidence = evidence_of(&incident, target, &records);
        let of_evidence = self.secrets_in(&evidence);
        let of_evidence = of_evidence.iter().map(String::as_str);
        let own_texts = holders.iter().filter(is_own).flat_map(|holder| &holder.words);
        let words = Words::of(own_texts.copied().chain(of_evidence.clone()));
        let texts = holders.iter().flat_map(|holder| &holder.words);
        let sought = Words::of(texts.copied().chain(of_evidence));
        records.extend(reasons(&incident, &words, &own));
        Ok(Removal {
            words,
            sought,
            evidence,
            records,
        })
    }

    /// Removes words from this writer's files for good. The lines go last: until then they tell what is to be done, so
    /// that whoever was interrupted can go on. What is left of them says who removed something, and when. Other
    /// processes that show the incident notice.
    ///
    /// # Errors
    /// When they are another writer's, when somebody is writing, or when the journal cannot be read: nothing was
    /// removed then. What fails later is told of with what was removed.
    pub fn redact(&self, target: &Target, former: &[String]) -> Result<Redacted, RedactError> {
        let Removal {
            words,
            sought,
            evidence,
            records,
        } = self.removal(target, former)?;
        let own = self.own_writers(former);
        let held = match self.pen.hold(&own)? {
            Holding::Held(held) => held,
            Holding::Busy(file) => return Err(RedactError::Busy(file)),
        };
        let mut gone = Gone::default();
        self.remove_evidence(evidence, &mut gone);
        let redaction = Redaction {
            records,
            words,
            unremoved: gone.unremoved,
            by: self.author.by.clone(),
            at: self.machine.now().instant,
        };
        let rewritten = held.rewrite(&redaction);
        drop(held);
        gone.failed.extend(rewritten.failed);
        if let Err(error) = self.catch_up() {
            gone.failed.push(error);
        }
        let incident = self.incident();
        Ok(Redacted {
            lines: rewritten.lines,
            evidence: gone.files,
            left_with: left_with(&target.holders(&incident), &own),
            also_in: holding(&incident, &redaction.words, &own),
            sought,
            failed: gone.failed,
        })
    }

    /// What most likely are secrets in the text of this evidence.
    fn secrets_in(&self, evidence: &HashSet<String>) -> Vec<String> {
        const LONGEST: u64 = 256 * 1024;
        const MOST: usize = 16;
        let storage = self.pen.storage();
        let mut names: Vec<&String> = evidence.iter().filter(|sha256| is_name(sha256)).collect();
        names.sort();
        let mut found: Vec<String> = Vec::new();
        for folder in evidence::folders(storage, &self.path) {
            for name in &names {
                // What cannot be read is found, and named, by whoever looks for the words.
                let opened = storage.open(&folder.join(name), OpenMode::Read).ok();
                let read = opened.and_then(|file| read_at_most(file, LONGEST).ok());
                let text = read
                    .and_then(|bytes| String::from_utf8(bytes).ok())
                    .unwrap_or_default();
                let secrets = likely_secrets(&text).into_iter();
                found.extend(secrets.take(MOST - found.len()).map(str::to_owned));
            }
        }
        found
    }

    /// Removes the files of this evidence, as far as the disk lets it.
    fn remove_evidence(&self, evidence: HashSet<String>, gone: &mut Gone) {
        if evidence.is_empty() {
            return;
        }
        let storage = self.pen.storage();
        let (folders, links) = match evidence::listed_folders(storage, &self.path) {
            Ok(listed) => listed,
            Err(error) => {
                gone.failed.push(error);
                return gone.unremoved.extend(evidence);
            }
        };
        for link in links {
            let why = io::Error::new(
                io::ErrorKind::Unsupported,
                "it is a symbolic link; nothing is removed through one",
            );
            gone.failed.push(JournalError::at(Operation::Remove, &link)(why));
            gone.unremoved.extend(evidence.iter().cloned());
        }
        for folder in folders {
            let names = match storage.list(&folder) {
                Ok(names) => names,
                Err(error) => {
                    gone.failed
                        .push(JournalError::at(Operation::List, &folder)(error));
                    gone.unremoved.extend(evidence.iter().cloned());
                    continue;
                }
            };
            let mut here = Vec::new();
            for name in names {
                let Some(sha256) = evidence.iter().find(|sha256| holds(&name, sha256)) else {
                    continue;
                };
                here.push(sha256.clone());
                let path = folder.join(&name);
                match storage.remove(&path) {
                    Ok(()) => gone.files += 1,
                    Err(error) => {
                        gone.failed
                            .push(JournalError::at(Operation::Remove, &path)(error));
                        gone.unremoved.insert(sha256.clone());
                    }
                }
            }
            if !here.is_empty()
                && let Err(error) = storage.sync_folder(&folder)
            {
                gone.failed
                    .push(JournalError::at(Operation::Sync, &folder)(error));
                gone.unremoved.extend(here);
            }
        }
    }
}

/// What became of the evidence.
#[derive(Default)]
struct Gone {
    files: usize,
    unremoved: HashSet<String>,
    failed: Vec<JournalError>,
}

fn left_with(holders: &[Holder<'_>], own: &[String]) -> Vec<String> {
    let others = holders
        .iter()
        .filter(|holder| !own.iter().any(|writer| **writer == *holder.by.stamp.writer));
    let mut left: Vec<String> = others.map(|holder| holder.by.by.to_string()).collect();
    left.sort();
    left.dedup();
    left
}

/// The evidence that these records of a target name, and no other record does.
fn evidence_of(incident: &Incident, target: &Target, records: &HashSet<RecordId>) -> HashSet<String> {
    let named = |event: &Event, going: bool| -> Vec<String> {
        let steps = event.history().filter(|step| records.contains(&step.id) == going);
        steps.flat_map(|step| named_by(&step, incident)).collect()
    };
    let mut evidence: HashSet<String> = match target {
        Target::Event(id) => {
            let named = incident.event(*id).map(|event| named(event, true));
            named.unwrap_or_default().into_iter().collect()
        }
        Target::ActionItem(_) | Target::Field(_) | Target::Silence(_) => return HashSet::new(),
    };
    for sha256 in incident.events().iter().flat_map(|event| named(event, false)) {
        evidence.remove(&sha256);
    }
    evidence.retain(|sha256| is_name(sha256));
    evidence
}

/// The evidence that a version of an event names.
fn named_by(step: &HistoryStep<'_>, incident: &Incident) -> Vec<String> {
    let named = match step.said {
        Said::First(body) | Said::Amended(body) => &body.evidence[..],
        Said::Removed(_) | Said::Struck(_) => &[],
    };
    let all = named.iter().chain(incident.unremoved_evidence(step.id));
    all.map(|piece| piece.sha256.clone()).collect()
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
