//! Silence: stretches in which users were affected and nobody wrote anything down.

use super::id::RecordId;
use super::incident::{Event, Incident};
use super::mark::{MICROS, Mark};
use super::time::{Length, Point, Precision, Zone};
use super::windows::Windows;

/// The most seconds that may pass without an event before it counts as silence.
pub const LIMIT: i64 = 20 * 60;

/// The part of its window that a silence has to exceed to be notable, which is marked in the timeline and asked about in
/// the review: a tenth.
const PART_THAT_IS_NOTABLE: i64 = 10;

/// The part that it has to exceed to dominate its window, and to be told in the narrative: a half. More than a tenth is
/// silent in nearly every incident, and a paragraph that is to be read in a minute would tell of little else; the
/// timeline and the questions below it have those. Over a half nobody can say what happened most of the time, and that
/// is what happened.
const PART_THAT_DOMINATES: i64 = 2;

/// A stretch without an event while users were affected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SilentStretch {
    /// The event before it.
    pub after: RecordId,
    /// The event that ended it.
    pub before: RecordId,
    /// The end of the event before it.
    pub from: Point,
    /// The time of its end.
    pub to: Point,
}

impl SilentStretch {
    /// Its length, more than [`LIMIT`] where no less is shown than is known.
    pub fn length(&self) -> Length {
        self.from.to(&self.to)
    }

    /// The same for a face that shows no finer times than these.
    pub fn length_shown(&self, precision: Precision) -> Length {
        self.from.no_finer(precision).to(&self.to)
    }
}

/// Every silence, in order of time. Events without a time of day are passed over.
pub fn all(incident: &Incident, windows: &Windows) -> Vec<SilentStretch> {
    let zone = incident.zone();
    let mut silences = Vec::new();
    let mut last: Option<LastEnd> = None;
    for event in incident.shown() {
        let Some(mark) = clocked(event, zone) else {
            continue;
        };
        silences.extend(last.and_then(|last| quiet(&last, &mark, windows)));
        let end = LastEnd::of(event, &mark, zone);
        // A range may outlast the events that follow it.
        if last.is_none_or(|last| last.micros <= end.micros) {
            last = Some(end);
        }
    }
    silences
}

/// The silences that leave a gap in what is told of a window: longer than a tenth of it too, in order of time. An open
/// window reaches to the newest event.
pub fn notable(incident: &Incident, windows: &Windows) -> Vec<SilentStretch> {
    longer_than(incident, windows, PART_THAT_IS_NOTABLE)
}

/// Those of them that dominate their window: longer than half of it.
pub fn dominant(incident: &Incident, windows: &Windows) -> Vec<SilentStretch> {
    longer_than(incident, windows, PART_THAT_DOMINATES)
}

/// Those that are longer than this part of their window: 2 for a half of it.
fn longer_than(incident: &Incident, windows: &Windows, part: i64) -> Vec<SilentStretch> {
    let zone = incident.zone();
    let newest = incident.shown().rev().find_map(|event| clocked(event, zone));
    let mut silences = all(incident, windows);
    silences.retain(|silence| {
        let at = zone.micros(&silence.from.at);
        let window = windows.begun_by(at).map(|(_, window)| window);
        window.is_some_and(|window| {
            let end = window.end.or(newest).map_or(at, |end| end.micros);
            silence.length().seconds() > (end - window.start.micros) / MICROS / part
        })
    });
    silences
}

/// The end of an event.
#[derive(Clone, Copy)]
struct LastEnd {
    event: RecordId,
    micros: i64,
    point: Point,
}

impl LastEnd {
    fn of(event: &Event, mark: &Mark, zone: Zone) -> Self {
        let until = event
            .body()
            .timing
            .until
            .filter(|until| zone.micros(until) > mark.micros);
        let at = until.unwrap_or(mark.at);
        LastEnd {
            event: event.id,
            micros: zone.micros(&at),
            point: Point { at, ..mark.point },
        }
    }
}

fn clocked(event: &Event, zone: Zone) -> Option<Mark> {
    Mark::of(event, zone).filter(|mark| !mark.is_day_only())
}

fn quiet(last: &LastEnd, next: &Mark, windows: &Windows) -> Option<SilentStretch> {
    let silence = SilentStretch {
        after: last.event,
        before: next.event,
        from: last.point,
        to: next.point,
    };
    // Windows open and close with events, so between two events one is open throughout or not at all.
    let affected = || windows.hold(last.micros, next.micros);
    // An hour that is only about right may be cut to one long before.
    let long = (next.micros - last.micros) / MICROS > LIMIT && silence.length().seconds() > LIMIT;
    (long && affected()).then_some(silence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{Command, NewEvent, When};
    use crate::domain::kind::Kind;
    use crate::domain::record::Timing;
    use crate::domain::sample::{Sample, at, event};
    use crate::domain::time::Moment;

    fn range(s: &mut Sample, from: &str, until: &str) {
        let timing = Timing {
            at: Moment::parse(&at(from)),
            until: Moment::parse(&at(until)),
            precision: Precision::Minute,
            ..Timing::default()
        };
        let when = When::Given(timing);
        let new = NewEvent {
            when,
            ..event(Kind::Investigation, None, "x")
        };
        s.command(Command::Record(new)).unwrap();
    }

    fn lengths(s: &Sample) -> Vec<i64> {
        let windows = Windows::of(&s.incident);
        all(&s.incident, &windows)
            .iter()
            .map(|silence| silence.length().seconds() / 60)
            .collect()
    }

    #[test]
    fn only_long_stretches_inside_a_window_count() {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        s.log(Kind::Note, Some(&at("08:00")), "before it began");
        s.log(Kind::Impact, Some(&at("09:00")), "down");
        s.log(Kind::Note, Some(&at("09:20")), "twenty minutes are not silence");
        s.log(Kind::Note, Some(&at("09:41")), "twenty-one are");
        s.log(Kind::Resolution, Some(&at("09:50")), "up");
        s.log(Kind::Note, Some(&at("12:00")), "afterwards");
        assert_eq!(lengths(&s), [21]);
    }

    #[test]
    fn only_what_is_more_than_a_tenth_of_its_window_is_notable() {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        s.log(Kind::Impact, Some(&at("09:00")), "down");
        s.log(
            Kind::Note,
            Some(&at("09:30")),
            "half an hour is much in an hour and a half",
        );
        let notable = |s: &Sample| notable(&s.incident, &Windows::of(&s.incident)).len();
        for clock in ["09:50", "10:10", "10:30"] {
            s.log(Kind::Note, Some(&at(clock)), "x");
        }
        assert_eq!(notable(&s), 1);
        s.log(Kind::Resolution, Some(&at("15:00")), "up");
        assert_eq!(lengths(&s), [30, 270]);
        assert_eq!(notable(&s), 1, "half an hour is little in six");
        let dominant = dominant(&s.incident, &Windows::of(&s.incident));
        assert_eq!(dominant.len(), 1, "four and a half hours are most of six");
        s.log(Kind::Impact, Some(&at("16:00")), "again");
        s.log(Kind::Resolution, Some(&at("16:30")), "up");
        assert_eq!(notable(&s), 2, "each by its own window");
    }

    #[test]
    fn a_range_is_not_silent() {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        s.log(Kind::Impact, Some(&at("09:00")), "down");
        range(&mut s, "09:05", "10:00");
        s.log(Kind::Note, Some(&at("09:10")), "meanwhile");
        s.log(Kind::Note, Some(&at("10:30")), "half an hour after the end");
        assert_eq!(lengths(&s), [30]);
    }
}
