//! Each interval by its table, and what is said where there is none.

use super::*;
use crate::domain::command::{Command, NewEvent, When};
use crate::domain::facts::Facts;
use crate::domain::record::Timing;
use crate::domain::sample::{Sample, at, event};
use crate::domain::time::{Moment, Precision};

fn interval(s: &Sample, name: &str) -> Interval {
    let facts = Facts::of(&s.incident);
    facts
        .intervals
        .into_iter()
        .find(|interval| interval.name == name)
        .expect("a known name")
}

fn seconds(events: &[(Kind, &str)], name: &str) -> Option<i64> {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    for (kind, clock) in events {
        s.log(*kind, Some(&at(clock)), "x");
    }
    interval(&s, name).seconds()
}

#[test]
fn the_names_are_those_of_the_contract() {
    let s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    let facts = Facts::of(&s.incident);
    let names: Vec<_> = facts.intervals.iter().map(|interval| interval.name).collect();
    let contract = "time_to_detect time_to_acknowledge time_to_escalate time_to_diagnose \
                    time_to_mitigate time_to_resolve impact_duration dead_ends";
    assert_eq!(names.join(" "), contract);
    assert!(facts.intervals.iter().all(|interval| interval.length.is_none()));
}

#[test]
fn each_is_counted_from_where_the_table_says() {
    use Kind::{Acknowledgement, Cause, Detection, Escalation, Impact, Mitigation, Resolution};
    let whole = [
        (Impact, "09:00"),
        (Detection, "09:10"),
        (Acknowledgement, "09:15"),
        (Escalation, "09:40"),
        (Cause, "10:10"),
        (Mitigation, "10:30"),
        (Resolution, "11:00"),
    ];
    let cases = [
        ("time_to_detect", 10),
        ("time_to_acknowledge", 5),
        ("time_to_escalate", 30),
        ("time_to_diagnose", 60),
        ("time_to_mitigate", 90),
        ("time_to_resolve", 120),
        ("impact_duration", 120),
    ];
    for (name, minutes) in cases {
        assert_eq!(seconds(&whole, name), Some(minutes * 60), "{name}");
    }
    assert_eq!(seconds(&whole[..6], "time_to_resolve"), None);
    assert_eq!(seconds(&whole[..6], "impact_duration"), None);
}

#[test]
fn a_replaced_start_is_named_and_a_missing_end_too() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    s.log(Kind::Detection, Some(&at("09:00")), "x");
    s.log(Kind::Resolution, Some(&at("10:00")), "x");
    s.untimed(Kind::Cause, "x");
    let resolve = interval(&s, "time_to_resolve");
    assert_eq!(resolve.seconds(), Some(3600));
    assert_eq!(resolve.formula, "resolved - detected");
    assert_eq!(resolve.note.as_deref(), Some("from detection"));
    let detect = interval(&s, "time_to_detect");
    assert_eq!(detect.note.as_deref(), Some("impact began: not recorded"));
    let diagnose = interval(&s, "time_to_diagnose");
    assert_eq!(
        diagnose.note.as_deref(),
        Some("cause identified: recorded without a time")
    );
}

#[test]
fn nothing_is_replaced_by_what_is_missing_too() {
    let s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    let resolve = interval(&s, "time_to_resolve");
    assert_eq!(resolve.formula, "resolved - impact began");
    assert_eq!(resolve.note.as_deref(), Some("impact began: not recorded"));
}

#[test]
fn a_negative_length_stays_negative() {
    let events = [(Kind::Detection, "09:00"), (Kind::Acknowledgement, "08:50")];
    assert_eq!(seconds(&events, "time_to_acknowledge"), Some(-600));
}

#[test]
fn about_spreads_and_a_bare_day_gives_days_only() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    let timing = Timing {
        at: Moment::parse(&at("09:00")),
        approximate: true,
        precision: Precision::Minute,
        ..Timing::default()
    };
    let given = |kind, timing| {
        let when = When::Given(timing);
        Command::Record(NewEvent {
            when,
            ..event(kind, None, "x")
        })
    };
    s.command(given(Kind::Impact, timing)).unwrap();
    s.log(Kind::Detection, Some(&at("09:05")), "x");
    assert!(interval(&s, "time_to_detect").approximate);
    let day = Timing {
        at: Moment::parse("2023-03-26T00:00:00Z"),
        precision: Precision::Day,
        ..Timing::default()
    };
    s.command(given(Kind::Resolution, day)).unwrap();
    for name in ["time_to_resolve", "impact_duration"] {
        let interval = interval(&s, name);
        assert_eq!(
            interval.length.map(|length| length.long()).as_deref(),
            Some("1 day"),
            "{name}"
        );
        assert_eq!(interval.note.as_deref(), Some("known only to the day"), "{name}");
    }
    // Within one day there is nothing to tell.
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    let day = Timing {
        at: Moment::parse("2023-03-25T00:00:00Z"),
        ..day
    };
    s.command(given(Kind::Detection, day)).unwrap();
    s.log(Kind::Cause, Some(&at("23:00")), "x");
    let diagnose = interval(&s, "time_to_diagnose");
    assert_eq!(
        (diagnose.length, diagnose.note.as_deref()),
        (None, Some("known only to the day"))
    );
}

#[test]
fn dead_ends_that_overlap_count_once() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    let mut suspect = |from: &str, to: &str| {
        let hypothesis = s.log(Kind::Hypothesis, Some(&at(from)), "x");
        let new = NewEvent {
            ends: Some(hypothesis),
            ..event(Kind::RuledOut, Some(&at(to)), "no")
        };
        s.command(Command::Record(new)).unwrap();
    };
    suspect("09:00", "10:00");
    suspect("09:30", "10:30");
    suspect("11:00", "11:10");
    s.log(
        Kind::RuledOut,
        Some(&at("12:00")),
        "something nobody had written down",
    );
    let lost = interval(&s, "dead_ends");
    assert_eq!(lost.seconds(), Some(100 * 60));
    assert_eq!(
        lost.note.as_deref(),
        Some("1 dead end has no known beginning and end, and is not counted")
    );
}
