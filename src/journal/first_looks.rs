//! The first look of this machine at each incident: a file that somebody puts beside the others later changes nothing.
//!
//! Kept in the state folder, a line for each: the folder's name without its readable part, the incident's full id, and
//! the record that opened it. To lose it costs no more than another first look, so nothing waits for the disk, and
//! errors are ignored.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::domain::id::{IncidentId, RecordId};
use crate::journal::storage::{OpenMode, Storage};
use crate::journal::write::whole_file::{MAX_WHOLE, read};

/// The identity of an incident, as it was first seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FirstLook {
    /// Its id.
    pub(super) incident: IncidentId,
    /// The record that opened it, where one could be read.
    pub(super) opening: Option<RecordId>,
}

/// The first looks of a machine, by the name of the incident's folder.
#[derive(Debug, Default)]
pub struct FirstLooks {
    /// The file that keeps them; `None` if they last as long as this process runs.
    file: Option<PathBuf>,
    seen: Mutex<Option<HashMap<String, FirstLook>>>,
}

impl FirstLooks {
    /// Those kept in this state folder. Nothing is read before it is asked for.
    pub fn kept_in(state: &Path) -> Self {
        // The state folder may stand behind a link; files are not reached through one.
        let state = state.canonicalize().unwrap_or_else(|_| state.to_owned());
        Self {
            file: Some(state.join("first-looks")),
            seen: Mutex::default(),
        }
    }

    /// The first look at the folder of this name.
    pub(super) fn of(&self, storage: &dyn Storage, folder: &str) -> Option<FirstLook> {
        let mut seen = self.seen();
        let seen = seen.get_or_insert_with(|| self.read(storage));
        seen.get(folder).copied()
    }

    /// Keeps what was seen, unless something was before. Only where there is a state folder already: who only reads
    /// makes none.
    pub(super) fn keep(&self, storage: &dyn Storage, folder: &str, look: FirstLook) {
        let mut seen = self.seen();
        let seen = seen.get_or_insert_with(|| self.read(storage));
        let news = seen.get(folder).is_none_or(|known| {
            known.opening.is_none() && look.opening.is_some() && known.incident == look.incident
        });
        if !news {
            return;
        }
        seen.insert(folder.to_owned(), look);
        if let Some(file) = &self.file {
            let opening = look
                .opening
                .map_or_else(|| "-".to_owned(), |record| record.to_string());
            let line = format!("{folder} {} {opening}\n", look.incident);
            let opened = storage.open(file, OpenMode::Append);
            let _ = opened.and_then(|file| storage.write(&file, line.as_bytes()));
        }
    }

    /// The reason that former looks are not known, if their file cannot be read.
    pub(super) fn trouble(&self, storage: &dyn Storage) -> Option<String> {
        let file = self.file.as_deref()?;
        let why = match read(storage, file, MAX_WHOLE) {
            Ok(bytes) => {
                let bytes = bytes?;
                let text = String::from_utf8_lossy(&bytes);
                // Only an append that was killed leaves a torn line, and never before the first complete one for long.
                let is_lost = text.lines().next().is_some_and(|first| line(first).is_none());
                is_lost.then(|| "its first line cannot be read".to_owned())?
            }
            Err(error) => error.to_string(),
        };
        Some(format!(
            "{}: {why}; what this machine saw first of each incident is not known, and what others put there later may \
             pass for it. Move that file away",
            file.display()
        ))
    }

    fn seen(&self) -> MutexGuard<'_, Option<HashMap<String, FirstLook>>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read(&self, storage: &dyn Storage) -> HashMap<String, FirstLook> {
        let bytes = self
            .file
            .as_deref()
            .and_then(|file| read(storage, file, MAX_WHOLE).ok().flatten());
        // A damaged line takes no other with it.
        let bytes = bytes.unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let mut seen = HashMap::<String, FirstLook>::new();
        for (folder, look) in text.lines().filter_map(line) {
            let known = seen.entry(folder.to_owned()).or_insert(look);
            if known.incident == look.incident {
                known.opening = known.opening.or(look.opening);
            }
        }
        seen
    }
}

/// `None` for what was torn.
fn line(line: &str) -> Option<(&str, FirstLook)> {
    let mut words = line.split(' ');
    let (folder, incident, opening) = (words.next()?, words.next()?, words.next()?);
    let opening = match opening {
        "-" => None,
        opening => Some(RecordId::new(opening.parse().ok()?)),
    };
    let incident = IncidentId::new(incident.parse().ok()?);
    let is_name = folder.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    is_name.then_some((folder, FirstLook { incident, opening }))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::journal::Disk;

    fn look(incident: u128, opening: Option<u128>) -> FirstLook {
        FirstLook {
            incident: IncidentId::new(Uuid::from_u128(incident)),
            opening: opening.map(|record| RecordId::new(Uuid::from_u128(record))),
        }
    }

    #[test]
    fn the_first_look_stays() {
        let dir = tempfile::tempdir().unwrap();
        let looks = FirstLooks::kept_in(dir.path());
        assert_eq!(looks.of(&Disk, "a"), None);
        looks.keep(&Disk, "a", look(1, None));
        looks.keep(&Disk, "a", look(2, Some(9)));
        looks.keep(&Disk, "a", look(1, Some(3)));
        looks.keep(&Disk, "a", look(1, Some(4)));
        looks.keep(&Disk, "b", look(7, Some(8)));
        let file = dir.path().join("first-looks");
        let torn = std::fs::read_to_string(&file).unwrap() + "c 0000";
        std::fs::write(&file, torn).unwrap();
        for looks in [looks, FirstLooks::kept_in(dir.path())] {
            assert_eq!(looks.of(&Disk, "a"), Some(look(1, Some(3))));
            assert_eq!(looks.of(&Disk, "b"), Some(look(7, Some(8))));
            assert_eq!(looks.of(&Disk, "c"), None);
        }
    }

    #[test]
    fn where_nothing_can_be_kept_it_is_known_while_the_process_runs() {
        let dir = tempfile::tempdir().unwrap();
        for looks in [
            FirstLooks::default(),
            FirstLooks::kept_in(&dir.path().join("none")),
        ] {
            looks.keep(&Disk, "a", look(1, None));
            assert_eq!(looks.of(&Disk, "a"), Some(look(1, None)));
        }
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}
