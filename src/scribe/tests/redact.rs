//! What was removed is gone for everybody who looks, and nobody is disturbed at writing.

use super::*;
use crate::domain::command::EventChange;
use crate::domain::record::{EventBody, EvidenceRef};

fn amend(event: RecordId, text: &str) -> Command {
    let change = EventChange {
        text: Some(text.to_owned()),
        ..EventChange::default()
    };
    Command::Amend { event, change }
}

#[test]
fn other_processes_notice() {
    let desk = Desk::new();
    let (one, other) = (desk.scribe("ana"), desk.scribe("ana"));
    let event = one.record(note("hunter2")).unwrap().id;
    one.record(amend(event, "hunter2!")).unwrap();
    one.record(note("next")).unwrap();
    other.catch_up().unwrap();
    assert_eq!(texts(&other), ["hunter2!", "next"]);
    assert_eq!(one.redact(event).unwrap().lines, 2);
    assert!(other.catch_up().unwrap());
    let left = "[removed by ana@laptop on 2023-03-25 14:30 UTC]";
    for scribe in [&one, &other, &desk.scribe("ana")] {
        assert_eq!(texts(scribe), [left, "next"]);
        assert_eq!((scribe.damage(), scribe.notes()), (vec![], vec![]));
    }
    other.record(note("last")).unwrap();
    assert_eq!(desk.texts(), [left, "next", "last"]);
}

#[test]
fn whoever_is_writing_is_not_disturbed() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    let event = scribe.record(note("hunter2")).unwrap().id;
    let lock = desk.path.journal().join("ana.lock");
    let held = crate::journal::Lock::take(&desk.disk, &lock, &patience()).unwrap();
    assert!(matches!(scribe.redact(event), Err(RedactError::Busy(_))));
    drop(held);
    assert_eq!(desk.texts(), ["hunter2"]);
    scribe.redact(event).unwrap();
}

#[test]
fn a_disk_that_fails_leaves_the_old_file_whole() {
    for op in [DiskOp::Write, DiskOp::Sync, DiskOp::Rename] {
        let desk = Desk::new();
        let scribe = desk.scribe("ana");
        let event = scribe.record(note("hunter2")).unwrap().id;
        desk.disk.plan(op, 0, 1, Fault::Os(EIO));
        assert!(
            matches!(scribe.redact(event), Err(RedactError::Journal(_))),
            "{op:?}"
        );
        assert_eq!(desk.texts(), ["hunter2"], "{op:?}");
        scribe.redact(event).unwrap();
    }
}

#[test]
fn what_is_added_after_a_redaction_stays_where_the_file_was_put() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    let event = scribe.record(note("hunter2")).unwrap().id;
    desk.disk.plan(DiskOp::SyncFolder, 0, 1, Fault::Os(EIO));
    assert!(scribe.redact(event).is_err(), "it may come to nothing");
    desk.disk.take_log();
    for synced in [true, false] {
        scribe.record(note("next")).unwrap();
        let log = desk.disk.take_log();
        assert_eq!(
            log.contains(&DiskOp::SyncFolder),
            synced,
            "once, as the file is another"
        );
    }
}

#[test]
fn each_writer_removes_their_own() {
    let desk = Desk::new();
    let (ana, bo) = (desk.scribe("ana"), desk.scribe("bo"));
    let event = ana.record(note("hunter2")).unwrap().id;
    assert!(matches!(
        bo.redact(event),
        Err(RedactError::Refused(Refusal::NotYours { number: 1, .. }))
    ));
    bo.record(amend(event, "hunter2!")).unwrap();
    assert_eq!(ana.redact(event).unwrap().left_with, ["bo@laptop"]);
    assert!(
        !texts(&ana)[0].contains("hunter2"),
        "a correction does not bring it back"
    );
    assert_eq!(bo.redact(event).unwrap().left_with, Vec::<String>::new());
    assert!(matches!(
        bo.redact(event),
        Err(RedactError::Refused(Refusal::Redacted(1)))
    ));
}

#[test]
fn evidence_that_only_it_names_is_removed() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    scribe.record(note("first")).unwrap();
    let names = ["a".repeat(64), "b".repeat(64), "../journal".to_owned()];
    let evidence = |name: &String| EvidenceRef {
        sha256: name.clone(),
        bytes: 1,
        name: None,
    };
    fs::create_dir_all(desk.path.evidence()).unwrap();
    for name in &names[..2] {
        fs::write(desk.path.evidence().join(name), "x").unwrap();
    }
    let half = desk.path.evidence().join(format!(".{}.4711-0.tmp", names[0]));
    fs::write(&half, "x").unwrap();
    let segment = desk.path.journal().join("ana.jsonl");
    let mut bytes = fs::read(&segment).unwrap();
    for (n, named) in [(3, &names[..]), (4, &names[1..2])] {
        bytes.extend(seal(&Record {
            id: RecordId::new(Uuid::from_u128(u128::from(n))),
            seq: n,
            lc: n,
            recorded_at: "2023-03-25T14:41:07Z".parse().unwrap(),
            by: "ana".to_owned(),
            batch: None,
            head: None,
            op: Op::Event(EventBody {
                text: "hunter2".to_owned(),
                evidence: named.iter().map(evidence).collect(),
                ..EventBody::default()
            }),
        }));
    }
    fs::write(&segment, bytes).unwrap();
    let redacted = scribe.redact(RecordId::new(Uuid::from_u128(3))).unwrap();
    assert_eq!(redacted.evidence, 2);
    assert!(!half.exists(), "what a killed process left");
    assert!(!desk.path.evidence().join(&names[0]).exists());
    assert!(
        desk.path.evidence().join(&names[1]).exists(),
        "another event names it"
    );
    assert!(segment.exists());
}
