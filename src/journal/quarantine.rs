//! Numbered places, of which those that a disk once failed are left alone for good: files and folders.
//!
//! After one failed sync, a later one may report success for bytes that are lost. So none is tried again there: what
//! was to be saved goes to the next place.

use std::collections::{HashMap, HashSet};
use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::journal::error::{JournalError, Operation};
use crate::journal::storage::{OpenMode, Storage};

/// The end of the name of a mark, which stands beside a place that a disk failed.
pub(super) const MARK: &str = ".bad";

/// The note on such a place.
pub(super) const FAILED_ONCE: &str = "the disk failed here once; nothing is added to it any more";

/// The places that this process knows to be failed or settled, by number; marks on the disk tell other processes.
#[derive(Default)]
pub(super) struct Trust(Mutex<Known>);

#[derive(Default)]
struct Known {
    /// Their folders were synced after what stands there (its inode) was made or put there.
    settled: HashMap<u32, u64>,
    /// A sync failed on them.
    poisoned: HashSet<u32>,
}

impl Trust {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// True if a disk failed there.
    pub(super) fn is_poisoned(&self, number: u32, place: &Path) -> bool {
        self.known().poisoned.contains(&number) || mark(place).symlink_metadata().is_ok()
    }

    /// Marks a place that a disk failed.
    pub(super) fn poison(&self, storage: &dyn Storage, number: u32, place: &Path) {
        self.known().poisoned.insert(number);
        // Where the mark cannot be made, this process at least knows.
        let _ = storage.open(&mark(place), OpenMode::New);
    }

    /// Syncs these folders, once for each process and thing that stands in a place: it may have been made by one that
    /// was killed right after, or put there by a redaction that was.
    ///
    /// # Errors
    /// When one cannot be synced.
    pub(super) fn settle<'a>(
        &self,
        storage: &dyn Storage,
        number: u32,
        there: &Metadata,
        folders: impl IntoIterator<Item = &'a Path>,
    ) -> Result<(), JournalError> {
        if self.known().settled.get(&number) == Some(&there.ino()) {
            return Ok(());
        }
        for folder in folders {
            let failed = JournalError::at(Operation::Sync, folder);
            storage.sync_folder(folder).map_err(failed)?;
        }
        self.known().settled.insert(number, there.ino());
        Ok(())
    }
}

/// The place that a mark stands beside; `None`: it is no mark.
pub(super) fn marked(mark: &Path) -> Option<PathBuf> {
    Some(mark.with_file_name(mark.file_name()?.to_str()?.strip_suffix(MARK)?))
}

/// The mark beside a place, where something stands that hotwash did not put there.
pub(super) fn odd_mark(place: &Path) -> Option<PathBuf> {
    let mark = mark(place);
    let about = mark.symlink_metadata().ok()?;
    (!about.is_file()).then_some(mark)
}

/// The mark beside a place.
fn mark(place: &Path) -> PathBuf {
    let mut name = place.as_os_str().to_owned();
    name.push(MARK);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Disk;
    use crate::journal::fault::{DiskOp, Fault, Faulty};

    #[test]
    fn what_failed_once_is_known_here_and_marked_for_others() {
        let dir = tempfile::tempdir().unwrap();
        let place = dir.path().join("ana.2.jsonl");
        let trust = Trust::default();
        assert!(!trust.is_poisoned(2, &place));
        trust.poison(&Disk, 2, &place);
        trust.poison(&Disk, 2, &place);
        assert!(Trust::default().is_poisoned(2, &place));
        assert_eq!(marked(&dir.path().join("ana.2.jsonl.bad")), Some(place.clone()));
        assert_eq!(marked(&place), None);
        let unmarked = dir.path().join("none/ana.jsonl");
        trust.poison(&Disk, 1, &unmarked);
        assert!(trust.is_poisoned(1, &unmarked), "where no mark can be made");
    }

    #[test]
    fn folders_are_synced_once_for_what_stands_in_each_place() {
        let dir = tempfile::tempdir().unwrap();
        let (disk, trust) = (Faulty::new(), Trust::default());
        let there = ["one", "other"].map(|name| {
            let path = dir.path().join(name);
            std::fs::write(&path, "x").unwrap();
            path.metadata().unwrap()
        });
        disk.plan(DiskOp::SyncFolder, 0, 1, Fault::Os(5));
        assert!(trust.settle(&disk, 1, &there[0], [dir.path()]).is_err());
        for (number, there, syncs) in [
            (1, &there[0], 1),
            (1, &there[0], 0),
            (2, &there[0], 1),
            (1, &there[1], 1),
        ] {
            disk.take_log();
            trust.settle(&disk, number, there, [dir.path()]).unwrap();
            assert_eq!(disk.take_log().len(), syncs, "{number}");
        }
    }
}
