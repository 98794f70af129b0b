//! How long a durable record takes, beside a bare write and sync of the same bytes to the same file system; and
//! `hotwash log` as a whole process beside that.

mod figures;
mod journals;

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command as Program, Stdio};
use std::sync::Arc;
use std::time::Duration;

use chrono::{TimeDelta, Utc};
use figures::{in_turn, median, millis, ratio, show, tell, timed};
use hotwash::domain::command::Command;
use hotwash::domain::kind::Kind;
use hotwash::domain::sample;
use hotwash::incidents::scribe::Scribe;
use hotwash::journal::{Disk, Patience, Shelf, seal};

const ROUNDS: usize = 101;
const PROCESSES: usize = 41;
const TEXT: &str = "p99 of checkout at 2.4 s, twice what it was an hour ago";

fn main() {
    for events in [100, 10_000] {
        let append = recorded(events);
        let what = format!("hotwash log at {events} events, more than that append");
        let target = if events == 100 { 5.0 } else { f64::INFINITY };
        show(
            &what,
            millis(logged(events, 0).saturating_sub(append)),
            "ms",
            target,
        );
    }
    let (append, crowded) = (recorded(100), logged(100, 20));
    let more = millis(crowded.saturating_sub(append));
    tell("the same at 100 events, beside 20 incidents of 1,000", more, "ms");
    tell(
        "a process that only says its version",
        millis(bare_process()),
        "ms",
    );
}

/// The median of a record's way through the scribe.
fn recorded(events: usize) -> Duration {
    let folder = tempfile::tempdir_in(target()).expect("a folder of one's own");
    let path = journals::incident(folder.path(), events);
    let shelf = Shelf::new(folder.path(), Arc::new(Disk));
    let patience = Patience::second();
    let scribe = Scribe::open(&shelf, path, journals::author(), journals::machine(), patience);
    let scribe = scribe.expect("a sound journal");
    let mut floor = Floor::beside(folder.path());
    let record = || timed(|| scribe.record(note()).expect("room on the disk"));
    let (append, bare) = in_turn(ROUNDS, record, || floor.append());
    let what = format!("a durable record at {events} events");
    tell(&what, millis(append), "ms");
    show(
        &format!("{what}, to write and fdatasync"),
        ratio(append, bare),
        "x",
        1.3,
    );
    append
}

/// What is written when nothing else has to be done.
struct Floor {
    file: File,
    line: Vec<u8>,
}

impl Floor {
    fn beside(folder: &Path) -> Self {
        let open = OpenOptions::new()
            .append(true)
            .create(true)
            .open(folder.join("floor"));
        Self {
            file: open.expect("room on the disk"),
            line: seal(&journals::event(0, Utc::now())),
        }
    }

    fn append(&mut self) -> Duration {
        timed(|| {
            self.file.write_all(&self.line).expect("room on the disk");
            self.file.sync_data().expect("a disk that syncs");
        })
    }
}

fn note() -> Command {
    Command::Record(sample::event(Kind::Investigation, None, TEXT))
}

/// The median of `hotwash log` as a process, with so many other incidents on the shelf.
fn logged(events: usize, others: usize) -> Duration {
    let home = tempfile::tempdir_in(target()).expect("a folder of one's own");
    let data = home.path().join("data");
    for nth in 0..others {
        let days = i64::try_from(nth).expect("a few") + 3;
        journals::ending(&data, 1000, Utc::now() - TimeDelta::days(days));
    }
    journals::incident(&data, events);
    let log = || timed(|| run(home.path(), &["log", TEXT]));
    log();
    median((0..PROCESSES).map(|_| log()).collect())
}

fn bare_process() -> Duration {
    let version = || timed(|| run(&target(), &["--version"]));
    median((0..PROCESSES).map(|_| version()).collect())
}

fn run(home: &Path, words: &[&str]) {
    let mut program = Program::new(env!("CARGO_BIN_EXE_hotwash"));
    program.arg("--home").arg(home).args(words);
    program
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let status = program
        .env_clear()
        .env("TZ", "UTC")
        .status()
        .expect("the program was built");
    assert!(status.success(), "hotwash {words:?} ended with {status}");
}

/// On the disk of the build: the folder for temporary files may lie in memory, where a sync is nothing.
fn target() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
}
