//! Places that hold words, the writers who may remove them, and the words that go along.

use super::*;
use crate::domain::command::{Command, EventChange, NewActionItem};
use crate::domain::kind::Kind;
use crate::domain::sample::Sample;

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
