//! Keeping the unsent line and the place in the state folder, so that even a kill loses neither.
//!
//! Written whole and put in place by a rename, without a sync: a crash of the program must not lose the line, and
//! a key must not wait for the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::app::kept::{KeptLine, KeptPlace};
use crate::app::model::{Desk, Model};
use crate::domain::id::{IncidentId, RecordId};
use crate::journal::{Disk, How, Storage};

/// The most bytes of a file that are read back: far more than anybody types.
const LARGEST: u64 = 64 * 1024 * 1024;

/// So many interfaces of one user keep lines of their own at the same time.
const MOST_SLOTS: u32 = 64;

/// The state folder, and what was written to it last. Each running interface has a slot of its own there, held by a
/// lock that ends with the process: two panes on one incident never share an unsent line.
pub struct Keeper {
    folder: PathBuf,
    slot: Option<Slot>,
    written: BTreeMap<PathBuf, Vec<u8>>,
    /// Desks that have a file: one that was cleared is kept as cleared.
    known: BTreeSet<Desk>,
}

struct Slot {
    number: u32,
    _lock: File,
}

impl Keeper {
    /// Keeps things in this folder.
    pub fn new(state: &Path) -> Self {
        let folder = state.to_owned();
        let lines = folder.join("lines");
        let made = make_private(&folder).and_then(|()| make_private(&lines));
        let take = |number| {
            Some(Slot {
                number,
                _lock: lock(&lines, number)?,
            })
        };
        let slot = made.ok().and_then(|()| (1..=MOST_SLOTS).find_map(take));
        Keeper {
            folder,
            slot,
            written: BTreeMap::new(),
            known: BTreeSet::new(),
        }
    }

    /// Where one was.
    pub fn place(&self) -> KeptPlace {
        read(&self.folder.join("place.json")).unwrap_or_default()
    }

    /// What was being written at a desk: in this slot, and in those whose interface has ended, which are emptied.
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
            if safe.is_some_and(|bytes| put(&self.desk(desk, own), &bytes).is_ok()) {
                // Should it stay, its line is found once more: twice is better than never.
                let _ = std::fs::remove_file(&path);
            }
        }
        kept
    }

    /// Writes what has changed since the last time. An error is no reason to stop: it is tried again with the next
    /// change, and [`unkept`](Self::unkept) names what is then still not safe.
    pub fn keep(&mut self, model: &Model, selected: Option<RecordId>) {
        self.write(self.folder.join("place.json"), &KeptPlace::of(model, selected));
        self.known.extend(desks(model));
        for desk in self.known.clone() {
            if let Some(path) = self.own(desk) {
                self.write(path, &KeptLine::of(model, desk));
            }
        }
    }

    /// Lines that were typed and neither recorded nor kept: whoever leaves now has to be handed them.
    pub fn unkept(&self, model: &Model) -> Vec<String> {
        let unsafe_desks = desks(model).into_iter().filter(|desk| {
            let bytes = serde_json::to_vec(&KeptLine::of(model, *desk)).ok();
            let written = self.own(*desk).and_then(|path| self.written.get(&path));
            written.is_none() || written != bytes.as_ref()
        });
        unsafe_desks
            .flat_map(|desk| KeptLine::of(model, desk).unsent())
            .collect()
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

    fn write(&mut self, path: PathBuf, value: &impl Serialize) {
        let Ok(bytes) = serde_json::to_vec(value) else {
            return;
        };
        if self.written.get(&path) != Some(&bytes) && put(&path, &bytes).is_ok() {
            self.written.insert(path, bytes);
        }
    }
}

/// The desks at which something is or was being written.
fn desks(model: &Model) -> BTreeSet<Desk> {
    let pending = model.pending.iter().map(|pending| pending.desk);
    model.composers.keys().copied().chain(pending).collect()
}

/// The slot's lock, unless a running interface holds it.
fn lock(folder: &Path, number: u32) -> Option<File> {
    let path = folder.join(format!("slot-{number}.lock"));
    let file = Disk.open(&path, How::Append).ok()?;
    file.try_lock().is_ok().then_some(file)
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

/// What stands in the place of one of our folders and is a symlink, is not gone through.
fn make_private(folder: &Path) -> std::io::Result<()> {
    if folder.is_symlink() {
        return Err(ErrorKind::NotADirectory.into());
    }
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
    use crate::app::composer::Task;
    use crate::app::sample::{model, press};

    #[test]
    fn an_unsent_line_comes_back() {
        let state = tempfile::tempdir().unwrap();
        let mut before = model((80, 24));
        press(&mut before, None, "login is d");
        Keeper::new(state.path()).keep(&before, None);
        let mut keeper = Keeper::new(state.path());
        let mut after = model((80, 24));
        keeper.line(Desk::Start).unwrap().restore(&mut after, Desk::Start);
        press(&mut after, None, "own");
        assert_eq!(after.composer().unwrap().field.text(), "login is down");
    }

    #[test]
    fn two_interfaces_keep_lines_of_their_own_and_the_next_one_finds_both() {
        let state = tempfile::tempdir().unwrap();
        let typed = |keeper: &mut Keeper, line: &str| {
            let mut model = model((80, 24));
            press(&mut model, None, line);
            keeper.keep(&model, None);
        };
        let (mut one, mut two) = (Keeper::new(state.path()), Keeper::new(state.path()));
        typed(&mut one, "from the first pane");
        typed(&mut two, "from the second pane");
        assert_eq!(two.line(Desk::Start).unwrap().line, "from the second pane");
        drop((one, two));
        let kept = Keeper::new(state.path()).line(Desk::Start).unwrap();
        assert_eq!(kept.line, "from the first pane");
        assert_eq!(kept.history, ["from the second pane"]);
    }

    #[test]
    fn a_correction_is_kept_in_the_history_and_the_line_that_waits_as_the_line() {
        let state = tempfile::tempdir().unwrap();
        let mut model = model((80, 24));
        press(&mut model, None, "half a line");
        let event = RecordId::new(uuid::Uuid::from_u128(1));
        model
            .composers
            .get_mut(&Desk::Start)
            .unwrap()
            .begin(Task::Correct(event), "d: mail is slow".to_owned());
        press(&mut model, None, "er");
        Keeper::new(state.path()).keep(&model, None);
        let kept = Keeper::new(state.path()).line(Desk::Start).unwrap();
        assert_eq!(
            (kept.line.as_str(), &kept.history[..]),
            ("half a line", &["d: mail is slower".to_owned()][..])
        );
    }

    #[test]
    fn what_cannot_be_kept_is_named() {
        let mut model = model((80, 24));
        press(&mut model, None, "put aside<ctrl-c>half a line");
        let mut keeper = Keeper::new(Path::new("/dev/null/state"));
        keeper.keep(&model, None);
        assert_eq!(keeper.unkept(&model), ["put aside", "half a line"]);
        let state = tempfile::tempdir().unwrap();
        let mut keeper = Keeper::new(state.path());
        keeper.keep(&model, None);
        assert!(keeper.unkept(&model).is_empty());
    }

    #[test]
    fn symlinks_are_not_followed() {
        use std::os::unix::fs::symlink;
        let (state, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (folder, lines) = (state.path().join("state"), state.path().join("state/lines"));
        let mut model = model((80, 24));
        press(&mut model, None, "half a line");
        let keep = || {
            let mut keeper = Keeper::new(&folder);
            keeper.keep(&model, None);
            assert_eq!(std::fs::read_dir(elsewhere.path()).unwrap().count(), 0);
            keeper.unkept(&model).is_empty()
        };
        symlink(elsewhere.path(), &folder).unwrap();
        assert!(!keep());
        std::fs::remove_file(&folder).unwrap();
        std::fs::create_dir(&folder).unwrap();
        symlink(elsewhere.path(), &lines).unwrap();
        assert!(!keep());
        std::fs::remove_file(&lines).unwrap();
        std::fs::create_dir(&lines).unwrap();
        symlink(elsewhere.path().join("x"), lines.join("slot-1.lock")).unwrap();
        std::fs::remove_file(folder.join("place.json")).unwrap();
        symlink(elsewhere.path().join("y"), folder.join("place.json")).unwrap();
        assert!(keep(), "the next slot does");
    }

    #[test]
    fn what_is_damaged_is_as_if_nothing_was_kept() {
        let state = tempfile::tempdir().unwrap();
        std::fs::write(state.path().join("place.json"), b"{\"incident\":7").unwrap();
        assert_eq!(Keeper::new(state.path()).place(), KeptPlace::default());
    }
}
