//! The milestones of an incident and of its windows, by the events that are recorded.

use super::*;
use crate::domain::kind::Kind;
use crate::domain::sample::{Sample, at};

fn of(s: &Sample) -> Milestones {
    all(s).incident
}

fn all(s: &Sample) -> AllMilestones {
    AllMilestones::of(&s.incident, &Windows::of(&s.incident))
}

type Row = (Kind, &'static str);

fn resolved(events: &[Row]) -> Option<String> {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    for (kind, clock) in events {
        s.log(*kind, Some(&at(clock)), "x");
    }
    let milestones = of(&s);
    let mark = milestones.get(Milestone::Resolved)?;
    Some(mark.at.wall().format("%H:%M").to_string())
}

#[test]
fn resolved_is_the_end_of_the_last_window() {
    use Kind::{Detection, Impact, Resolution};
    let cases: &[(&[Row], Option<&str>)] = &[
        (&[(Impact, "09:00")], None),
        (&[(Impact, "09:00"), (Resolution, "10:00")], Some("10:00")),
        (
            &[(Impact, "09:00"), (Resolution, "10:00"), (Resolution, "11:00")],
            Some("10:00"),
        ),
        (
            &[(Impact, "09:00"), (Resolution, "10:00"), (Impact, "11:00")],
            None,
        ),
        (
            &[
                (Impact, "09:00"),
                (Resolution, "10:00"),
                (Detection, "11:00"),
                (Resolution, "12:00"),
            ],
            Some("12:00"),
        ),
        // Before anything was noticed: wrong, but no relapse. The review says so.
        (&[(Resolution, "08:00"), (Detection, "09:00")], Some("08:00")),
    ];
    for (events, expected) in cases {
        assert_eq!(resolved(events).as_deref(), *expected, "{events:?}");
    }
}

#[test]
fn a_relapse_is_not_where_the_impact_began() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    s.log(Kind::Detection, Some(&at("09:00")), "down");
    s.log(Kind::Resolution, Some(&at("10:00")), "up");
    s.log(Kind::Impact, Some(&at("11:00")), "down again");
    assert_eq!(of(&s).get(Milestone::Impact), None);
    assert!(of(&s).unresolved_relapse());
    s.log(Kind::Resolution, Some(&at("12:00")), "up");
    assert!(!of(&s).unresolved_relapse());
    let began = s.log(Kind::Impact, Some(&at("08:50")), "down, as we know now");
    assert_eq!(of(&s).get(Milestone::Impact).map(|mark| mark.event), Some(began));
}

#[test]
fn an_impact_after_the_detection_is_no_second_start() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    s.log(Kind::Detection, Some(&at("09:00")), "down");
    s.log(Kind::Impact, Some(&at("09:01")), "a third of the users");
    assert_eq!(of(&s).get(Milestone::Impact), None);
}

#[test]
fn an_early_warning_is_no_detection() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    s.log(Kind::Detection, Some(&at("08:00")), "disk at 85 % #warning");
    assert_eq!(of(&s).get(Milestone::Detected), None);
    s.log(Kind::Impact, Some(&at("09:00")), "writes fail");
    let detected = s.log(Kind::Detection, Some(&at("09:05")), "errors");
    let event = |s: &Sample| of(s).get(Milestone::Detected).map(|mark| mark.event);
    assert_eq!(event(&s), Some(detected));
    // Users were affected when it came: then it did notice.
    let warned = s.log(Kind::Detection, Some(&at("09:02")), "disk full #Warning");
    assert_eq!(event(&s), Some(warned));
}

#[test]
fn of_several_mitigations_the_one_that_helped_counts() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    let event = |s: &Sample| of(s).get(Milestone::Mitigated).map(|mark| mark.event);
    s.log(Kind::Impact, Some(&at("09:00")), "down");
    let first = s.log(Kind::Mitigation, Some(&at("09:10")), "restarted it");
    assert_eq!((event(&s), of(&s).undetermined()), (Some(first), None));
    let failed = s.log(Kind::Mitigation, Some(&at("09:15")), "more memory #failed");
    assert_eq!(event(&s), Some(first), "{failed}");
    s.log(Kind::Mitigation, Some(&at("09:20")), "rolled back");
    assert_eq!((event(&s), of(&s).undetermined()), (None, Some(2)));
    let helped = s.log(Kind::Mitigation, Some(&at("09:30")), "moved away #helped");
    assert_eq!((event(&s), of(&s).undetermined()), (Some(helped), None));
}

#[test]
fn the_first_with_a_time_counts_and_the_untimed_is_known() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    let untimed = s.untimed(Kind::Cause, "someone knew");
    assert_eq!(of(&s).get(Milestone::Cause), None);
    assert_eq!(of(&s).untimed(Milestone::Cause), Some(untimed));
    let last = s.log(Kind::Cause, Some(&at("11:00")), "the second");
    s.log(Kind::Cause, Some(&at("10:00")), "the first");
    assert_eq!(of(&s).get(Milestone::Cause).map(|mark| mark.event), Some(last));
    assert_eq!(of(&s).untimed(Milestone::Cause), None);
}

#[test]
fn of_several_mitigations_nobody_is_asked_for_the_time_of_one() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    let asked = |s: &Sample| {
        (
            of(s).untimed(Milestone::Mitigated),
            of(s).untimed(Milestone::Cause),
        )
    };
    let mitigation = s.untimed(Kind::Mitigation, "restarted it");
    let cause = s.untimed(Kind::Cause, "someone knew");
    assert_eq!(asked(&s), (Some(mitigation), Some(cause)));
    s.untimed(Kind::Mitigation, "rolled back");
    assert_eq!(of(&s).undetermined(), Some(2));
    assert_eq!(asked(&s), (None, Some(cause)));
}

/// The milestones of each window, as `detected 09:00, mitigated 09:20`.
fn told(s: &Sample) -> Vec<String> {
    let passed = |milestones: &Milestones| {
        let told = Milestone::ALL.into_iter().filter_map(|milestone| {
            let mark = milestones.get(milestone)?;
            Some(format!("{} {}", milestone.name(), mark.at.wall().format("%H:%M")))
        });
        told.collect::<Vec<_>>().join(", ")
    };
    all(s).windows.iter().map(passed).collect()
}

#[test]
fn every_window_has_milestones_of_its_own() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    for (kind, clock, text) in [
        (Kind::Escalation, "08:00", "called in before anything was noticed"),
        (Kind::Detection, "09:00", "down"),
        (Kind::Mitigation, "09:20", "restarted"),
        (Kind::Resolution, "09:30", "up"),
        (Kind::Cause, "09:40", "found while all was well"),
        (Kind::Impact, "10:00", "down again"),
        (Kind::Detection, "10:05", "alert"),
        (Kind::Escalation, "10:10", "called in"),
        (Kind::Cause, "10:20", "found again"),
        (Kind::Mitigation, "10:30", "moved away"),
        (Kind::Resolution, "11:00", "up"),
    ] {
        s.log(kind, Some(&at(clock)), text);
    }
    assert_eq!(
        told(&s),
        [
            // What had been tried before the relapse did not hold.
            "detected 09:00, escalated 08:00, cause 09:40, resolved 09:30",
            "impact 10:00, detected 10:05, escalated 10:10, cause 10:20, mitigated 10:30, resolved 11:00",
        ]
    );
    assert_eq!(all(&s).windows[0].undetermined(), Some(1));
    assert!(all(&s).windows[1].is_only_mitigation());
    let resolved = of(&s).get(Milestone::Resolved).copied();
    assert_eq!(
        resolved
            .map(|mark| mark.at.wall().format("%H:%M").to_string())
            .as_deref(),
        Some("11:00")
    );
}

#[test]
fn what_is_known_to_the_day_belongs_to_the_window_that_began_that_day() {
    use crate::domain::command::{Command, NewEvent, When};
    use crate::domain::record::Timing;
    use crate::domain::sample::event;
    use crate::domain::time::Moment;
    let mut s = Sample::new("UTC", "2023-03-28T20:00:00Z");
    for (kind, clock) in [
        (Kind::Impact, "2023-03-25T09:00:00Z"),
        (Kind::Resolution, "2023-03-25T10:00:00Z"),
        (Kind::Impact, "2023-03-26T09:00:00Z"),
    ] {
        s.log(kind, Some(clock), "x");
    }
    let timing = Timing {
        at: Moment::parse("2023-03-26T00:00:00Z"),
        precision: Precision::Day,
        ..Timing::default()
    };
    let new = NewEvent {
        when: When::Given(timing),
        ..event(Kind::Cause, None, "x")
    };
    s.command(Command::Record(new)).unwrap();
    let known = |nth: usize| all(&s).windows[nth].get(Milestone::Cause).is_some();
    assert_eq!((known(0), known(1)), (false, true));
}

#[test]
fn of_several_causes_the_one_that_the_field_repeats_counts() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    s.log(Kind::Detection, Some(&at("09:00")), "down");
    let bug = s.log(
        Kind::Cause,
        Some(&at("10:00")),
        "a bug that came with the update of the app",
    );
    let disk = s.log(
        Kind::Cause,
        Some(&at("11:00")),
        "the disk of the log server was full",
    );
    let event = |s: &Sample| of(s).get(Milestone::Cause).map(|mark| mark.event);
    assert_eq!(event(&s), Some(disk), "nothing says which: the last");
    s.set(FieldName::Cause, "The update of the app introduced a bug.");
    assert_eq!(event(&s), Some(bug));
    s.set(FieldName::Cause, "Nobody knows.");
    assert_eq!(event(&s), Some(disk));
    assert_eq!(of(&s).causes().len(), 2);
}

#[test]
fn a_mitigation_that_reads_as_if_it_had_failed_counts_only_where_it_is_marked() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    s.log(Kind::Impact, Some(&at("09:00")), "down");
    s.log(
        Kind::Mitigation,
        Some(&at("09:10")),
        "rolled back, errors still there",
    );
    assert_eq!(
        (of(&s).get(Milestone::Mitigated), of(&s).undetermined()),
        (None, Some(1))
    );
    let helped = s.log(
        Kind::Mitigation,
        Some(&at("09:20")),
        "moved away, a few still fail #helped",
    );
    assert_eq!(
        of(&s).get(Milestone::Mitigated).map(|mark| mark.event),
        Some(helped)
    );
    assert!(!of(&s).is_only_mitigation());
}

#[test]
fn one_marked_as_helping_without_a_time_is_known_and_leaves_no_choice() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    s.log(Kind::Impact, Some(&at("09:00")), "down");
    s.log(Kind::Mitigation, Some(&at("09:20")), "restarted it");
    s.untimed(Kind::Mitigation, "more memory #failed");
    let helped = s.untimed(Kind::Mitigation, "moved away #helped");
    assert_eq!(of(&s).get(Milestone::Mitigated), None);
    assert_eq!(of(&s).undetermined(), None);
    assert_eq!(of(&s).untimed(Milestone::Mitigated), Some(helped));
    assert_eq!(of(&s).helped_some_time(), Some(helped));
    assert_eq!((of(&s).attempts().len(), of(&s).failed_mitigations()), (3, 1));
}

#[test]
fn one_that_failed_is_asked_for_no_time() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    s.log(Kind::Impact, Some(&at("09:00")), "down");
    s.untimed(Kind::Mitigation, "more memory #failed");
    assert_eq!(of(&s).untimed(Milestone::Mitigated), None);
}
