//! Places that hold words, the writers who may remove them, and the words that go along.

use super::*;
use crate::domain::command::{Command, EventChange, NewActionItem, NewEvent};
use crate::domain::kind::Kind;
use crate::domain::record::{Bare, EvidenceRef, Op, Removed};
use crate::domain::sample::{Sample, event};

const ANA: &str = "ana-laptop-7k3q";

fn own() -> Vec<String> {
    vec![ANA.to_owned()]
}

fn amend(s: &mut Sample, event: RecordId, text: &str) -> RecordId {
    let change = EventChange {
        text: Some(text.to_owned()),
        ..EventChange::default()
    };
    s.command(Command::Amend { event, change }).unwrap()
}

#[test]
fn every_version_holds_words_those_taken_back_too() {
    let mut s = Sample::new("UTC", "2023-03-25T14:30:00Z");
    let event = s.log(Kind::Note, None, "the key is abc");
    amend(&mut s, event, "the key is abcd");
    s.command(Command::Undo).unwrap();
    let why = Some("it had the key abcde in it".to_owned());
    s.command(Command::Strike { event, why }).unwrap();
    assert_eq!(Target::Event(event).holders(&s.incident).len(), 3);
    let item = NewActionItem {
        text: "rotate the key".to_owned(),
        ..NewActionItem::default()
    };
    let item = s.command(Command::AddActionItem(item)).unwrap();
    assert_eq!(Target::ActionItem(item).holders(&s.incident).len(), 1);
    for field in [
        FieldName::Title,
        FieldName::Impact,
        FieldName::Severity,
        FieldName::Zone,
    ] {
        s.command(Command::SetField {
            field,
            change: FieldChange::Value("1".to_owned()),
        })
        .ok();
    }
    for (field, holders) in [
        (FieldName::Title, 2),
        (FieldName::Impact, 1),
        (FieldName::Severity, 0),
        (FieldName::Zone, 0),
        (FieldName::Lessons, 0),
    ] {
        assert_eq!(
            Target::Field(field).holders(&s.incident).len(),
            holders,
            "{field:?}"
        );
    }
}

#[test]
fn what_else_holds_the_words_is_found_and_reasons_go_along() {
    let mut s = Sample::new("UTC", "2023-03-25T14:30:00Z");
    let first = s.log(Kind::Note, None, "the password is hunter2");
    let second = s.log(Kind::Note, None, "hunter2 does not work");
    let third = s.log(Kind::Note, None, "unrelated");
    let why = Some("has hunter2 in it".to_owned());
    let struck = s.command(Command::Strike { event: third, why }).unwrap();
    let silence = Command::Silence {
        rule: "likely_secret".to_owned(),
        events: Vec::new(),
        why: "hunter2 was replaced".to_owned(),
    };
    let silence = s.command(silence).unwrap();
    s.set(FieldName::Lessons, "never write HUNTER2 down");
    let words = Words::of(["the password is hunter2"]);
    let found = holding(&s.incident, &words, &own());
    assert_eq!(
        found,
        [
            Target::Event(first),
            Target::Event(second),
            Target::Field(FieldName::Lessons),
            Target::Silence("likely_secret".to_owned())
        ]
    );
    let typed: Vec<String> = found.iter().map(|target| target.as_typed(&s.incident)).collect();
    assert_eq!(typed, ["1", "2", "field lessons", "silence likely_secret"]);
    assert_eq!(reasons(&s.incident, &words, &own()), [struck, silence]);
    assert_eq!(reasons(&s.incident, &words, &["bo".to_owned()]), []);
}

#[test]
fn only_what_is_ours_may_go() {
    let mut s = Sample::new("UTC", "2023-03-25T14:30:00Z");
    let event = s.log(Kind::Note, None, "the password is hunter2");
    let target = Target::Event(event);
    assert_eq!(decide_redaction(&s.incident, &target, &own()), Ok(()));
    let bo = ["bo-desk-1111".to_owned()];
    assert!(matches!(
        decide_redaction(&s.incident, &target, &bo),
        Err(Refusal::NotYours { .. })
    ));
    let both = [bo[0].clone(), ANA.to_owned()];
    assert_eq!(
        decide_redaction(&s.incident, &target, &both),
        Ok(()),
        "a former name"
    );
    assert_eq!(
        decide_redaction(&s.incident, &Target::Field(FieldName::Impact), &own()),
        Err(Refusal::Redacted("the field impact".to_owned()))
    );
}

#[test]
fn each_is_named_as_people_call_it_and_as_it_is_typed() {
    let mut s = Sample::new("UTC", "2023-03-25T14:30:00Z");
    let event = s.log(Kind::Note, None, "x");
    let item = NewActionItem {
        text: "rotate the key".to_owned(),
        ..NewActionItem::default()
    };
    let item = s.command(Command::AddActionItem(item)).unwrap();
    for (target, named, typed) in [
        (Target::Event(event), "event 1", "1"),
        (Target::ActionItem(item), "todo 1", "todo 1"),
        (Target::Field(FieldName::Title), "the title", "title"),
        (
            Target::Field(FieldName::Lessons),
            "the field lessons",
            "field lessons",
        ),
        (
            Target::Silence("silence".to_owned()),
            "the reason for accepting silence",
            "silence silence",
        ),
        // What is no event, and no action item.
        (Target::Event(item), "the event", &item.to_string()),
        (Target::ActionItem(event), "the todo", "the todo"),
    ] {
        assert_eq!(target.named(&s.incident), named);
        assert_eq!(target.as_typed(&s.incident), typed);
    }
    let refused = |target| decide_redaction(&s.incident, &target, &own());
    assert_eq!(refused(Target::Event(item)), Err(Refusal::NoSuchEvent));
    let unknown = Target::ActionItem(event);
    assert_eq!(refused(unknown), Err(Refusal::Redacted("the todo".to_owned())));
}

/// An event that was read in, with where it came from and its tag.
fn read_in(source: Option<&str>, tag: &str) -> Op {
    Op::Event(EventBody {
        text: "read in".to_owned(),
        source: source.map(str::to_owned),
        tags: vec![tag.to_owned()],
        ..EventBody::default()
    })
}

fn todo(s: &mut Sample, owner: &str, priority: &str) -> RecordId {
    let new = NewActionItem {
        text: "see to it".to_owned(),
        owner: Some(owner.to_owned()),
        priority: Some(priority.to_owned()),
        ..NewActionItem::default()
    };
    s.command(Command::AddActionItem(new)).unwrap()
}

#[test]
fn names_and_tags_hold_words_too() {
    let mut s = Sample::new("UTC", "2023-03-25T14:30:00Z");
    let evidence = EvidenceRef {
        sha256: "ab".repeat(32),
        bytes: 7,
        name: Some("hunter2.txt".to_owned()),
    };
    let mut record = |new| s.command(Command::Record(new)).unwrap();
    let piece = record(NewEvent {
        evidence: vec![evidence],
        ..event(Kind::Note, None, "a file")
    });
    let typed = record(NewEvent {
        typed: Some("09:00 hunter2 no".to_owned()),
        ..event(Kind::Note, None, "no")
    });
    let sourced = s.write(read_in(Some("hunter2.log:3"), "x"));
    let tagged = s.write(read_in(None, "hunter2"));
    s.write(read_in(Some("notes.txt"), "x"));
    let owned = todo(&mut s, "hunter2", "P1");
    let pressing = todo(&mut s, "bo", "hunter2!");
    todo(&mut s, "bo", "P1");
    let words = Words::of(["the password is hunter2"]);
    let expected = [
        Target::Event(piece),
        Target::Event(typed),
        Target::Event(sourced),
        Target::Event(tagged),
        Target::ActionItem(owned),
        Target::ActionItem(pressing),
    ];
    assert_eq!(holding(&s.incident, &words, &own()), expected);
    assert_eq!(holding(&s.incident, &words, &["bo".to_owned()]), []);
}

#[test]
fn what_was_removed_holds_no_words() {
    let mut s = Sample::new("UTC", "2023-03-25T14:30:00Z");
    let mut removed = |was| {
        s.write(Op::Redacted {
            was,
            redacted_by: "ana@laptop".to_owned(),
            redacted_at: "2023-03-25T15:00:00Z".parse().unwrap(),
        })
    };
    let event = removed(Removed::Event(None));
    let item = removed(Removed::ActionItem { done: false });
    let (field, replaces) = (FieldName::Lessons, None);
    removed(Removed::Value { field, replaces });
    for target in [
        Target::Event(event),
        Target::ActionItem(item),
        Target::Field(field),
    ] {
        assert_eq!(target.holders(&s.incident), [], "{target:?}");
        assert_eq!(unfinished(&s.incident, &target, &own()), []);
        let gone = decide_redaction(&s.incident, &target, &own());
        assert_eq!(gone, Err(Refusal::Redacted(target.named(&s.incident))));
    }
}

fn silence(s: &mut Sample, rule: &str, why: &str) -> RecordId {
    let events = Vec::new();
    let (rule, why) = (rule.to_owned(), why.to_owned());
    s.command(Command::Silence { rule, events, why }).unwrap()
}

#[test]
fn of_the_reasons_for_silencing_only_those_that_stand_and_hold_the_words_are_found() {
    let mut s = Sample::new("UTC", "2023-03-25T14:30:00Z");
    let first = silence(&mut s, "likely_secret", "hunter2 was replaced");
    let other = silence(&mut s, "no_cause", "nobody knows");
    s.write(Op::Redacted {
        was: Removed::Silence {
            rule: "no_impact".to_owned(),
            events: Vec::new(),
        },
        redacted_by: "hunter2".to_owned(),
        redacted_at: s.clock,
    });
    s.hand_over("bo-desk-1111");
    silence(&mut s, "no_updates", "hunter2 again");
    let of_rule = |rule: &str| Target::Silence(rule.to_owned());
    for (rule, records) in [
        ("likely_secret", &[first][..]),
        ("no_cause", &[other]),
        ("no_impact", &[]),
    ] {
        let holders = of_rule(rule).holders(&s.incident);
        let found: Vec<RecordId> = holders.iter().map(|holder| holder.record).collect();
        assert_eq!(found, records, "{rule}");
    }
    let words = Words::of(["the password is hunter2"]);
    let found = |writers: &[String]| holding(&s.incident, &words, writers);
    assert_eq!(found(&own()), [of_rule("likely_secret")]);
    assert_eq!(found(&["bo-desk-1111".to_owned()]), [of_rule("no_updates")]);
}

#[test]
fn a_removed_event_whose_evidence_still_lies_there_is_not_done_with() {
    let mut s = Sample::new("UTC", "2023-03-25T14:30:00Z");
    let piece = EvidenceRef {
        sha256: "ab".repeat(32),
        bytes: 7,
        name: None,
    };
    let mut removed = |evidence| {
        s.write(Op::Redacted {
            was: Removed::Event(Some(Bare::default())).with_evidence(evidence),
            redacted_by: "ana@laptop".to_owned(),
            redacted_at: "2023-03-25T15:00:00Z".parse().unwrap(),
        })
    };
    let (done, begun) = (removed(Vec::new()), removed(vec![piece]));
    let bo = ["bo-desk-1111".to_owned()];
    for (event, writers, left) in [
        (done, &own()[..], &[][..]),
        (begun, &own(), &[begun]),
        (begun, &bo, &[]),
    ] {
        let target = Target::Event(event);
        assert_eq!(unfinished(&s.incident, &target, writers), left);
        let decided = decide_redaction(&s.incident, &target, writers);
        assert_eq!(decided.is_ok(), !left.is_empty(), "{decided:?}");
    }
}
