//! The time of an event, as it is written down.

use std::fmt;
use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDateTime, SecondsFormat, Timelike};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::canonical;

/// The years that a time may lie in: those that RFC 3339 can write.
pub const YEARS: RangeInclusive<i32> = 1..=9999;

/// A time of an event: an instant with the offset it was written in, or, where the zone is unknown,
/// a wall clock without any offset. The two are never turned into each other in silence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moment {
    /// An instant, and the offset that the writer's clock showed.
    Zoned(DateTime<FixedOffset>),
    /// A clock on the wall; nobody recorded where the wall stood.
    Floating(NaiveDateTime),
}

impl Moment {
    /// The clock on the wall.
    pub fn wall(&self) -> NaiveDateTime {
        match self {
            Moment::Zoned(at) => at.naive_local(),
            Moment::Floating(at) => *at,
        }
    }

    /// Reads RFC 3339, or the same without an offset. `None` when it is neither, or outside [`YEARS`].
    pub fn parse(text: &str) -> Option<Self> {
        let zoned = canonical::parse(text).map_or_else(|| DateTime::parse_from_rfc3339(text), Ok);
        let moment = match zoned {
            Ok(at) => Moment::Zoned(at),
            Err(_) => Moment::Floating(NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok()?),
        };
        YEARS.contains(&moment.wall().year()).then_some(moment)
    }
}

/// RFC 3339 with the offset it was written in; a floating moment has none. A fraction is written only when
/// there is one.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Moment::Zoned(at) if at.nanosecond() == 0 => {
                f.write_str(&at.to_rfc3339_opts(SecondsFormat::Secs, false))
            }
            Moment::Zoned(at) => f.write_str(&at.to_rfc3339_opts(SecondsFormat::Micros, false)),
            Moment::Floating(at) if at.nanosecond() == 0 => write!(f, "{}", at.format("%Y-%m-%dT%H:%M:%S")),
            Moment::Floating(at) => write!(f, "{}", at.format("%Y-%m-%dT%H:%M:%S%.6f")),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Moment;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a time in RFC 3339, or the same without an offset")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Moment, E> {
                Moment::parse(text).ok_or_else(|| E::custom("not a time"))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// The precision with which a time was given. What was not given is not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// To the second (also "now").
    #[default]
    Second,
    /// To the minute.
    Minute,
    /// To the hour.
    Hour,
    /// Only the day.
    Day,
}

impl Precision {
    /// A clock on the wall as exactly as it was given: `09:30:12`, `09:30`; `None` where only the day was.
    pub fn clock(self, wall: NaiveDateTime) -> Option<String> {
        let format = match self {
            // Full minutes too: whoever subtracts must see how exactly it is known.
            Precision::Second => "%H:%M:%S",
            Precision::Minute | Precision::Hour => "%H:%M",
            Precision::Day => return None,
        };
        Some(wall.format(format).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_as_it_is_read() {
        for text in [
            "2023-03-25T09:30:00-05:00",
            "2023-03-25T09:30:00",
            "2023-03-25T14:30:00.123456+00:00",
            "1970-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59-12:00",
        ] {
            assert_eq!(Moment::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "09:30",
            "2023-02-30T09:30:00",
            "2023-03-25",
            "2023-03-25T25:00:00Z",
            "0000-01-01T00:00:00Z",
        ] {
            assert_eq!(Moment::parse(text), None, "{text:?}");
        }
    }
}
