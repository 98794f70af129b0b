//! The one door through which anything is written: a command becomes a synced line, and only then a row.
//!
//! Shared by the thread that shows and the thread that writes. A sync may hang for ever, so nothing
//! that showing needs is held during a write.

mod attach;
mod batch;
mod ledger;
mod redact;

use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::domain::command::{Command, NewIncident};
use crate::domain::decide::{Refusal, decide, decide_opening};
use crate::domain::id::{IncidentId, RecordId};
use crate::domain::incident::Incident;
pub use crate::domain::long_text::MAX_INLINE;
use crate::domain::record::{Head, Op, Record, excess};
use crate::domain::secrets::Rules;
use crate::domain::time::Now;
use crate::journal::evidence::Cabinet;
use crate::journal::{
    self, AppendError, Claim, Damage, IncidentPath, IncidentReading, JournalError, MAX_LINE, Next, Operation,
    Patience, Pen, Shelf, seal,
};
use crate::system::machine::{self, Machine};
use crate::system::owner;
use attach::Prepared;
pub use attach::{Piece, TEXT_NAME};
use ledger::Ledger;

pub use redact::{FileRole, Left, RedactError, Redacted, RemovalPlan, Search, Unseen};

/// In whose name records are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The writer: whose segments these are.
    pub writer: String,
    /// The name shown.
    pub by: String,
}

/// One incident, open for recording.
pub struct Scribe {
    path: IncidentPath,
    author: Author,
    machine: Arc<Machine>,
    cabinet: Cabinet,
    pen: Pen,
    ledger: Mutex<Ledger>,
    /// The forms of secrets that are masked in evidence; `None` keeps it as it is.
    secrets: Option<Rules>,
}

/// A record is on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The record.
    pub id: RecordId,
    /// A notice for people on the way it was saved.
    pub notice: Option<String>,
}

impl Receipt {
    /// Adds something that people should know.
    fn mention(&mut self, notice: String) {
        self.notice = Some(match self.notice.take() {
            Some(told) => format!("{told}; {notice}"),
            None => notice,
        });
    }
}

/// Several records that one undo takes back: a paste, a list, an import. Where a process dies in the midst of it, what
/// it recorded until then is the step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Its first record, which the others name; `None` until there is one.
    first: Option<RecordId>,
    /// True if evidence of its events stays as it is, whatever the scribe masks.
    keeps_secrets: bool,
}

impl Step {
    /// A step whose evidence stays as it is, where somebody asked for that.
    pub fn keeping_secrets(keeps_secrets: bool) -> Self {
        Step {
            first: None,
            keeps_secrets,
        }
    }
}

/// Nothing was recorded; or, after a failed write, nobody can be sure that it was.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The command makes no sense here.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The disk did not take it.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// Readers would pass over a line of so many bytes.
    #[error("the record has {0} bytes; {MAX_LINE} is the most that a line of the journal holds")]
    TooLong(usize),
}

/// Refuses an incident that another user began, or prepared, where this is root: in a folder that several share, the
/// shelf says nothing of that.
fn own_ground(path: &IncidentPath, machine: &Machine) -> Result<(), JournalError> {
    let folders = [path.journal(), path.evidence(), path.drafts()];
    let foreign = folders
        .into_iter()
        .find_map(|folder| Some((owner::foreign(&folder, machine.uid)?, folder)));
    let Some((owner, folder)) = foreign else {
        return Ok(());
    };
    let why = format!(
        "this is root, and it is {}'s, who could not read what root records there",
        machine::user_name(owner)
    );
    let refusal = io::Error::new(ErrorKind::PermissionDenied, why);
    Err(JournalError::at(Operation::Open, &folder)(refusal))
}

impl Scribe {
    /// Starts an incident: its folders and its first record.
    ///
    /// # Errors
    /// When the title is refused, or the disk did not take it.
    pub fn create(
        shelf: &Shelf,
        new: NewIncident,
        author: Author,
        machine: Arc<Machine>,
        patience: Patience,
    ) -> Result<(Self, Receipt), RecordError> {
        let now = machine.now();
        let op = decide_opening(new, now)?;
        let Op::Open(opening) = &op else {
            unreachable!("an opening is decided as one");
        };
        let id = IncidentId::new((machine.ids)());
        let path = shelf.create(&opening.title, opening.at.wall().date(), id)?;
        let ledger = Ledger::empty(shelf, &path, &author.writer, id);
        let scribe = Self::with(shelf, path, author, machine, patience, ledger);
        let receipt = scribe
            .write(now, None, |_| Ok(op))
            .inspect_err(|_| shelf.abandon(&scribe.path))?;
        shelf.keep_first_look(&scribe.path, scribe.ledger().journal());
        Ok((scribe, receipt))
    }

    /// Opens an incident and reads its journal.
    ///
    /// # Errors
    /// When its journal cannot be listed, or root must not write there.
    pub fn open(
        shelf: &Shelf,
        path: IncidentPath,
        author: Author,
        machine: Arc<Machine>,
        patience: Patience,
    ) -> Result<Self, JournalError> {
        own_ground(&path, &machine)?;
        let ledger = Ledger::read(shelf, &path, &author.writer)?;
        Ok(Self::with(shelf, path, author, machine, patience, ledger))
    }

    /// Opens an incident that was read just now, without reading it again; but where it was read in another
    /// writer's name, it is. What killed processes left beside its files is taken away.
    ///
    /// # Errors
    /// When its journal cannot be listed, or root must not write there.
    pub fn open_read(
        shelf: &Shelf,
        path: IncidentPath,
        reading: Option<IncidentReading>,
        author: Author,
        machine: Arc<Machine>,
        patience: Patience,
    ) -> Result<Self, JournalError> {
        own_ground(&path, &machine)?;
        journal::sweep(&**shelf.storage(), &path);
        match reading.filter(|reading| reading.journal.writer() == author.writer) {
            Some(reading) => {
                let ledger = Ledger::of(&path, reading);
                Ok(Self::with(shelf, path, author, machine, patience, ledger))
            }
            None => Self::open(shelf, path, author, machine, patience),
        }
    }

    fn with(
        shelf: &Shelf,
        path: IncidentPath,
        author: Author,
        machine: Arc<Machine>,
        patience: Patience,
        ledger: Ledger,
    ) -> Self {
        let storage = Arc::clone(shelf.storage());
        Self {
            pen: Pen::new(path.journal(), &author.writer, Arc::clone(&storage), patience),
            cabinet: Cabinet::new(path.clone(), storage),
            ledger: Mutex::new(ledger),
            path,
            author,
            machine,
            secrets: Some(Rules::default()),
        }
    }

    /// The same with these forms of secrets masked in evidence, instead of those that everybody has; with `None` evidence
    /// stays as it is.
    #[must_use]
    pub fn masking(self, secrets: Option<Rules>) -> Self {
        Self { secrets, ..self }
    }

    /// The folder that holds the incident.
    pub fn path(&self) -> &IncidentPath {
        &self.path
    }

    /// In whose name this one writes.
    pub fn author(&self) -> &Author {
        &self.author
    }

    /// The machine that it writes on.
    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    /// The incident as it stands now: what is recorded later does not show in this value. Never waits for a disk that
    /// hangs in a write. Let it go soon: what is recorded while it lives costs a copy of the whole incident.
    pub fn incident(&self) -> Arc<Incident> {
        Arc::clone(self.ledger().incident())
    }

    /// Takes in what others recorded. Whether there was anything.
    ///
    /// # Errors
    /// When the journal cannot be listed.
    pub fn catch_up(&self) -> Result<bool, JournalError> {
        self.ledger().catch_up()
    }

    /// A number that grows whenever the records or the damage changed, whichever thread took that in: who shows them
    /// compares it with that of what is shown.
    pub fn generation(&self) -> u64 {
        self.ledger().generation()
    }

    /// The damage to the journal, as far as it was read.
    pub fn damage(&self) -> Vec<Damage> {
        self.ledger().journal().damage()
    }

    /// The oddities of the journal that lost nothing.
    pub fn notes(&self) -> Vec<Damage> {
        self.ledger().journal().notes()
    }

    /// Decides on a command and saves what it comes to. When this returns, the disk holds it, and
    /// [`incident`](Self::incident) shows it. An event's text over [`MAX_INLINE`] bytes becomes evidence: its first
    /// lines stay, and the receipt says so; secrets in it are masked.
    ///
    /// # Errors
    /// When it was not saved, or nobody knows whether it was.
    pub fn record(&self, command: Command) -> Result<Receipt, RecordError> {
        self.record_in(&mut Step::default(), command)
    }

    /// Does as [`record`](Self::record) does, as a part of this step.
    ///
    /// # Errors
    /// When it was not saved, or nobody knows whether it was. The step goes on without it.
    pub fn record_in(&self, step: &mut Step, command: Command) -> Result<Receipt, RecordError> {
        let prepared = self.prepared(*step, command, &[])?;
        self.record_prepared(step, prepared)
    }

    fn record_prepared(&self, step: &mut Step, prepared: Prepared) -> Result<Receipt, RecordError> {
        let Prepared { command, notices } = prepared;
        let now = self.machine.now();
        let mut receipt = self.write(now, step.first, |incident| {
            decide(incident, command, &self.author.writer, now)
        })?;
        step.first.get_or_insert(receipt.id);
        notices.into_iter().for_each(|notice| receipt.mention(notice));
        Ok(receipt)
    }

    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        // Whoever panicked while holding it left a state that replaying would also give.
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(
        &self,
        now: Now,
        batch: Option<RecordId>,
        decide: impl FnOnce(&Incident) -> Result<Op, Refusal>,
    ) -> Result<Receipt, RecordError> {
        let claim = self.pen.claim()?;
        let mut record = self.draft(now, batch, decide)?;
        let (claim, _) = self.append(claim, std::slice::from_mut(&mut record))?;
        Ok(Receipt {
            id: record.id,
            notice: claim.notice(),
        })
    }

    /// Saves as many of these records, one at least, as one append holds: in the segment that is claimed, or in another
    /// where the disk does not take them. Returns how many these were.
    fn append<'a>(
        &self,
        mut claim: Claim<'a>,
        records: &mut [Record],
    ) -> Result<(Claim<'a>, usize), RecordError> {
        let mut in_flight = InFlight {
            scribe: self,
            files: Vec::new(),
        };
        let count = loop {
            claim = self.past_strange(claim)?;
            let saved = match self.place(&claim, records, &mut in_flight) {
                Ok((lines, _)) if lines.len() > MAX_LINE => return Err(RecordError::TooLong(lines.len())),
                Ok((lines, count)) => claim.append(&lines).map(|()| count),
                Err(error) => Err(error),
            };
            match saved {
                Ok(count) => break count,
                Err(AppendError::Elsewhere(error)) => {
                    claim = claim.elsewhere(error)?;
                    self.catch_up()?;
                }
                Err(AppendError::Final(error)) => return Err(error.into()),
            }
        };
        drop(in_flight);
        // It is saved. Should reading it back fail, the next catching up shows it.
        let _ = self.catch_up();
        Ok((claim, count))
    }

    /// Everything of the record but its place in a segment. The same wherever it will stand.
    fn draft(
        &self,
        now: Now,
        batch: Option<RecordId>,
        decide: impl FnOnce(&Incident) -> Result<Op, Refusal>,
    ) -> Result<Record, RecordError> {
        let mut ledger = self.ledger();
        ledger.catch_up()?;
        let op = decide(ledger.incident())?;
        Ok(self.envelope(now, batch, ledger.journal().next_lc(), op)?)
    }

    /// The record of an operation, which has no place in a segment yet.
    fn envelope(&self, now: Now, batch: Option<RecordId>, lc: u64, op: Op) -> Result<Record, Refusal> {
        let record = Record {
            id: RecordId::new((self.machine.ids)()),
            seq: 0,
            lc,
            recorded_at: now.instant,
            by: self.author.by.clone(),
            batch,
            head: None,
            op,
        };
        // Readers would pass over it.
        match excess(&record) {
            Some(excess) => Err(Refusal::TooMuch(excess)),
            None => Ok(record),
        }
    }

    /// The first segment from this one on that is not another incident's.
    fn past_strange<'a>(&self, mut claim: Claim<'a>) -> Result<Claim<'a>, JournalError> {
        while self.ledger().journal().next_in(claim.file().as_ref()) == Next::Strange {
            claim = claim.past_strange()?;
            self.catch_up()?;
        }
        Ok(claim)
    }

    /// Gives records their places in a segment, which is shown no further until they are saved: the first, and those
    /// behind it for which [`MAX_LINE`] bytes have room. Returns their lines and how many they are. The journal was read
    /// to its end since the segment was claimed.
    fn place(
        &self,
        claim: &Claim<'_>,
        records: &mut [Record],
        in_flight: &mut InFlight<'_>,
    ) -> Result<(Vec<u8>, usize), AppendError> {
        let file = OsString::from(claim.file());
        let mut ledger = self.ledger();
        let id = ledger.incident().id();
        let Next::At { seq, needs_head } = ledger.journal().next_in(&file) else {
            return Err(AppendError::Elsewhere(JournalError {
                operation: Operation::Read,
                path: self.path.journal().join(&file),
                source: std::io::Error::new(
                    std::io::ErrorKind::InvalidData,
                    "what stands there cannot be read",
                ),
            }));
        };
        ledger.hold(&file).map_err(AppendError::Elsewhere)?;
        in_flight.files.push(file);
        let mut lines = Vec::new();
        let mut count = 0;
        for (record, seq) in records.iter_mut().zip(seq..) {
            record.seq = seq;
            record.head = (needs_head && count == 0).then(|| Head {
                incident: id,
                writer: self.author.writer.clone(),
            });
            let line = seal(record);
            if count > 0 && lines.len() + line.len() > MAX_LINE {
                break;
            }
            lines.extend(line);
            count += 1;
        }
        Ok((lines, count))
    }
}

/// While this lives, what stands in these files beyond what was read is not saved yet.
struct InFlight<'a> {
    scribe: &'a Scribe,
    files: Vec<OsString>,
}

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.scribe.ledger().release(&self.files);
    }
}

#[cfg(test)]
mod tests;
