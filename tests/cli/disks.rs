//! Disks that are full and readers that leave: what was typed is handed back, and nothing is lost.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;

use hotwash::journal::{Disk, OpenMode, Storage};

use crate::stage::Stage;

/// A disk on which nothing more fits.
struct Full;

impl Storage for Full {
    fn open(&self, path: &Path, mode: OpenMode) -> io::Result<File> {
        Disk.open(path, mode)
    }
    fn read_at(&self, file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        Disk.read_at(file, buffer, offset)
    }
    fn write(&self, _: &File, _: &[u8]) -> io::Result<usize> {
        Err(ErrorKind::StorageFull.into())
    }
    fn sync(&self, file: &File) -> io::Result<()> {
        Disk.sync(file)
    }
    fn try_lock(&self, file: &File, shared: bool) -> io::Result<bool> {
        Disk.try_lock(file, shared)
    }
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        Disk.make_folder(path)
    }
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        Disk.sync_folder(path)
    }
    fn list(&self, path: &Path) -> io::Result<Vec<std::ffi::OsString>> {
        Disk.list(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        Disk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        Disk.remove(path)
    }
}

#[test]
fn what_does_not_fit_on_the_disk_is_printed_back() {
    let stage = Stage {
        storage: Arc::new(Full),
        ..Stage::live()
    };
    for (words, text) in [
        (
            &["log", "09:00 d: precious"][..],
            "not recorded: 09:00 d: precious",
        ),
        (&["set", "cause", "precious"], "not recorded: cause precious"),
        (&["new", "Precious"], "not recorded: Precious"),
    ] {
        stage
            .run(words)
            .status(74)
            .answers_nothing()
            .says(text)
            .says("free some space");
    }
    let ran = stage.run_with(&["log", "-"], "one\ntwo\n").status(74);
    assert!(
        ran.err.contains("not recorded: one") && ran.err.contains("not recorded: two"),
        "{ran:?}"
    );
    stage.answer(&["show"]);
}

#[test]
fn what_cannot_be_saved_because_nothing_can_be_read_is_printed_back() {
    let stage = Stage::live();
    let journal = stage.home.incident().join("journal");
    fs::rename(&journal, stage.home.path().join("away")).unwrap();
    fs::write(&journal, "").unwrap();
    let named = |words: &[&'static str]| [&["--incident", "login"], words].concat();
    for (words, text) in [
        (
            &["log", "09:00 d: precious"][..],
            "not recorded: 09:00 d: precious",
        ),
        (&["set", "cause", "precious"], "not recorded: cause precious"),
        (&["todo", "add", "precious"], "not recorded: precious"),
        (&["close", "--yes"], "cannot list"),
        (&["redact", "1", "--yes"], "cannot list"),
    ] {
        stage.run(&named(words)).status(74).answers_nothing().says(text);
    }
    stage.run(&named(&["show"])).status(1).says("cannot list");
    let ran = stage.run(&["log", "precious"]).status(74);
    assert!(
        ran.err.contains("not recorded: precious") && ran.err.contains("can be read"),
        "{ran:?}"
    );
}

#[test]
fn a_reader_that_leaves_is_no_error_and_nothing_is_lost() {
    let stage = Stage {
        reader_leaves_after: Some(40),
        ..Stage::live()
    };
    stage.run_with(&["log", "-"], "one\ntwo\nthree\n").status(0);
    stage.answer(&["show"]);
    stage.answer(&["show", "--json"]);
    let stage = Stage {
        reader_leaves_after: None,
        ..stage
    };
    assert_eq!(
        stage.run(&["show", "--json"]).json()["events"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
}
