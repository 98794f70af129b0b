//! The values of `--at`, `--until`, `--as-of` and `--due`: a typed time or date, and nothing else.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate};

use super::date::{self, DayGiven, TYPED_YEARS};
use super::scan::Scan;
use super::why::why;
use super::{TimeContext, TimeGiven, TypedStamp, TypedTime};
use crate::domain::time::{Moment, Precision};

/// The forms that [`due`] reads, in words.
pub const DUE_FORMS: &str = "2026-12-01, 1 Dec, friday, today, tomorrow or +3d";

/// The most characters of a bad value that are repeated to the person who typed it.
const REPEATED: usize = 40;

/// An option's value that is no time. `Display` takes two lines: what is wrong, and what may be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct TimeOptionError {
    /// The text as typed, made harmless and cut to a sensible length.
    pub typed: String,
    /// The reason why it is no time, where that can be told.
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
        TypedOption::Now => Ok(now(context)),
        TypedOption::Stamp(stamp) => understood(text, stamp.resolve(context)),
    }
}

/// Reads the end of what began at `start`. A bare clock time is the first one from the start on.
///
/// # Errors
/// When it is no time, is a range itself, lies outside the years 1970 to 9999 or before the start.
pub fn end(text: &str, start: &Moment, context: &TimeContext) -> Result<TypedTime, TimeOptionError> {
    let end = match whole(text)? {
        TypedOption::Now => now(context),
        TypedOption::Stamp(stamp) => understood(text, stamp.resolve_end(start, context))?,
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
    let date = if scan.word("tomorrow") {
        today.succ_opt()
    } else if scan.one_of(&['+']).is_some() || scan.free_word(&["in"]) {
        in_days(&mut scan, today)
    } else if let Some(day) = date::weekday_word(scan.rest().trim_end_matches(',')) {
        return date::weekday_until(day, today.checked_add_days(Days::new(7))?);
    } else {
        match date::day(&mut scan)? {
            DayGiven::Date(date) => Some(date),
            DayGiven::Today => Some(today),
            DayGiven::Weekday { day, last: false } => {
                date::weekday_until(day, today.checked_add_days(Days::new(7))?)
            }
            DayGiven::Yearless { month, day } => date::yearless_from(month, day, today),
            DayGiven::Unsaid | DayGiven::Before(_) | DayGiven::Weekday { last: true, .. } => None,
        }
    };
    date.filter(|date| scan.rest().is_empty() && TYPED_YEARS.contains(&date.year()))
}

/// `3d`, `2 weeks`: so many days from today.
fn in_days(scan: &mut Scan<'_>, today: NaiveDate) -> Option<NaiveDate> {
    let count = u64::from(scan.number(1..=5)?);
    scan.spaces();
    let days = match scan.letters() {
        "d" | "day" | "days" => 1,
        "w" | "week" | "weeks" => 7,
        _ => return None,
    };
    today.checked_add_days(Days::new(count * days))
}

/// In an option there is no text that letters behind the time could belong to.
fn understood(text: &str, resolved: Option<(TypedTime, bool)>) -> Result<TypedTime, TimeOptionError> {
    match resolved.ok_or_else(|| outside(text))? {
        (typed, false) => Ok(typed),
        (_, true) => {
            let letters = text.trim().rsplit(char::is_whitespace).next().unwrap_or_default();
            Err(error(
                text,
                Some(format!("'{letters}' is no zone that is read here")),
            ))
        }
    }
}

enum TypedOption<'a> {
    Now,
    Stamp(TypedStamp<'a>),
}

fn whole(text: &str) -> Result<TypedOption<'_>, TimeOptionError> {
    // What lays a time out in a list says nothing here either.
    let trimmed = text
        .trim()
        .trim_matches(['[', ']', '(', ')', '*', '`'])
        .trim_end_matches(':')
        .trim();
    if trimmed.eq_ignore_ascii_case("now") {
        return Ok(TypedOption::Now);
    }
    let number = trimmed.split_whitespace().next().filter(|word| word.len() == 4);
    let year = number.and_then(|word| word.parse::<u32>().ok());
    match TypedStamp::read_said(trimmed) {
        Some((stamp, "")) => match year.filter(|year| stamp.is_compact() && (1900..2100).contains(year)) {
            Some(year) => Err(error(text, Some(may_be_year(year)))),
            None => Ok(TypedOption::Stamp(stamp)),
        },
        Some(_) | None => match year.filter(|year| trimmed.len() == 4 && (1900..2100).contains(year)) {
            Some(year) => Err(error(text, Some(may_be_year(year)))),
            None => Err(error(text, why(text))),
        },
    }
}

fn may_be_year(year: u32) -> String {
    match (year / 100, year % 100) {
        (hour, minute @ 0..60) => format!("it may be a year; write {hour}:{minute:02} for the time"),
        (_, _) => "it is a year, and no day of it".to_owned(),
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
        bare: false,
        zoned: false,
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
