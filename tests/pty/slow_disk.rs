//! A disk that hangs inside a sync: the interface stays alive and says so, and what is typed waits its turn.
//!
//! The program is the real one but for its disk: this very test program, run on a terminal of its own.

use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hotwash::cli::{self, World};
use hotwash::journal::{Disk, OpenMode, Storage};
use rustix::fs::{CWD, FileType, Mode, mknodat};

use crate::terminal::{Terminal, program};
use crate::{home, journal};

/// The variable that makes this program hotwash on a disk that may hang; its value is the gate.
const GATE: &str = "HOTWASH_TEST_SYNCS_THROUGH";

/// A disk on which a sync waits while there is a gate: a pipe that somebody has to open from the other side.
struct Gated(PathBuf);

impl Storage for Gated {
    fn open(&self, path: &Path, mode: OpenMode) -> io::Result<File> {
        Disk.open(path, mode)
    }

    fn read_at(&self, file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        Disk.read_at(file, buffer, offset)
    }

    fn write(&self, file: &File, bytes: &[u8]) -> io::Result<usize> {
        Disk.write(file, bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        if self.0.exists() {
            drop(File::open(&self.0)?);
        }
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

    fn list(&self, path: &Path) -> io::Result<Vec<OsString>> {
        Disk.list(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        Disk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        Disk.remove(path)
    }
}

/// Not a test by itself: the others run it as a program of its own.
#[test]
fn hotwash_on_a_gated_disk() {
    let Some(gate) = std::env::var_os(GATE) else {
        return;
    };
    let mut world = World {
        storage: Arc::new(Gated(gate.into())),
        ..World::real()
    };
    assert_eq!(cli::run(["hotwash".into()], &mut world), 0);
}

/// The program on a disk with a gate in this home.
fn open(home: &Path) -> Terminal {
    let this = std::env::current_exe().expect("this program");
    let mut command = program(this.to_str().expect("text"), home);
    command.args(["--exact", "slow_disk::hotwash_on_a_gated_disk", "--nocapture"]);
    command.env(GATE, gate(home));
    Terminal::start(command, (80, 24))
}

fn gate(home: &Path) -> PathBuf {
    home.join("gate")
}

/// From now on every sync hangs.
fn hang(home: &Path) {
    mknodat(CWD, gate(home), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).expect("a pipe");
}

/// Lets the sync that hangs go, and all that follow.
fn let_go(home: &Path) {
    let opened = gate(home).with_file_name("opened");
    std::fs::rename(gate(home), &opened).expect("the gate");
    drop(
        OpenOptions::new()
            .write(true)
            .open(opened)
            .expect("somebody waits"),
    );
}

#[test]
fn lines_wait_their_turn_while_the_disk_hangs() {
    let home = home();
    let mut terminal = open(home.path());
    terminal.live("Login is down");
    terminal.record("d: Users cannot log in");
    hang(home.path());
    terminal.type_line("first line that waits");
    terminal.press("<enter>");
    terminal.see(&["saving... first line that waits"]);
    terminal.type_line("second line that waits");
    terminal.press("<enter>");
    terminal.see(&["second line that waits", "NOT saved yet: first line that waits"]);
    // It is alive: what is typed is seen, other screens open, and nothing is on the timeline that is not on disk.
    terminal.type_line("half a line");
    terminal.press("<f1>");
    terminal.see(&["A line and Enter records it"]);
    terminal.press("<esc>");
    terminal.see_line("half a line");
    assert!(!terminal.screen().contains("NOTE "), "{}", terminal.screen());
    assert!(!journal(&home).contains("second line"), "it waits its turn");
    let_go(home.path());
    let screen = terminal.see(&[
        "NOTE     first line that waits",
        "NOTE     second line that waits",
    ]);
    assert!(screen.find("first line") < screen.find("second line"), "{screen}");
    terminal.see_no(&["NOT saved", "saving..."]);
    terminal.see_line("half a line");
    terminal.press("<ctrl-q>");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
    assert_eq!(home.answer(&["verify"]), "");
}

#[test]
fn leaving_while_the_disk_hangs_is_warned_of_and_the_lines_are_found_again() {
    let home = home();
    let mut terminal = open(home.path());
    terminal.live("Login is down");
    hang(home.path());
    for line in ["first line that waits", "second line that waits"] {
        terminal.type_line(line);
        terminal.press("<enter>");
        terminal.see_empty();
    }
    terminal.type_line("half a line");
    terminal.press("<ctrl-q>");
    terminal.see(&["not saved yet. Again to leave"]);
    terminal.press("<ctrl-q>");
    terminal.end();
    terminal.assert_restored();
    std::fs::remove_file(gate(home.path())).expect("the gate");

    let mut terminal = open(home.path());
    terminal.see(&["LIVE  Login is down", "2 line(s) may not have been saved"]);
    terminal.see_line("half a line");
    terminal.press("<alt-p>");
    terminal.see_line("second line that waits");
    terminal.press("<alt-p>");
    terminal.see_line("first line that waits");
    terminal.press("<ctrl-q>");
    terminal.end();
}
