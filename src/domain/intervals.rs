//! Intervals: how long things took, each with the formula it was computed by.
//!
//! Nothing is filled in: a missing end gives no length, and a start that had to be replaced is named.

use std::borrow::Cow;

use super::hypotheses;
use super::id::RecordId;
use super::incident::Incident;
use super::kind::{Kind, Milestone};
use super::mark::Mark;
use super::milestones::Milestones;
use super::time::{Length, Point, Precision};
use super::windows::{Window, Windows};

/// A length of time that the incident is measured by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// Its name in JSON, such as `time_to_detect`.
    pub name: &'static str,
    /// In words.
    pub title: &'static str,
    /// As exactly as both ends are printed; negative where the events contradict each other; `None`: not recorded.
    pub length: Option<Length>,
    /// The event at its start, where it has just one.
    pub from: Option<RecordId>,
    /// The event at its end, where it has just one.
    pub to: Option<RecordId>,
    /// The way it is computed.
    pub formula: Cow<'static, str>,
    /// A remark to be made with it: why there is no length, or what is special about it.
    pub note: Option<String>,
    /// True if an end is only about right.
    pub approximate: bool,
    /// True if its length is counted from the detection, because no impact is recorded before that.
    pub from_detection: bool,
}

impl Interval {
    /// Whole seconds; `None`: not recorded.
    pub fn seconds(&self) -> Option<i64> {
        self.length.map(|length| length.seconds())
    }

    /// Adds that it is only that of the first of so many windows: what is not recorded there may be in another.
    pub(super) fn is_of_first_of(&mut self, windows: usize) {
        let of_first = format!("of the first of {windows} windows");
        self.note = joined(&[self.note.as_deref(), Some(&of_first)]);
    }
}

/// The name of the interval that is the union of the impact windows.
pub const IMPACT_DURATION: &str = "impact_duration";

/// The name of the interval that is lost to hypotheses which proved wrong.
pub const DEAD_ENDS: &str = "dead_ends";

/// The name of the interval from the beginning of the impact to the detection.
pub const TIME_TO_DETECT: &str = "time_to_detect";

/// The name of the interval from the beginning of the impact to the resolution.
pub const TIME_TO_RESOLVE: &str = "time_to_resolve";

struct IntervalRow {
    name: &'static str,
    title: &'static str,
    from: Milestone,
    to: Milestone,
    /// True if the detection may stand in for the beginning of the impact.
    from_detection: bool,
}

const fn row(name: &'static str, title: &'static str, from: Milestone, to: Milestone) -> IntervalRow {
    // Time to detect ends with the detection, so that cannot stand in for its beginning.
    let from_detection = matches!(from, Milestone::Impact) && !matches!(to, Milestone::Detected);
    IntervalRow {
        name,
        title,
        from,
        to,
        from_detection,
    }
}

const ROWS: [IntervalRow; 6] = [
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

/// The name of a milestone where a length is counted from or to it.
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

/// Those between the milestones of one window, in the order of the JSON contract, for a face that shows no finer times
/// than these.
pub fn of_window(milestones: &Milestones, precision: Precision) -> Vec<Interval> {
    let milestones = &milestones.no_finer(precision);
    ROWS.iter().map(|row| between(row, milestones)).collect()
}

/// Those that are added up over all windows, which follow in the contract. The milestones are the incident's.
pub fn of_all_windows(
    incident: &Incident,
    milestones: &Milestones,
    windows: &Windows,
    precision: Precision,
) -> [Interval; 2] {
    let windows = &windows.no_finer(precision);
    [
        impact_duration(windows, milestones),
        dead_ends(incident, precision),
    ]
}

fn between(row: &IntervalRow, milestones: &Milestones) -> Interval {
    let known = |milestone| milestones.get(milestone).is_some();
    let stand_in = milestones
        .start()
        .filter(|_| row.from_detection && !known(row.from));
    let replaced = stand_in.is_some();
    let from = if replaced { Milestone::Detected } else { row.from };
    let start = stand_in.map(|(mark, _)| mark).or(milestones.get(from));
    let end = milestones.get(row.to);
    let ends = start.zip(end);
    let length = ends.and_then(|(start, end)| start.length_to(end));
    let choice = chosen(milestones, row.to);
    let note = match length {
        Some(length) => joined(&[
            replaced.then_some("from detection"),
            (length.unit() == Precision::Day).then_some(TO_THE_DAY),
            choice.as_deref(),
        ]),
        None if ends.is_some() => Some(TO_THE_DAY.to_owned()),
        None => why_not(milestones, from).or_else(|| why_not(milestones, row.to)),
    };
    Interval {
        name: row.name,
        title: row.title,
        length,
        from: start.map(|mark| mark.event),
        to: end.map(|mark| mark.event),
        formula: Cow::Owned(format!("{} - {}", point(row.to), point(from))),
        note,
        approximate: length.is_some() && [start, end].into_iter().flatten().any(|mark| mark.approximate),
        from_detection: length.is_some() && replaced,
    }
}

/// Says that the end was chosen among several events, or is the only one there was to choose.
fn chosen(milestones: &Milestones, end: Milestone) -> Option<String> {
    match end {
        Milestone::Mitigated if milestones.is_only_mitigation() => {
            Some(match milestones.failed_mitigations() {
                0 => "the only mitigation recorded".to_owned(),
                _ => "the only mitigation recorded that is not marked as failed".to_owned(),
            })
        }
        Milestone::Cause if milestones.causes().len() > 1 => {
            let count = milestones.causes().len();
            let is_last = milestones.causes().last() == milestones.get(Milestone::Cause);
            let which = if is_last {
                "the last"
            } else {
                "the one that the field repeats"
            };
            Some(format!("{which} of {count} that name a cause"))
        }
        Milestone::Impact
        | Milestone::Detected
        | Milestone::Acknowledged
        | Milestone::Escalated
        | Milestone::Cause
        | Milestone::Mitigated
        | Milestone::Resolved => None,
    }
}

/// Said where no more than the days of both ends are known.
const TO_THE_DAY: &str = "known only to the day";

/// The notes there are, in one; `None` without any.
fn joined(notes: &[Option<&str>]) -> Option<String> {
    let notes: Vec<&str> = notes.iter().copied().flatten().collect();
    (!notes.is_empty()).then(|| notes.join("; "))
}

/// The reason why no length can be counted from or to a milestone.
fn why_not(milestones: &Milestones, milestone: Milestone) -> Option<String> {
    let name = point(milestone);
    match milestones.get(milestone) {
        Some(_) => None,
        None if milestone == Milestone::Mitigated && milestones.undetermined().is_some() => {
            Some(match milestones.undetermined().unwrap_or_default() {
                1 if milestones.failed_mitigations() == 0 => {
                    format!("{name}: not determined, the one recorded is not marked with #helped")
                }
                1 => format!("{name}: not determined, the one that did not fail is not marked with #helped"),
                count => {
                    format!("{name}: not determined, {count} are recorded; the tag #helped marks the one")
                }
            })
        }
        None if milestone == Milestone::Resolved && milestones.unresolved_relapse() => {
            Some(format!("{name}: not recorded after the relapse"))
        }
        None if milestones.untimed(milestone).is_some() => Some(format!("{name}: recorded without a time")),
        None => Some(format!("{name}: not recorded")),
    }
}

fn impact_duration(windows: &Windows, milestones: &Milestones) -> Interval {
    let all = windows.all();
    let length = windows.total();
    let mut notes = Vec::new();
    let from_detection = all.first().is_some_and(|window| window.from_detection);
    if from_detection {
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
    } else if length.is_none()
        || all
            .iter()
            .filter_map(Window::length)
            .any(|length| length.unit() == Precision::Day)
    {
        notes.push(TO_THE_DAY.to_owned());
    }
    if all.len() > 1 {
        notes.push(format!("{} separate windows", all.len()));
    }
    let only = if let [only] = all { Some(only) } else { None };
    Interval {
        name: IMPACT_DURATION,
        title: "Impact duration",
        length,
        from: only.map(|window| window.start.event),
        to: only.and_then(|window| window.end).map(|mark| mark.event),
        formula: Cow::Borrowed("union of the impact windows"),
        note: (!notes.is_empty()).then(|| notes.join("; ")),
        approximate: length.is_some() && all.iter().any(Window::is_approximate),
        from_detection: length.is_some() && from_detection,
    }
}

fn dead_ends(incident: &Incident, precision: Precision) -> Interval {
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
        let mark = |event| Mark::of(event, zone).map(|mark| mark.no_finer(precision));
        let marks = mark(hypothesis.started).zip(mark(ended));
        match marks.filter(|(start, end)| start.length_to(end).is_some_and(|length| length.seconds() >= 0)) {
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
        length: union(&stretches),
        from: only.map(|(start, _)| start.event),
        to: only.map(|(_, end)| end.event),
        formula: Cow::Borrowed("per hypothesis: ruled out - hypothesis; overlaps count once"),
        note: dead_ends_note(stretches.len(), without),
        approximate: stretches
            .iter()
            .any(|(start, end)| start.approximate || end.approximate),
        from_detection: false,
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

/// The length that the stretches cover; what several cover counts once. `None` without any.
fn union(stretches: &[(Mark, Mark)]) -> Option<Length> {
    let mut stretches = stretches.to_vec();
    stretches.sort_unstable_by_key(|(start, end)| (start.micros, end.micros));
    let mut covered: Vec<(Point, Point)> = Vec::new();
    for (start, end) in stretches.iter().map(|(start, end)| (start.point, end.point)) {
        match covered.last_mut() {
            Some((_, reached)) if reached.to(&start).seconds() <= 0 => {
                if reached.to(&end).seconds() > 0 {
                    *reached = end;
                }
            }
            Some(_) | None => covered.push((start, end)),
        }
    }
    let lengths = covered.iter().map(|(start, end)| start.to(end));
    (!covered.is_empty()).then(|| lengths.sum())
}

#[cfg(test)]
mod tests;
