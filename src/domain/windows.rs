//! Impact windows: the stretches of time in which users were hurt.
//!
//! A window opens with an impact, or with a detection while none is open. It closes with a resolution, or with an
//! event that says that users are whole again. What opens the next one is a relapse. Because the timeline is in
//! order of time, an impact that is written down later but dated before the detection opens the window by itself.

use super::id::RecordId;
use super::incident::{Event, Incident};
use super::kind::Kind;
use super::mark::{MICROS, Mark};

/// A stretch of time in which users were hurt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// What opened it.
    pub start: Mark,
    /// Whether a detection opened it, because no impact was recorded before.
    pub from_detection: bool,
    /// What closed it; `None`: it is open.
    pub end: Option<Mark>,
    /// Later impacts inside: it became worse.
    pub worse: Vec<RecordId>,
}

impl Window {
    /// Its length in whole seconds; `None` while it is open, or where an end is known only to the day.
    pub fn seconds(&self) -> Option<i64> {
        self.start.seconds_to(self.end.as_ref()?)
    }

    /// Whether an end of it is only about right.
    pub fn is_approximate(&self) -> bool {
        self.start.approximate || self.end.is_some_and(|end| end.approximate)
    }

    /// Whether it holds the whole stretch between two points on the incident's scale.
    pub fn holds(&self, from: i64, to: i64) -> bool {
        self.start.micros <= from && self.end.is_none_or(|end| to <= end.micros)
    }
}

/// All windows of an incident, in order of time. They do not overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Windows(Vec<Window>);

impl Windows {
    /// Finds them, in one pass over the timeline. Events without a time neither open nor close a window.
    pub fn of(incident: &Incident) -> Self {
        let zone = incident.zone();
        let mut windows = Windows::default();
        for event in incident.shown() {
            if let Some(turn) = Turn::of(event)
                && let Some(mark) = Mark::of(event, zone)
            {
                windows.take(turn, mark);
            }
        }
        windows
    }

    /// The windows, in order of time.
    pub fn all(&self) -> &[Window] {
        &self.0
    }

    /// The window that is still open.
    pub fn open(&self) -> Option<&Window> {
        self.0.last().filter(|window| window.end.is_none())
    }

    /// Seconds that a clock of the incident shows at `now` (on the incident's scale): from the start of the last
    /// window to its end, or to `now` while it is open; never negative. `None` before anything was noticed.
    pub fn clock(&self, now: i64) -> Option<i64> {
        let window = self.0.last()?;
        let end = window.end.map_or(now, |mark| mark.micros);
        Some((end - window.start.micros).max(0) / MICROS)
    }

    /// The windows that opened after another had closed.
    pub fn relapses(&self) -> &[Window] {
        self.0.get(1..).unwrap_or_default()
    }

    /// The union of all windows in whole seconds; `None` without any, and where one of them has no length.
    pub fn total_seconds(&self) -> Option<i64> {
        if self.0.is_empty() {
            return None;
        }
        self.0.iter().map(Window::seconds).sum()
    }

    fn take(&mut self, turn: Turn, mark: Mark) {
        let open = self.0.last_mut().filter(|window| window.end.is_none());
        match (turn, open) {
            (Turn::Closes, Some(window)) => window.end = Some(mark),
            (Turn::Closes, None) | (Turn::Detected, Some(_)) => {}
            (Turn::Hurts, Some(window)) => window.worse.push(mark.event),
            (Turn::Hurts | Turn::Detected, None) => self.0.push(Window {
                start: mark,
                from_detection: turn == Turn::Detected,
                end: None,
                worse: Vec::new(),
            }),
        }
    }
}

/// What an event means for the windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Hurts,
    Detected,
    Closes,
}

impl Turn {
    fn of(event: &Event) -> Option<Self> {
        match event.body().kind {
            Kind::Resolution => Some(Turn::Closes),
            Kind::Impact if !event.says_recovered() => Some(Turn::Hurts),
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
            | Kind::Note => event.says_recovered().then_some(Turn::Closes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{Sample, at};

    type Row = (Kind, &'static str, &'static str);

    /// Windows as `start-end`, with `d` where a detection opened one and `w` for each worsening.
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
                "{}-{end}{by}{}",
                clock(&window.start),
                "w".repeat(window.worse.len())
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
        ];
        for (events, expected) in cases {
            assert_eq!(told(events), *expected, "{events:?}");
        }
    }

    #[test]
    fn the_total_is_the_union_and_an_open_window_has_none() {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        assert_eq!(Windows::of(&s.incident).total_seconds(), None);
        s.log(Kind::Impact, Some(&at("09:00")), "x");
        assert_eq!(Windows::of(&s.incident).total_seconds(), None);
        s.log(Kind::Resolution, Some(&at("10:00")), "up");
        s.log(Kind::Impact, Some(&at("11:00")), "x");
        s.log(Kind::Resolution, Some(&at("11:05")), "up");
        assert_eq!(Windows::of(&s.incident).total_seconds(), Some(3900));
    }

    #[test]
    fn without_a_time_nothing_opens() {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        s.untimed(Kind::Impact, "some time in the morning");
        assert!(Windows::of(&s.incident).all().is_empty());
    }
}
