//! The progress of reading one file of the journal, and the damage found in it on the way.

use std::collections::HashSet;
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::lines::{LineReader, RawLine};
use super::opening::FolderName;
use super::prefix::Prefix;
use super::sequence::Sequence;
use super::union::{FoundRecord, Rank, Standing};
use crate::domain::record::{Op, Record, excess};
use crate::journal::line::{LineContent, Reason, fingerprint, read_line};
use crate::journal::read::damage::{Damage, Report};
use crate::journal::read::file_stamp::{FileStamp, LastLine, Section};
use crate::journal::read::ownership::{Belonging, FolderIncident, HeadClaim, first_claim};
use crate::journal::segment_file::{MAX_SEGMENT, writer_of};
use crate::journal::storage::{OpenMode, Storage};

/// The outcome of reading on where it had stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::journal) enum Progress {
    /// It went on.
    Onward,
    /// The file was cut or replaced: what was read of it counts no more.
    Rewritten,
}

/// The beginning of a line at the end of a file.
#[derive(Clone, Copy, Debug)]
struct Torn {
    line: u64,
    reason: Reason,
    /// Nobody is writing it: it will stay as it is.
    settled: bool,
}

/// One file of the journal, as far as it was read.
#[derive(Debug)]
pub(in crate::journal) struct Tail {
    /// The file's name.
    file: Arc<str>,
    /// The day and title that its folder is named after.
    folder: Arc<FolderName>,
    /// The writer that the file is named after.
    named: Arc<str>,
    /// The writer who reads.
    own: Arc<str>,
    /// The writer that the head says; the one in the name while there was none.
    claimed: Arc<str>,
    /// The writer in whose name its records are taken.
    writer: Arc<str>,
    /// All writers other than the one in the name that some head said.
    strangers: HashSet<Arc<str>>,
    /// The writers that have segments of their own here.
    known: Arc<Writers>,
    first_claim: Option<HeadClaim>,
    stamp: Option<FileStamp>,
    last_line: LastLine,
    offset: u64,
    lines: u64,
    /// The last line read was complete but for its newline.
    unended: bool,
    belonging: Belonging,
    sequence: Sequence,
    damage: Report,
    notes: Report,
    torn: Option<Torn>,
    failure: Option<String>,
    /// The number of its bytes that could not be read.
    hidden: u64,
    /// Its complete lines, where they are to be cited.
    prefix: Option<Prefix>,
}

/// The writers that have a segment of their own in a folder.
pub(in crate::journal) type Writers = HashSet<Arc<str>>;

/// No record takes fewer bytes.
const SHORTEST: u64 = 128;

impl Tail {
    /// A file of this name of which nothing was read, in the folder of this incident, to be read by the writer `own`.
    /// The writer in its name counts until the file says whose it is.
    pub(in crate::journal) fn new(
        file: &str,
        own: &str,
        folder: &Arc<FolderName>,
        folder_incident: FolderIncident,
    ) -> Self {
        let named: Arc<str> = Arc::from(writer_of(file));
        Self {
            file: Arc::from(file),
            folder: Arc::clone(folder),
            own: Arc::from(own),
            claimed: Arc::clone(&named),
            writer: Arc::clone(&named),
            named,
            strangers: HashSet::new(),
            known: Arc::default(),
            first_claim: None,
            stamp: None,
            last_line: LastLine::default(),
            offset: 0,
            lines: 0,
            unended: false,
            belonging: Belonging::of(folder_incident, None),
            sequence: Sequence::default(),
            damage: Report::default(),
            notes: Report::default(),
            torn: None,
            failure: None,
            hidden: 0,
            prefix: None,
        }
    }

    /// The same file, with its complete lines kept count of so that they can be cited. It is read once.
    pub(in crate::journal) fn citing(self) -> Self {
        Self {
            prefix: Some(Prefix::default()),
            ..self
        }
    }

    /// The complete lines that were read; `None` where they are not to be cited, or the file could not be read.
    pub(in crate::journal) fn prefix(&self) -> Option<&Prefix> {
        self.prefix.as_ref().filter(|_| !self.failed())
    }

    /// The number of the next record to be appended.
    pub(in crate::journal) fn next_seq(&self) -> u64 {
        self.sequence.next()
    }

    /// In whose file its records stand, as far as it was read.
    pub(in crate::journal) fn standing(&self) -> Standing {
        if self.claimed != self.named {
            Standing::Elsewhere
        } else if self.named == self.own {
            Standing::Ours
        } else {
            Standing::Own
        }
    }

    /// The writer whose own segment it is: its name and its first head say the same.
    pub(in crate::journal) fn owner(&self) -> Option<&Arc<str>> {
        let claimed = self.first_claim.as_ref().map(|claim| &*claim.writer);
        let agrees = claimed.is_none_or(|claimed| claimed == &*self.named);
        (agrees && self.belonging.strange().is_none()).then_some(&self.named)
    }

    /// The incident and the writer in its first head.
    pub(in crate::journal) fn first_claim(&self) -> Option<&HeadClaim> {
        self.first_claim.as_ref()
    }

    /// True if records of it were taken in another name than they would be where these writers have segments.
    pub(in crate::journal) fn is_misattributed(&self, known: &Writers) -> bool {
        let differ = |writer: &Arc<str>| self.known.contains(writer) != known.contains(writer);
        self.was_read() && self.strangers.iter().any(differ)
    }

    /// Takes in which writers have segments of their own.
    pub(in crate::journal) fn attribute(&mut self, known: &Arc<Writers>) {
        self.known = Arc::clone(known);
        self.writer = self.writer_of_records();
    }

    /// A file that is named after somebody else speaks for its writer only while that one has no file here: else
    /// anybody could speak in their name. It never speaks for the writer who reads, who knows which files are theirs.
    /// Its own name, which no writer can have, stands for whoever made it.
    fn writer_of_records(&self) -> Arc<str> {
        let is_taken = self.known.contains(&self.claimed) || self.claimed == self.own;
        if self.claimed != self.named && is_taken {
            Arc::clone(&self.file)
        } else {
            Arc::clone(&self.claimed)
        }
    }

    fn claim(&mut self, writer: &str) {
        if *self.claimed != *writer {
            self.claimed = Arc::from(writer);
            if self.claimed != self.named {
                self.strangers.insert(Arc::clone(&self.claimed));
            }
            self.writer = self.writer_of_records();
        }
    }

    /// Whose the file and its records are.
    pub(in crate::journal) fn belonging(&self) -> &Belonging {
        &self.belonging
    }

    /// Looks for the first head before any record is taken, up to `limit` bytes from the start of the file. Where that
    /// fails, the reading that follows says why.
    pub(in crate::journal) fn look_for_head(
        &mut self,
        storage: &dyn Storage,
        path: &Path,
        folder_incident: FolderIncident,
        limit: Option<u64>,
    ) {
        let first = storage.open(path, OpenMode::Read).and_then(|file| {
            let end = FileStamp::at(&file, limit)?.size;
            let section = Section {
                storage,
                file: &file,
                offset: 0,
                end,
            };
            first_claim(section, &self.folder)
        });
        self.first_claim = first.ok().flatten();
        let claim = self.first_claim.as_ref();
        self.belonging = Belonging::of(folder_incident, claim.map(|claim| claim.incident));
        if let Some(writer) = claim.map(|claim| claim.writer.clone()) {
            self.claim(&writer);
        }
    }

    /// True if something of it was read.
    pub(in crate::journal) fn was_read(&self) -> bool {
        self.stamp.is_some()
    }

    /// Takes in what is now known of the folder that it stands in.
    pub(in crate::journal) fn learn(&mut self, folder_incident: FolderIncident) {
        self.belonging.learn(folder_incident);
    }

    /// True if the file as a whole could not be read.
    pub(in crate::journal) fn failed(&self) -> bool {
        self.failure.is_some()
    }

    /// The most by which the part of it that cannot be read may raise the counter: each record there raises it by one.
    pub(in crate::journal) fn hidden_lc(&self) -> u64 {
        // A file that claims to be longer than any journal is not believed.
        (self.hidden / SHORTEST).min(1 << 23)
    }

    /// True if it ends in the beginning of a line that somebody may still be writing.
    pub(in crate::journal) fn is_unsettled(&self) -> bool {
        self.torn.is_some_and(|torn| !torn.settled)
    }

    /// Says that nobody is writing at the end of this file.
    pub(in crate::journal) fn settle(&mut self) {
        if let Some(torn) = &mut self.torn {
            torn.settled = true;
        }
    }

    /// Everything that is wrong in it.
    pub(in crate::journal) fn damage<'a>(&'a self, file: &'a str) -> impl Iterator<Item = Damage> + 'a {
        let strange = self.belonging.wrong();
        let of_whole = self.failure.iter().cloned().chain(strange).map(|what| (0, what));
        let torn = self.torn.iter().filter(|torn| torn.settled);
        let torn = torn.map(|torn| (torn.line, torn.reason.to_string()));
        let of_file = of_whole.chain(self.sequence.missing()).chain(torn);
        let of_file = of_file.map(move |(line, what)| Damage {
            file: file.to_owned(),
            line,
            what,
            record: None,
        });
        of_file.chain(self.damage.of(file))
    }

    /// Everything in it that is odd, or not finished, and lost nothing.
    pub(in crate::journal) fn notes<'a>(&'a self, file: &'a str) -> impl Iterator<Item = Damage> + 'a {
        let arriving = self.torn.iter().filter(|torn| !torn.settled);
        let arriving = arriving.map(move |torn| Damage {
            file: file.to_owned(),
            line: torn.line,
            what: "still arriving".to_owned(),
            record: None,
        });
        self.notes.of(file).chain(arriving)
    }

    /// Reads what is new, up to `limit` bytes from the start of the file. A file that cannot be
    /// read is remembered as such, and tried again the next time.
    pub(in crate::journal) fn read(
        &mut self,
        storage: &dyn Storage,
        path: &Path,
        limit: Option<u64>,
        take: &mut dyn FnMut(FoundRecord),
    ) -> Progress {
        let result = self.try_read(storage, path, limit, take);
        self.failure = match &result {
            Ok(_) => None,
            Err(error) => Some(format!("cannot be read: {error}")),
        };
        self.hidden = match result {
            Ok(_) => 0,
            // What is longer than any segment is not one.
            Err(_) if length_of(path) > MAX_SEGMENT => 0,
            Err(_) => length_of(path).saturating_sub(self.offset),
        };
        result.unwrap_or(Progress::Onward)
    }

    fn try_read(
        &mut self,
        storage: &dyn Storage,
        path: &Path,
        limit: Option<u64>,
        take: &mut dyn FnMut(FoundRecord),
    ) -> io::Result<Progress> {
        let file = storage.open(path, OpenMode::Read)?;
        let stamp = FileStamp::at(&file, limit)?;
        let source = Section {
            storage,
            file: &file,
            offset: self.offset,
            end: stamp.size,
        };
        if let Some(last) = self.stamp {
            if last == stamp && !self.failed() {
                return Ok(Progress::Onward);
            }
            if stamp.only_grew_from(&last, self.offset) && self.last_line.holds(&source)? {
                self.torn = None;
            } else {
                return Ok(Progress::Rewritten);
            }
        }
        self.stamp = Some(stamp);
        let read = self.read_lines(source, take);
        self.last_line = self.last_line.set(&source)?;
        read?;
        Ok(Progress::Onward)
    }

    fn read_lines(&mut self, source: Section<'_>, take: &mut dyn FnMut(FoundRecord)) -> io::Result<()> {
        // What follows a line that lacked its newline still belongs to that line.
        let number = self.lines + u64::from(!self.unended);
        let mut lines = LineReader::new(source, self.offset, number);
        if let Some(prefix) = &self.prefix {
            lines = lines.hashing(prefix.hash());
        }
        while let Some(raw) = lines.next_line()? {
            let line = raw.bytes.map_or(LineContent::Damaged(Reason::TooLong), read_line);
            if let (false, LineContent::Damaged(reason)) = (raw.ended, &line) {
                self.torn = Some(Torn {
                    line: raw.number,
                    reason: *reason,
                    settled: false,
                });
                return Ok(());
            }
            let (ended, is_record) = (raw.ended, line.is_record());
            self.pass(&raw);
            self.take_line(&raw, line, take);
            if let (true, Some(prefix), Some(hash)) = (ended, &mut self.prefix, lines.hash()) {
                prefix.grow(is_record, hash);
            }
        }
        Ok(())
    }

    fn pass(&mut self, raw: &RawLine<'_>) {
        self.lines = raw.number;
        self.offset = raw.offset + raw.length;
        self.unended = !raw.ended;
        self.last_line = LastLine {
            offset: raw.offset,
            length: raw.bytes.map_or(0, <[u8]>::len),
            sum: 0,
        };
    }

    fn take_line(&mut self, raw: &RawLine<'_>, line: LineContent, take: &mut dyn FnMut(FoundRecord)) {
        let (record, rank) = match line {
            LineContent::Empty => return,
            LineContent::Damaged(reason) => return self.damage.add(raw.number, reason.to_string(), None),
            LineContent::Changed(record) => {
                let what = "changed outside hotwash (wrong checksum)".to_owned();
                self.damage.add(raw.number, what, Some(record.id));
                (record, Rank::Changed)
            }
            LineContent::Record(record, note) => {
                if let Some(note) = note {
                    self.notes.add(raw.number, note.to_string(), None);
                }
                let redacted = matches!(record.op, Op::Redacted { .. });
                (record, if redacted { Rank::Redacted } else { Rank::Sealed })
            }
        };
        if !self.is_ours(&record, rank, raw.number) {
            return;
        }
        self.count(&record, raw.number);
        if let Some(excess) = excess(&record) {
            let what = format!("holds more than a record may: {excess}");
            return self.damage.add(raw.number, what, Some(record.id));
        }
        take(FoundRecord {
            fingerprint: fingerprint(raw.bytes.unwrap_or_default()),
            line: raw.number,
            rank,
            standing: self.standing(),
            impossible: self.sequence.is_impossible(record.seq),
            writer: Arc::clone(&self.writer),
            record,
        });
    }

    /// Only a line whose checksum is right is believed in whose it is: a flipped bit must not send a segment away.
    fn is_ours(&mut self, record: &Record, rank: Rank, line: u64) -> bool {
        let head = record.head.as_ref().filter(|_| rank != Rank::Changed);
        let (ours, wrong) = self.belonging.take(head.map(|head| head.incident));
        if let Some(what) = wrong {
            self.damage.add(line, what, None);
        }
        if let Some(head) = head.filter(|_| ours) {
            self.claim(&head.writer);
        }
        if self.first_claim.is_none() && head.is_some() {
            self.first_claim = HeadClaim::of(record, &self.folder);
        }
        ours
    }

    fn count(&mut self, record: &Record, line: u64) {
        if let Some(what) = self.sequence.count(record.seq, line) {
            self.damage.add(line, what, Some(record.id));
        }
    }
}

fn length_of(path: &Path) -> u64 {
    // Also where nothing can be found out, nothing can be waited for.
    path.symlink_metadata().map_or(0, |about| about.len())
}
