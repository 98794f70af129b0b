//! Appending: under the writer's lock, one write and its sync, in a segment that no disk ever failed.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::counted::counted;
use crate::journal::error::{JournalError, Operation};
use crate::journal::line::MAX_LINE;
use crate::journal::lock::{Lock, Patience};
use crate::journal::quarantine::{self, Trust};
use crate::journal::segment_file::{self, MAX_SEGMENT, MOST_SEGMENTS, lock_beside};
use crate::journal::storage::{OpenMode, Storage};
use crate::journal::write::share;

/// The most segments that one append tries after the first: a disk that fails there too fails everywhere, and
/// each attempt leaves files on it.
const MOST_REFUSALS: usize = 1;

/// A writer's hand on the journal of one incident.
pub struct Pen {
    pub(in crate::journal) folder: PathBuf,
    pub(in crate::journal) writer: String,
    pub(in crate::journal) storage: Arc<dyn Storage>,
    pub(in crate::journal) patience: Patience,
    trust: Trust,
}

/// The right to append to one segment, until this value is dropped.
pub struct Claim<'a> {
    pen: &'a Pen,
    number: u32,
    refusals: usize,
    _lock: Lock,
    passed: Passed,
}

/// The reasons that earlier segments were passed over, where people should know.
#[derive(Clone, Debug, Default)]
struct Passed {
    first: Option<String>,
    more: usize,
}

/// The failure to save a record in a segment.
#[derive(Debug)]
pub enum AppendError {
    /// Another segment may do.
    Elsewhere(JournalError),
    /// No other segment would do either.
    Final(JournalError),
}

impl Passed {
    fn over(&mut self, why: String) {
        match self.first {
            None => self.first = Some(why),
            Some(_) => self.more += 1,
        }
    }

    fn words(&self) -> Option<String> {
        let first = self.first.as_ref()?;
        let more = match self.more {
            0 => String::new(),
            more => format!(" ({} could not be used)", counted(more, "more name")),
        };
        Some(format!("{first}; recorded in a file of its own{more}"))
    }
}

impl Pen {
    /// The hand of `writer` in this journal folder.
    pub fn new(folder: PathBuf, writer: &str, storage: Arc<dyn Storage>, patience: Patience) -> Self {
        Self {
            folder,
            writer: writer.to_owned(),
            storage,
            patience,
            trust: Trust::default(),
        }
    }

    /// The first segment that nobody else holds and no disk failed.
    ///
    /// # Errors
    /// When no lock can be had.
    pub fn claim(&self) -> Result<Claim<'_>, JournalError> {
        self.claim_from(1, 0, Passed::default())
    }

    fn claim_from(
        &self,
        first: u32,
        mut refusals: usize,
        mut passed: Passed,
    ) -> Result<Claim<'_>, JournalError> {
        let mut patience = self.patience.clone();
        for number in first..=MOST_SEGMENTS {
            if self.is_poisoned(number) {
                if let Some(mark) = quarantine::odd_mark(&self.path(number)) {
                    passed.over(format!("{} is no plain file", mark.display()));
                }
                continue;
            }
            if self.is_full(number) {
                continue;
            }
            let path = lock_beside(&self.path(number));
            match Lock::take(&*self.storage, &path, &patience) {
                // Whoever held it may have met a failing disk meanwhile.
                Ok(Some(_)) if self.is_poisoned(number) => {}
                Ok(Some(lock)) => {
                    return Ok(Claim {
                        pen: self,
                        number,
                        refusals,
                        _lock: lock,
                        passed,
                    });
                }
                Ok(None) => {
                    patience = self.patience.once();
                    passed.over(format!(
                        "another process holds {}",
                        segment_file::name(&self.writer, number)
                    ));
                }
                Err(error) => {
                    let error = JournalError::at(Operation::Lock, &path)(error);
                    if !error.is_in_the_way() {
                        if !may_do_elsewhere(&error.source) || refusals >= MOST_REFUSALS {
                            return Err(error);
                        }
                        refusals += 1;
                    }
                    passed.over(error.to_string());
                }
            }
        }
        let exhausted = io::Error::other("this writer has too many segments");
        Err(JournalError::at(Operation::Open, &self.folder)(exhausted))
    }

    fn path(&self, number: u32) -> PathBuf {
        self.folder.join(segment_file::name(&self.writer, number))
    }

    fn is_poisoned(&self, number: u32) -> bool {
        self.trust.is_poisoned(number, &self.path(number))
    }

    /// A segment ends before readers would find it too long.
    fn is_full(&self, number: u32) -> bool {
        let about = self.path(number).symlink_metadata();
        about.is_ok_and(|about| about.len() + MAX_LINE as u64 >= MAX_SEGMENT)
    }

    /// Nothing that was written to a file can be relied on after one failed sync, not even what is
    /// written later and synced well: the file is left alone for good.
    fn poison(&self, number: u32) {
        self.trust.poison(&*self.storage, number, &self.path(number));
    }

    /// Makes sure that the disk holds the folders that lead to a segment.
    fn settle(&self, number: u32, file: &File) -> Result<(), JournalError> {
        let about = file.metadata();
        let about = about.map_err(JournalError::at(Operation::Read, &self.path(number)))?;
        let folders = self.folder.ancestors().take(3);
        let folders = folders.filter(|folder| !folder.as_os_str().is_empty());
        self.trust.settle(&*self.storage, number, &about, folders)
    }
}

impl<'a> Claim<'a> {
    /// The name of the segment's file.
    pub fn file(&self) -> String {
        segment_file::name(&self.pen.writer, self.number)
    }

    /// The reason that this is not the writer's first segment, where people should know.
    pub fn notice(&self) -> Option<String> {
        self.passed.words()
    }

    /// Appends complete lines; returns when the disk holds them.
    ///
    /// # Errors
    /// When it does not, or nobody knows. What was half written stays, and is passed over by readers.
    pub fn append(&self, lines: &[u8]) -> Result<(), AppendError> {
        let path = self.pen.path(self.number);
        let open = self.pen.storage.open(&path, OpenMode::Append);
        let file = open.map_err(|error| self.failed(Operation::Open, &path, error))?;
        if file.metadata().is_ok_and(|about| about.len() == 0) {
            share::as_its_folder(&file, &path);
        }
        self.write(&file, lines)
            .map_err(|error| self.failed(Operation::Write, &path, error))?;
        if let Err(error) = self.pen.storage.sync(&file) {
            self.pen.poison(self.number);
            return Err(AppendError::Elsewhere(JournalError::at(Operation::Sync, &path)(
                error,
            )));
        }
        self.pen.settle(self.number, &file).map_err(|error| {
            self.pen.poison(self.number);
            AppendError::Elsewhere(error)
        })
    }

    /// The next segment, after this one could not be used.
    ///
    /// # Errors
    /// `because`, when too many could not be used; or that of taking the lock.
    pub fn elsewhere(self, because: JournalError) -> Result<Claim<'a>, JournalError> {
        let mut refusals = self.refusals;
        if !because.is_in_the_way() {
            if refusals >= MOST_REFUSALS {
                return Err(because);
            }
            refusals += 1;
        }
        let mut passed = self.passed;
        passed.over(because.to_string());
        self.pen.claim_from(self.number + 1, refusals, passed)
    }

    /// The next segment, after this one turned out to be another incident's. That is no failure of the disk, so it is
    /// passed over however many there are.
    ///
    /// # Errors
    /// That of taking the lock.
    pub fn past_strange(self) -> Result<Claim<'a>, JournalError> {
        let why = format!("{} belongs to another incident", self.file());
        let mut passed = self.passed;
        passed.over(why);
        self.pen.claim_from(self.number + 1, self.refusals, passed)
    }

    fn failed(&self, operation: Operation, path: &Path, error: io::Error) -> AppendError {
        let elsewhere = may_do_elsewhere(&error);
        if operation == Operation::Write && elsewhere {
            self.pen.poison(self.number);
        }
        let error = JournalError::at(operation, path)(error);
        if elsewhere {
            AppendError::Elsewhere(error)
        } else {
            AppendError::Final(error)
        }
    }

    /// One write of everything; the rest of a short one once more.
    fn write(&self, file: &File, lines: &[u8]) -> io::Result<()> {
        let storage = &*self.pen.storage;
        let joined;
        let mut rest = lines;
        if ends_within_a_line(storage, file)? {
            joined = [b"\n", lines].concat();
            rest = &joined;
        }
        for _ in 0..2 {
            let count = write_once(storage, file, rest)?;
            rest = rest.get(count..).unwrap_or_default();
            if rest.is_empty() {
                return Ok(());
            }
        }
        Err(ErrorKind::StorageFull.into())
    }
}

/// A last line without its newline, complete or torn, is left as it is; what is added begins a new line.
fn ends_within_a_line(storage: &dyn Storage, file: &File) -> io::Result<bool> {
    let length = file.metadata()?.len();
    if length == 0 {
        return Ok(false);
    }
    let mut last = [b'\n'];
    loop {
        match storage.read_at(file, &mut last, length - 1) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            result => {
                result?;
                return Ok(last != *b"\n");
            }
        }
    }
}

fn write_once(storage: &dyn Storage, file: &File, bytes: &[u8]) -> io::Result<usize> {
    loop {
        match storage.write(file, bytes) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

/// True if the trouble is with this one file, so that another may do.
fn may_do_elsewhere(error: &io::Error) -> bool {
    const EIO: i32 = rustix::io::Errno::IO.raw_os_error();
    match error.kind() {
        ErrorKind::InvalidInput | ErrorKind::PermissionDenied => true,
        _ => error.raw_os_error() == Some(EIO),
    }
}

#[cfg(test)]
mod tests;
