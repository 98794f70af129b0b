//! A draft says what it cites, however the journal grows, and closing does not read it twice.

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::domain::command::{NewEvent, NewIncident, When};
use crate::domain::findings::Policy;
use crate::domain::kind::Kind;
use crate::domain::time::Zone;
use crate::draft::trailer;
use crate::incidents::citation;
use crate::incidents::scribe::Author;
use crate::journal::{Disk, OpenMode, Patience, Storage};
use crate::system::machine::Machine;

type Hook = Box<dyn FnMut(u64) + Send>;

/// A disk that counts what is read, and does something before each read.
#[derive(Clone, Default)]
struct Watched {
    reads: Arc<AtomicU64>,
    bytes: Arc<AtomicU64>,
    before: Arc<Mutex<Option<Hook>>>,
}

impl Watched {
    fn forget(&self) {
        self.reads.store(0, Ordering::Relaxed);
        self.bytes.store(0, Ordering::Relaxed);
    }
}

impl Storage for Watched {
    fn open(&self, path: &Path, mode: OpenMode) -> io::Result<File> {
        Disk.open(path, mode)
    }

    fn read_at(&self, file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let nth = self.reads.fetch_add(1, Ordering::Relaxed);
        if let Some(before) = &mut *self.before.lock().unwrap() {
            before(nth);
        }
        let count = Disk.read_at(file, buffer, offset)?;
        self.bytes.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }

    fn write(&self, file: &File, bytes: &[u8]) -> io::Result<usize> {
        Disk.write(file, bytes)
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

fn note(text: String) -> Command {
    Command::Record(NewEvent {
        kind: Kind::Note,
        via: None,
        text,
        when: When::Now,
        ends: None,
        ends_impact: false,
        typed: None,
        evidence: Vec::new(),
        source: None,
    })
}

fn layout() -> Layout {
    Layout::standard(None, Policy::default())
}

fn author() -> Author {
    Author {
        writer: "ana".to_owned(),
        by: "ana".to_owned(),
    }
}

/// Machines of different numbers make up different ids.
fn machine(number: u128) -> Arc<Machine> {
    let next = AtomicU64::new(1);
    Arc::new(Machine {
        ids: Box::new(move || {
            let next = next.fetch_add(1, Ordering::Relaxed);
            Uuid::from_u128(number << 64 | u128::from(next))
        }),
        ..Machine::fixed("2023-03-25T14:30:00Z".parse().unwrap(), Zone::Utc)
    })
}

fn incident() -> (TempDir, Watched, Shelf, Scribe) {
    let dir = tempfile::tempdir().unwrap();
    let disk = Watched::default();
    let shelf = Shelf::new(dir.path(), Arc::new(disk.clone()));
    let new = NewIncident {
        title: "Logins fail".to_owned(),
        severity: None,
        zone: Zone::Utc,
        at: None,
    };
    let (scribe, _) = Scribe::create(&shelf, new, author(), machine(1), Patience::second()).unwrap();
    (dir, disk, shelf, scribe)
}

#[test]
fn closing_reads_the_journal_once() {
    let (_dir, disk, shelf, scribe) = incident();
    for n in 0..160 {
        scribe
            .record(note(format!("{n} {}", "long ".repeat(700))))
            .unwrap();
    }
    let segment = scribe.path().journal().join("ana.jsonl");
    let length = segment.metadata().unwrap().len();
    disk.forget();
    let written = close_and_draft(&scribe, &shelf, &layout(), None).unwrap();
    let read = disk.bytes.load(Ordering::Relaxed);
    assert!(
        (length..length + length / 2).contains(&read),
        "{read} bytes were read of {length}"
    );
    let draft = std::fs::read_to_string(written.path).unwrap();
    let cited = trailer::read(&draft).unwrap().citation;
    assert_eq!(cited.segments[0].records, 162);
}

/// Somebody records at each of the moments at which the journal is read for the draft.
#[test]
fn a_draft_of_an_incident_that_grows_says_what_it_cites() {
    let (dir, disk, shelf, scribe) = incident();
    scribe.record(note("event 2.".to_owned())).unwrap();
    let other = Shelf::new(dir.path(), Arc::new(Disk));
    let other = Scribe::open(
        &other,
        scribe.path().clone(),
        author(),
        machine(2),
        Patience::second(),
    );
    let other = Arc::new(other.unwrap());
    let mut grew = 0;
    for moment in 0.. {
        disk.forget();
        let (other, number) = (Arc::clone(&other), moment + 3);
        let hook = move |nth| {
            if nth == moment {
                other.record(note(format!("event {number}."))).unwrap();
            }
        };
        *disk.before.lock().unwrap() = Some(Box::new(hook));
        let text = render(&shelf, scribe.path(), &layout()).unwrap();
        *disk.before.lock().unwrap() = None;
        if disk.reads.load(Ordering::Relaxed) <= moment {
            break;
        }
        grew += 1;
        let cited = trailer::read(&text).unwrap().citation;
        let records = cited.segments[0].records;
        for number in 2..=moment + 3 {
            assert_eq!(
                text.contains(&format!("event {number}.")),
                number <= records,
                "{number} of {records}"
            );
        }
        assert_eq!(citation::check(&shelf, scribe.path(), &cited), []);
    }
    assert!(grew > 2, "the journal is read in several steps");
}
