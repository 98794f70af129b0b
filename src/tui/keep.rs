//! Keeping the unsent line and the place in the state folder, so that even a kill loses neither.
//!
//! Written whole and put in place by a rename, without a sync: a crash of the program must not lose the line, and
//! a key must not wait for the disk.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::app::kept::{KeptLine, KeptPlace};
use crate::app::model::{Desk, Model};
use crate::domain::id::{IncidentId, RecordId};

/// The most bytes of a file that are read back: far more than anybody types.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The state folder, and what was written to it last.
pub struct Keeper {
    folder: PathBuf,
    written: BTreeMap<PathBuf, Vec<u8>>,
}

impl Keeper {
    /// Keeps things in this folder.
    pub fn new(state: &Path) -> Self {
        Keeper {
            folder: state.to_owned(),
            written: BTreeMap::new(),
        }
    }

    /// Where one was.
    pub fn place(&self) -> KeptPlace {
        read(&self.folder.join("place.json")).unwrap_or_default()
    }

    /// What was being written at a desk.
    pub fn line(&self, desk: Desk) -> Option<KeptLine> {
        read(&self.desk(desk))
    }

    /// Writes what has changed since the last time. An error is no reason to stop: it is tried again with the next
    /// change, and what is recorded does not depend on it.
    pub fn keep(&mut self, model: &Model, selected: Option<RecordId>) {
        self.write(self.folder.join("place.json"), &KeptPlace::of(model, selected));
        let pending = model.pending.iter().map(|pending| pending.desk);
        let desks: Vec<Desk> = model.composers.keys().copied().chain(pending).collect();
        for desk in desks {
            self.write(self.desk(desk), &KeptLine::of(model, desk));
        }
    }

    fn desk(&self, desk: Desk) -> PathBuf {
        let name = match desk {
            Desk::Start => "start".to_owned(),
            Desk::Incident(id) => IncidentId::to_string(&id),
        };
        self.folder.join("lines").join(format!("{name}.json"))
    }

    fn write(&mut self, path: PathBuf, value: &impl Serialize) {
        let Ok(bytes) = serde_json::to_vec(value) else {
            return;
        };
        if self.written.get(&path) != Some(&bytes) && put(&path, &bytes).is_ok() {
            self.written.insert(path, bytes);
        }
    }
}

fn read<T: DeserializeOwned>(path: &Path) -> Option<T> {
    let about = std::fs::symlink_metadata(path).ok()?;
    let readable = about.is_file() && about.len() <= LARGEST;
    serde_json::from_slice(&std::fs::read(path).ok().filter(|_| readable)?).ok()
}

fn put(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    make_private(folder)?;
    // A temporary file of this crate is the user's own alone (0600).
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path)?;
    Ok(())
}

fn make_private(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    if folder.is_dir() {
        return Ok(());
    }
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample::{model, press};

    #[test]
    fn an_unsent_line_comes_back() {
        let state = tempfile::tempdir().unwrap();
        let mut before = model((80, 24));
        press(&mut before, None, "login is d");
        Keeper::new(state.path()).keep(&before, None);
        let keeper = Keeper::new(state.path());
        let mut after = model((80, 24));
        keeper.line(Desk::Start).unwrap().restore(&mut after, Desk::Start);
        press(&mut after, None, "own");
        assert_eq!(after.composer().unwrap().field.text(), "login is down");
    }

    #[test]
    fn what_is_damaged_is_as_if_nothing_was_kept() {
        let state = tempfile::tempdir().unwrap();
        std::fs::write(state.path().join("place.json"), b"{\"incident\":7").unwrap();
        assert_eq!(Keeper::new(state.path()).place(), KeptPlace::default());
    }
}
