//! Keeping the unsent line and the place in the state folder, so that even a kill loses neither.
//!
//! Written whole and put in place by a rename, without a sync: a crash of the program must not lose the line, and
//! a key must not wait for the disk.

mod placing;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{Error, ErrorKind};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::app::autosave::{KeptLine, KeptPlace, Unsent};
use crate::app::model::{Desk, Model};
use crate::domain::id::{IncidentId, RecordId};
use crate::domain::redaction::Words;
use crate::journal::{Disk, OpenMode, Storage, named_file};

pub(super) use placing::{finish_left_over, place};

/// The most bytes of a file that are read back: far more than anybody types.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The most interfaces of one user that keep lines of their own at the same time.
const MOST_SLOTS: u32 = 64;

/// The state folder, and what was written to it last. Each running interface has a slot of its own there, held by a
/// lock that ends with the process: two panes on one incident never share an unsent line.
pub struct Autosave {
    folder: PathBuf,
    slot: Option<Slot>,
    /// By file: what stands in it, as a hash.
    written: BTreeMap<PathBuf, u64>,
    /// The reason why nothing can be saved.
    trouble: Option<String>,
    /// Desks that have a file: one that was cleared is kept as cleared.
    known: BTreeSet<Desk>,
}

struct Slot {
    number: u32,
    _lock: File,
}

impl Autosave {
    /// Keeps things in this folder.
    pub fn new(state: &Path) -> Self {
        let folder = state.to_owned();
        let lines = folder.join("lines");
        let made = make_private(&folder).and_then(|()| make_own(&lines));
        let take = |number| {
            Some(Slot {
                number,
                _lock: lock(&lines, number)?,
            })
        };
        let slot = match &made {
            Ok(()) => (1..=MOST_SLOTS).find_map(take),
            Err(_) => None,
        };
        if let Some(slot) = &slot {
            finish_left_over(&folder, Some(slot.number));
        }
        let trouble = match made {
            Err(error) => Some(error.to_string()),
            Ok(()) if slot.is_none() => Some("no lock can be had there".to_owned()),
            Ok(()) => None,
        };
        Autosave {
            folder,
            slot,
            trouble,
            written: BTreeMap::new(),
            known: BTreeSet::new(),
        }
    }

    /// Says why nothing that is typed can be saved; `None` where it can.
    pub fn trouble(&self) -> Option<String> {
        let why = self.trouble.as_ref()?;
        let folder = self.folder.display();
        Some(format!(
            "Unsent lines cannot be kept ({why}): leaving prints them. {folder}"
        ))
    }

    /// The incidents at which a line waits that no running interface has.
    pub fn waiting(&self) -> BTreeSet<IncidentId> {
        let lines = self.folder.join("lines");
        let Some(own) = self.slot.as_ref().map(|slot| slot.number) else {
            return BTreeSet::new();
        };
        let files = std::fs::read_dir(&lines).into_iter().flatten().flatten();
        let mut free: BTreeMap<u32, bool> = BTreeMap::from([(own, true)]);
        let waits = |file: std::fs::DirEntry| {
            let name = file.file_name();
            let (id, number) = name.to_str()?.strip_suffix(".json")?.rsplit_once('.')?;
            let (id, number): (IncidentId, u32) = (id.parse().ok()?, number.parse().ok()?);
            let is_free = || lock(&lines, number).is_some();
            let kept: KeptLine = (*free.entry(number).or_insert_with(is_free))
                .then(|| read(&file.path()))
                .flatten()?;
            (!kept.line.trim().is_empty()).then_some(id)
        };
        files.filter_map(waits).collect()
    }

    /// Reads the place where one was.
    pub fn place(&self) -> KeptPlace {
        read(&self.folder.join("place.json")).unwrap_or_default()
    }

    /// Reads the line of a desk from this slot, and from those whose interface has ended, which are emptied.
    pub fn line(&mut self, desk: Desk) -> Option<KeptLine> {
        self.known.insert(desk);
        let own = self.slot.as_ref()?.number;
        let mut kept: Option<KeptLine> = read(&self.desk(desk, own));
        for number in (1..=MOST_SLOTS).filter(|number| *number != own) {
            let path = self.desk(desk, number);
            if !path.exists() || lock(&self.folder.join("lines"), number).is_none() {
                continue;
            }
            if let Some(left) = read::<KeptLine>(&path) {
                kept = Some(kept.unwrap_or_default().joined_by(left));
            }
            let safe = kept.as_ref().and_then(|kept| serde_json::to_vec(kept).ok());
            if safe.is_some_and(|bytes| self.put(&self.desk(desk, own), &bytes).is_ok()) {
                // Should it stay, its line is found once more: twice is better than never.
                let _ = std::fs::remove_file(&path);
            }
        }
        kept
    }

    /// Writes what has changed since the last time. An error is no reason to stop: it is tried again with the next
    /// change, and [`unsaved`](Self::unsaved) names what is then still not safe.
    pub fn save(&mut self, model: &Model, selected: Option<RecordId>) {
        self.write(self.folder.join("place.json"), &KeptPlace::of(model, selected));
        self.known.extend(desks(model));
        for desk in self.known.clone() {
            if let Some(path) = self.own(desk) {
                self.write(path, &Unsent::of(model, desk));
            }
        }
    }

    /// Lines that were typed and neither recorded nor kept: whoever leaves now has to be handed them.
    pub fn unsaved(&self, model: &Model) -> Vec<String> {
        let unsafe_desks = desks(model).into_iter().filter(|desk| {
            let written = self.own(*desk).and_then(|path| self.written.get(&path));
            written != Some(&hash(&Unsent::of(model, *desk)))
        });
        unsafe_desks
            .flat_map(|desk| Unsent::of(model, desk).lines())
            .collect()
    }

    /// The words that another process asks this interface to forget.
    pub fn asked_to_forget(&self) -> Option<Words> {
        read(&self.request()?)
    }

    /// Says that they are forgotten, and that what was kept of them is written anew.
    pub fn have_forgotten(&self) {
        if let Some(request) = self.request() {
            // Should it stay, it is done once more.
            let _ = std::fs::remove_file(request);
        }
    }

    fn request(&self) -> Option<PathBuf> {
        let slot = self.slot.as_ref()?;
        Some(request(&self.folder.join("lines"), slot.number))
    }

    fn own(&self, desk: Desk) -> Option<PathBuf> {
        self.slot.as_ref().map(|slot| self.desk(desk, slot.number))
    }

    fn desk(&self, desk: Desk, slot: u32) -> PathBuf {
        let name = match desk {
            Desk::Start => "start".to_owned(),
            Desk::Incident(id) => IncidentId::to_string(&id),
        };
        self.folder.join("lines").join(format!("{name}.{slot}.json"))
    }

    fn write(&mut self, path: PathBuf, value: &(impl Serialize + Hash)) {
        let hash = hash(value);
        if self.written.get(&path) == Some(&hash) {
            return;
        }
        let bytes = serde_json::to_vec(value).map_err(Error::from);
        if bytes.and_then(|bytes| self.put(&path, &bytes)).is_ok() {
            self.written.insert(path, hash);
        }
    }

    fn put(&self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        make_private(&self.folder)?;
        let folder = path.parent().unwrap_or(&self.folder);
        if folder != self.folder {
            make_own(folder)?;
        }
        match &self.slot {
            Some(slot) => placing::place_as(slot.number, path, bytes),
            None => place(path, bytes),
        }
    }
}

/// The desks at which something is or was being written; an answer needs no composer.
pub(super) fn desks(model: &Model) -> BTreeSet<Desk> {
    let pending = model.pending.iter().map(|pending| pending.desk);
    let composers = model.composers.keys().copied();
    composers.chain(pending).chain([model.desk()]).collect()
}

/// Tells what is to be kept from what was: nothing is compared byte by byte, or written out, for each frame.
fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The file in which an interface is asked to forget something.
pub(super) fn request(lines: &Path, slot: u32) -> PathBuf {
    lines.join(format!("forget.{slot}.json"))
}

/// The slot's lock, unless a running interface holds it.
pub(super) fn lock(folder: &Path, number: u32) -> Option<File> {
    let path = folder.join(format!("slot-{number}.lock"));
    let file = Disk.open(&path, OpenMode::Append).ok()?;
    file.try_lock().is_ok().then_some(file)
}

pub(super) fn read<T: DeserializeOwned>(path: &Path) -> Option<T> {
    let is_own = !path.is_symlink();
    serde_json::from_slice(&named_file::read(path, LARGEST).ok().filter(|_| is_own)?).ok()
}

/// A folder below the state folder. What stands in its place and is a symlink, is not gone through; the state folder
/// is where the user wants it to be.
fn make_own(folder: &Path) -> Result<(), Error> {
    if folder.is_symlink() {
        return Err(Error::new(ErrorKind::NotADirectory, "lines is a symbolic link"));
    }
    make_private(folder)
}

fn make_private(folder: &Path) -> Result<(), Error> {
    if folder.is_dir() {
        return Ok(());
    }
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

#[cfg(test)]
mod tests;
