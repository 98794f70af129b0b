//! Times as machines write them: RFC 3339, seconds of the epoch.

use chrono::DateTime;

use super::options::ImportOptions;
use crate::domain::time::typed::TimeGiven;
use crate::domain::time::{Moment, Precision};

/// A time in RFC 3339, to the second, with the offset that it was written with. `None` where it is none.
pub(super) fn rfc3339(text: &str) -> Option<TimeGiven> {
    let at = Moment::parse(text.trim()).filter(|at| matches!(at, Moment::Zoned(_)))?;
    // No finer than a record holds it, so that it is the same once it was recorded.
    Moment::parse(&at.to_string()).map(to_the_second)
}

/// A time in microseconds of the epoch, with the offset of the zone that times are shown in. `None` outside the years
/// that a time may lie in.
pub(super) fn epoch_micros(micros: i64, options: &ImportOptions) -> Option<TimeGiven> {
    let instant = DateTime::from_timestamp_micros(micros)?;
    let zone = options.zone.unwrap_or(options.context.zone);
    let at = match zone.offset_at(instant) {
        Some(offset) => Moment::Zoned(instant.with_timezone(&offset)),
        // Where no zone is known, the source's own: the epoch is counted in UTC.
        None => Moment::Zoned(instant.fixed_offset()),
    };
    Moment::parse(&at.to_string()).map(to_the_second)
}

/// A time in seconds of the epoch.
pub(super) fn epoch(seconds: i64, options: &ImportOptions) -> Option<TimeGiven> {
    epoch_micros(seconds.checked_mul(1_000_000)?, options)
}

fn to_the_second(at: Moment) -> TimeGiven {
    TimeGiven {
        at,
        until: None,
        approximate: false,
        precision: Precision::Second,
    }
}
