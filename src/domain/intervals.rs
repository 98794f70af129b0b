//! Intervals: how long things took, each with the formula it was computed by.
//!
//! Nothing is filled in: a missing end gives no length, and a start that had to be replaced is named.

use std::borrow::Cow;

use super::hypotheses;
use super::id::RecordId;
use super::incident::Incident;
use super::kind::{Kind, Milestone};
use super::mark::{MICROS, Mark};
use super::milestones::Milestones;
use super::windows::Windows;

/// A length of time that the incident is measured by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// Its name in JSON, such as `time_to_detect`.
    pub name: &'static str,
    /// In words.
    pub title: &'static str,
    /// Whole seconds; negative where the events contradict each other; `None`: not recorded.
    pub seconds: Option<i64>,
    /// The event at its start, where it has just one.
    pub from: Option<RecordId>,
    /// The event at its end, where it has just one.
    pub to: Option<RecordId>,
    /// How it is computed.
    pub formula: Cow<'static, str>,
    /// What has to be said with it: why there is no length, or what is special about it.
    pub note: Option<String>,
    /// Whether an end is only about right.
    pub approximate: bool,
}

/// The name of the interval that is the union of the impact windows.
pub const IMPACT_DURATION: &str = "impact_duration";

/// The name of the interval that is lost to hypotheses which proved wrong.
pub const DEAD_ENDS: &str = "dead_ends";

/// The name of the interval from the beginning of the impact to the resolution.
pub const TIME_TO_RESOLVE: &str = "time_to_resolve";

struct Row {
    name: &'static str,
    title: &'static str,
    from: Milestone,
    to: Milestone,
    /// Whether the detection may stand in for the beginning of the impact.
    from_detection: bool,
}

const fn row(name: &'static str, title: &'static str, from: Milestone, to: Milestone) -> Row {
    // Time to detect ends with the detection, so that cannot stand in for its beginning.
    let from_detection = matches!(from, Milestone::Impact) && !matches!(to, Milestone::Detected);
    Row {
        name,
        title,
        from,
        to,
        from_detection,
    }
}

const ROWS: [Row; 6] = [
    row(
        "time_to_detect",
        "Time to detect",
        Milestone::Impact,
        Milestone::Detected,
    ),
    row(
        "time_to_acknowledge",
        "Time to acknowledge",
        Milestone::Detected,
        Milestone::Acknowledged,
    ),
    row(
        "time_to_escalate",
        "Time to escalate",
        Milestone::Detected,
        Milestone::Escalated,
    ),
    row(
        "time_to_diagnose",
        "Time to diagnose",
        Milestone::Detected,
        Milestone::Cause,
    ),
    row(
        "time_to_mitigate",
        "Time to mitigate",
        Milestone::Impact,
        Milestone::Mitigated,
    ),
    row(
        TIME_TO_RESOLVE,
        "Time to resolve",
        Milestone::Impact,
        Milestone::Resolved,
    ),
];

/// What a milestone is called where a length is counted from or to it.
pub fn point(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Impact => "impact began",
        Milestone::Detected => "detected",
        Milestone::Acknowledged => "acknowledged",
        Milestone::Escalated => "escalated",
        Milestone::Cause => "cause identified",
        Milestone::Mitigated => "mitigated",
        Milestone::Resolved => "resolved",
    }
}

/// Every interval, in the order of the JSON contract.
pub fn all(incident: &Incident, milestones: &Milestones, windows: &Windows) -> Vec<Interval> {
    let mut intervals: Vec<Interval> = ROWS.iter().map(|row| between(row, milestones)).collect();
    intervals.push(impact_duration(windows, milestones));
    intervals.push(dead_ends(incident));
    intervals
}

fn between(row: &Row, milestones: &Milestones) -> Interval {
    let replaced = row.from_detection && milestones.get(row.from).is_none();
    let from = if replaced { Milestone::Detected } else { row.from };
    let (start, end) = (milestones.get(from), milestones.get(row.to));
    let seconds = start.zip(end).and_then(|(start, end)| start.seconds_to(end));
    let note = match seconds {
        Some(_) => replaced.then(|| "from detection".to_owned()),
        None => why_not(milestones, from).or_else(|| why_not(milestones, row.to)),
    };
    Interval {
        name: row.name,
        title: row.title,
        seconds,
        from: start.map(|mark| mark.event),
        to: end.map(|mark| mark.event),
        formula: Cow::Owned(format!("{} - {}", point(row.to), point(from))),
        note,
        approximate: seconds.is_some() && [start, end].into_iter().flatten().any(|mark| mark.approximate),
    }
}

/// Why no length can be counted from or to a milestone.
fn why_not(milestones: &Milestones, milestone: Milestone) -> Option<String> {
    let name = point(milestone);
    match milestones.get(milestone) {
        Some(mark) if mark.day_only => Some(format!("{name}: known only to the day")),
        Some(_) => None,
        None if milestones.untimed(milestone).is_some() => Some(format!("{name}: recorded without a time")),
        None => Some(format!("{name}: not recorded")),
    }
}

fn impact_duration(windows: &Windows, milestones: &Milestones) -> Interval {
    let all = windows.all();
    let seconds = windows.total_seconds();
    let mut notes = Vec::new();
    if all.first().is_some_and(|window| window.from_detection) {
        notes.push("from detection".to_owned());
    }
    if all.is_empty() {
        notes.push("neither impact nor detection has a time".to_owned());
    } else if windows.open().is_some() {
        let untimed = milestones.untimed(Milestone::Resolved);
        notes.push(
            untimed
                .map_or("its end is not recorded", |_| "its end has no time")
                .to_owned(),
        );
    } else if seconds.is_none() {
        notes.push("known only to the day".to_owned());
    }
    if all.len() > 1 {
        notes.push(format!("{} separate windows", all.len()));
    }
    let only = if let [only] = all { Some(only) } else { None };
    let mut marks = all
        .iter()
        .flat_map(|window| [Some(window.start), window.end])
        .flatten();
    Interval {
        name: IMPACT_DURATION,
        title: "Impact duration",
        seconds,
        from: only.map(|window| window.start.event),
        to: only.and_then(|window| window.end).map(|mark| mark.event),
        formula: Cow::Borrowed("union of the impact windows"),
        note: (!notes.is_empty()).then(|| notes.join("; ")),
        approximate: seconds.is_some() && marks.any(|mark| mark.approximate),
    }
}

fn dead_ends(incident: &Incident) -> Interval {
    let zone = incident.zone();
    let mut stretches = Vec::new();
    let mut without = 0;
    for hypothesis in hypotheses::all(incident) {
        let Some(ended) = hypothesis
            .ended
            .filter(|event| event.body().kind == Kind::RuledOut)
        else {
            continue;
        };
        let marks = Mark::of(hypothesis.started, zone).zip(Mark::of(ended, zone));
        match marks.filter(|(start, end)| start.seconds_to(end).is_some_and(|seconds| seconds >= 0)) {
            Some(stretch) => stretches.push(stretch),
            None => without += 1,
        }
    }
    without += incident
        .shown()
        .filter(|event| event.body().kind == Kind::RuledOut && event.body().ends.is_none())
        .count();
    let only = if let [only] = stretches[..] {
        Some(only)
    } else {
        None
    };
    Interval {
        name: DEAD_ENDS,
        title: "Lost to dead ends",
        seconds: (!stretches.is_empty()).then(|| union(&stretches)),
        from: only.map(|(start, _)| start.event),
        to: only.map(|(_, end)| end.event),
        formula: Cow::Borrowed("per hypothesis: ruled out - hypothesis; overlaps count once"),
        note: dead_ends_note(stretches.len(), without),
        approximate: stretches
            .iter()
            .any(|(start, end)| start.approximate || end.approximate),
    }
}

fn dead_ends_note(counted: usize, without: usize) -> Option<String> {
    match (counted, without) {
        (0, 0) => Some("no dead end is recorded".to_owned()),
        (_, 0) => None,
        (_, 1) => Some("1 dead end has no known beginning and end, and is not counted".to_owned()),
        (_, n) => Some(format!(
            "{n} dead ends have no known beginning and end, and are not counted"
        )),
    }
}

/// Whole seconds that the stretches cover; what several cover counts once.
fn union(stretches: &[(Mark, Mark)]) -> i64 {
    let mut spans: Vec<(i64, i64)> = stretches
        .iter()
        .map(|(start, end)| (start.micros, end.micros))
        .collect();
    spans.sort_unstable();
    let (mut covered, mut reached) = (0, i64::MIN);
    for (start, end) in spans {
        covered += (end - start.max(reached)).max(0);
        reached = reached.max(end);
    }
    covered / MICROS
}

#[cfg(test)]
mod tests {
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
        interval(&s, name).seconds
    }

    #[test]
    fn the_names_are_those_of_the_contract() {
        let s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        let facts = Facts::of(&s.incident);
        let names: Vec<_> = facts.intervals.iter().map(|interval| interval.name).collect();
        let contract = "time_to_detect time_to_acknowledge time_to_escalate time_to_diagnose \
                        time_to_mitigate time_to_resolve impact_duration dead_ends";
        assert_eq!(names.join(" "), contract);
        assert!(facts.intervals.iter().all(|interval| interval.seconds.is_none()));
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
        assert_eq!(resolve.seconds, Some(3600));
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
    fn a_negative_length_stays_negative() {
        let events = [(Kind::Detection, "09:00"), (Kind::Impact, "09:10")];
        assert_eq!(seconds(&events, "time_to_detect"), Some(-600));
    }

    #[test]
    fn about_spreads_and_a_bare_day_gives_no_length() {
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
            assert_eq!(interval(&s, name).seconds, None, "{name}");
        }
        let note = interval(&s, "time_to_resolve").note;
        assert_eq!(note.as_deref(), Some("resolved: known only to the day"));
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
        assert_eq!(lost.seconds, Some(100 * 60));
        assert_eq!(
            lost.note.as_deref(),
            Some("1 dead end has no known beginning and end, and is not counted")
        );
    }
}
