//! The rows of the timeline: day headings, silent stretches, and events wrapped under their own column.
//!
//! Only what is visible is ever built: a window is filled from an anchor, event by event.

mod marks;

use chrono::NaiveDate;

use super::derived::Derived;
use crate::domain::harmless;
use crate::domain::harmless::wrap;
use crate::domain::id::RecordId;
use crate::domain::incident::{Event, Incident, TimelinePlace};
use crate::domain::kind::Kind;
use crate::domain::mark::Mark;
use crate::domain::record::Timing;
use crate::domain::time::{Now, Precision, Zone, span};

/// The columns that fit; a narrower screen drops them in this order: who, since when, and the badge shrinks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowColumns {
    /// Since the beginning: `+1h0m`. 0 when dropped.
    pub since: usize,
    /// The kind's badge.
    pub badge: usize,
    /// The text.
    pub text: usize,
    /// The event's number. 0 when dropped.
    pub number: usize,
    /// The writer's name. 0 when dropped.
    pub by: usize,
}

/// The time's column: `~09:30 `.
pub const TIME: usize = 7;

impl RowColumns {
    /// Chooses the columns that fit into so many, with the events' numbers or without.
    pub fn fitting(width: usize, numbered: bool) -> Self {
        let since = if width >= 56 { 8 } else { 0 };
        let by = if width >= 72 { 9 } else { 0 };
        let badge = if width >= 30 { 9 } else { 0 };
        let number = if numbered { 5 } else { 0 };
        let text = width
            .saturating_sub(TIME + since + badge + number + by + 1)
            .max(1);
        RowColumns {
            since,
            badge,
            text,
            number,
            by,
        }
    }
}

/// One line of the timeline as it stands on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimelineLine {
    /// A day begins.
    Day(String),
    /// Nothing was written down for a while.
    Silence(String),
    /// The first line of an event.
    Event(EventLine),
    /// A further line of the event at this position.
    More {
        /// The event's position on the timeline.
        position: usize,
        /// Harmless text that fits its column.
        text: String,
        /// Marks, behind the last of the text.
        marks: String,
    },
}

/// The first line of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventLine {
    /// Its position on the timeline.
    pub position: usize,
    /// Its number, `#12`.
    pub number: String,
    /// True if it was withdrawn.
    pub withdrawn: bool,
    /// ` 09:30`, `~09:30`, ` date`, or empty where no time is known.
    pub time: String,
    /// `+1h0m`.
    pub since: String,
    /// The kind.
    pub kind: Kind,
    /// Harmless text that fits its column.
    pub text: String,
    /// Marks, behind the last of the text.
    pub marks: String,
    /// The writer's name.
    pub by: String,
}

impl TimelineLine {
    /// The event that the line belongs to, if it belongs to one.
    pub fn position(&self) -> Option<usize> {
        match self {
            TimelineLine::Event(EventLine { position, .. }) | TimelineLine::More { position, .. } => {
                Some(*position)
            }
            TimelineLine::Day(_) | TimelineLine::Silence(_) => None,
        }
    }
}

/// The data that the rows are made from.
#[derive(Clone, Copy, Debug)]
pub struct RowSource<'a> {
    /// The incident.
    pub incident: &'a Incident,
    /// The values that follow from it.
    pub derived: &'a Derived,
    /// The zone that times are shown in.
    pub zone: Zone,
    /// Columns of the whole timeline.
    pub width: usize,
    /// For the age of what is open.
    pub now: Now,
    /// The places of the events that are shown, in order; `None`: all of the timeline.
    pub only: Option<&'a [TimelinePlace]>,
    /// True if every row has its event's number.
    pub numbered: bool,
}

/// A line of some event's block: where a window begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowAnchor {
    /// The event's position.
    pub position: usize,
    /// The line within its block; headings count.
    pub line: usize,
}

impl<'a> RowSource<'a> {
    /// The event at this position.
    pub fn event(&self, position: usize) -> Option<&'a Event> {
        let places = self.only.unwrap_or(self.incident.timeline().places());
        let place = places.get(position)?;
        self.incident.events().get(place.index())
    }

    /// The event at this position.
    pub fn id_at(&self, position: usize) -> Option<RecordId> {
        self.event(position).map(|event| event.id)
    }

    /// The position of an event; `None` when it is not shown.
    pub fn position(&self, event: RecordId) -> Option<usize> {
        let number = self.incident.event(event)?.number;
        let index = (number - 1) as usize;
        match self.only {
            Some(only) => only.iter().rposition(|place| place.index() == index),
            None => self.incident.timeline().position(index),
        }
    }

    /// The number of events shown.
    pub fn len(&self) -> usize {
        let all = || self.incident.timeline().len();
        self.only.map_or_else(all, <[TimelinePlace]>::len)
    }

    /// Says whether nothing is shown.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The last event before this position that has a time.
    fn timed_before(&self, position: usize) -> Option<&'a Event> {
        (0..position)
            .rev()
            .filter_map(|p| self.event(p))
            .find(|event| event.body().timing.at.is_some())
    }

    fn day(&self, event: &Event) -> Option<NaiveDate> {
        event.body().timing.at.map(|at| self.zone.shown(&at).clock.date())
    }

    /// All lines of the event at this position, with what stands above it.
    pub fn block(&self, position: usize) -> Vec<TimelineLine> {
        let Some(event) = self.event(position) else {
            return Vec::new();
        };
        let mut lines = Vec::new();
        let before = self.timed_before(position);
        // Between the events of a filter much may have been written down.
        let silences = &self.derived.silences;
        if let Some(gap) = silences.get(&event.id).filter(|_| self.only.is_none()) {
            lines.push(TimelineLine::Silence(format!("{} without an entry", gap.short())));
        }
        let day = self.day(event);
        if day.is_some() && day != before.and_then(|before| self.day(before)) {
            lines.extend(day.map(|day| TimelineLine::Day(day.format("%a %-d %b %Y").to_string())));
        }
        lines.extend(self.event_lines(position, event));
        lines
    }

    fn event_lines(&self, position: usize, event: &Event) -> Vec<TimelineLine> {
        let columns = RowColumns::fitting(self.width, self.numbered);
        let body = event.body();
        let mut texts = wrap(&body.text, columns.text);
        if let Some(withdrawal) = event.withdrawal() {
            texts.extend(wrap(&withdrawal.in_words(), columns.text));
        }
        let marks = self.marks(event);
        let used = texts.last().map_or(0, |last| harmless::width(last));
        if !marks.is_empty() && used + 2 + harmless::width(&marks) > columns.text {
            texts.push(String::new());
        }
        let last = texts.len() - 1;
        let lines = texts.into_iter().enumerate().map(|(nth, text)| {
            let marks = if nth == last { marks.clone() } else { String::new() };
            if nth > 0 {
                return TimelineLine::More {
                    position,
                    text,
                    marks,
                };
            }
            TimelineLine::Event(EventLine {
                position,
                number: format!("#{}", event.number),
                withdrawn: event.is_struck(),
                time: time_of(&body.timing, self.zone),
                since: self.since(event),
                kind: body.kind,
                text,
                marks,
                by: name_of(&event.provenance.by),
            })
        });
        lines.collect()
    }

    fn since(&self, event: &Event) -> String {
        let mark = Mark::of(event, self.incident.zone());
        let since = self
            .derived
            .zero
            .zip(mark)
            .map(|(zero, mark)| zero.to(&mark.point));
        match since {
            Some(since) if since.unit() != Precision::Day => span::offset(since.seconds()),
            Some(_) | None => String::new(),
        }
    }

    /// The lines of a window that begins at an anchor; fewer when the timeline ends.
    pub fn from(&self, top: RowAnchor, height: usize) -> Vec<TimelineLine> {
        let mut lines: Vec<TimelineLine> = self.block(top.position).into_iter().skip(top.line).collect();
        let mut position = top.position + 1;
        while lines.len() < height && position < self.len() {
            lines.extend(self.block(position));
            position += 1;
        }
        lines.truncate(height);
        lines
    }

    /// The anchor of the window of this height whose last line is the last one of the block at `position`.
    pub fn ending_at(&self, position: usize, height: usize) -> RowAnchor {
        let mut wanted = height;
        let mut at = position.min(self.len().saturating_sub(1));
        loop {
            let lines = self.block(at).len();
            if lines >= wanted {
                return RowAnchor {
                    position: at,
                    line: lines - wanted,
                };
            }
            if at == 0 {
                return RowAnchor::default();
            }
            wanted -= lines;
            at -= 1;
        }
    }

    /// The anchor so many lines below (or above) another one.
    pub fn moved(&self, anchor: RowAnchor, lines: isize) -> RowAnchor {
        let mut position = anchor.position.min(self.len().saturating_sub(1));
        let mut line = anchor.line.cast_signed() + lines;
        while line < 0 && position > 0 {
            position -= 1;
            line += self.block(position).len().cast_signed();
        }
        loop {
            let height = self.block(position).len().cast_signed();
            if line < height || position + 1 >= self.len() {
                let line = line.clamp(0, (height - 1).max(0)).cast_unsigned();
                return RowAnchor { position, line };
            }
            line -= height;
            position += 1;
        }
    }
}

/// ` 09:30`, `~09:30` for about, ` date` where only the day is known, nothing where no time is.
pub fn time_of(timing: &Timing, zone: Zone) -> String {
    let Some(at) = timing.at else { return String::new() };
    let about = timing.about();
    match timing.precision {
        Precision::Day => format!("{about:1}date"),
        Precision::Second | Precision::Minute | Precision::Hour => {
            format!("{about:1}{}", zone.shown(&at).clock.format("%H:%M"))
        }
    }
}

/// `ana` of `ana@laptop`: the machine is in the event's details.
fn name_of(by: &str) -> String {
    let name = by.split('@').next().filter(|name| !name.is_empty()).unwrap_or(by);
    harmless::line(name).into_owned()
}
