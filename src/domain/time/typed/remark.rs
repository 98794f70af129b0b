//! Remarks on how a typed time was read.

use std::fmt;

use chrono::{NaiveDate, NaiveTime, Timelike};

use crate::domain::time::{Wall, Zone, span};

/// The weight of a remark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RemarkLevel {
    /// Good to know.
    Hint,
    /// Likely not what was meant.
    Warning,
}

/// One thing to know of a reading. `Display` says it in a few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimeRemark {
    /// The time, or the end of its range, is still to come.
    Ahead {
        /// The number of them, at least one.
        seconds: i64,
    },
    /// The clock showed this time twice, as it was set back.
    Ambiguous {
        /// The text as typed.
        typed: NaiveTime,
        /// The one of the two that was taken.
        taken: Wall,
    },
    /// The clock never showed this time, as it was set forward.
    Skipped {
        /// The text as typed.
        typed: NaiveTime,
        /// The clock at the instant that was taken instead.
        taken: Wall,
    },
    /// The clock never showed this time today, as it was set forward: an earlier day's was taken.
    NotToday {
        /// The text as typed.
        typed: NaiveTime,
        /// Today.
        date: NaiveDate,
        /// The day that was taken.
        taken: NaiveDate,
    },
    /// The range ends on the day after it begins.
    EndsNextDay,
    /// The incident's zone is unknown, so the zone that was typed is not kept.
    ZoneDropped {
        /// The text as typed.
        zone: Zone,
    },
    /// This was taken as a part of the time, and could be words.
    TakenAsTime {
        /// The text as typed.
        typed: String,
    },
    /// These letters are like a zone, but are neither the incident's own nor defined for all.
    ZoneKept {
        /// The text as typed.
        letters: String,
        /// The zone that the time was read in.
        zone: Zone,
    },
}

impl TimeRemark {
    /// Its weight.
    pub fn level(&self) -> RemarkLevel {
        match self {
            TimeRemark::EndsNextDay | TimeRemark::TakenAsTime { .. } => RemarkLevel::Hint,
            TimeRemark::Ahead { .. }
            | TimeRemark::Ambiguous { .. }
            | TimeRemark::Skipped { .. }
            | TimeRemark::NotToday { .. }
            | TimeRemark::ZoneDropped { .. }
            | TimeRemark::ZoneKept { .. } => RemarkLevel::Warning,
        }
    }
}

impl fmt::Display for TimeRemark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TimeRemark::Ahead { seconds } => write!(f, "{} ahead of now", span::spoken(*seconds)),
            TimeRemark::Ambiguous { typed, taken } => write!(
                f,
                "the clock was set back and showed {} twice; taken as {}",
                clock(*typed),
                wall(taken)
            ),
            TimeRemark::Skipped { typed, taken } => write!(
                f,
                "the clock was set forward and never showed {}; taken as {}",
                clock(*typed),
                wall(taken)
            ),
            TimeRemark::NotToday { typed, date, taken } => write!(
                f,
                "the clock was set forward and never showed {} on {date}; taken as that of {taken}",
                clock(*typed)
            ),
            TimeRemark::EndsNextDay => f.write_str("ends the next day"),
            TimeRemark::ZoneDropped { zone } => {
                write!(f, "the zone is unknown, so {zone} is not kept")
            }
            TimeRemark::TakenAsTime { typed } => write!(f, "'{typed}' is taken as a part of the time"),
            TimeRemark::ZoneKept {
                letters,
                zone: Zone::Unknown,
            } => write!(f, "the zone is unknown; '{letters}' is kept as text"),
            TimeRemark::ZoneKept { letters, zone } => {
                write!(f, "read as {zone}; '{letters}' is kept as text")
            }
        }
    }
}

/// `09:30`, and seconds only when there are any.
fn clock(time: NaiveTime) -> String {
    let format = if time.second() == 0 { "%H:%M" } else { "%H:%M:%S" };
    time.format(format).to_string()
}

fn wall(wall: &Wall) -> String {
    let time = clock(wall.clock.time());
    wall.offset
        .map_or(time.clone(), |offset| format!("{time} {offset}"))
}
