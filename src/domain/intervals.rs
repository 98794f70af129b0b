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
use super::windows::{Window, Windows};

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

/// The name of the interval from the beginning of the impact to the detection.
pub const TIME_TO_DETECT: &str = "time_to_detect";

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
        TIME_TO_DETECT,
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
    let known = |milestone| milestones.get(milestone).is_some();
    let replaced = row.from_detection && !known(row.from) && known(Milestone::Detected);
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
        None if milestone == Milestone::Resolved && milestones.unresolved_relapse() => {
            Some(format!("{name}: not recorded after the relapse"))
        }
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
    Interval {
        name: IMPACT_DURATION,
        title: "Impact duration",
        seconds,
        from: only.map(|window| window.start.event),
        to: only.and_then(|window| window.end).map(|mark| mark.event),
        formula: Cow::Borrowed("union of the impact windows"),
        note: (!notes.is_empty()).then(|| notes.join("; ")),
        approximate: seconds.is_some() && all.iter().any(Window::is_approximate),
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
mod tests;
