//! The length between two times: a reader who subtracts the printed times gets the printed length.
//!
//! Both times are cut to the coarser precision of the two before one is taken from the other, on the clock that is
//! printed; so nothing is printed finer than both are known. Every length in the program comes from here.

use std::iter::Sum;

use chrono::{NaiveDateTime, Timelike};

use super::{Moment, Now, Precision, Zone, span};
use crate::domain::counted::counted;

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400;

/// A point in time, as exactly as it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The time.
    pub at: Moment,
    /// The precision with which it is known, or shown where that is less.
    pub precision: Precision,
    /// The zone of the incident.
    pub zone: Zone,
}

/// A length of time, and how exactly it is known: in whole units of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    seconds: i64,
    unit: Precision,
}

impl Point {
    /// The machine's clock. It is shown to the minute.
    pub fn now(zone: Zone, now: Now) -> Self {
        Point {
            at: zone.now(now),
            precision: Precision::Minute,
            zone,
        }
    }

    /// The same where a face shows no finer times than these.
    #[must_use]
    pub fn no_finer(self, precision: Precision) -> Self {
        Point {
            precision: self.precision.max(precision),
            ..self
        }
    }

    /// True if only the day is known.
    pub fn is_day_only(&self) -> bool {
        self.precision == Precision::Day
    }

    /// The length from here to `end`; negative when that is earlier.
    pub fn to(&self, end: &Point) -> Length {
        let unit = self.precision.max(end.precision);
        let seconds = match unit {
            Precision::Day => {
                let (from, to) = (self.wall().date(), end.wall().date());
                to.signed_duration_since(from).num_days() * DAY
            }
            Precision::Second | Precision::Minute | Precision::Hour => {
                end.cut(unit).saturating_sub(self.cut(unit)) / SECOND
            }
        };
        Length { seconds, unit }
    }

    /// Its place on the incident's scale in microseconds, without what is not printed at this precision.
    pub fn cut(&self, unit: Precision) -> i64 {
        let wall = self.wall().time();
        let micros = i64::from(wall.nanosecond() / 1000).min(SECOND - 1);
        let into_day = i64::from(wall.num_seconds_from_midnight()) * SECOND + micros;
        let length = match unit {
            Precision::Second => SECOND,
            Precision::Minute => 60 * SECOND,
            Precision::Hour => 3_600 * SECOND,
            Precision::Day => DAY * SECOND,
        };
        self.zone.micros(&self.at).saturating_sub(into_day % length)
    }

    fn wall(&self) -> NaiveDateTime {
        self.zone.shown(&self.at).clock
    }
}

impl Length {
    /// Whole seconds. Nothing is known below [`Self::unit`].
    pub fn seconds(&self) -> i64 {
        self.seconds
    }

    /// The precision with which it is known.
    pub fn unit(&self) -> Precision {
        self.unit
    }

    /// True if two days are all that is known, and they are the same one: that tells no length.
    pub fn is_within_a_day(&self) -> bool {
        self.unit == Precision::Day && self.seconds == 0
    }

    /// The same; zero where it would be negative.
    #[must_use]
    pub fn or_zero(self) -> Self {
        Length {
            seconds: self.seconds.max(0),
            ..self
        }
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Length {
            seconds: self.seconds.saturating_abs(),
            ..self
        }
    }

    /// For a header: `0m`, `38m`, `2h 14m`, `30h 30m`, `12d 6h 0m`; `2d` where only days are known.
    pub fn short(&self) -> String {
        match self.unit {
            Precision::Day => format!("{}d", self.seconds / DAY),
            Precision::Second | Precision::Minute | Precision::Hour => span::short(self.seconds),
        }
    }

    /// For a sentence, without a sign: `45 s`, `48 min 48 s`, `2 h 9 min`, `3 d 4 h`.
    pub fn spoken(&self) -> String {
        span::spoken(self.seconds)
    }

    /// For a draft: `48 min 48 s`, `10 h 30 min`, `27 d 22 h`; `2 days` where only days are known; `minus 2 min`.
    pub fn long(&self) -> String {
        match (self.seconds, self.unit) {
            (0, Precision::Second) => "0 s".to_owned(),
            (0, Precision::Hour) => "0 h".to_owned(),
            (seconds, Precision::Day) => in_days(seconds),
            (seconds, Precision::Second | Precision::Minute | Precision::Hour) => span::long(seconds),
        }
    }
}

/// Days alone, for what is known no closer.
fn in_days(seconds: i64) -> String {
    let sign = if seconds < 0 { "minus " } else { "" };
    format!("{sign}{}", counted((seconds / DAY).unsigned_abs(), "day"))
}

/// The sum of what is printed: of hours, minutes and seconds as exact as the most exact of them, since a reader adds them
/// up. With days among them it is in whole days, so that it never exceeds what they lie in.
impl Sum for Length {
    fn sum<I: Iterator<Item = Length>>(lengths: I) -> Self {
        let (mut seconds, mut unit, mut has_days) = (0i64, Precision::Day, false);
        for length in lengths {
            seconds = seconds.saturating_add(length.seconds);
            unit = unit.min(length.unit);
            has_days |= length.unit == Precision::Day;
        }
        if !has_days {
            return Length { seconds, unit };
        }
        Length {
            seconds: seconds.div_euclid(DAY) * DAY,
            unit: Precision::Day,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(at: &str, precision: Precision) -> Point {
        Point {
            at: Moment::parse(at).unwrap(),
            precision,
            zone: Zone::parse("Europe/Berlin", Zone::Utc).unwrap(),
        }
    }

    #[test]
    fn a_length_is_that_of_the_times_as_they_are_printed() {
        use Precision::{Day, Hour, Minute, Second};
        let cases = [
            (
                "2023-03-25T09:30:12+01:00",
                Second,
                "2023-03-25T10:19:00+01:00",
                Second,
                "48 min 48 s",
            ),
            (
                "2023-03-25T09:30:12+01:00",
                Second,
                "2023-03-25T10:19:00+01:00",
                Minute,
                "49 min",
            ),
            (
                "2023-03-25T09:30:12.9+01:00",
                Second,
                "2023-03-25T09:30:13.1+01:00",
                Second,
                "1 s",
            ),
            (
                "2023-03-25T09:30:59+01:00",
                Second,
                "2023-03-25T09:31:00+01:00",
                Minute,
                "1 min",
            ),
            (
                "2023-03-25T09:30:00+01:00",
                Minute,
                "2023-03-25T09:30:59+01:00",
                Second,
                "0 min",
            ),
            (
                "2023-03-25T09:30:00+01:00",
                Second,
                "2023-03-25T09:30:00+01:00",
                Second,
                "0 s",
            ),
            (
                "2023-03-25T09:30:00+01:00",
                Minute,
                "2023-03-25T09:28:00+01:00",
                Minute,
                "minus 2 min",
            ),
            (
                "2023-03-25T09:30:00+01:00",
                Hour,
                "2023-03-25T11:10:00+01:00",
                Minute,
                "2 h",
            ),
            (
                "2023-03-25T23:30:00+01:00",
                Minute,
                "2023-03-26T00:00:00+01:00",
                Day,
                "1 day",
            ),
            (
                "2023-03-25T09:30:00+01:00",
                Minute,
                "2023-03-25T00:00:00+01:00",
                Day,
                "0 days",
            ),
            // That Sunday had 23 hours; it is one day all the same.
            (
                "2023-03-26T00:00:00+01:00",
                Day,
                "2023-03-27T00:00:00+02:00",
                Day,
                "1 day",
            ),
            (
                "2023-03-26T01:30:00+01:00",
                Minute,
                "2023-03-26T03:30:00+02:00",
                Minute,
                "1 h",
            ),
        ];
        for (from, exactly, to, as_exactly, expected) in cases {
            let length = point(from, exactly).to(&point(to, as_exactly));
            assert_eq!(length.long(), expected, "{from} {to}");
        }
    }

    #[test]
    fn hours_are_cut_on_the_clock_that_is_printed() {
        let zone = Zone::parse("Asia/Kolkata", Zone::Utc).unwrap();
        let at = |at| Point {
            at: Moment::parse(at).unwrap(),
            precision: Precision::Hour,
            zone,
        };
        // 09:00 and 10:29 in Kolkata: one hour, though UTC's hour has not changed twice.
        let length = at("2023-03-25T03:30:00Z").to(&at("2023-03-25T04:59:00Z"));
        assert_eq!(length.long(), "1 h");
    }

    #[test]
    fn what_is_printed_adds_up() {
        let length = |seconds| Length {
            seconds,
            unit: Precision::Second,
        };
        let sum: Length = [length(2_928), length(600)].into_iter().sum();
        assert_eq!(sum.long(), "58 min 48 s");
        let day = |days| Length {
            seconds: days * DAY,
            unit: Precision::Day,
        };
        let sum: Length = [day(2), length(2_928)].into_iter().sum();
        assert_eq!((sum.long().as_str(), sum.seconds()), ("2 days", 2 * DAY));
    }
}
