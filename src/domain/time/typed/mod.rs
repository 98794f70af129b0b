//! Times as people type them: shapes ([`TypedStamp`]), their meaning ([`read`]), option values ([`option`]).

mod ago;
mod anchor;
mod clock;
mod date;
mod offset;
pub mod option;
mod remark;
mod resolve;
mod scan;
mod stamp;
#[cfg(test)]
mod tests;
mod why;

use chrono::NaiveDate;

pub use anchor::Anchor;
pub use offset::zone_word;
pub use remark::{RemarkLevel, TimeRemark};
pub use resolve::{TimeRead, read};
pub use stamp::TypedStamp;

pub(in crate::domain) use date::{month_word, weekday_word};
pub(crate) use offset::is_known as is_zone;

use crate::domain::time::{Moment, Now, Precision, Zone};

/// Marks that people type between the ends of a range, and between a time and what happened.
pub(in crate::domain) const DASHES: [char; 3] = ['-', '–', '—'];

/// The context that a typed time is read against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeContext {
    /// The present instant.
    pub now: Now,
    /// The incident's zone.
    pub zone: Zone,
    /// The anchor of bare clock times.
    pub anchor: Anchor,
}

impl TimeContext {
    /// Today in the incident's zone.
    pub fn today(&self) -> NaiveDate {
        self.zone.now(self.now).wall().date()
    }

    /// Microseconds from now until `at`; negative when it has passed.
    pub(crate) fn micros_ahead(&self, at: &Moment) -> i64 {
        self.zone
            .micros(at)
            .saturating_sub(self.zone.micros(&self.zone.now(self.now)))
    }
}

/// The time of an event, as somebody said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeGiven {
    /// The time, or the beginning of the range. At [`Precision::Day`]: the day's 00:00.
    pub at: Moment,
    /// The end of the range.
    pub until: Option<Moment>,
    /// Said to be "about".
    pub approximate: bool,
    /// The precision with which it was said.
    pub precision: Precision,
}

/// A time that was understood, with what a person should know of the reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedTime {
    /// The time.
    pub given: TimeGiven,
    /// Clock changes, times ahead, zones that are not kept.
    pub remarks: Vec<TimeRemark>,
    /// True if the day was not said: it comes from the [`Anchor`].
    pub bare: bool,
    /// True if a zone was typed and read.
    pub zoned: bool,
}
