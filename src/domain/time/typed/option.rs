//! What the values of `--at`, `--until`, `--as-of` and `--due` may be: a typed time or date, and nothing else.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate};

use super::resolve::TYPED_YEARS;
use super::scan::Scan;
use super::why::why;
use super::{Stamp, TimeContext, TimeGiven, TypedTime, stamp};
use crate::domain::time::{Moment, Precision};

/// What [`due`] reads, in words.
pub const DUE_FORMS: &str = "2026-12-01, today, tomorrow or +3d";

/// The most characters of a bad value that are repeated to the person who typed it.
const REPEATED: usize = 40;

/// An option's value that is no time. `Display` takes two lines: what is wrong, and what may be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct TimeOptionError {
    /// What was typed, made harmless and cut to a sensible length.
    pub typed: String,
    /// Why it is no time, where that can be told.
    pub why: Option<String>,
}

impl fmt::Display for TimeOptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "'{}' is not a time that can be used here", self.typed)?;
        if let Some(why) = &self.why {
            write!(f, ": {why}")?;
        }
        f.write_str(
            "\nwrite 09:30, 9:30 AM, -10m, 'yesterday 23:50', '2023-03-25 09:30' or 2023-03-25T09:30-05:00",
        )
    }
}

/// Reads a whole text as a time: all that a line may begin with, and `now`, `0930` and a bare date (that day).
///
/// # Errors
/// When it is no time, or lies outside the years 1970 to 9999.
pub fn time(text: &str, context: &TimeContext) -> Result<TypedTime, TimeOptionError> {
    match whole(text)? {
        Typed::Now => Ok(now(context)),
        Typed::Stamp(stamp) => stamp.resolve(context).ok_or_else(|| outside(text)),
    }
}

/// Reads the end of what began at `start`. A bare clock time is the first one from the start on.
///
/// # Errors
/// When it is no time, is a range itself, lies outside the years 1970 to 9999 or before the start.
pub fn end(text: &str, start: &Moment, context: &TimeContext) -> Result<TypedTime, TimeOptionError> {
    let end = match whole(text)? {
        Typed::Now => now(context),
        Typed::Stamp(stamp) => stamp.resolve_end(start, context).ok_or_else(|| outside(text))?,
    };
    if end.given.until.is_some() {
        return Err(error(text, Some("an end is one time, not a range".to_owned())));
    }
    if context.zone.micros(&end.given.at) < context.zone.micros(start) {
        return Err(error(text, Some(format!("it is before the start, {start}"))));
    }
    Ok(end)
}

/// Reads a date to come, as [`DUE_FORMS`] lists them. `None` when it is none.
pub fn due(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let mut scan = Scan::new(text.trim());
    let date = if scan.word("today") {
        Some(today)
    } else if scan.word("tomorrow") {
        today.succ_opt()
    } else if scan.one_of(&['+']).is_some() {
        let days = Days::new(u64::from(scan.number(1..=5)?));
        scan.word("d").then(|| today.checked_add_days(days)).flatten()
    } else {
        stamp::date(&mut scan)
    };
    date.filter(|date| scan.rest().is_empty() && TYPED_YEARS.contains(&date.year()))
}

enum Typed {
    Now,
    Stamp(Stamp),
}

fn whole(text: &str) -> Result<Typed, TimeOptionError> {
    let trimmed = text.trim();
    if trimmed.eq_ignore_ascii_case("now") {
        return Ok(Typed::Now);
    }
    match Stamp::read(trimmed) {
        Some((stamp, "")) => Ok(Typed::Stamp(stamp)),
        Some(_) | None => Err(error(text, why(text))),
    }
}

fn now(context: &TimeContext) -> TypedTime {
    TypedTime {
        given: TimeGiven {
            at: context.zone.now(context.now),
            until: None,
            approximate: false,
            precision: Precision::Second,
        },
        remarks: Vec::new(),
    }
}

fn outside(text: &str) -> TimeOptionError {
    let (first, last) = (TYPED_YEARS.start(), TYPED_YEARS.end());
    error(text, Some(format!("it lies outside the years {first} to {last}")))
}

fn error(text: &str, why: Option<String>) -> TimeOptionError {
    let mut typed: String = text
        .chars()
        .take(REPEATED)
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect();
    if text.chars().nth(REPEATED).is_some() {
        typed.push_str("...");
    }
    TimeOptionError { typed, why }
}
