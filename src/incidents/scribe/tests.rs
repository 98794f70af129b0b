//! Acknowledged records are there, whoever else writes and whatever the disk does.

mod any_order;
mod batch;
mod faults;
mod model;
mod redact;
mod shared;
mod sizes;

use std::sync::atomic::{AtomicU64, Ordering};
use std::{fs, thread};

use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::domain::command::{NewEvent, When};
use crate::domain::kind::Kind;
use crate::domain::time::Zone;
use crate::journal::evidence;
use crate::journal::fault::{DiskOp, Fault, Faulty};

const EIO: i32 = 5;

/// One incident on a disk that can be made to fail.
struct Desk {
    _dir: TempDir,
    disk: Faulty,
    shelf: Shelf,
    path: IncidentPath,
    machines: AtomicU64,
}

fn opening() -> NewIncident {
    NewIncident {
        title: "Lookup latency".to_owned(),
        severity: None,
        zone: Zone::Utc,
        at: None,
    }
}

fn author(name: &str) -> Author {
    Author {
        writer: name.to_owned(),
        by: format!("{name}@laptop"),
    }
}

fn patience() -> Patience {
    Patience {
        tries: 3,
        pause: Arc::new(|_| {}),
    }
}

fn machine(number: u64) -> Arc<Machine> {
    let start = "2023-03-25T14:30:00Z".parse().unwrap();
    let next = AtomicU64::new(1);
    Arc::new(Machine {
        ids: Box::new(move || {
            let next = next.fetch_add(1, Ordering::Relaxed);
            Uuid::from_u128(u128::from(number) << 64 | u128::from(next))
        }),
        ..Machine::fixed(start, Zone::Utc)
    })
}

fn note(text: &str) -> Command {
    Command::Record(NewEvent {
        kind: Kind::Note,
        via: None,
        text: text.to_owned(),
        when: When::Now,
        ends: None,
        ends_impact: false,
        typed: None,
        evidence: Vec::new(),
        source: None,
    })
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let disk = Faulty::new();
        let shelf = Shelf::new(dir.path(), Arc::new(disk.clone()));
        let made = Scribe::create(&shelf, opening(), author("ana"), machine(0), patience());
        let path = made.unwrap().0.path().clone();
        Self {
            _dir: dir,
            disk,
            shelf,
            path,
            machines: AtomicU64::new(1),
        }
    }

    fn patient(&self, name: &str, patience: Patience) -> Scribe {
        let machine = machine(self.machines.fetch_add(1, Ordering::Relaxed));
        Scribe::open(&self.shelf, self.path.clone(), author(name), machine, patience).unwrap()
    }

    fn scribe(&self, name: &str) -> Scribe {
        self.patient(name, patience())
    }

    /// As a new process would see it, on a disk that works.
    fn texts(&self) -> Vec<String> {
        self.disk.repair();
        texts(&self.scribe("ana"))
    }
}

fn texts(scribe: &Scribe) -> Vec<String> {
    let incident = scribe.incident();
    let events = incident.events().iter();
    events.map(|event| event.body().text.clone()).collect()
}

#[test]
fn what_is_recorded_is_shown_and_read_again() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    assert_eq!(scribe.incident().title(), "Lookup latency");
    let receipt = scribe.record(note("one")).unwrap();
    assert_eq!(receipt.notice, None);
    assert!(scribe.incident().event(receipt.id).is_some());
    assert!(!scribe.catch_up().unwrap());
    assert_eq!(desk.texts(), ["one"]);
    assert_eq!((scribe.damage(), scribe.notes()), (vec![], vec![]));
    assert_eq!(scribe.incident().id(), desk.scribe("ana").incident().id());
}

#[test]
fn a_refusal_leaves_nothing() {
    let desk = Desk::new();
    let scribe = desk.scribe("bo");
    assert!(matches!(scribe.record(note(" ")), Err(RecordError::Refused(_))));
    assert!(!desk.path.journal().join("bo.jsonl").exists());
    let nameless = NewIncident {
        title: String::new(),
        ..opening()
    };
    let made = Scribe::create(&desk.shelf, nameless, author("ana"), machine(9), patience());
    assert!(matches!(made, Err(RecordError::Refused(_))));
    assert_eq!(desk.shelf.list().unwrap().incidents.len(), 1);
}

fn append(path: &std::path::Path, bytes: &[u8]) {
    use std::io::Write;
    let file = fs::OpenOptions::new().append(true).create(true).open(path);
    file.unwrap().write_all(bytes).unwrap();
}

#[test]
fn a_step_that_goes_to_and_fro_without_end_stays_as_it_is() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    let mut step = Step::default();
    scribe.record_in(&mut step, note("one")).unwrap();
    scribe.record_in(&mut step, note("two")).unwrap();
    for _ in 0..50 {
        scribe.record(Command::Undo).unwrap();
        scribe.record(Command::Redo).unwrap();
    }
    let refused = scribe.record(Command::Undo).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "that step was taken back and brought back 100 times already; it stays as it is"
    );
    assert_eq!(scribe.incident().timeline().len(), 2);
}
