//! A mark: the point in time that an event gives, ready to be compared with others of its incident.

use super::id::RecordId;
use super::incident::Event;
use super::time::{Moment, Precision, Zone};

/// Microseconds in a second: [`Mark::micros`] counts microseconds, everything shown counts seconds.
pub const MICROS: i64 = 1_000_000;

/// The point in time that an event gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The event.
    pub event: RecordId,
    /// When it happened or began.
    pub at: Moment,
    /// The same on the incident's own scale; only comparable within one incident.
    pub micros: i64,
    /// Whether the time is only about right: it was given as "about", or no closer than to the hour.
    pub approximate: bool,
    /// Whether only the day is known: then no length can be computed from it.
    pub day_only: bool,
}

impl Mark {
    /// The mark of an event; `None` when it has no time.
    pub fn of(event: &Event, zone: Zone) -> Option<Self> {
        let timing = &event.body().timing;
        let at = timing.at?;
        Some(Mark {
            event: event.id,
            at,
            micros: zone.micros(&at),
            approximate: timing.approximate || timing.precision >= Precision::Hour,
            day_only: timing.precision == Precision::Day,
        })
    }

    /// Whole seconds from here to `end`, negative when `end` is earlier; `None` when either is known only to
    /// the day.
    pub fn seconds_to(&self, end: &Mark) -> Option<i64> {
        let known = !self.day_only && !end.day_only;
        known.then(|| (end.micros - self.micros) / MICROS)
    }
}
