//! The looks of a text: is all of it a time, and of which kind?

use chrono::{DateTime, TimeDelta};

use super::FieldTimes;
use crate::domain::time::typed::{Anchor, TimeContext};
use crate::domain::time::{Now, Precision, Zone};
use crate::import::options::{DateOrder, ImportOptions};

/// The most bytes of a text that is looked at for a time.
const LONGEST: usize = 64;

/// The looks of a text that may be a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Looks {
    /// A day and a time of day.
    Whole,
    /// Only a day.
    Day,
    /// Only a time of day.
    Clock,
}

/// The looks of a text, where all of it is a time.
pub(in crate::import) fn looks_of(text: &str) -> Option<Looks> {
    let text = text.trim();
    // A word such as "now" or "friday", or an age, is no column of times.
    if text.len() > LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) || text.starts_with(['-', '+'])
    {
        return None;
    }
    // Only the shape counts here: any clock will do whose yesterday is in the years that are read.
    let now = Now {
        instant: DateTime::UNIX_EPOCH + TimeDelta::days(20_000),
        local: Zone::Utc,
    };
    let options = ImportOptions::new(TimeContext {
        now,
        zone: Zone::Utc,
        anchor: Anchor::Now,
    });
    let mut times = FieldTimes::new(&options, None);
    if times.instant(text).is_some() {
        return Some(Looks::Whole);
    }
    times.order = Some(DateOrder::DayFirst);
    let given = times.read(0, text, None)?;
    Some(match given.precision {
        Precision::Day => Looks::Day,
        Precision::Second | Precision::Minute | Precision::Hour if times.has_bare => Looks::Clock,
        Precision::Second | Precision::Minute | Precision::Hour => Looks::Whole,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_looks_like_a_time_is_none() {
        assert_eq!(looks_of("3/4/2023 9:30"), Some(Looks::Whole));
        assert_eq!(looks_of("2023-03-25"), Some(Looks::Day));
        assert_eq!(looks_of("14:02"), Some(Looks::Clock));
        for text in ["now", "friday", "-10m", "42", "bo", "", "502", "v2.3"] {
            assert_eq!(looks_of(text), None, "{text:?}");
        }
    }
}
