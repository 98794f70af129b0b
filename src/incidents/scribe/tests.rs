//! Acknowledged records are there, whoever else writes and whatever the disk does.

mod model;
mod redact;

use std::fs;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::channel;
use std::thread;

use proptest::prelude::*;
use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::domain::command::{NewEvent, When};
use crate::domain::incident::Status;
use crate::domain::kind::Kind;
use crate::domain::secrets::Rule;
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

#[test]
fn who_looks_at_the_incident_keeps_nobody_from_writing_in_it() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    let seen = scribe.incident();
    scribe.record(note("while it is looked at")).unwrap();
    assert!(seen.events().is_empty());
    assert_eq!(texts(&scribe), ["while it is looked at"]);
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

#[test]
fn writers_see_each_other() {
    let desk = Desk::new();
    let (ana, bo) = (desk.scribe("ana"), desk.scribe("bo"));
    ana.record(note("one")).unwrap();
    bo.record(note("two")).unwrap();
    assert!(ana.catch_up().unwrap());
    assert_eq!(texts(&ana), ["one", "two"]);
    assert_eq!(
        fs::read_dir(desk.path.journal()).unwrap().count(),
        4,
        "two segments, two locks"
    );
}

#[test]
fn news_that_a_write_took_in_are_no_secret() {
    let desk = Desk::new();
    let (ana, bo) = (desk.scribe("ana"), desk.scribe("bo"));
    let mut last = ana.generation();
    let mut grew = |why: &str, expected: bool| {
        let now = ana.generation();
        assert_eq!(now > last, expected, "{why}");
        last = now;
    };
    assert!(!ana.catch_up().unwrap());
    grew("nothing happened", false);
    bo.record(note("one")).unwrap();
    assert!(ana.record(note(" ")).is_err());
    assert!(!ana.catch_up().unwrap(), "the refused write took it in");
    grew("another's record", true);
    ana.record(note("two")).unwrap();
    grew("a record of our own", true);
    append(&desk.path.journal().join("bo.jsonl"), b"junk\n");
    ana.catch_up().unwrap();
    grew("damage", true);
    ana.catch_up().unwrap();
    grew("nothing more", false);
}

#[test]
fn whatever_fails_only_what_was_saved_is_acknowledged() {
    for op in [
        DiskOp::Open,
        DiskOp::Read,
        DiskOp::Write,
        DiskOp::Sync,
        DiskOp::Lock,
        DiskOp::SyncFolder,
        DiskOp::List,
    ] {
        for fault in [
            || Fault::Os(EIO),
            || Fault::Error(std::io::ErrorKind::StorageFull),
        ] {
            for (skip, times) in [(0, 1), (1, 1), (2, 1), (3, 1), (0, 1000), (1, 1000), (2, 1000)] {
                let desk = Desk::new();
                let scribe = desk.scribe("ana");
                scribe.record(note("before")).unwrap();
                desk.disk.plan(op, skip, times, fault());
                let saved = scribe.record(note("during")).is_ok();
                desk.disk.repair();
                scribe.record(note("after")).unwrap();
                let texts = desk.texts();
                let at = format!("{op:?} after {skip}, {times} times: {texts:?}");
                for (text, must) in [("before", true), ("during", saved), ("after", true)] {
                    let count = texts.iter().filter(|known| *known == text).count();
                    assert!(count == 1 || (count == 0 && !must), "{at}");
                }
            }
        }
    }
}

#[test]
fn after_a_failed_sync_the_same_record_stands_in_the_next_segment() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    desk.disk.plan(DiskOp::Sync, 0, 1, Fault::DoneButError(EIO));
    let receipt = scribe.record(note("one")).unwrap();
    assert!(receipt.notice.unwrap().contains("a file of its own"));
    assert_eq!(texts(&scribe), ["one"]);
    for segment in ["ana.jsonl", "ana.2.jsonl"] {
        let bytes = fs::read_to_string(desk.path.journal().join(segment)).unwrap();
        assert!(bytes.contains(&receipt.id.to_string()), "{segment}");
    }
    assert_eq!(desk.texts(), ["one"]);
    assert_eq!(scribe.damage(), [], "the same record twice is one record");
    assert_eq!(scribe.notes().len(), 1);
}

#[test]
fn what_is_changed_while_the_journal_cannot_be_read_counts_when_it_can_be() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    for n in 0..20 {
        scribe.record(note(&format!("{n}"))).unwrap();
    }
    scribe.record(Command::Close { at: None }).unwrap();
    scribe.record(Command::Reopen).unwrap();
    desk.disk.plan(DiskOp::Read, 0, 1000, Fault::Os(EIO));
    let blind = desk.scribe("ana");
    blind.record(Command::Close { at: None }).unwrap();
    desk.disk.repair();
    let again = desk.scribe("ana");
    assert_ne!(again.incident().status(), Status::Open);
    assert_eq!((texts(&again).len(), again.damage()), (20, vec![]));
}

#[test]
fn a_row_is_not_shown_before_its_sync() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    let (there, reached) = channel();
    let (go, wait) = channel();
    desk.disk.plan(DiskOp::Sync, 0, 1, Fault::Stop(there, wait));
    thread::scope(|scope| {
        // Should this thread panic, the other one is let go.
        let go = go;
        let writing = scope.spawn(|| scribe.record(note("one")));
        reached.recv().unwrap();
        assert!(!scribe.catch_up().unwrap());
        assert_eq!(texts(&scribe), [""; 0]);
        go.send(()).unwrap();
        writing.join().unwrap().unwrap();
    });
    assert_eq!(texts(&scribe), ["one"]);
}

#[test]
fn a_disk_that_hangs_makes_others_write_elsewhere() {
    let desk = Desk::new();
    let (stuck, other) = (desk.scribe("ana"), desk.scribe("ana"));
    let (there, reached) = channel();
    let (go, wait) = channel();
    desk.disk.plan(DiskOp::Sync, 0, 1, Fault::Stop(there, wait));
    thread::scope(|scope| {
        // Should this thread panic, the other one is let go.
        let go = go;
        let writing = scope.spawn(|| stuck.record(note("stuck")));
        reached.recv().unwrap();
        let receipt = other.record(note("other")).unwrap();
        assert!(
            receipt
                .notice
                .unwrap()
                .contains("another process holds ana.jsonl")
        );
        go.send(()).unwrap();
        writing.join().unwrap().unwrap();
    });
    let mut texts = desk.texts();
    texts.sort();
    assert_eq!(texts, ["other", "stuck"]);
    assert_eq!(desk.scribe("ana").damage(), []);
}

#[test]
fn two_processes_of_one_writer_lose_nothing() {
    let desk = Desk::new();
    let patience = Patience {
        tries: 100_000,
        pause: Arc::new(|_| thread::yield_now()),
    };
    thread::scope(|scope| {
        for name in ["a", "b"] {
            let scribe = desk.patient("ana", patience.clone());
            scope.spawn(move || {
                for n in 0..100 {
                    scribe.record(note(&format!("{name}{n}"))).unwrap();
                }
            });
        }
    });
    let scribe = desk.scribe("ana");
    let mut texts = texts(&scribe);
    texts.sort();
    texts.dedup();
    assert_eq!(texts.len(), 200);
    assert_eq!(scribe.damage(), []);
}

#[test]
fn a_file_replaced_under_a_running_program_swallows_nothing() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    scribe.record(note("one")).unwrap();
    let segment = desk.path.journal().join("ana.jsonl");
    let copy = desk.path.journal().join("copy");
    fs::copy(&segment, &copy).unwrap();
    fs::rename(&copy, &segment).unwrap();
    scribe.record(note("two")).unwrap();
    assert_eq!(texts(&scribe), ["one", "two"]);
    assert_eq!(desk.texts(), ["one", "two"]);
    assert_eq!(scribe.damage(), []);
}

#[test]
fn what_comes_late_is_put_in_its_order() {
    let desk = Desk::new();
    let (ana, bo) = (desk.scribe("ana"), desk.scribe("bo"));
    bo.record(note("bo")).unwrap();
    let (here, away) = (
        desk.path.journal().join("bo.jsonl"),
        desk.path.folder().join("away"),
    );
    fs::rename(&here, &away).unwrap();
    for text in ["one", "two", "three"] {
        ana.record(note(text)).unwrap();
    }
    fs::rename(&away, &here).unwrap();
    assert!(ana.catch_up().unwrap());
    let order = texts(&ana);
    assert_eq!(order, desk.texts(), "as a new process reads it");
    assert_eq!(order.iter().position(|text| text == "bo"), Some(1));
}

#[test]
fn a_record_too_long_to_be_read_is_not_written() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    let Command::Record(event) = note(&"\u{1}".repeat(60 * 1024)) else {
        unreachable!();
    };
    let typed = Some("\u{1}".repeat(200 * 1024));
    let saved = scribe.record(Command::Record(NewEvent { typed, ..event }));
    let too_long = matches!(saved, Err(RecordError::TooLong(_)));
    assert!(too_long || texts(&desk.scribe("ana")).len() == 1);
    scribe.record(note("after")).unwrap();
    assert!(texts(&scribe).contains(&"after".to_owned()));
}

#[test]
fn a_long_text_becomes_evidence_complete() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    let long = format!("first line\n{}", "é\n".repeat(MAX_INLINE));
    let Command::Record(event) = note(&long) else {
        unreachable!();
    };
    let typed = Some(format!("i: {long}"));
    let receipt = scribe
        .record(Command::Record(NewEvent { typed, ..event }))
        .unwrap();
    let again = desk.scribe("bo");
    let incident = again.incident();
    let body = incident.event(receipt.id).unwrap().body();
    let shown = format!("first line\n{}…", "é\n".repeat(7).trim_end());
    assert_eq!(body.text, shown);
    assert_eq!(body.typed.as_deref(), Some(&*format!("i: {shown}")));
    let notice = receipt.notice.unwrap();
    assert!(notice.contains(&format!("{} bytes", long.len())), "{notice}");
    assert!(notice.contains("kept whole as evidence (text.txt)"), "{notice}");
    let [piece] = &body.evidence[..] else {
        panic!("{:?}", body.evidence)
    };
    assert_eq!(piece.name.as_deref(), Some("text.txt"));
    assert_eq!(
        evidence::read(&desk.disk, &desk.path, piece).unwrap(),
        long.as_bytes()
    );
    let short = "x".repeat(MAX_INLINE);
    assert_eq!(scribe.record(note(&short)).unwrap().notice, None);
    assert_eq!(texts(&scribe).last(), Some(&short));
}

#[test]
fn secrets_in_evidence_are_masked_unless_they_are_kept_on_purpose() {
    let desk = Desk::new();
    let stored = |scribe: Scribe, text: &str| {
        let Command::Record(event) = note(text) else {
            unreachable!();
        };
        let pieces = [Piece::of(
            Some("out.log".to_owned()),
            b"password=hunter2 for badge 1234",
        )];
        let receipt = scribe.record_with(event, &pieces).unwrap();
        let incident = scribe.incident();
        let evidence = &incident.event(receipt.id).unwrap().first().evidence;
        let folder = desk.path.evidence();
        let read = evidence
            .iter()
            .map(|piece| String::from_utf8(fs::read(folder.join(&piece.sha256)).unwrap()).unwrap());
        (read.collect::<Vec<_>>(), receipt.notice.unwrap_or_default())
    };
    let (read, notice) = stored(desk.scribe("ana"), "see");
    assert_eq!(read, ["password=[masked: secret value] for badge 1234"]);
    assert_eq!(notice, "1 secret in the evidence was masked");
    let own = Rules::with(vec![Rule::of_user("badge", r"badge (\d+)").unwrap()]);
    let (read, notice) = stored(desk.scribe("ana").masking(Some(own)), "see");
    assert_eq!(
        read,
        ["password=[masked: secret value] for badge [masked: badge]"]
    );
    assert_eq!(notice, "2 secrets in the evidence were masked");
    let (read, notice) = stored(desk.scribe("ana").masking(None), "see");
    assert_eq!(
        (read[0].as_str(), notice.as_str()),
        ("password=hunter2 for badge 1234", "")
    );
    let long = format!("token=abcd1234efgh {}", "x".repeat(MAX_INLINE));
    let (read, notice) = stored(desk.scribe("ana"), &long);
    assert!(
        read.iter()
            .all(|text| !text.contains("abcd1234") && !text.contains("hunter2")),
        "{read:?}"
    );
    assert!(notice.contains("the text has"), "{notice}");
    assert!(desk.texts().iter().all(|text| !text.contains("abcd1234")));
}

#[test]
fn an_event_is_not_recorded_without_its_evidence() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    let Command::Record(event) = note("with output") else {
        unreachable!();
    };
    let pieces = [Piece::of(Some("out.log".to_owned()), b"output")];
    let before = texts(&scribe);
    for op in [DiskOp::Write, DiskOp::Sync, DiskOp::Rename] {
        desk.disk.plan(op, 0, 1, Fault::Os(28));
        let refused = scribe.record_with(event.clone(), &pieces);
        assert!(matches!(&refused, Err(RecordError::Journal(error)) if error.not_saved()));
        assert_eq!(texts(&scribe), before);
    }
    let empty = NewEvent {
        text: " ".to_owned(),
        ..event.clone()
    };
    assert!(matches!(
        scribe.record_with(empty, &pieces),
        Err(RecordError::Refused(_))
    ));
    assert_eq!(fs::read_dir(desk.path.evidence()).unwrap().count(), 0);
    let receipt = scribe.record_with(event, &pieces).unwrap();
    let incident = scribe.incident();
    let body = incident.event(receipt.id).unwrap().body();
    assert_eq!(body.evidence[0].name.as_deref(), Some("out.log"));
    assert_eq!(
        evidence::read(&desk.disk, &desk.path, &body.evidence[0]).unwrap(),
        b"output"
    );
}

/// An event that may happen to a journal between two records.
#[derive(Clone, Debug)]
enum Event {
    Record,
    Fail(u8, u8),
    Tear(usize),
    Junk(Vec<u8>),
    Restart,
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        4 => Just(Event::Record),
        3 => (0u8..7, 0u8..4).prop_map(|(op, skip)| Event::Fail(op, skip)),
        1 => (1usize..60).prop_map(Event::Tear),
        1 => proptest::collection::vec(any::<u8>(), 0..80).prop_map(Event::Junk),
        1 => Just(Event::Restart),
    ];
    proptest::collection::vec(event, 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_happens_the_journal_replays(events in events()) {
        const OPS: [DiskOp; 7] = [
            DiskOp::Open, DiskOp::Read, DiskOp::Write, DiskOp::Sync, DiskOp::Lock, DiskOp::List, DiskOp::SyncFolder,
        ];
        let desk = Desk::new();
        let segment = desk.path.journal().join("ana.jsonl");
        let mut scribe = desk.scribe("ana");
        let mut saved = Vec::new();
        for (n, event) in events.into_iter().enumerate() {
            let text = format!("event {n}.");
            match event {
                Event::Record => {
                    scribe.record(note(&text)).unwrap();
                    saved.push(text);
                }
                Event::Fail(op, skip) => {
                    desk.disk.plan(OPS[usize::from(op)], usize::from(skip), 1, Fault::Os(EIO));
                    saved.extend(scribe.record(note(&text)).is_ok().then_some(text));
                    desk.disk.repair();
                }
                // The beginning of a record that a killed process left.
                Event::Tear(length) => append(&segment, &br#"{"v":1,"id":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e5f","seq""#[..length.min(50)]),
                Event::Junk(bytes) => append(&segment, &bytes),
                Event::Restart => scribe = desk.scribe("ana"),
            }
        }
        scribe.catch_up().unwrap();
        for scribe in [scribe, desk.scribe("ana")] {
            let texts = texts(&scribe);
            for text in &saved {
                prop_assert_eq!(texts.iter().filter(|known| *known == text).count(), 1, "{}: {:?}", text, texts);
            }
        }
    }
}

fn append(path: &std::path::Path, bytes: &[u8]) {
    use std::io::Write;
    let file = fs::OpenOptions::new().append(true).create(true).open(path);
    file.unwrap().write_all(bytes).unwrap();
}

#[test]
fn what_readers_would_pass_over_is_refused() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    let tags: String = (0..201).map(|n| format!("#t{n} ")).collect();
    for (scribe, text) in [(&scribe, tags.as_str()), (&desk.scribe(&"a".repeat(201)), "x")] {
        assert!(matches!(
            scribe.record(note(text)),
            Err(RecordError::Refused(Refusal::TooMuch(_)))
        ));
    }
    // A longer text becomes evidence, and of its first lines not as many are left.
    let pasted: String = (0..900).map(|n| format!("@a{n} ")).collect();
    assert!(scribe.record(note(&pasted)).is_ok());
    assert_eq!(desk.texts().len(), 1);
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
