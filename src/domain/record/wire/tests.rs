//! Pins the exact JSON of every operation. A change here is a change of the format on disk: add, never edit.

use super::*;
use crate::domain::kind::{Kind, Via};
use crate::domain::record::{
    ActionItemBody, EventBody, EvidenceRef, FieldChange, FieldName, Opening, Purpose, Removed, Severity,
    Timing,
};
use crate::domain::time::{Moment, Precision, Zone};

const ID: &str = "018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e5f";
const OTHER: &str = "018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60";
const ENVELOPE: &str = concat!(
    r#"{"v":1,"id":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e5f","seq":12,"lc":31,"#,
    r#""recorded_at":"2023-03-25T14:41:07.123456Z","by":"ana@laptop","#
);

fn id(text: &str) -> RecordId {
    text.parse().unwrap()
}

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn record(op: Op) -> Record {
    Record {
        id: id(ID),
        seq: 12,
        lc: 31,
        recorded_at: "2023-03-25T14:41:07.123456Z".parse().unwrap(),
        by: "ana@laptop".to_owned(),
        batch: None,
        head: None,
        op,
    }
}

fn body() -> EventBody {
    EventBody {
        kind: Kind::RuledOut,
        text: "Nothing \"obvious\"\n\u{1b}[31m".to_owned(),
        timing: Timing {
            at: Some(at("2023-03-25T10:15:00-05:00")),
            precision: Precision::Minute,
            ..Timing::default()
        },
        ..EventBody::default()
    }
}

fn full_body() -> EventBody {
    EventBody {
        kind: Kind::Detection,
        via: Some(Via::Monitor),
        text: "alerts".to_owned(),
        timing: Timing {
            at: Some(at("2023-03-25T09:30:00")),
            until: Some(at("2023-03-25T09:45:00")),
            approximate: true,
            precision: Precision::Hour,
        },
        ends: Some(id(OTHER)),
        tags: vec!["recovered".to_owned()],
        typed: Some("~09:30-09:45 alert: alerts".to_owned()),
        evidence: vec![EvidenceRef {
            sha256: "ab".repeat(32),
            bytes: 5000,
            name: Some("top.txt".to_owned()),
        }],
        source: Some("notes.txt:3".to_owned()),
    }
}

fn item() -> ActionItemBody {
    ActionItemBody {
        text: "Add a health check".to_owned(),
        owner: Some("bo".to_owned()),
        due: Some("2026-12-01".parse().unwrap()),
        purpose: Some(Purpose::Prevent),
        priority: Some("high".to_owned()),
        done: true,
        typed: Some("todo: Add a health check @bo due 2026-12-01".to_owned()),
    }
}

/// One exemplar or more for every operation; a new one does not compile until it is pinned here.
fn pinned(op: &Op) -> &'static str {
    match op {
        Op::Open(_) => {
            r#""op":"open","title":"Login down","severity":1,"zone":"-05:00","at":"2023-03-25T09:30:00-05:00"}"#
        }
        Op::Event(body) if body.via.is_some() => concat!(
            r#""op":"event","kind":"detection","via":"monitor","text":"alerts","at":"2023-03-25T09:30:00","#,
            r#""until":"2023-03-25T09:45:00","approximate":true,"precision":"hour","#,
            r#""ends":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60","tags":["recovered"],"evidence":[{"sha256":"#,
            r#""abababababababababababababababababababababababababababababababab","bytes":5000,"name":"top.txt"}],"#,
            r#""source":"notes.txt:3","typed":"~09:30-09:45 alert: alerts"}"#
        ),
        Op::Event(body) if body.timing.at.is_none() => r#""op":"event","kind":"note","text":"untimed"}"#,
        Op::Event(_) => concat!(
            r#""op":"event","kind":"ruled_out","text":"Nothing \"obvious\"\n\u001b[31m","#,
            r#""at":"2023-03-25T10:15:00-05:00","precision":"minute"}"#
        ),
        Op::Amend { .. } => concat!(
            r#""op":"amend","event":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60","#,
            r#""replaces":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60","kind":"ruled_out","#,
            r#""text":"Nothing \"obvious\"\n\u001b[31m","at":"2023-03-25T10:15:00-05:00","precision":"minute"}"#
        ),
        Op::Strike { .. } => concat!(
            r#""op":"strike","event":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60","#,
            r#""replaces":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60","why":"wrong incident"}"#
        ),
        Op::Undo { .. } => r#""op":"undo","replaces":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60"}"#,
        Op::Redo { .. } => r#""op":"redo","replaces":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60"}"#,
        Op::Set {
            change: FieldChange::Value(_),
            ..
        } => {
            r#""op":"set","replaces":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60","field":"impact","value":"75% of users"}"#
        }
        Op::Set {
            change: FieldChange::Add(_),
            ..
        } => r#""op":"set","field":"went-well","add":"rollback"}"#,
        Op::Set {
            change: FieldChange::Clear,
            ..
        } => r#""op":"set","field":"lessons"}"#,
        Op::Set {
            change: FieldChange::Remove(_),
            ..
        } => r#""op":"remove_entry","field":"affected","value":"logins"}"#,
        Op::Set {
            change: FieldChange::Amend { .. },
            ..
        } => concat!(
            r#""op":"amend_entry","replaces":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60","field":"affected","#,
            r#""value":"logins","add":"logins and mail"}"#
        ),
        Op::ActionItem(_) => concat!(
            r#""op":"action_item","text":"Add a health check","owner":"bo","due":"2026-12-01","type":"prevent","#,
            r#""priority":"high","done":true,"typed":"todo: Add a health check @bo due 2026-12-01"}"#
        ),
        Op::AmendActionItem { .. } => concat!(
            r#""op":"amend_action_item","item":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60","#,
            r#""replaces":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60","text":"Add a health check","owner":"bo","#,
            r#""due":"2026-12-01","type":"prevent","priority":"high","done":true,"#,
            r#""typed":"todo: Add a health check @bo due 2026-12-01"}"#
        ),
        Op::Close { .. } => r#""op":"close","at":"2023-03-25T20:00:00-05:00"}"#,
        Op::Reopen { .. } => r#""op":"reopen","replaces":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60"}"#,
        Op::Silence { .. } => concat!(
            r#""op":"silence","rule":"silence","events":["018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60"],"#,
            r#""why":"we were on a call"}"#
        ),
        Op::Redacted { was, .. } => pinned_removed(was),
        Op::Foreign { .. } => r#""op":"vote"}"#,
    }
}

/// The rest of each operation that has words.
fn pinned_removed(was: &Removed) -> &'static str {
    match was {
        Removed::Event(None) => {
            r#""op":"redacted","redacted_by":"ana@laptop","redacted_at":"2023-03-25T15:00:00.000000Z"}"#
        }
        Removed::Event(Some(left)) if left.via.is_some() => concat!(
            r#""op":"redacted","kind":"detection","via":"monitor","at":"2023-03-25T09:30:00","#,
            r#""until":"2023-03-25T09:45:00","approximate":true,"precision":"hour","#,
            r#""ends":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60","tags":["recovered"],"evidence":[{"sha256":"#,
            r#""abababababababababababababababababababababababababababababababab","bytes":5000}],"#,
            r#""source":"notes.txt:3","redacted_by":"ana@laptop","redacted_at":"2023-03-25T15:00:00.000000Z"}"#
        ),
        Removed::Event(Some(left)) if left.timing.at.is_none() => concat!(
            r#""op":"redacted","kind":"note","#,
            r#""redacted_by":"ana@laptop","redacted_at":"2023-03-25T15:00:00.000000Z"}"#
        ),
        Removed::Event(Some(_)) => concat!(
            r#""op":"redacted","kind":"ruled_out","at":"2023-03-25T10:15:00-05:00","precision":"minute","#,
            r#""redacted_by":"ana@laptop","redacted_at":"2023-03-25T15:00:00.000000Z"}"#
        ),
        Removed::Correction { left: Some(_), .. } => concat!(
            r#""op":"redacted","event":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60","#,
            r#""replaces":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60","#,
            r#""kind":"ruled_out","at":"2023-03-25T10:15:00-05:00","precision":"minute","#,
            r#""redacted_by":"ana@laptop","redacted_at":"2023-03-25T15:00:00.000000Z"}"#
        ),
        Removed::Correction { left: None, .. } => concat!(
            r#""op":"redacted","event":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60","#,
            r#""redacted_by":"ana@laptop","redacted_at":"2023-03-25T15:00:00.000000Z"}"#
        ),
        Removed::Strike { .. } => concat!(
            r#""op":"redacted","event":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60","#,
            r#""replaces":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60","was":"strike","#,
            r#""redacted_by":"ana@laptop","redacted_at":"2023-03-25T15:00:00.000000Z"}"#
        ),
        Removed::Value { .. } => concat!(
            r#""op":"redacted","replaces":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60","field":"impact","was":"set","#,
            r#""redacted_by":"ana@laptop","redacted_at":"2023-03-25T15:00:00.000000Z"}"#
        ),
        Removed::Entry { .. } => concat!(
            r#""op":"redacted","field":"affected","was":"entry","#,
            r#""redacted_by":"ana@laptop","redacted_at":"2023-03-25T15:00:00.000000Z"}"#
        ),
        Removed::ActionItem { .. } => concat!(
            r#""op":"redacted","done":true,"was":"action_item","#,
            r#""redacted_by":"ana@laptop","redacted_at":"2023-03-25T15:00:00.000000Z"}"#
        ),
        Removed::ItemCorrection { .. } => concat!(
            r#""op":"redacted","item":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60","#,
            r#""replaces":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60","done":true,"was":"amend_action_item","#,
            r#""redacted_by":"ana@laptop","redacted_at":"2023-03-25T15:00:00.000000Z"}"#
        ),
        Removed::Opening { .. } => concat!(
            r#""op":"redacted","severity":1,"zone":"-05:00","at":"2023-03-25T09:30:00-05:00","was":"open","#,
            r#""redacted_by":"ana@laptop","redacted_at":"2023-03-25T15:00:00.000000Z"}"#
        ),
        Removed::Silence { .. } => concat!(
            r#""op":"redacted","rule":"silence","events":["018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60"],"#,
            r#""was":"silence","redacted_by":"ana@laptop","redacted_at":"2023-03-25T15:00:00.000000Z"}"#
        ),
    }
}

fn exemplars() -> Vec<Op> {
    let opening = Opening {
        title: "Login down".to_owned(),
        severity: Severity::new(1),
        zone: Zone::parse("-05:00", Zone::Utc).unwrap(),
        at: at("2023-03-25T09:30:00-05:00"),
    };
    let other = id(OTHER);
    let mut ops = vec![
        Op::Open(opening),
        Op::Event(body()),
        Op::Event(full_body()),
        Op::Event(EventBody {
            text: "untimed".to_owned(),
            ..EventBody::default()
        }),
        Op::Amend {
            event: other,
            replaces: other,
            body: body(),
        },
        Op::Strike {
            event: other,
            replaces: other,
            why: Some("wrong incident".to_owned()),
        },
        Op::Undo { replaces: other },
        Op::Redo { replaces: other },
        Op::Set {
            field: FieldName::Impact,
            change: FieldChange::Value("75% of users".to_owned()),
            replaces: Some(other),
        },
        Op::Set {
            field: FieldName::WentWell,
            change: FieldChange::Add("rollback".to_owned()),
            replaces: None,
        },
        Op::Set {
            field: FieldName::Lessons,
            change: FieldChange::Clear,
            replaces: None,
        },
        Op::Set {
            field: FieldName::Affected,
            change: FieldChange::Remove("logins".to_owned()),
            replaces: None,
        },
        Op::Set {
            field: FieldName::Affected,
            change: FieldChange::Amend {
                entry: "logins".to_owned(),
                to: "logins and mail".to_owned(),
            },
            replaces: Some(other),
        },
        Op::ActionItem(item()),
        Op::AmendActionItem {
            item: other,
            replaces: other,
            body: item(),
        },
        Op::Close {
            at: Some(at("2023-03-25T20:00:00-05:00")),
            replaces: None,
        },
        Op::Reopen {
            replaces: Some(other),
        },
        Op::Silence {
            rule: "silence".to_owned(),
            events: vec![other],
            why: "we were on a call".to_owned(),
        },
        Op::Foreign {
            version: 1,
            name: "vote".to_owned(),
        },
    ];
    let mut removed: Vec<Removed> = ops.iter().filter_map(Removed::of).collect();
    // Several operations leave the same behind.
    removed.dedup();
    removed.retain(|was| {
        let field = FieldName::WentWell;
        *was != Removed::Entry { field }
    });
    // As an earlier version left them; and with evidence of which the file could not be removed.
    removed.extend([
        Removed::Event(None),
        Removed::Correction {
            event: other,
            left: None,
        },
    ]);
    let still = EvidenceRef {
        name: None,
        ..full_body().evidence.remove(0)
    };
    let of_alert = removed
        .iter_mut()
        .find(|was| **was == Removed::of(&Op::Event(full_body())).unwrap());
    let of_alert = of_alert.unwrap();
    *of_alert = of_alert.clone().with_evidence(vec![still]);
    ops.extend(removed.into_iter().map(|was| Op::Redacted {
        was,
        redacted_by: "ana@laptop".to_owned(),
        redacted_at: "2023-03-25T15:00:00Z".parse().unwrap(),
    }));
    ops
}

#[test]
fn every_operation_is_written_exactly_so_and_read_back() {
    for op in exemplars() {
        let record = record(op);
        let json = encode(&record);
        assert_eq!(json, format!("{ENVELOPE}{}", pinned(&record.op)));
        assert_eq!(decode(json.as_bytes()).unwrap(), record);
    }
}

#[test]
fn the_first_record_of_a_segment_names_incident_and_writer() {
    let head = Head {
        incident: ID.parse().unwrap(),
        writer: "ana-laptop-7k3q".to_owned(),
    };
    let record = Record {
        head: Some(head),
        ..record(Op::Undo { replaces: id(OTHER) })
    };
    let json = encode(&record);
    let expected = concat!(
        r#""by":"ana@laptop","incident":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e5f","#,
        r#""writer":"ana-laptop-7k3q","op":"undo","#
    );
    assert!(json.contains(expected), "{json}");
    assert_eq!(decode(json.as_bytes()).unwrap(), record);
}

#[test]
fn a_record_of_a_step_names_the_first_of_it() {
    let record = Record {
        batch: Some(id(OTHER)),
        ..record(Op::Event(EventBody {
            text: "untimed".to_owned(),
            ..EventBody::default()
        }))
    };
    let json = encode(&record);
    let expected = concat!(
        r#""by":"ana@laptop","batch":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e60","#,
        r#""op":"event","kind":"note","text":"untimed"}"#
    );
    assert!(json.ends_with(expected), "{json}");
    assert_eq!(decode(json.as_bytes()).unwrap(), record);
    let newer = json.replace(&format!("\"{OTHER}\""), "7");
    let newer = decode(newer.as_bytes()).unwrap();
    assert!(matches!(newer.op, Op::Foreign { .. }), "{newer:?}");
    assert_eq!((newer.seq, newer.batch), (12, None));
}

#[test]
fn what_a_newer_version_wrote_keeps_its_envelope() {
    let cases = [
        format!(
            r#"{}"op":"event","kind":{{"new":"shape"}}}}"#,
            ENVELOPE.replace("\"v\":1", "\"v\":2")
        ),
        format!(r#"{ENVELOPE}"op":"event","kind":"premonition","text":"x"}}"#),
        format!(r#"{ENVELOPE}"op":"set","field":"mood","value":"x"}}"#),
        format!(r#"{ENVELOPE}"op":"set","field":"links","value":"x","add":"y"}}"#),
        format!(r#"{ENVELOPE}"op":"remove_entry","field":"links"}}"#),
        format!(r#"{ENVELOPE}"op":"remove_entry","field":"links","value":"x","add":"y"}}"#),
        format!(r#"{ENVELOPE}"op":"amend_entry","field":"links","value":"x"}}"#),
    ];
    for json in cases {
        let record = decode(json.as_bytes()).unwrap();
        assert!(matches!(record.op, Op::Foreign { .. }), "{record:?}");
        assert_eq!((record.seq, record.lc), (12, 31));
    }
}

#[test]
fn unknown_fields_are_ignored() {
    let json = format!(r#"{ENVELOPE}"op":"undo","replaces":"{OTHER}","mood":[1,{{"a":null}}]}}"#);
    assert_eq!(
        decode(json.as_bytes()).unwrap(),
        record(Op::Undo { replaces: id(OTHER) })
    );
}

#[test]
fn what_is_left_of_an_event_says_nothing_in_words() {
    let redacted = r#""redacted_by":"ana","redacted_at":"2023-03-25T15:00:00Z"}"#;
    let read = |fields: &str| {
        let json = format!(r#"{ENVELOPE}"op":"redacted",{fields}{redacted}"#);
        match decode(json.as_bytes()).unwrap().op {
            Op::Redacted { was, .. } => was,
            other => panic!("{other:?}"),
        }
    };
    let forged = concat!(
        r#""kind":"resolution","text":"all is well","typed":"x","source":"x","#,
        r#""tags":["recovered","all is well","recovered"],"evidence":[{"sha256":"x","bytes":1,"name":"all is well"}],"#
    );
    let Removed::Event(Some(left)) = read(forged) else {
        panic!("it is an event");
    };
    assert_eq!((left.kind, left.marks.len()), (Kind::Resolution, 1));
    assert_eq!(left.evidence[0].name, None);
    assert_eq!(
        read(r#""kind":"premonition","#),
        Removed::Event(None),
        "a later version's"
    );
}

#[test]
fn what_has_no_envelope_is_no_record() {
    for json in ["", "null", "{}", "[1]", r#"{"v":1}"#, "{\"v\":1,\"id\":\"x\"}"] {
        assert!(decode(json.as_bytes()).is_err(), "{json}");
    }
}
