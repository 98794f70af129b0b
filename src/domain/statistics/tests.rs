//! A dozen incidents whose statistics were worked out by hand, and what holds of all statistics.

use proptest::prelude::*;

use super::*;
use crate::domain::command::{Command, NewActionItem, NewEvent};
use crate::domain::kind::Kind;
use crate::domain::record::FieldName;
use crate::domain::sample::{Sample, event};
use crate::domain::time::{Now, Zone};

/// An incident: its day, its severity, minutes from 10:00 to the detection and to the resolution, and who noticed.
type Row = (&'static str, Option<u8>, Option<i64>, Option<i64>, Option<Via>);

const MONITOR: Option<Via> = Some(Via::Monitor);
const PERSON: Option<Via> = Some(Via::Person);

const ROWS: [Row; 12] = [
    ("2026-01-05", Some(1), Some(2), Some(30), MONITOR),
    ("2026-01-20", Some(2), Some(4), Some(45), MONITOR),
    ("2026-03-01", Some(2), Some(1), Some(20), PERSON),
    ("2026-03-02", Some(3), Some(90), Some(300), PERSON),
    ("2026-03-31", Some(2), Some(10), Some(61), MONITOR),
    ("2026-04-01", None, Some(3), Some(15), MONITOR),
    ("2026-04-10", Some(1), Some(6), Some(500), None),
    // Opened, and nothing more.
    ("2026-04-11", Some(4), None, None, None),
    // No impact is recorded before the detection.
    ("2026-05-01", Some(2), Some(0), Some(100), MONITOR),
    // Acknowledged before it was detected.
    ("2026-05-02", Some(3), Some(2), Some(40), None),
    // Still going on.
    ("2026-05-03", Some(5), Some(20), None, PERSON),
    // Ten minutes went into a dead end.
    ("2026-05-04", Some(3), Some(30), Some(60), MONITOR),
];

fn now() -> Now {
    Now {
        instant: "2026-05-10T12:00:00Z".parse().expect("a time"),
        local: Zone::Utc,
    }
}

/// A time of the day so many minutes after 10:00.
fn clock(day: &str, minutes: i64) -> String {
    format!(
        "{day}T{:02}:{:02}:00Z",
        10 + minutes.div_euclid(60),
        minutes.rem_euclid(60)
    )
}

fn sample(nth: usize, (day, severity, detected, resolved, via): Row) -> Sample {
    let mut s = Sample::new("UTC", &format!("{day}T20:00:00Z"));
    if let Some(level) = severity {
        s.set(FieldName::Severity, &level.to_string());
    }
    if let Some(minutes) = detected {
        if nth != 8 {
            s.log(Kind::Impact, Some(&clock(day, 0)), "down");
        }
        let detection = NewEvent {
            via,
            ..event(Kind::Detection, Some(&clock(day, minutes)), "noticed")
        };
        s.command(Command::Record(detection)).expect("a good event");
    }
    if let Some(minutes) = resolved {
        s.log(Kind::Resolution, Some(&clock(day, minutes)), "up");
    }
    s
}

fn todo(s: &mut Sample, text: &str, owner: Option<&str>, due: &str) {
    let new = NewActionItem {
        text: text.to_owned(),
        owner: owner.map(str::to_owned),
        due: Some(due.parse().expect("a day")),
        ..NewActionItem::default()
    };
    s.command(Command::AddActionItem(new)).expect("a good item");
}

fn list(s: &mut Sample, field: FieldName, entry: &str) {
    let change = crate::domain::record::FieldChange::Add(entry.to_owned());
    s.command(Command::SetField { field, change })
        .expect("a good entry");
}

fn dozen() -> Vec<Measured> {
    let mut samples: Vec<Sample> = ROWS
        .into_iter()
        .enumerate()
        .map(|(nth, row)| sample(nth, row))
        .collect();
    samples[9].log(Kind::Acknowledgement, Some("2026-05-02T09:55:00Z"), "on it");
    samples[11].log(Kind::Hypothesis, Some("2026-05-04T10:30:00Z"), "the network?");
    samples[11].log(Kind::RuledOut, Some("2026-05-04T10:40:00Z"), "no");
    samples[0].set(FieldName::Cause, "Connection pool exhausted by slow queries");
    samples[4].log(
        Kind::Cause,
        Some("2026-03-31T10:20:00Z"),
        "the connection pool was exhausted by a slow query",
    );
    list(
        &mut samples[6],
        FieldName::Factors,
        "Connection pool exhausted by a slow query",
    );
    samples[5].set(FieldName::Cause, "Expired certificate of the proxy");
    for (nth, name) in [
        (0, "login"),
        (0, "Login"),
        (1, "Login "),
        (2, "payments"),
        (3, "login"),
    ] {
        list(&mut samples[nth], FieldName::Affected, name);
    }
    todo(&mut samples[0], "Raise the limit", Some("ana"), "2026-02-01");
    todo(&mut samples[1], "Alert on it", Some("@Ana"), "2026-05-01");
    todo(&mut samples[2], "Write it down", None, "2026-05-03");
    todo(&mut samples[3], "Test the fail-over", Some("bo"), "2026-05-09");
    todo(&mut samples[3], "Later", Some("bo"), "2026-05-10");
    let named = samples.iter().enumerate();
    named
        .map(|(nth, s)| Measured::of(&s.incident, &format!("incident-{nth}"), nth == 7, now()))
        .collect()
}

/// An interval in minutes: how many, the median, the 90th percentile, how many from the detection, how many negative.
fn interval(statistics: &Statistics, name: &str) -> (usize, Option<i64>, Option<i64>, usize, usize) {
    let found = statistics.intervals.iter().find(|one| one.name == name);
    let found = found.expect("a name of the contract");
    let minutes = |seconds: Option<i64>| seconds.map(|seconds| seconds / 60);
    let (median, p90) = (minutes(found.median()), minutes(found.p90()));
    (found.count(), median, p90, found.from_detection, found.negative)
}

#[test]
fn a_dozen_incidents_add_up_as_by_hand() {
    let statistics = Statistics::of(dozen(), None);
    assert_eq!((statistics.incidents, statistics.undated), (12, 0));
    let levels: Vec<usize> = statistics.by_severity.levels().map(|(_, count)| count).collect();
    assert_eq!((levels, statistics.by_severity.unsaid), (vec![2, 4, 3, 1, 1], 1));
    let months: Vec<String> = statistics
        .by_month
        .iter()
        .map(|month| format!("{} {}", month.name(), month.count()))
        .collect();
    assert_eq!(
        months,
        ["2026-01 2", "2026-02 0", "2026-03 3", "2026-04 3", "2026-05 4"]
    );
    // 1 2 2 3 4 6 10 20 30 90
    assert_eq!(
        interval(&statistics, "time_to_detect"),
        (10, Some(4), Some(30), 0, 0)
    );
    // 15 20 30 40 45 60 61 100 300 500
    assert_eq!(
        interval(&statistics, "time_to_resolve"),
        (10, Some(45), Some(300), 1, 0)
    );
    assert_eq!(
        interval(&statistics, "impact_duration"),
        (10, Some(45), Some(300), 1, 0)
    );
    assert_eq!(
        interval(&statistics, "time_to_acknowledge"),
        (0, None, None, 0, 1)
    );
    assert_eq!(interval(&statistics, "time_to_diagnose"), (1, None, None, 0, 0));
    assert_eq!(
        statistics.noticed,
        Noticed {
            monitor: 6,
            person: 3,
            unsaid: 3
        }
    );
    assert_eq!(statistics.noticed.percent(), Some(66));
    assert_eq!(
        statistics.lost,
        Lost {
            incidents: 1,
            seconds: 600
        }
    );
    assert_eq!(statistics.damaged, ["incident-7"]);
}

#[test]
fn what_comes_back_is_named_with_its_incidents() {
    let statistics = Statistics::of(dozen(), None);
    let named = |all: &[Recurring]| -> Vec<String> {
        all.iter()
            .map(|one| format!("{}: {}", one.text, one.incidents.join(" ")))
            .collect()
    };
    assert_eq!(
        named(&statistics.causes),
        ["Connection pool exhausted by slow queries: incident-0 incident-4 incident-6"]
    );
    assert_eq!(
        named(&statistics.affected),
        ["Login: incident-0 incident-1 incident-3"]
    );
    let owners: Vec<_> = statistics
        .overdue
        .iter()
        .map(|one| (one.owner.as_deref(), one.items.len(), one.most_days()))
        .collect();
    assert_eq!(owners, [(Some("ana"), 2, 98), (Some("bo"), 1, 1), (None, 1, 7)]);
}

#[test]
fn only_those_since_a_day_count() {
    let since = "2026-05-01".parse().ok();
    let statistics = Statistics::of(dozen(), since);
    assert_eq!(statistics.incidents, 4);
    assert_eq!(statistics.by_month.len(), 1);
    assert_eq!(interval(&statistics, "time_to_detect"), (3, None, None, 0, 0));
    assert_eq!(statistics.noticed.percent(), None);
    assert!(statistics.damaged.is_empty());
}

#[test]
fn none_is_none_and_nothing_is_said_of_it() {
    let statistics = Statistics::of(Vec::new(), None);
    assert_eq!((statistics.incidents, statistics.days), (0, None));
    assert!(statistics.by_month.is_empty());
    assert_eq!(statistics.intervals.len(), 8);
    assert_eq!(statistics.noticed.share(), None);
}

#[test]
fn the_month_is_that_of_the_incidents_own_zone() {
    let mut s = Sample::new("Pacific/Auckland", "2026-02-01T08:00:00Z");
    s.log(Kind::Impact, Some("2026-01-31T23:30:00Z"), "down");
    let measured = Measured::of(&s.incident, "far", false, now());
    let statistics = Statistics::of(vec![measured], None);
    assert_eq!(statistics.by_month[0].name(), "2026-02");
}

#[test]
fn a_wrong_century_makes_no_endless_list_of_months() {
    let measured = |day: &str| Measured {
        day: day.parse().ok(),
        ..dozen()[0].clone()
    };
    let statistics = Statistics::of(vec![measured("1970-01-01"), measured("9999-12-31")], None);
    assert_eq!(statistics.by_month.len(), 2);
}

#[test]
fn as_many_causes_as_one_likes_are_grouped_in_a_blink() {
    let one = &dozen()[7];
    let measured = (0..2000).map(|nth| Measured {
        name: format!("incident-{nth:04}"),
        causes: vec![format!(
            "the database failed over and pool {nth} had been exhausted by its slow queries"
        )],
        ..one.clone()
    });
    // They differ in a figure, so they are not the same.
    assert!(Statistics::of(measured.collect(), None).causes.is_empty());
}

proptest! {
    #[test]
    fn the_order_of_incidents_does_not_matter(shuffled in Just(dozen()).prop_shuffle()) {
        prop_assert_eq!(Statistics::of(shuffled, None), Statistics::of(dozen(), None));
    }
}
