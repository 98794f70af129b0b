//! Puts the time that a line begins with into the spelling of the one-line entry, whatever language or office wrote it.
//!
//! The words behind the time stay as they are. What comes out is only kept where the grammar of times reads it.

mod clock;
mod date;
mod names;
#[cfg(test)]
mod tests;
mod writer;

use std::borrow::Cow;

use chrono::NaiveDate;

pub(super) use date::{WrittenDate, date};

use crate::import::options::DateOrder;
use writer::Writer;

/// The ways of a file with dates and times, where a line alone does not show them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Habits {
    /// The order of `03/04/2023`.
    pub(super) order: DateOrder,
    /// True if lines begin with times such as `1402`.
    pub(super) compact: bool,
    /// True if lines begin with times such as `14.02`.
    pub(super) dots: bool,
    /// The day that `today` is, where somebody said it: that on which the lines were copied.
    pub(super) today: Option<NaiveDate>,
}

/// A line whose time is spelled as the one-line entry reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spelled<'a> {
    /// The line.
    pub(super) text: Cow<'a, str>,
    /// True if only the hour of the time was said.
    pub(super) is_hour: bool,
    /// True if the time was said to be about.
    pub(super) is_about: bool,
}

/// So many parts of a time are looked for: a day of the week, a date, two clocks, their zones.
const MOST_PARTS: usize = 12;

/// Spells the time that a line begins with as the one-line entry does.
pub(super) fn spelled<'a>(words: &'a str, habits: &Habits) -> Spelled<'a> {
    let as_it_is = Spelled {
        text: Cow::Borrowed(words),
        is_hour: false,
        is_about: false,
    };
    let mut writer = Writer::new(words, habits);
    for _ in 0..MOST_PARTS {
        if !writer.part() {
            break;
        }
    }
    let Writer {
        is_hour, is_about, ..
    } = writer;
    match writer.finished() {
        Some(text) if text != words || is_hour || is_about => Spelled {
            text: Cow::Owned(text),
            is_hour,
            is_about,
        },
        Some(_) | None => as_it_is,
    }
}

/// True if a text begins with a day of the week, and no date stands behind it.
pub(super) fn begins_with_weekday(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some((word, rest)) = date::word(text) else {
        return false;
    };
    let is_day = names::weekday(word).is_some()
        || (names::is_short_weekday(word) && word.starts_with(char::is_uppercase));
    is_day && date::date(rest.trim_start_matches(['.', ',', ' '])).is_none()
}
