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

/// A suspicion that an event of this kind ended, from one clock to the other.
fn suspect(s: &mut Sample, from: &str, ended_by: Kind, to: &str) -> (RecordId, RecordId) {
    let hypothesis = s.log(Kind::Hypothesis, Some(&at(from)), "x");
    let new = NewEvent {
        ends: Some(hypothesis),
        ..event(ended_by, Some(&at(to)), "no")
    };
    (hypothesis, s.command(Command::Record(new)).unwrap())
}

#[test]
fn dead_ends_that_overlap_count_once() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    for (from, to) in [("09:00", "10:00"), ("09:30", "10:30"), ("11:00", "11:10")] {
        suspect(&mut s, from, Kind::RuledOut, to);
    }
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

#[test]
fn the_sum_of_dead_ends_is_the_time_in_which_any_was_pursued() {
    let cases: &[(&[(&str, &str)], Option<i64>)] = &[
        (&[], None),
        (&[("09:00", "09:10")], Some(10)),
        // One after the other, with a pause and without.
        (&[("09:00", "09:10"), ("09:20", "09:25")], Some(15)),
        (&[("09:00", "09:10"), ("09:10", "09:25")], Some(25)),
        // One inside the other, in either order, and two that end together.
        (&[("09:00", "10:00"), ("09:10", "09:20")], Some(60)),
        (&[("09:10", "09:20"), ("09:00", "10:00")], Some(60)),
        (&[("09:00", "10:00"), ("09:30", "10:00")], Some(60)),
        // What a short one interrupts goes on after it.
        (
            &[("09:00", "10:00"), ("09:10", "09:20"), ("09:40", "10:20")],
            Some(80),
        ),
        // Ruled out within the minute it was suspected in: that took no time, and is known.
        (&[("09:00", "09:00")], Some(0)),
    ];
    for (stretches, minutes) in cases {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        for (from, to) in *stretches {
            suspect(&mut s, from, Kind::RuledOut, to);
        }
        let lost = interval(&s, "dead_ends");
        assert_eq!(
            lost.seconds(),
            minutes.map(|minutes| minutes * 60),
            "{stretches:?}"
        );
        let note = stretches.is_empty().then_some("no dead end is recorded");
        assert_eq!(lost.note.as_deref(), note, "{stretches:?}");
    }
}

#[test]
fn only_what_was_ruled_out_is_a_dead_end() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    suspect(&mut s, "09:00", Kind::Cause, "09:30");
    let lost = interval(&s, "dead_ends");
    assert_eq!((lost.length, lost.from, lost.to), (None, None, None));
    assert_eq!(lost.note.as_deref(), Some("no dead end is recorded"));
    let (from, to) = suspect(&mut s, "10:00", Kind::RuledOut, "10:05");
    let lost = interval(&s, "dead_ends");
    assert_eq!(
        (lost.seconds(), lost.from, lost.to),
        (Some(300), Some(from), Some(to))
    );
    // The sum of two is from no event to no other.
    suspect(&mut s, "11:00", Kind::RuledOut, "11:05");
    let lost = interval(&s, "dead_ends");
    assert_eq!((lost.seconds(), lost.from, lost.to), (Some(600), None, None));
}

#[test]
fn dead_ends_without_a_known_length_are_counted_by_their_number() {
    let note = |s: &Sample| interval(s, "dead_ends").note;
    let one = "1 dead end has no known beginning and end, and is not counted";
    let many = |n| format!("{n} dead ends have no known beginning and end, and are not counted");
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    // It is dated before it was suspected.
    suspect(&mut s, "09:00", Kind::RuledOut, "08:59");
    assert_eq!(note(&s).as_deref(), Some(one));
    s.untimed(Kind::Hypothesis, "nobody knows since when");
    s.log(Kind::RuledOut, Some(&at("09:30")), "not that");
    assert_eq!(note(&s), Some(many(2)));
    for _ in 0..2 {
        s.log(Kind::RuledOut, Some(&at("09:40")), "nobody had written it down");
    }
    assert_eq!(note(&s), Some(many(4)));
    assert_eq!(interval(&s, "dead_ends").length, None);
    suspect(&mut s, "10:00", Kind::RuledOut, "10:10");
    assert_eq!(note(&s), Some(many(4)));
    assert_eq!(interval(&s, "dead_ends").seconds(), Some(600));
}

/// An event at a clock, only about right or exactly.
fn timed(s: &mut Sample, kind: Kind, clock: &str, approximate: bool) {
    let timing = Timing {
        at: Moment::parse(&at(clock)),
        approximate,
        precision: Precision::Minute,
        ..Timing::default()
    };
    let new = NewEvent {
        when: When::Given(timing),
        ..event(kind, None, "x")
    };
    s.command(Command::Record(new)).unwrap();
}

#[test]
fn a_length_is_about_right_when_either_end_is() {
    let between = |from: Kind, from_about: bool, to: Kind, to_about: bool, name: &str| {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        timed(&mut s, from, "09:00", from_about);
        timed(&mut s, to, "09:30", to_about);
        interval(&s, name).approximate
    };
    for (from, to, name) in [
        (Kind::Impact, Kind::Resolution, "time_to_resolve"),
        (Kind::Impact, Kind::Resolution, "impact_duration"),
        (Kind::Hypothesis, Kind::RuledOut, "dead_ends"),
    ] {
        for (from_about, to_about) in [(false, false), (true, false), (false, true), (true, true)] {
            let about = between(from, from_about, to, to_about, name);
            assert_eq!(about, from_about || to_about, "{name} {from_about} {to_about}");
        }
        // No length is about anything.
        assert!(!between(from, true, Kind::Note, true, name), "{name}");
    }
}

#[test]
fn why_there_is_no_length_is_said_of_the_end_that_misses() {
    use Kind::{Cause, Detection, Impact, Mitigation, Resolution};
    let (relapse, none) = (
        "resolved: not recorded after the relapse",
        "resolved: not recorded",
    );
    let cases: &[(&[(Kind, &str)], &str, &str)] = &[
        (&[(Impact, "09:00")], "time_to_resolve", none),
        (
            &[(Impact, "09:00"), (Resolution, "09:30"), (Impact, "10:00")],
            "time_to_resolve",
            relapse,
        ),
        // A relapse explains a missing resolution, and nothing else.
        (
            &[(Detection, "09:00"), (Resolution, "09:30"), (Impact, "10:00")],
            "time_to_diagnose",
            "cause identified: not recorded; of the first of 2 windows",
        ),
        (
            &[(Impact, "09:00"), (Resolution, "09:30"), (Impact, "10:00")],
            "time_to_mitigate",
            "mitigated: not recorded; of the first of 2 windows",
        ),
        (
            &[(Impact, "09:00"), (Mitigation, "09:30"), (Mitigation, "09:40")],
            "time_to_mitigate",
            "mitigated: not determined, 2 are recorded; the tag #helped marks the one",
        ),
        // Nor do several mitigations.
        (
            &[(Impact, "09:00"), (Mitigation, "09:30"), (Mitigation, "09:40")],
            "time_to_resolve",
            none,
        ),
        // Of two ends that miss, the first is named.
        (
            &[(Cause, "09:00")],
            "time_to_detect",
            "impact began: not recorded",
        ),
    ];
    for (events, name, expected) in cases {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        for (kind, clock) in *events {
            s.log(*kind, Some(&at(clock)), "x");
        }
        let interval = interval(&s, name);
        assert_eq!(
            (interval.length, interval.note.as_deref()),
            (None, Some(*expected)),
            "{events:?}"
        );
    }
}

#[test]
fn the_duration_of_the_impact_says_what_it_is_made_of() {
    use Kind::{Detection, Impact, Resolution};
    let cases: &[(&[(Kind, &str)], Option<&str>)] = &[
        (&[], Some("neither impact nor detection has a time")),
        (&[(Impact, "09:00")], Some("its end is not recorded")),
        (&[(Impact, "09:00"), (Resolution, "09:30")], None),
        (
            &[(Detection, "09:00"), (Resolution, "09:30")],
            Some("from detection"),
        ),
        (
            &[
                (Impact, "09:00"),
                (Resolution, "09:30"),
                (Detection, "10:00"),
                (Resolution, "10:10"),
            ],
            Some("2 separate windows"),
        ),
        (
            &[(Detection, "09:00"), (Resolution, "09:30"), (Impact, "10:00")],
            Some("from detection; its end is not recorded; 2 separate windows"),
        ),
    ];
    let duration = |events: &[(Kind, &str)]| {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        let events = events
            .iter()
            .map(|(kind, clock)| s.log(*kind, Some(&at(clock)), "x"));
        let ids: Vec<RecordId> = events.collect();
        (interval(&s, "impact_duration"), ids)
    };
    for (events, expected) in cases {
        assert_eq!(duration(events).0.note.as_deref(), *expected, "{events:?}");
    }
    // One window is from an event to another; several are not.
    let (one, ids) = duration(cases[2].0);
    assert_eq!((one.from, one.to), (ids.first().copied(), ids.last().copied()));
    let (several, _) = duration(cases[4].0);
    assert_eq!((several.from, several.to), (None, None));
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    s.log(Impact, Some(&at("09:00")), "x");
    s.untimed(Resolution, "some time later");
    assert_eq!(
        interval(&s, "impact_duration").note.as_deref(),
        Some("its end has no time")
    );
}

#[test]
fn a_face_that_shows_minutes_counts_in_minutes() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    for (kind, clock) in [
        (Kind::Impact, "09:00:50"),
        (Kind::Hypothesis, "09:00:50"),
        (Kind::RuledOut, "09:31:10"),
        (Kind::Resolution, "09:31:10"),
    ] {
        let timing = Timing {
            at: Moment::parse(&format!("2023-03-25T{clock}Z")),
            ..Timing::default()
        };
        let when = When::Given(timing);
        s.command(Command::Record(NewEvent {
            when,
            ..event(kind, None, "x")
        }))
        .unwrap();
    }
    let facts = Facts::of(&s.incident);
    let shown = |name: &str, precision| {
        let intervals = facts.intervals_no_finer(precision);
        let found = intervals.into_iter().find(|interval| interval.name == name);
        found
            .and_then(|interval| interval.length)
            .map(|length| length.long())
    };
    for name in ["time_to_resolve", "impact_duration", "dead_ends"] {
        let exactly = shown(name, Precision::Second);
        assert_eq!(exactly.as_deref(), Some("30 min 20 s"), "{name}");
        // 09:00 and 09:31 are printed.
        assert_eq!(
            shown(name, Precision::Minute).as_deref(),
            Some("31 min"),
            "{name}"
        );
    }
}
