//! The shelf: one folder for each incident, told apart by date, slug and the end of its id.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use uuid::Uuid;

use super::error::{JournalError, Operation};
use super::slug::slug;
use super::storage::{OpenMode, Storage, make_folders};
use crate::domain::id::{IncidentId, SHORT};
use crate::domain::incident::{Incident, Replay};
use crate::journal::first_looks::FirstLooks;
use crate::journal::quarantine;
use crate::journal::read::damage::Damage;
use crate::journal::read::opening::FolderName;
use crate::journal::read::prefix::Prefix;
use crate::journal::read::reader::{Journal, WrittenRecord};

/// The folder of an incident, and the parts of its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentPath {
    folder: PathBuf,
    date: NaiveDate,
    slug: String,
    short: String,
}

/// The contents of the shelf.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The incidents, by name: oldest first.
    pub incidents: Vec<IncidentPath>,
    /// Anything else that stands there.
    pub odd: Vec<Damage>,
}

/// The incidents that a selector names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Just this one.
    One(IncidentPath),
    /// None.
    None,
    /// All of these.
    Several(Vec<IncidentPath>),
}

/// An incident, read without writing anything.
pub struct IncidentReading {
    /// The incident that its records add up to.
    pub incident: Incident,
    /// The number of files that its journal has.
    pub files: usize,
    /// The number of records, each counted once.
    pub records: usize,
    /// The damage to them.
    pub damage: Vec<Damage>,
    /// Anything odd about them that lost nothing.
    pub notes: Vec<Damage>,
    /// The journal, from which reading can go on.
    pub journal: Journal,
}

/// All incidents of a data folder.
#[derive(Clone)]
pub struct Shelf {
    folder: PathBuf,
    storage: Arc<dyn Storage>,
    looks: Arc<FirstLooks>,
    /// The writer who reads, where that is known.
    own: Arc<str>,
}

impl IncidentPath {
    /// `None` when the folder's name is not of the form `<date>-<slug>-<short id>`.
    fn parse(folder: PathBuf) -> Option<Self> {
        let name = folder.file_name()?.to_str()?;
        let (date, rest) = name.split_at_checked(10)?;
        let (slug, short) = rest.strip_prefix('-')?.rsplit_once('-')?;
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        let well_formed = !slug.is_empty() && short.len() == SHORT && short.bytes().all(hex);
        let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?;
        let (slug, short) = (slug.to_owned(), short.to_owned());
        well_formed.then_some(Self {
            folder,
            date,
            slug,
            short,
        })
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The name of its folder.
    pub fn name(&self) -> &str {
        // Parsed from text, so it is text.
        self.folder
            .file_name()
            .and_then(OsStr::to_str)
            .unwrap_or_default()
    }

    /// The part of its name that a renaming leaves: date and short id.
    fn known_as(&self) -> String {
        format!("{}-{}", self.date.format("%Y-%m-%d"), self.short)
    }

    /// The folder of its segments.
    pub fn journal(&self) -> PathBuf {
        self.folder.join("journal")
    }

    /// The folder of its evidence.
    pub fn evidence(&self) -> PathBuf {
        self.evidence_folder(1)
    }

    /// A numbered folder of evidence, for pieces added after a disk had failed in all folders of a lower number. The
    /// first is number 1.
    pub(super) fn evidence_folder(&self, number: u32) -> PathBuf {
        match number {
            1 => self.folder.join("evidence"),
            _ => self.folder.join(format!("evidence.{number}")),
        }
    }

    /// The folder of its drafts.
    pub fn drafts(&self) -> PathBuf {
        self.folder.join("drafts")
    }

    /// The day it was opened, where it was opened.
    pub fn date(&self) -> NaiveDate {
        self.date
    }

    /// The readable part of its name.
    pub fn slug(&self) -> &str {
        &self.slug
    }

    /// The end of its id.
    pub fn short(&self) -> &str {
        &self.short
    }

    /// An id made up from the folder's name, for where no record says it.
    pub fn made_up_id(&self) -> IncidentId {
        let short = u128::from_str_radix(&self.short, 16).unwrap_or(0);
        IncidentId::new(Uuid::from_u128(short))
    }

    /// Replays records of the incident that were read from this journal.
    pub fn replay(&self, journal: &Journal, entries: Vec<WrittenRecord>) -> Incident {
        let mut replay = Replay::new(self.slug.as_str());
        replay.take(entries);
        Self::finished(replay, journal)
    }

    fn finished(replay: Replay, journal: &Journal) -> Incident {
        let mut incident = replay.finish(journal.incident(), journal.opening());
        incident.note_removals(journal.removals());
        incident
    }

    /// Reads a journal of which nothing was read yet, and replays its records.
    ///
    /// # Errors
    /// When the journal cannot be listed.
    pub fn replay_from(&self, journal: &mut Journal) -> Result<Incident, JournalError> {
        let mut replay = Replay::new(self.slug.as_str());
        let anew = match journal.follow(&mut |batch| replay.take(batch))? {
            None if replay.is_late() => Some(journal.reload()?),
            anew => anew,
        };
        Ok(match anew {
            Some(entries) => self.replay(journal, entries),
            None => Self::finished(replay, journal),
        })
    }

    fn answers_to(&self, selector: &str) -> bool {
        let hex = |b: u8| b.is_ascii_hexdigit() || b == b'-';
        let of_id = selector.bytes().all(hex)
            && selector.len() >= 4
            && (self.short.ends_with(selector) || selector.ends_with(&self.short));
        of_id || self.slug.contains(selector) || self.name() == selector
    }
}

impl Shelf {
    /// The shelf in a data folder, which need not exist yet.
    pub fn new(data: &Path, storage: Arc<dyn Storage>) -> Self {
        let folder = data.join("incidents");
        Self {
            folder,
            storage,
            looks: Arc::default(),
            own: Arc::from(""),
        }
    }

    /// The same shelf, for this writer, with what this machine saw first of each incident.
    pub fn read_by(self, own: &str, looks: FirstLooks) -> Self {
        Self {
            looks: Arc::new(looks),
            own: Arc::from(own),
            ..self
        }
    }

    /// The writer who reads; empty where nobody knows.
    pub fn reader(&self) -> &str {
        &self.own
    }

    /// The journal of an incident, of which nothing is read yet. The segments of `writer` are our own.
    pub fn open_journal(&self, path: &IncidentPath, writer: &str) -> Journal {
        let storage = Arc::clone(&self.storage);
        let seen = self.looks.of(&*self.storage, &path.known_as());
        let name = FolderName(Some((path.date, path.slug.clone())));
        Journal::new(path.journal(), path.made_up_id(), writer, storage).known_as(name, seen)
    }

    /// Keeps which incident was seen in a folder first.
    pub(crate) fn keep_first_look(&self, path: &IncidentPath, journal: &Journal) {
        if let Some(look) = journal.first_look() {
            self.looks.keep(&*self.storage, &path.known_as(), look);
        }
    }

    /// The reason that this machine does not know what it saw first, if its file cannot be read.
    pub fn trouble(&self) -> Option<String> {
        self.looks.trouble(&*self.storage)
    }

    /// The disk that the shelf's files are read from and written to.
    pub fn storage(&self) -> &Arc<dyn Storage> {
        &self.storage
    }

    /// Makes the folders of a new incident. They are on the disk when this returns; its first record
    /// is not written yet.
    ///
    /// # Errors
    /// When a folder cannot be made, or one of that name exists.
    pub fn create(&self, title: &str, date: NaiveDate, id: IncidentId) -> Result<IncidentPath, JournalError> {
        make_folders(&*self.storage, &self.folder)
            .map_err(JournalError::at(Operation::MakeFolder, &self.folder))?;
        let (slug, short) = (slug(title), id.short());
        let folder = self
            .folder
            .join(format!("{}-{slug}-{short}", date.format("%Y-%m-%d")));
        let path = IncidentPath {
            folder,
            date,
            slug,
            short,
        };
        // What stands there already is somebody else's; only what was made here is taken back.
        self.make(&path.folder)?;
        self.furnish(&path).inspect_err(|_| self.abandon(&path))?;
        Ok(path)
    }

    /// Gives an incident's folder another readable part in its name. Nobody may have it open.
    ///
    /// # Errors
    /// When something of that name exists, or the disk does not take it: it is then called as before.
    pub fn rename(&self, path: &IncidentPath, slug: &str) -> Result<IncidentPath, JournalError> {
        let date = path.date.format("%Y-%m-%d");
        let to = self.folder.join(format!("{date}-{slug}-{}", path.short));
        let failed = |error| JournalError::at(Operation::Rename, &to)(error);
        if to.symlink_metadata().is_ok() {
            return Err(failed(ErrorKind::AlreadyExists.into()));
        }
        self.storage.rename(&path.folder, &to).map_err(failed)?;
        self.storage.sync_folder(&self.folder).map_err(failed)?;
        Ok(IncidentPath {
            folder: to.clone(),
            slug: slug.to_owned(),
            ..path.clone()
        })
    }

    fn make(&self, folder: &Path) -> Result<(), JournalError> {
        let made = self.storage.make_folder(folder);
        made.map_err(JournalError::at(Operation::MakeFolder, folder))
    }

    fn furnish(&self, path: &IncidentPath) -> Result<(), JournalError> {
        for folder in [path.journal(), path.evidence(), path.drafts()] {
            self.make(&folder)?;
        }
        // The data folder too: it may have been made by a process that was killed right after.
        for folder in path.folder.ancestors().take(3) {
            let synced = self.storage.sync_folder(folder);
            synced.map_err(JournalError::at(Operation::Sync, folder))?;
        }
        Ok(())
    }

    /// Takes back the folders of an incident whose first record could not be written, so that no ghost of it stands
    /// among the others. Whatever holds bytes stays; that something stays is no error.
    pub fn abandon(&self, path: &IncidentPath) {
        let journal = path.journal();
        // In the order of their names, so a segment goes before the mark that says it cannot be relied on.
        for name in self.storage.list(&journal).unwrap_or_default() {
            let file = journal.join(name);
            let marked = quarantine::marked(&file).is_some_and(|segment| segment.symlink_metadata().is_ok());
            if !marked && self.is_empty(&file) {
                let _ = self.storage.remove(&file);
            }
        }
        for folder in [journal, path.evidence(), path.drafts(), path.folder.clone()] {
            // Of folders, only empty ones can be removed.
            let _ = self.storage.remove(&folder);
        }
    }

    fn is_empty(&self, file: &Path) -> bool {
        let opened = self.storage.open(file, OpenMode::Read);
        opened
            .and_then(|file| self.storage.read_at(&file, &mut [0], 0))
            .is_ok_and(|length| length == 0)
    }

    /// Lists the shelf. Symlinks are not followed.
    ///
    /// # Errors
    /// When the folder cannot be listed. That it does not exist is no error: the shelf is empty.
    pub fn list(&self) -> Result<Listing, JournalError> {
        let names = match self.storage.list(&self.folder) {
            Ok(names) => names,
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(JournalError::at(Operation::List, &self.folder)(error)),
        };
        let mut listing = Listing::default();
        // What begins with a dot belongs to git or to whatever syncs the folder.
        let names = names
            .into_iter()
            .filter(|name| !name.as_encoded_bytes().starts_with(b"."));
        for name in names {
            match self.look_at(&name) {
                Ok(path) => listing.incidents.push(path),
                Err(what) => listing.odd.push(Damage {
                    file: name.to_string_lossy().into_owned(),
                    line: 0,
                    what,
                    record: None,
                }),
            }
        }
        Ok(listing)
    }

    fn look_at(&self, name: &OsStr) -> Result<IncidentPath, String> {
        let folder = self.folder.join(name);
        let about = std::fs::symlink_metadata(&folder).map_err(|error| format!("cannot be read: {error}"))?;
        if !about.is_dir() {
            return Err("not an incident: it is no folder".to_owned());
        }
        IncidentPath::parse(folder).ok_or_else(|| "not an incident: its name is not of that form".to_owned())
    }

    /// The incidents that a selector names: by a part of the slug, the end of the id or the folder's name. A
    /// slug that is exactly the selector goes before those that hold it.
    ///
    /// # Errors
    /// When the shelf cannot be listed.
    pub fn find(&self, selector: &str) -> Result<Found, JournalError> {
        let selector = selector.trim().to_ascii_lowercase();
        let mut named = self.list()?.incidents;
        named.retain(|path| !selector.is_empty() && path.answers_to(&selector));
        let exact: Vec<IncidentPath> = named
            .iter()
            .filter(|path| path.slug == selector)
            .cloned()
            .collect();
        let mut named = if exact.is_empty() { named } else { exact };
        Ok(match (named.pop(), named.is_empty()) {
            (None, _) => Found::None,
            (Some(only), true) => Found::One(only),
            (Some(last), false) => {
                named.push(last);
                Found::Several(named)
            }
        })
    }

    /// Reads an incident. The segments of `writer` are our own.
    ///
    /// # Errors
    /// When its journal cannot be listed.
    pub fn read(&self, path: &IncidentPath, writer: &str) -> Result<IncidentReading, JournalError> {
        let mut journal = self.open_journal(path, writer);
        let incident = path.replay_from(&mut journal)?;
        self.keep_first_look(path, &journal);
        let (files, records) = journal.size();
        let mut damage = journal.damage();
        if records == 0 {
            damage.push(Damage {
                file: String::new(),
                line: 0,
                what: "this incident has no record".to_owned(),
                record: None,
            });
        }
        Ok(IncidentReading {
            incident,
            files,
            records,
            damage,
            notes: journal.notes(),
            journal,
        })
    }

    /// Reads an incident once, and says of each segment, by its file's name, what it was read from. Whatever others add
    /// meanwhile is in both or in neither.
    ///
    /// # Errors
    /// When its journal cannot be listed.
    pub fn read_to_cite(
        &self,
        path: &IncidentPath,
    ) -> Result<(Incident, Vec<(String, Prefix)>), JournalError> {
        let mut journal = self.open_journal(path, &self.own).citing();
        let incident = path.replay_from(&mut journal)?;
        self.keep_first_look(path, &journal);
        Ok((incident, journal.prefixes().collect()))
    }
}

#[cfg(test)]
mod tests;
