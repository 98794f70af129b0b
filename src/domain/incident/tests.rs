//! The incident that records add up to.

mod opened;

use std::sync::Arc;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::command::Command;
use crate::domain::kind::Kind;
use crate::domain::record::{ActionItemBody, EventBody, Op, Removed, Timing};
use crate::domain::sample::Sample;

fn sample() -> Sample {
    Sample::new("-05:00", "2023-03-25T14:30:00Z")
}

fn untimed(text: &str) -> Op {
    Op::Event(EventBody {
        text: text.to_owned(),
        timing: Timing::default(),
        ..EventBody::default()
    })
}

fn body(text: &str, at: &str) -> EventBody {
    let timing = Timing {
        at: Moment::parse(at),
        ..Timing::default()
    };
    EventBody {
        text: text.to_owned(),
        timing,
        ..EventBody::default()
    }
}

#[test]
fn events_stand_by_the_time_they_happened() {
    let mut s = sample();
    s.log(Kind::Note, Some("2023-03-25T10:00:00-05:00"), "ten");
    s.log(Kind::Note, Some("2023-03-25T09:00:00-05:00"), "nine");
    s.log(Kind::Note, Some("2023-03-25T10:00:00-05:00"), "ten again");
    s.log(
        Kind::Note,
        Some("2023-03-25T14:30:00+00:00"),
        "half past nine, elsewhere",
    );
    assert_eq!(
        s.texts(),
        ["nine", "half past nine, elsewhere", "ten", "ten again"]
    );
}

#[test]
fn an_untimed_event_stands_after_the_one_recorded_before_it() {
    let mut s = sample();
    s.write(untimed("first of all"));
    s.log(Kind::Note, Some("2023-03-25T10:00:00-05:00"), "ten");
    s.write(untimed("after ten"));
    s.write(untimed("after that"));
    s.log(Kind::Note, Some("2023-03-25T10:00:00-05:00"), "also ten");
    s.log(Kind::Note, Some("2023-03-25T09:00:00-05:00"), "nine");
    s.write(untimed("after nine"));
    let expected = [
        "first of all",
        "nine",
        "after nine",
        "ten",
        "after ten",
        "after that",
        "also ten",
    ];
    assert_eq!(s.texts(), expected);
}

#[test]
fn numbers_follow_the_recording_and_never_move() {
    let mut s = sample();
    s.log(Kind::Note, Some("2023-03-25T10:00:00-05:00"), "ten");
    s.log(Kind::Note, Some("2023-03-25T09:00:00-05:00"), "nine");
    let numbers: Vec<u32> = s.incident.shown().map(|event| event.number).collect();
    assert_eq!(numbers, [2, 1]);
    assert_eq!(s.incident.events_named("1")[0].body().text, "ten");
}

#[test]
fn a_correction_shows_and_the_original_stays() {
    let mut s = sample();
    let event = s.log(Kind::Note, Some("2023-03-25T10:00:00-05:00"), "ten");
    s.log(Kind::Note, Some("2023-03-25T09:00:00-05:00"), "nine");
    let amend = Op::Amend {
        event,
        replaces: event,
        body: body("eight, really", "2023-03-25T08:00:00-05:00"),
    };
    let amended = s.write(amend);
    assert_eq!(s.texts(), ["eight, really", "nine"]);
    let now = s.incident.event(event).unwrap();
    assert_eq!(
        (now.first().text.as_str(), now.is_amended(), now.newest_record()),
        ("ten", true, amended)
    );
    s.write(Op::Undo { replaces: amended });
    assert_eq!(s.texts(), ["nine", "ten"]);
}

#[test]
fn what_is_struck_leaves_the_timeline_until_the_strike_is_undone() {
    let mut s = sample();
    let event = s.log(Kind::Note, None, "wrong window");
    let strike = s.write(Op::Strike {
        event,
        replaces: event,
        why: None,
    });
    assert!(s.texts().is_empty());
    assert!(s.incident.event(event).unwrap().is_struck());
    s.write(Op::Undo { replaces: strike });
    assert_eq!(s.texts(), ["wrong window"]);
}

#[test]
fn fields_keep_their_history_and_lists_grow() {
    let mut s = sample();
    s.set(FieldName::Impact, "some users");
    let second = s.set(FieldName::Impact, "75% of users");
    assert_eq!(s.incident.value(FieldName::Impact), Some("75% of users"));
    s.write(Op::Undo { replaces: second });
    assert_eq!(s.incident.value(FieldName::Impact), Some("some users"));
    for entry in ["login", "billing"] {
        let change = FieldChange::Add(entry.to_owned());
        s.write(Op::Set {
            field: FieldName::Affected,
            change,
            replaces: None,
        });
    }
    assert_eq!(s.incident.values(FieldName::Affected), ["login", "billing"]);
    s.write(Op::Set {
        field: FieldName::Affected,
        change: FieldChange::Clear,
        replaces: None,
    });
    assert!(s.incident.values(FieldName::Affected).is_empty());
}

#[test]
fn entries_of_a_list_go_and_change_one_by_one() {
    let mut s = sample();
    let field = FieldName::Affected;
    let change = |s: &mut Sample, change| {
        let id = s.command(Command::SetField { field, change }).unwrap();
        (id, s.incident.values(field).join(" "))
    };
    let add = |entry: &str| FieldChange::Add(entry.to_owned());
    let amend = |entry: &str, to: &str| FieldChange::Amend {
        entry: entry.to_owned(),
        to: to.to_owned(),
    };
    for entry in ["a", "b", "c"] {
        change(&mut s, add(entry));
    }
    let remove = |entry: &str| FieldChange::Remove(entry.to_owned());
    assert_eq!(change(&mut s, amend("b", "B")).1, "a B c", "in its place");
    assert_eq!(change(&mut s, remove("a")).1, "B c");
    let (removed, entries) = change(&mut s, remove("c"));
    assert_eq!(entries, "B");
    s.write(Op::Undo { replaces: removed });
    assert_eq!(s.incident.values(field), ["B", "c"]);
    // Ana takes an entry out while bo, who has not seen that, corrects it.
    for (writer, change) in [("ana", remove("c")), ("bo", amend("c", "C"))] {
        s.hand_over(writer);
        s.write(Op::Set {
            field,
            change,
            replaces: Some(removed),
        });
    }
    assert_eq!(s.incident.values(field), ["B", "C"], "nothing is lost");
}

#[test]
fn a_field_tells_what_was_said_at_the_opening_too() {
    let mut s = sample();
    let told = |s: &Sample, field| s.incident.field(field).join("; ");
    for (field, opened, set) in [
        (FieldName::Title, "Login down", "Mail down"),
        (FieldName::Zone, "-05:00", "Asia/Kolkata"),
        (FieldName::Severity, "", "2"),
        (FieldName::Impact, "", "75%"),
        (FieldName::Links, "", "x"),
    ] {
        assert_eq!(told(&s, field), opened);
        let id = s.set(field, set);
        assert_eq!(told(&s, field), set);
        s.write(Op::Undo { replaces: id });
        assert_eq!(told(&s, field), opened, "undone");
    }
}

#[test]
fn what_is_written_after_the_close_is_marked() {
    let mut s = sample();
    s.log(Kind::Note, None, "during");
    s.write(Op::Close {
        at: None,
        replaces: None,
    });
    s.log(Kind::Note, None, "afterwards");
    let marks: Vec<bool> = s
        .incident
        .events()
        .iter()
        .map(|event| event.after_close)
        .collect();
    assert_eq!(marks, [false, true]);
    s.write(Op::Reopen { replaces: None });
    assert_eq!(s.incident.status(), Status::Open);
}

#[test]
fn an_action_item_that_was_made_after_the_close_is_marked() {
    let mut s = sample();
    let item = |s: &mut Sample| {
        let text = "test upgrades first".to_owned();
        let body = ActionItemBody {
            text,
            ..ActionItemBody::default()
        };
        s.write(Op::ActionItem(body));
    };
    item(&mut s);
    s.write(Op::Close {
        at: None,
        replaces: None,
    });
    item(&mut s);
    let items = s.incident.action_items();
    let marks: Vec<(u32, bool)> = items
        .flat_map(|(item, _)| item.history().map(|version| (item.number, version.after_close)))
        .collect();
    assert_eq!(marks, [(1, false), (2, true)]);
}

#[test]
fn a_row_without_words_says_why_there_are_none() {
    let mut s = sample();
    let said = s.log(Kind::Note, None, "a text");
    let foreign = s.write(Op::Foreign {
        version: 2,
        name: "vote".to_owned(),
    });
    let removed = s.write(Op::Redacted {
        was: Removed::Event(None),
        redacted_by: "ana".to_owned(),
        redacted_at: s.clock,
    });
    let why = |id| {
        let event = s.incident.event(id).unwrap();
        (event.foreign, event.redacted)
    };
    assert_eq!(why(said), (false, false));
    assert_eq!(why(foreign), (true, false));
    assert_eq!(why(removed), (false, true));
}

#[test]
fn the_newest_stamp_is_the_highest_whatever_comes_last() {
    let mut s = sample();
    let bo: Arc<str> = Arc::from("bo");
    for (n, lc, newest) in [(50, 9, 9), (51, 7, 9), (52, 12, 12), (53, 1, 12)] {
        let record = Record {
            id: RecordId::new(Uuid::from_u128(n)),
            seq: lc,
            lc,
            recorded_at: s.clock,
            by: "bo".to_owned(),
            batch: None,
            head: None,
            op: untimed("x"),
        };
        s.incident.apply(record, &bo);
        assert_eq!(
            s.incident.last_stamp().map(|stamp| stamp.lc),
            Some(newest),
            "{lc}"
        );
    }
}

#[test]
fn another_zone_reads_bare_clocks_anew() {
    let mut s = Sample::new("unknown", "2023-04-12T14:00:00Z");
    s.log(Kind::Note, Some("2023-04-12T14:00:00"), "two o'clock");
    s.set(FieldName::Zone, "-05:00");
    s.log(Kind::Note, Some("2023-04-12T18:59:00+00:00"), "a minute before");
    assert_eq!(s.texts(), ["a minute before", "two o'clock"]);
}

#[test]
fn a_record_of_a_newer_hotwash_has_a_row() {
    let mut s = sample();
    s.write(Op::Foreign {
        version: 2,
        name: "vote".to_owned(),
    });
    assert_eq!(s.texts(), ["[recorded by a newer hotwash: vote, format 2]"]);
}

#[test]
fn a_record_that_comes_twice_counts_once() {
    let mut s = sample();
    let record = |lc| Record {
        id: RecordId::new(Uuid::from_u128(7)),
        seq: lc,
        lc,
        recorded_at: s.clock,
        by: "bo".to_owned(),
        batch: None,
        head: None,
        op: untimed("once"),
    };
    let (first, second) = (record(50), record(51));
    s.incident.apply(first, &Arc::from("bo"));
    s.incident.apply(second, &Arc::from("bo"));
    assert_eq!(s.texts(), ["once"]);
}

#[test]
fn events_that_arrive_together_stand_as_if_they_had_come_one_by_one() {
    // Each happened before the one that was recorded before it.
    let records: Vec<(Record, Arc<str>)> = (1u64..200)
        .map(|n| {
            let at = format!("2023-03-25T{:02}:{:02}:00-05:00", (300 - n) / 60, (300 - n) % 60);
            let record = Record {
                id: RecordId::new(Uuid::from_u128(u128::from(n))),
                seq: n,
                lc: n,
                recorded_at: "2023-03-25T14:30:00Z".parse().unwrap(),
                by: "bo".to_owned(),
                batch: None,
                head: None,
                op: Op::Event(body(&n.to_string(), &at)),
            };
            (record, Arc::from("bo"))
        })
        .collect();
    let mut together = sample();
    together.incident.apply_all(records.clone());
    let mut one_by_one = sample();
    for (record, writer) in records {
        one_by_one.incident.apply(record, &writer);
    }
    assert_eq!(together.texts().first(), Some(&"199"));
    assert_eq!(together.texts(), one_by_one.texts());
}

/// Any operation, about any of a few records: most make sense, some do not.
fn any_op() -> impl Strategy<Value = Op> {
    let target = (0x1000_0000u128..0x1000_0014).prop_map(|id| RecordId::new(Uuid::from_u128(id)));
    let minute = 0u32..600;
    let text = "[a-z#@ ]{1,12}";
    let event = (minute, text, any::<bool>()).prop_map(|(minute, text, timed)| {
        let at = format!("2023-03-25T{:02}:{:02}:00-05:00", minute / 60, minute % 60);
        if timed {
            Op::Event(body(&text, &at))
        } else {
            untimed(&text)
        }
    });
    prop_oneof![
        4 => event,
        1 => (target.clone(), text).prop_map(|(event, text)| Op::Amend {
            event,
            replaces: event,
            body: body(&text, "2023-03-25T05:00:00-05:00"),
        }),
        1 => target.clone().prop_map(|event| Op::Strike { event, replaces: event, why: None }),
        2 => target.clone().prop_map(|replaces| Op::Undo { replaces }),
        1 => target.clone().prop_map(|replaces| Op::Redo { replaces }),
        1 => Just(Op::Set {
            field: FieldName::Zone,
            change: FieldChange::Value("Asia/Kolkata".to_owned()),
            replaces: None,
        }),
        1 => Just(Op::Close { at: None, replaces: None }),
        1 => Just(Op::Reopen { replaces: None }),
        1 => text.prop_map(|name| Op::Foreign { version: 9, name }),
    ]
}

proptest! {
    #[test]
    fn one_by_one_or_all_at_once_is_the_same(
        ops in prop::collection::vec(any_op(), 0..20),
        read in 0usize..20,
    ) {
        let mut s = sample();
        let writer: Arc<str> = Arc::from("bo");
        let records: Vec<Record> = (1..).zip(ops).map(|(n, op)| Record {
            id: RecordId::new(Uuid::from_u128(0x1000_0000 + u128::from(n))),
            seq: n,
            lc: n,
            recorded_at: s.clock,
            by: "bo".to_owned(),
            batch: None,
            head: None,
            op,
        }).collect();
        s.incident = Incident::new(s.incident.id(), "sample");
        for record in &records {
            s.incident.apply(record.clone(), &writer);
        }
        let sourced = records.into_iter().map(|record| (record, Arc::clone(&writer)));
        // Some were read before, and the others arrive together.
        let mut caught_up = Incident::new(s.incident.id(), "sample");
        for (record, writer) in sourced.clone().take(read) {
            caught_up.apply(record, &writer);
        }
        caught_up.apply_all(sourced.clone().skip(read));
        let replayed = Incident::replay(s.incident.id(), "sample", sourced);
        for incident in [&caught_up, &replayed] {
            prop_assert_eq!(incident.timeline(), s.incident.timeline());
            prop_assert_eq!(incident.events(), s.incident.events());
            prop_assert_eq!(incident.status(), s.incident.status());
        }
        prop_assert!(replayed.shown().len() <= replayed.events().len());
    }
}
