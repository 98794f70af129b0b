//! Follows all files of one incident's journal: what is new, once and in order, and what is wrong.

use std::collections::{BTreeMap, HashMap};
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::sync::Arc;

use super::opening::{FolderName, Openings, opens};
use super::prefix::Prefix;
use super::tail::{Progress, Tail, Writers};
use super::union::{FoundRecord, Standing, Union};
use crate::domain::id::{IncidentId, RecordId};
use crate::domain::incident::Removal;
use crate::journal::error::{JournalError, Operation};
use crate::journal::first_looks::FirstLook;
use crate::journal::lock::Lock;
use crate::journal::quarantine;
use crate::journal::read::damage::Damage;
use crate::journal::read::ownership::FolderIncident;
use crate::journal::segment_file::{belongs_to, is_segment, lock_beside};
use crate::journal::storage::Storage;

pub use super::union::WrittenRecord;

/// Records that were read, in the order of their stamps.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// These are new.
    Records(Vec<WrittenRecord>),
    /// A file was cut or replaced, or a record does not count any more: these are all that there are.
    Reload(Vec<WrittenRecord>),
}

/// The place of the next record of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// In the segment.
    At {
        /// Its number there.
        seq: u64,
        /// True if it has to say whose the segment is.
        needs_head: bool,
    },
    /// The file is there and cannot be read, so nobody knows.
    Unreadable,
    /// Nowhere in it: the file is another incident's.
    Strange,
}

/// So many files of a folder are read.
const MAX_FILES: usize = 4096;

/// So much damage of all files together is reported one by one.
const MOST_REPORTED: usize = 10_000;

/// While a single file is read, so many records are handed over at a time.
const BATCH: usize = 1024;

/// Takes records while reading goes on.
type Taking<'a> = dyn FnMut(Vec<WrittenRecord>) + 'a;

/// The journal of one incident, as far as it was read.
pub struct Journal {
    folder: PathBuf,
    writer: String,
    storage: Arc<dyn Storage>,
    folder_incident: FolderIncident,
    /// The day and title that its folder is named after.
    name: Arc<FolderName>,
    openings: Openings,
    /// The opening that was seen first.
    first_opening: Option<RecordId>,
    /// The writers that have segments of their own.
    writers: Arc<Writers>,
    files: BTreeMap<OsString, Tail>,
    union: Union,
    held: HashMap<OsString, u64>,
    beside: Vec<Damage>,
    gone: Vec<Damage>,
    /// Files that are too many to be read.
    unread: Option<Damage>,
    /// True if the lines read are to be cited.
    citing: bool,
}

impl Journal {
    /// The journal in a folder. Nothing is read yet. The segments of `writer` are our own. `named` is what the
    /// incident's id is taken for where no record says it; it ends as the folder's name does.
    pub fn new(folder: PathBuf, named: IncidentId, writer: &str, storage: Arc<dyn Storage>) -> Self {
        Self {
            folder_incident: FolderIncident::named(named),
            folder,
            writer: writer.to_owned(),
            storage,
            name: Arc::default(),
            openings: Openings::default(),
            first_opening: None,
            writers: Arc::default(),
            files: BTreeMap::new(),
            union: Union::default(),
            held: HashMap::new(),
            beside: Vec::new(),
            gone: Vec::new(),
            unread: None,
            citing: false,
        }
    }

    /// The same, in a folder that is named so, of which this was seen before.
    pub(in crate::journal) fn known_as(self, name: FolderName, seen: Option<FirstLook>) -> Self {
        Self {
            folder_incident: self.folder_incident.knowing(seen.map(|seen| seen.incident)),
            first_opening: seen.and_then(|seen| seen.opening),
            name: Arc::new(name),
            ..self
        }
    }

    /// The same, read once and [cited](Self::prefixes).
    pub(in crate::journal) fn citing(self) -> Self {
        Self { citing: true, ..self }
    }

    /// The complete lines of each segment, by its file's name, where some of them are records. Nothing was made from
    /// another incident's file, which should be moved away, or from one that cannot be read.
    pub(in crate::journal) fn prefixes(&self) -> impl Iterator<Item = (String, Prefix)> {
        let own = self
            .files
            .iter()
            .filter(|(_, tail)| tail.belonging().strange().is_none());
        own.filter_map(|(name, tail)| {
            let prefix = tail.prefix().filter(|prefix| prefix.records > 0)?;
            Some((name.to_string_lossy().into_owned(), prefix.clone()))
        })
    }

    /// The first look at this incident, to be kept; `None` while it is not known for sure which incident it is.
    pub(in crate::journal) fn first_look(&self) -> Option<FirstLook> {
        let incident = self.folder_incident.first_seen()?;
        let opening = self.opening();
        Some(FirstLook { incident, opening })
    }

    /// The record that opens the incident, of all that claim to: the one that was seen first, else our own, else the
    /// oldest of those that fit the folder's name.
    pub fn opening(&self) -> Option<RecordId> {
        self.openings.first()
    }

    /// The writer whose segments are taken for our own.
    pub fn writer(&self) -> &str {
        &self.writer
    }

    /// The incident, as far as what was read says which it is.
    pub fn incident(&self) -> IncidentId {
        self.folder_incident.incident()
    }

    /// Reads what is new in every file. A file that cannot be read is [damage](Self::damage).
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn catch_up(&mut self) -> Result<News, JournalError> {
        let names = self.names()?;
        Ok(match self.read_new(&names, None) {
            Progress::Onward => News::Records(self.union.take_fresh()),
            Progress::Rewritten => News::Reload(self.read_anew(&names)),
        })
    }

    /// Reads what is new as [`catch_up`](Self::catch_up) does, and hands it over while reading, so that a long
    /// journal need not stand in memory twice. Each batch is in the order of the stamps, but nobody knows what the
    /// next one brings. `Some`: what was handed over does not count; these are all records that there are.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn follow(&mut self, take: &mut Taking<'_>) -> Result<Option<Vec<WrittenRecord>>, JournalError> {
        let names = self.names()?;
        if self.read_new(&names, Some(&mut *take)) == Progress::Rewritten {
            return Ok(Some(self.read_anew(&names)));
        }
        take(self.union.take_fresh());
        Ok(None)
    }

    /// Forgets what was read and reads everything.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn reload(&mut self) -> Result<Vec<WrittenRecord>, JournalError> {
        let names = self.names()?;
        Ok(self.read_anew(&names))
    }

    /// From now on, reads no further in this file than it is long now: what follows is not saved yet.
    ///
    /// # Errors
    /// When its length cannot be found out.
    pub fn hold(&mut self, file: &OsStr) -> Result<(), JournalError> {
        let path = self.folder.join(file);
        let length = match std::fs::symlink_metadata(&path) {
            Ok(about) => about.len(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => 0,
            Err(error) => return Err(JournalError::at(Operation::Read, &path)(error)),
        };
        self.held.insert(file.to_owned(), length);
        Ok(())
    }

    /// Reads these files to their ends again.
    pub fn release(&mut self, files: &[OsString]) {
        self.held.retain(|held, _| !files.contains(held));
    }

    /// The place of the next record of a segment.
    pub fn next_in(&self, file: &OsStr) -> Next {
        match self.files.get(file) {
            Some(tail) if tail.failed() => Next::Unreadable,
            Some(tail) if tail.belonging().strange().is_some() => Next::Strange,
            Some(tail) => Next::At {
                seq: tail.next_seq(),
                needs_head: tail.belonging().needs_head(),
            },
            None => Next::At {
                seq: 1,
                needs_head: true,
            },
        }
    }

    /// One more than the highest Lamport counter in any file, as far as they can be read; so many more that no record
    /// in the rest of them can have a higher one.
    pub fn next_lc(&self) -> u64 {
        let hidden = self.files.values().map(Tail::hidden_lc);
        self.union.next_lc(hidden.fold(0, u64::saturating_add))
    }

    /// The number of files, and that of the records in them, each counted once.
    pub fn size(&self) -> (usize, usize) {
        (self.files.len(), self.union.len())
    }

    /// Everything that is wrong, by file and line.
    pub fn damage(&self) -> Vec<Damage> {
        let mut damage = self.gone.clone();
        damage.extend(self.unread.clone());
        for (name, tail) in &self.files {
            damage.extend(tail.damage(&name.to_string_lossy()).take(MOST_REPORTED));
            if damage.len() >= MOST_REPORTED {
                damage.truncate(MOST_REPORTED);
                damage.push(of_folder("more is damaged than is told here".to_owned()));
                break;
            }
        }
        damage.extend_from_slice(self.union.conflicts());
        damage.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        damage
    }

    /// The attempts to remove a record of another writer.
    pub fn removals(&self) -> &[Removal] {
        self.union.removals()
    }

    /// Anything odd that lost nothing: lines still arriving, converted line ends, segments that are
    /// written to no more.
    pub fn notes(&self) -> Vec<Damage> {
        let mut notes = self.beside.clone();
        for (name, tail) in &self.files {
            notes.extend(tail.notes(&name.to_string_lossy()));
        }
        notes.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        notes
    }

    fn names(&mut self) -> Result<Vec<OsString>, JournalError> {
        let failed = JournalError::at(Operation::List, &self.folder);
        let all = self.storage.list(&self.folder).map_err(failed)?;
        let poisoned = all
            .iter()
            .filter_map(|name| name.to_str()?.strip_suffix(quarantine::MARK));
        self.beside = poisoned
            .map(|file| Damage {
                file: file.to_owned(),
                line: 0,
                what: quarantine::FAILED_ONCE.to_owned(),
                record: None,
            })
            .collect();
        Ok(self.of_bounded_number(all.into_iter().filter(|name| is_segment(name)).collect()))
    }

    /// The files that are read, in the order of their names: of too many our own, and those that are read already.
    fn of_bounded_number(&mut self, mut names: Vec<OsString>) -> Vec<OsString> {
        let surplus = names.len().saturating_sub(MAX_FILES);
        self.unread = (surplus > 0).then(|| {
            let all = names.len();
            of_folder(format!(
                "the journal has {all} files; {surplus} of them are not read: {MAX_FILES} is the most"
            ))
        });
        if surplus > 0 {
            names.sort_by_cached_key(|name| {
                let own = belongs_to(&name.to_string_lossy(), &self.writer);
                (!own, !self.files.contains_key(name), name.clone())
            });
            names.truncate(MAX_FILES);
            names.sort_unstable();
        }
        names
    }

    fn read_new(&mut self, names: &[OsString], take: Option<&mut Taking<'_>>) -> Progress {
        let vanished = self.files.keys().any(|known| names.binary_search(known).is_err());
        if vanished || self.read(names, take) == Progress::Rewritten || self.union.is_outdated() {
            return Progress::Rewritten;
        }
        Progress::Onward
    }

    /// Only a single file has its records in order, or nearly.
    fn read(&mut self, names: &[OsString], mut take: Option<&mut Taking<'_>>) -> Progress {
        let alone = names.len() == 1;
        for name in names {
            self.meet(name);
        }
        if self.learn() == Progress::Rewritten {
            return Progress::Rewritten;
        }
        for name in self.ours_first(names) {
            let take = take.as_deref_mut().filter(|_| alone);
            if self.read_file(name, take) == Progress::Rewritten {
                return Progress::Rewritten;
            }
        }
        self.learn()
    }

    /// Our own segments, then those of other writers, then what is named after somebody else.
    fn ours_first<'a>(&self, names: &'a [OsString]) -> Vec<&'a OsString> {
        let mut names: Vec<&OsString> = names.iter().collect();
        names.sort_by_key(|name| self.files.get(*name).map(Tail::standing));
        names
    }

    /// Looks whose a new file is, before any record of it counts.
    fn meet(&mut self, name: &OsStr) {
        if !self.files.contains_key(name) {
            let mut tail = Tail::new(
                &name.to_string_lossy(),
                &self.writer,
                &self.name,
                self.folder_incident,
            );
            if self.citing {
                tail = tail.citing();
            }
            let (path, limit) = (self.folder.join(name), self.held.get(name).copied());
            tail.look_for_head(&*self.storage, &path, self.folder_incident, limit);
            self.files.insert(name.to_owned(), tail);
        }
    }

    /// Takes in what the heads say; `Rewritten` if some record was counted, or not counted, that now should not, or
    /// should.
    fn learn(&mut self) -> Progress {
        let claims: Vec<_> = self
            .files
            .values()
            .filter_map(|tail| Some((tail.first_claim()?, tail.standing() == Standing::Ours)))
            .collect();
        let folder_incident = self.folder_incident.with(&claims);
        let mut heads = self.files.values().filter_map(|tail| tail.belonging().first());
        let turned = heads.any(|head| folder_incident.is(head) != self.folder_incident.is(head));
        let misread = self.files.values().any(|tail| tail.belonging().is_misread());
        if misread || (turned && self.files.values().any(Tail::was_read)) {
            return Progress::Rewritten;
        }
        self.folder_incident = folder_incident;
        self.files
            .values_mut()
            .for_each(|tail| tail.learn(folder_incident));
        self.learn_writers()
    }

    /// Takes in who has a segment here; `Rewritten` if some record was taken in a name that now is somebody else's.
    fn learn_writers(&mut self) -> Progress {
        let owners = self.files.values().filter_map(Tail::owner);
        let writers: Writers = owners.cloned().collect();
        if writers == *self.writers {
            let fresh = self.files.values_mut().filter(|tail| !tail.was_read());
            fresh.for_each(|tail| tail.attribute(&self.writers));
            return Progress::Onward;
        }
        if self.files.values().any(|tail| tail.is_misattributed(&writers)) {
            return Progress::Rewritten;
        }
        self.writers = Arc::new(writers);
        self.files
            .values_mut()
            .for_each(|tail| tail.attribute(&self.writers));
        Progress::Onward
    }

    fn read_file(&mut self, name: &OsStr, mut hand_over: Option<&mut Taking<'_>>) -> Progress {
        let limit = self.held.get(name).copied();
        let Some(tail) = self
            .files
            .get_mut(name)
            .filter(|tail| limit.is_none() || !tail.was_read())
        else {
            return Progress::Onward;
        };
        let shown: Arc<str> = Arc::from(name.to_string_lossy());
        let path = self.folder.join(name);
        let (union, openings) = (&mut self.union, &mut self.openings);
        let (folder_name, first_opening) = (&self.name, self.first_opening);
        let mut take = |found: FoundRecord| {
            if opens(&found.record) {
                let fit = folder_name.fit(&found.record);
                openings.take(&found.record, found.standing, fit, first_opening);
            }
            union.add(&shown, found);
            if let Some(hand_over) = hand_over.as_deref_mut()
                && union.waiting() >= BATCH
            {
                hand_over(union.take_fresh());
            }
        };
        let progress = tail.read(&*self.storage, &path, limit, &mut take);
        let own = limit.is_none() && belongs_to(&shown, &self.writer);
        if progress == Progress::Rewritten || !own || !tail.is_unsettled() {
            return progress;
        }
        // The end of our own segment is torn: look again while no writer can be at work.
        let Some(_free) = Lock::share(&*self.storage, &lock_beside(&path)) else {
            return progress;
        };
        let progress = tail.read(&*self.storage, &path, limit, &mut take);
        tail.settle();
        progress
    }

    fn read_anew(&mut self, names: &[OsString]) -> Vec<WrittenRecord> {
        let before = std::mem::take(&mut self.union);
        self.openings = Openings::default();
        self.writers = Arc::default();
        self.files.clear();
        self.read(names, None);
        for (file, count) in before.gone_from(&self.union) {
            self.gone.push(Damage {
                file: file.to_string(),
                line: 0,
                what: format!("{count} records that stood here are gone since they were read"),
                record: None,
            });
        }
        self.union.take_fresh()
    }
}

fn of_folder(what: String) -> Damage {
    Damage {
        file: String::new(),
        line: 0,
        what,
        record: None,
    }
}

#[cfg(test)]
mod tests;
