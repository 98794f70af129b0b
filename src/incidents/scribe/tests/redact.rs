//! Removed words are gone for everybody who looks, and nobody is disturbed at writing.

use super::*;
use crate::domain::command::{ActionItemChange, EventChange, NewActionItem};
use crate::domain::record::Timing;
use crate::domain::record::{EventBody, EvidenceRef, FieldChange, FieldName};
use crate::domain::redaction::Target;
use crate::domain::time::Moment;

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
    assert_eq!(one.redact(&Target::Event(event), &[]).unwrap().lines, 2);
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
    assert!(matches!(
        scribe.redact(&Target::Event(event), &[]),
        Err(RedactError::Busy(_))
    ));
    drop(held);
    assert_eq!(desk.texts(), ["hunter2"]);
    scribe.redact(&Target::Event(event), &[]).unwrap();
}

#[test]
fn a_disk_that_fails_leaves_the_old_file_complete() {
    for op in [DiskOp::Write, DiskOp::Sync, DiskOp::Rename] {
        let desk = Desk::new();
        let scribe = desk.scribe("ana");
        let event = scribe.record(note("hunter2")).unwrap().id;
        desk.disk.plan(op, 0, 1, Fault::Os(EIO));
        let redacted = scribe.redact(&Target::Event(event), &[]).unwrap();
        assert_eq!((redacted.lines, redacted.failed.len()), (0, 1), "{op:?}");
        assert_eq!(desk.texts(), ["hunter2"], "{op:?}");
        scribe.redact(&Target::Event(event), &[]).unwrap();
    }
}

#[test]
fn what_is_added_after_a_redaction_stays_where_the_file_was_put() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    let event = scribe.record(note("hunter2")).unwrap().id;
    desk.disk.plan(DiskOp::SyncFolder, 0, 1, Fault::Os(EIO));
    assert!(
        !scribe
            .redact(&Target::Event(event), &[])
            .unwrap()
            .failed
            .is_empty(),
        "it may come to nothing"
    );
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
        bo.redact(&Target::Event(event), &[]),
        Err(RedactError::Refused(Refusal::NotYours { .. }))
    ));
    bo.record(amend(event, "hunter2!")).unwrap();
    assert_eq!(
        ana.redact(&Target::Event(event), &[]).unwrap().left_with,
        ["bo@laptop"]
    );
    assert!(
        !texts(&ana)[0].contains("hunter2"),
        "a correction does not bring it back"
    );
    assert_eq!(
        bo.redact(&Target::Event(event), &[]).unwrap().left_with,
        Vec::<String>::new()
    );
    assert!(matches!(
        bo.redact(&Target::Event(event), &[]),
        Err(RedactError::Refused(Refusal::Redacted(_)))
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
    let redacted = scribe
        .redact(&Target::Event(RecordId::new(Uuid::from_u128(3))), &[])
        .unwrap();
    assert_eq!(redacted.evidence, 2);
    assert!(!half.exists(), "what a killed process left");
    assert!(!desk.path.evidence().join(&names[0]).exists());
    assert!(
        desk.path.evidence().join(&names[1]).exists(),
        "another event names it"
    );
    assert!(segment.exists());
}

#[test]
fn evidence_that_cannot_be_removed_is_removed_when_it_is_asked_for_again() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    let piece = Piece {
        name: Some("hunter2.txt".to_owned()),
        bytes: b"hunter2".to_vec(),
        left_out: 0,
    };
    let Command::Record(new) = note("the password is hunter2") else {
        panic!("a note is logged");
    };
    let event = scribe.record_with(new, &[piece]).unwrap().id;
    let stands = || {
        let pieces = fs::read_dir(desk.path.evidence()).unwrap();
        pieces.count()
    };
    // A folder with something in it, in its place, is nothing that could be removed.
    let piece = fs::read_dir(desk.path.evidence())
        .unwrap()
        .flatten()
        .next()
        .unwrap()
        .path();
    fs::remove_file(&piece).unwrap();
    fs::create_dir_all(piece.join("x")).unwrap();
    let redacted = scribe.redact(&Target::Event(event), &[]).unwrap();
    assert_eq!(
        (redacted.lines, redacted.evidence, redacted.failed.len()),
        (1, 0, 1)
    );
    assert_eq!(stands(), 1);
    let segment = desk.path.journal().join("ana.jsonl");
    assert!(!fs::read_to_string(&segment).unwrap().contains("hunter2"));
    let incident = desk.scribe("ana").incident();
    assert!(
        incident.event(event).unwrap().body().evidence.is_empty(),
        "no draft quotes it"
    );
    fs::remove_dir_all(&piece).unwrap();
    fs::write(&piece, "hunter2").unwrap();
    let redacted = desk.scribe("ana").redact(&Target::Event(event), &[]).unwrap();
    assert_eq!(
        (redacted.lines, redacted.evidence, redacted.failed.len()),
        (1, 1, 0)
    );
    assert_eq!(stands(), 0);
    assert!(!fs::read_to_string(&segment).unwrap().contains("evidence"));
    assert!(scribe.redact(&Target::Event(event), &[]).is_err(), "it is done");
}

#[test]
fn a_correction_of_anothers_event_leaves_its_time() {
    let desk = Desk::new();
    let (ana, bo) = (desk.scribe("ana"), desk.scribe("bo"));
    let event = bo.record(note("login is slow")).unwrap().id;
    let at = "2023-03-25T09:12:00+00:00";
    let change = EventChange {
        text: Some("the password is hunter2".to_owned()),
        kind: Some((Kind::Detection, None)),
        timing: Some(Timing {
            at: Some(Moment::parse(at).unwrap()),
            ..Timing::default()
        }),
        ..EventChange::default()
    };
    ana.record(Command::Amend { event, change }).unwrap();
    ana.redact(&Target::Event(event), &[]).unwrap();
    for scribe in [&ana, &desk.scribe("bo")] {
        scribe.catch_up().unwrap();
        let incident = scribe.incident();
        let body = incident.event(event).unwrap().body();
        assert_eq!(
            (body.text.as_str(), body.kind),
            ("login is slow", Kind::Detection)
        );
        assert_eq!(body.timing.at, Moment::parse(at));
    }
}

/// Records of every sort that hold the word, and how each is named.
#[test]
fn whatever_holds_words_can_be_removed_and_does_what_it_did() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    let set = |field, change| scribe.record(Command::SetField { field, change }).unwrap().id;
    let value = |text: &str| FieldChange::Value(text.to_owned());
    set(FieldName::Title, value("Title with hunter2 in it"));
    set(FieldName::Impact, value("first hunter2 was out"));
    set(FieldName::Impact, value("then it was not"));
    set(FieldName::Affected, FieldChange::Add("host hunter2".to_owned()));
    let event = scribe.record(note("a note")).unwrap().id;
    let why = Some("another incident, see the password hunter2".to_owned());
    scribe.record(Command::Strike { event, why }).unwrap();
    let item = NewActionItem {
        text: "replace hunter2 soon".to_owned(),
        owner: Some("bo".to_owned()),
        ..NewActionItem::default()
    };
    let item = scribe.record(Command::AddActionItem(item)).unwrap().id;
    let change = ActionItemChange {
        done: Some(true),
        ..ActionItemChange::default()
    };
    scribe.record(Command::AmendActionItem { item, change }).unwrap();
    let silence = Command::Silence {
        rule: "gap".to_owned(),
        events: vec![event],
        why: "hunter3 was being replaced".to_owned(),
    };
    scribe.record(silence).unwrap();
    for target in [
        Target::Field(FieldName::Title),
        Target::Field(FieldName::Impact),
        Target::Field(FieldName::Affected),
        Target::Event(event),
        Target::ActionItem(item),
        Target::Silence("gap".to_owned()),
    ] {
        scribe
            .redact(&target, &[])
            .unwrap_or_else(|error| panic!("{target:?}: {error}"));
        assert!(scribe.redact(&target, &[]).is_err(), "{target:?}: once is enough");
    }
    let segment = fs::read_to_string(desk.path.journal().join("ana.jsonl")).unwrap();
    assert!(!segment.contains("hunter"), "{segment}");
    let left = "[removed by ana@laptop on 2023-03-25 14:30 UTC]";
    for scribe in [&scribe, &desk.scribe("ana")] {
        let incident = scribe.incident();
        assert_eq!((scribe.damage(), scribe.notes()), (vec![], vec![]));
        assert_eq!(incident.title(), left);
        assert_eq!(incident.value(FieldName::Impact), Some(left));
        assert!(incident.values(FieldName::Affected).is_empty());
        assert!(incident.events()[0].is_struck() && incident.events()[0].redacted);
        let items: Vec<_> = incident
            .action_items()
            .map(|(item, body)| (item.number, body.text.as_str(), body.done))
            .collect();
        assert_eq!(items, [(1, left, true)]);
        let silences: Vec<_> = incident.silences().map(|version| version.value.clone()).collect();
        assert_eq!(
            (silences[0].rule.as_str(), silences[0].why.as_str()),
            ("gap", left)
        );
    }
    // It goes on from there.
    scribe
        .record(Command::SetField {
            field: FieldName::Title,
            change: value("Login down"),
        })
        .unwrap();
    assert_eq!(scribe.incident().title(), "Login down");
}

#[test]
fn copies_and_failed_segments_and_former_names_lose_the_words_too() {
    let desk = Desk::new();
    let before = desk.scribe("ana-old-1111");
    let old = before.record(note("hunter2 was the password")).unwrap().id;
    let scribe = desk.scribe("ana");
    let event = scribe.record(note("hunter2 is the password")).unwrap().id;
    let journal = desk.path.journal();
    let own = journal.join("ana.jsonl");
    for copy in [
        "ana.sync-conflict-20230325-143000-ABCDEFG.jsonl",
        "ana (conflicted copy).jsonl",
        ".ana.jsonl.4711-0.tmp",
        "ana.jsonl~",
        "ana.2.jsonl",
    ] {
        fs::copy(&own, journal.join(copy)).unwrap();
    }
    fs::write(journal.join("ana.2.jsonl.bad"), "").unwrap();
    let former = ["ana-old-1111".to_owned()];
    assert!(matches!(
        scribe.redact(&Target::Event(old), &[]),
        Err(RedactError::Refused(Refusal::NotYours { .. }))
    ));
    scribe.redact(&Target::Event(event), &former).unwrap();
    scribe.redact(&Target::Event(old), &former).unwrap();
    for file in fs::read_dir(&journal).unwrap().flatten() {
        let text = fs::read_to_string(file.path()).unwrap();
        assert!(!text.contains("hunter2"), "{:?}: {text}", file.path());
    }
    scribe.record(note("next")).unwrap();
    assert_eq!(scribe.damage(), []);
}
