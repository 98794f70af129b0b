//! A mark: the point in time that an event gives, ready to be compared with others of its incident.

use super::id::RecordId;
use super::incident::Event;
use super::time::{Length, Moment, Point, Precision, Zone};

/// Microseconds in a second: [`Mark::micros`] counts microseconds, everything shown counts seconds.
pub const MICROS: i64 = 1_000_000;

/// Microseconds in a day.
pub const DAY_MICROS: i64 = 86_400 * MICROS;

/// The point in time that an event gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The event.
    pub event: RecordId,
    /// The time at which it happened or began.
    pub at: Moment,
    /// The same on the incident's own scale, for order; only comparable within one incident.
    pub micros: i64,
    /// True if the time is only about right: it was given as "about", or no closer than to the hour.
    pub approximate: bool,
    /// The same as exactly as it is printed, for lengths.
    pub point: Point,
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
            approximate: timing.is_about(),
            point: Point {
                at,
                precision: timing.precision,
                zone,
            },
        })
    }

    /// True if only the day is known.
    pub fn is_day_only(&self) -> bool {
        self.point.is_day_only()
    }

    /// The same where a face shows no finer times than these.
    #[must_use]
    pub fn no_finer(self, precision: Precision) -> Self {
        Mark {
            point: self.point.no_finer(precision),
            ..self
        }
    }

    /// The length from here to `end`, negative when `end` is earlier; `None` when all that is known is that both were
    /// on the same day.
    pub fn length_to(&self, end: &Mark) -> Option<Length> {
        let length = self.point.to(&end.point);
        (!length.is_within_a_day()).then_some(length)
    }
}
