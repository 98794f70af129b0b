//! Disks that fail or hang: only what was saved is acknowledged and shown.

use std::sync::mpsc::channel;

use super::*;
use crate::domain::incident::Status;

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
