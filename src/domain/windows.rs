//! Impact windows: the stretches of time in which users were affected.
//!
//! A window opens with an impact, or with a detection while none is open; an early warning opens none. It closes with
//! the first resolution, or with an event that says that users are no longer affected. A resolution after that with nothing
//! between is a confirmation, and moves nothing. What opens the next window is a relapse. Because the timeline is in
//! order of time, an impact that is written down later but dated before the detection opens the window by itself.

use super::incident::{Event, Incident};
use super::kind::Kind;
use super::mark::{DAY_MICROS, Mark};
use super::record::WARNING;
use super::time::{Length, Now, Point, Precision};

/// A stretch of time in which users were affected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// The event that opened it.
    pub start: Mark,
    /// True if a detection opened it, because no impact was recorded before.
    pub from_detection: bool,
    /// The event that closed it; `None`: it is open.
    pub end: Option<Mark>,
    /// Later impacts inside: it became worse.
    pub worse: Vec<Mark>,
    /// Later resolutions with nothing between: they say again that it is over.
    pub confirmations: Vec<Mark>,
}

impl Window {
    /// Its length; `None` while it is open, or where all that is known is that it was within a day.
    pub fn length(&self) -> Option<Length> {
        self.start.length_to(self.end.as_ref()?)
    }

    /// True if an end of it is only about right.
    pub fn is_approximate(&self) -> bool {
        self.start.approximate || self.end.is_some_and(|end| end.approximate)
    }

    /// True if it holds the whole stretch between two points on the incident's scale.
    pub fn holds(&self, from: i64, to: i64) -> bool {
        self.start.micros <= from && self.end.is_none_or(|end| to <= end.micros)
    }

    /// True if an impact is dated at the very time of the detection that opened it: then it began with that.
    fn begins_with(&self, impact: &Mark) -> bool {
        let apart = self.start.length_to(impact);
        self.from_detection && self.worse.is_empty() && apart.is_some_and(|apart| apart.seconds() == 0)
    }

    /// The last event that says it is over.
    pub fn last_word(&self) -> Option<&Mark> {
        self.confirmations.last().or(self.end.as_ref())
    }
}

/// All windows of an incident, in order of time. They do not overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Windows(Vec<Window>);

impl Windows {
    /// Finds them, in one pass over the timeline. Events without a time, or with one that is
    /// absurd, neither open nor close a window.
    pub fn of(incident: &Incident) -> Self {
        Self::through(incident, incident.shown())
    }

    /// The same as seen at `now`: what is dated ahead of it has not happened.
    pub fn at(incident: &Incident, now: Now) -> Self {
        Self::through(incident, incident.happened(now))
    }

    /// The same by these events of it alone, which are in the order of its timeline.
    pub fn through<'a>(incident: &Incident, events: impl Iterator<Item = &'a Event>) -> Self {
        let zone = incident.zone();
        let mut windows = Windows::default();
        for event in events {
            if let Some(turn) = Turn::of(event)
                && !event.is_dated_absurdly(zone)
                && let Some(mark) = Mark::of(event, zone)
            {
                windows.take(turn, mark);
            }
        }
        windows
    }

    /// The same for a face that shows no finer times than these.
    #[must_use]
    pub fn no_finer(&self, precision: Precision) -> Self {
        let cut = |mark: &Mark| mark.no_finer(precision);
        let windows = self.0.iter().map(|window| Window {
            start: cut(&window.start),
            from_detection: window.from_detection,
            end: window.end.as_ref().map(cut),
            worse: window.worse.iter().map(cut).collect(),
            confirmations: window.confirmations.iter().map(cut).collect(),
        });
        Windows(windows.collect())
    }

    /// The windows, in order of time.
    pub fn all(&self) -> &[Window] {
        &self.0
    }

    /// True if one of them holds the whole stretch between two points on the incident's scale, of which the second is
    /// the later one. They do not overlap: only the last that begins before it can.
    pub fn hold(&self, from: i64, to: i64) -> bool {
        self.begun_by(from)
            .is_some_and(|(_, window)| window.holds(from, to))
    }

    /// The last window that had begun by a point on the incident's scale, and its place.
    pub fn begun_by(&self, at: i64) -> Option<(usize, &Window)> {
        let begun = self.0.partition_point(|window| window.start.micros <= at);
        let nth = begun.checked_sub(1)?;
        Some((nth, self.0.get(nth)?))
    }

    /// The place of the window that an event belongs to: the last that had begun by then, else the first. What is known to
    /// the day may have come at the end of that.
    pub fn place_of(&self, mark: &Mark) -> usize {
        let latest = if mark.is_day_only() {
            mark.micros.saturating_add(DAY_MICROS - 1)
        } else {
            mark.micros
        };
        self.begun_by(latest).map_or(0, |(nth, _)| nth)
    }

    /// The window that holds a point on the incident's scale: of two that meet there the one that ends.
    pub fn holding(&self, at: i64) -> Option<&Window> {
        let (nth, last) = self.begun_by(at)?;
        let before = nth.checked_sub(1).and_then(|before| self.0.get(before));
        before
            .filter(|before| before.holds(at, at))
            .or(Some(last))
            .filter(|window| window.holds(at, at))
    }

    /// True if a window begins within so many microseconds of a point.
    pub fn begins_near(&self, at: i64, within: i64) -> bool {
        let first = self
            .0
            .partition_point(|window| window.start.micros < at.saturating_sub(within));
        let next = self.0.get(first);
        next.is_some_and(|window| window.start.micros <= at.saturating_add(within))
    }

    /// The window that is still open.
    pub fn open(&self) -> Option<&Window> {
        self.0.last().filter(|window| window.end.is_none())
    }

    /// True if there were any, and the last one has ended.
    pub fn is_over(&self) -> bool {
        self.0.last().is_some_and(|window| window.end.is_some())
    }

    /// The length that a clock of the incident shows at `now`: from the start of the last window to its end, or to
    /// `now` while it is open; never negative, and to the minute, as clocks on a screen are. `None` before anything
    /// was noticed.
    pub fn clock(&self, now: Point) -> Option<Length> {
        let window = self.0.last()?;
        let end = window.end.map_or(now, |mark| mark.point);
        let start = window.start.point.no_finer(Precision::Minute);
        Some(start.to(&end).or_zero())
    }

    /// The windows that opened after another had closed.
    pub fn relapses(&self) -> &[Window] {
        self.0.get(1..).unwrap_or_default()
    }

    /// The union of all windows: the sum of their lengths. `None` without any, and where one of them has no length.
    pub fn total(&self) -> Option<Length> {
        if self.0.is_empty() {
            return None;
        }
        self.0.iter().map(Window::length).sum()
    }

    fn take(&mut self, turn: Turn, mark: Mark) {
        let Some(last) = self.0.last_mut() else {
            return self.open_with(turn, mark);
        };
        match (turn, last.end) {
            (Turn::Over, None) | (Turn::Recovered, None) => last.end = Some(mark),
            (Turn::Over, Some(_)) => last.confirmations.push(mark),
            (Turn::Hurts, None) if last.begins_with(&mark) => {
                (last.start, last.from_detection) = (mark, false);
            }
            (Turn::Hurts, None) => last.worse.push(mark),
            (Turn::Recovered, Some(_)) | (Turn::Detected, None) => {}
            (Turn::Hurts | Turn::Detected, Some(_)) => self.open_with(turn, mark),
        }
    }

    fn open_with(&mut self, turn: Turn, mark: Mark) {
        let from_detection = match turn {
            Turn::Hurts => false,
            Turn::Detected => true,
            Turn::Over | Turn::Recovered => return,
        };
        self.0.push(Window {
            start: mark,
            from_detection,
            end: None,
            worse: Vec::new(),
            confirmations: Vec::new(),
        });
    }
}

/// The turn that an event brings for the windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Hurts,
    Detected,
    Recovered,
    Over,
}

impl Turn {
    fn of(event: &Event) -> Option<Self> {
        match event.body().kind {
            Kind::Resolution => Some(Turn::Over),
            Kind::Impact if !event.says_recovered() => Some(Turn::Hurts),
            Kind::Detection if event.is_tagged(WARNING) => None,
            Kind::Detection if !event.says_recovered() => Some(Turn::Detected),
            Kind::Impact
            | Kind::Detection
            | Kind::Change
            | Kind::Acknowledgement
            | Kind::Escalation
            | Kind::Investigation
            | Kind::Hypothesis
            | Kind::RuledOut
            | Kind::Cause
            | Kind::Mitigation
            | Kind::Fix
            | Kind::Communication
            | Kind::Note => event.says_recovered().then_some(Turn::Recovered),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{Sample, at};

    type Row = (Kind, &'static str, &'static str);

    /// Windows as `start-end`, with `d` where a detection opened one, `w` for each worsening and `c` for each
    /// confirmation.
    fn told(events: &[Row]) -> Vec<String> {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        for (kind, clock, text) in events {
            s.log(*kind, Some(&at(clock)), text);
        }
        let clock = |mark: &Mark| mark.at.wall().format("%H:%M").to_string();
        let told = |window: &Window| {
            let end = window.end.as_ref().map(clock).unwrap_or_default();
            let by = if window.from_detection { "d" } else { "" };
            format!(
                "{}-{end}{by}{}{}",
                clock(&window.start),
                "w".repeat(window.worse.len()),
                "c".repeat(window.confirmations.len())
            )
        };
        Windows::of(&s.incident).all().iter().map(told).collect()
    }

    #[test]
    fn what_opens_and_what_closes() {
        use Kind::{Detection, Fix, Impact, Mitigation, Note, Resolution};
        let cases: &[(&[Row], &[&str])] = &[
            (&[], &[]),
            (&[(Note, "09:00", "x"), (Resolution, "10:00", "up")], &[]),
            (
                &[(Impact, "09:00", "x"), (Resolution, "10:00", "up")],
                &["09:00-10:00"],
            ),
            (
                &[(Detection, "09:00", "x"), (Resolution, "10:00", "up")],
                &["09:00-10:00d"],
            ),
            (
                &[(Detection, "09:30", "x"), (Impact, "09:00", "written later")],
                &["09:00-"],
            ),
            (
                &[
                    (Impact, "09:00", "x"),
                    (Impact, "09:10", "y"),
                    (Detection, "09:20", "z"),
                ],
                &["09:00-w"],
            ),
            (
                &[
                    (Impact, "09:00", "x"),
                    (Mitigation, "09:30", "back #recovered"),
                    (Fix, "10:00", "f"),
                ],
                &["09:00-09:30"],
            ),
            (
                &[(Impact, "09:00", "x"), (Mitigation, "09:30", "half back")],
                &["09:00-"],
            ),
            (
                &[
                    (Impact, "09:00", "x"),
                    (Resolution, "10:00", "up"),
                    (Detection, "11:00", "again"),
                    (Resolution, "12:00", "up"),
                    (Impact, "13:00", "and again"),
                ],
                &["09:00-10:00", "11:00-12:00d", "13:00-"],
            ),
            // The first resolution closes; what says so again moves nothing.
            (
                &[
                    (Impact, "09:00", "x"),
                    (Resolution, "10:00", "up"),
                    (Note, "10:30", "watching"),
                    (Resolution, "11:00", "still up"),
                ],
                &["09:00-10:00c"],
            ),
            (
                &[
                    (Impact, "09:00", "x"),
                    (Mitigation, "09:30", "back #recovered"),
                    (Resolution, "10:00", "up"),
                    (Impact, "10:30", "again"),
                ],
                &["09:00-09:30c", "10:30-"],
            ),
            // An impact at the time of the detection is where it began.
            (
                &[
                    (Detection, "09:00", "x"),
                    (Impact, "09:00", "y"),
                    (Impact, "09:00", "z"),
                ],
                &["09:00-w"],
            ),
            // An early warning is no impact yet.
            (
                &[
                    (Detection, "08:00", "disk at 85 % #warning"),
                    (Impact, "09:00", "x"),
                ],
                &["09:00-"],
            ),
            (
                &[(Detection, "09:00", "x"), (Impact, "09:01", "how many")],
                &["09:00-dw"],
            ),
            // An event of any kind can say that it is over, and then it opens nothing.
            (
                &[(Impact, "09:00", "x"), (Impact, "09:30", "none left #recovered")],
                &["09:00-09:30"],
            ),
            (
                &[
                    (Detection, "09:00", "x"),
                    (Detection, "09:30", "green #recovered"),
                ],
                &["09:00-09:30d"],
            ),
            (
                &[
                    (Impact, "09:00", "none #recovered"),
                    (Detection, "09:30", "green #recovered"),
                ],
                &[],
            ),
        ];
        for (events, expected) in cases {
            assert_eq!(told(events), *expected, "{events:?}");
        }
    }

    #[test]
    fn the_total_is_the_union_and_an_open_window_has_none() {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        let total = |s: &Sample| Windows::of(&s.incident).total().map(|length| length.seconds());
        assert_eq!(total(&s), None);
        s.log(Kind::Impact, Some(&at("09:00")), "x");
        assert_eq!(total(&s), None);
        s.log(Kind::Resolution, Some(&at("10:00")), "up");
        s.log(Kind::Impact, Some(&at("11:00")), "x");
        s.log(Kind::Resolution, Some(&at("11:05")), "up");
        assert_eq!(total(&s), Some(3900));
    }

    #[test]
    fn a_clock_goes_by_the_minutes_that_are_shown() {
        let mut s = Sample::new("UTC", "2023-03-25T09:29:59Z");
        s.log(Kind::Impact, None, "x");
        let clock = |s: &Sample| {
            let now = Point::now(s.incident.zone(), s.now());
            Windows::of(&s.incident).clock(now).map(|length| length.short())
        };
        assert_eq!(clock(&s).as_deref(), Some("0m"));
        // 09:30 is shown as its start, and 09:31 as now.
        s.clock = "2023-03-25T09:31:00Z".parse().unwrap();
        assert_eq!(clock(&s).as_deref(), Some("1m"));
        s.clock = "2023-03-25T09:31:59Z".parse().unwrap();
        assert_eq!(clock(&s).as_deref(), Some("1m"));
    }

    #[test]
    fn it_is_over_when_the_last_window_has_ended() {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        let is_over = |s: &Sample| Windows::of(&s.incident).is_over();
        assert!(!is_over(&s), "nothing was noticed yet");
        for (kind, clock, over) in [
            (Kind::Impact, "09:00", false),
            (Kind::Resolution, "10:00", true),
            (Kind::Detection, "11:00", false),
            (Kind::Resolution, "12:00", true),
        ] {
            s.log(kind, Some(&at(clock)), "x");
            assert_eq!(is_over(&s), over, "{kind:?} {clock}");
        }
    }

    #[test]
    fn without_a_time_nothing_opens() {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        s.untimed(Kind::Impact, "some time in the morning");
        assert!(Windows::of(&s.incident).all().is_empty());
    }

    #[test]
    fn a_resolution_dated_ahead_has_not_ended_it() {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        s.log(Kind::Impact, Some(&at("09:00")), "down");
        s.log(Kind::Resolution, Some(&at("10:00")), "up");
        let is_over = |now: &str| {
            let instant = now.parse().unwrap();
            Windows::at(&s.incident, Now { instant, ..s.now() }).is_over()
        };
        assert!(!is_over("2023-03-25T09:30:00Z"));
        assert!(is_over("2023-03-25T11:00:00Z"));
    }
}
