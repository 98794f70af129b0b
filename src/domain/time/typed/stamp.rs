//! The shape of a typed time, before it is set on a day: what was said, not yet what it means.

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, Timelike};

use super::ago::{Ago, ago};
use super::clock::{Clocks, clocks, plain};
use super::scan::Scan;
use crate::domain::time::Precision;

/// A time as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub(super) when: When,
    pub(super) approximate: bool,
}

/// The ways to say when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Ago(Ago),
    Clock(DayGiven, Clocks),
    /// Only the day.
    Day(DayGiven),
    /// The T form.
    Full {
        clock: NaiveDateTime,
        offset: Option<FixedOffset>,
        precision: Precision,
    },
}

/// Which day was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayGiven {
    Unsaid,
    Yesterday,
    Today,
    Date(NaiveDate),
}

impl Stamp {
    /// Reads the time that a line begins with; returns it with what stands behind it.
    ///
    /// Only shapes are judged here: `None` when the line begins with none of them.
    pub fn read(line: &str) -> Option<(Self, &str)> {
        let mut scan = Scan::new(line);
        let mut approximate = about(&mut scan);
        let when = match day(&mut scan) {
            Some(day) => on_day(&mut scan, day, &mut approximate)?,
            None => ago(&mut scan)
                .map(When::Ago)
                .or_else(|| clocks(&mut scan).map(|clocks| When::Clock(DayGiven::Unsaid, clocks)))?,
        };
        Some((Self { when, approximate }, scan.rest()))
    }

    /// Whether this is a time in a line only when a kind follows: `0930` and a bare date.
    pub fn needs_kind(&self) -> bool {
        match &self.when {
            When::Day(_) => true,
            When::Clock(_, clocks) => clocks.compact,
            When::Ago(_) | When::Full { .. } => false,
        }
    }
}

fn about(scan: &mut Scan<'_>) -> bool {
    let mut ahead = *scan;
    let found = ahead.one_of(&['~']).is_some() || (ahead.word("about") && ahead.ends_word());
    if found {
        ahead.spaces();
        *scan = ahead;
    }
    found
}

fn day(scan: &mut Scan<'_>) -> Option<DayGiven> {
    if let Some(date) = date(scan) {
        return Some(DayGiven::Date(date));
    }
    let words = [("yesterday", DayGiven::Yesterday), ("today", DayGiven::Today)];
    words.into_iter().find_map(|(word, day)| {
        let mut ahead = *scan;
        let found = ahead.word(word) && ahead.ends_word();
        if found {
            *scan = ahead;
        }
        found.then_some(day)
    })
}

/// `2023-03-25`, and nothing looser.
pub(super) fn date(scan: &mut Scan<'_>) -> Option<NaiveDate> {
    let mut ahead = *scan;
    let year = ahead.number(4..=4)?;
    ahead.one_of(&['-'])?;
    let month = ahead.number(2..=2)?;
    ahead.one_of(&['-'])?;
    let day = ahead.number(2..=2)?;
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    *scan = ahead;
    Some(date)
}

/// What follows a day: a `T` and a clock, a space and clocks, or nothing.
fn on_day(scan: &mut Scan<'_>, day: DayGiven, approximate: &mut bool) -> Option<When> {
    if let (DayGiven::Date(date), Some(_)) = (day, scan.one_of(&['T', 't'])) {
        return full(scan, date);
    }
    let mut ahead = *scan;
    if !ahead.spaces() {
        return scan.ends_word().then_some(When::Day(day));
    }
    let also_about = about(&mut ahead);
    let when = match clocks(&mut ahead) {
        Some(clocks) => Some(When::Clock(day, clocks)),
        None => in_utc(&mut ahead, day),
    };
    match when {
        Some(when) => {
            *approximate |= also_about;
            *scan = ahead;
            Some(when)
        }
        None => Some(When::Day(day)),
    }
}

/// `09:30-05:00`, `09:30Z`, `09:30:12.345`, after the `T`.
fn full(scan: &mut Scan<'_>, date: NaiveDate) -> Option<When> {
    let two_digits = scan.rest().as_bytes().get(2) == Some(&b':');
    let (time, precision) = plain(scan)?;
    let time = match precision {
        Precision::Second => time.with_nanosecond(fraction(scan)?)?,
        Precision::Minute | Precision::Hour | Precision::Day => time,
    };
    let offset = match scan.one_of(&['Z', 'z', '+', '-', '−']) {
        None => None,
        Some('Z' | 'z') => FixedOffset::east_opt(0),
        Some(sign) => Some(offset(scan, sign == '+')?),
    };
    (two_digits && scan.ends_word()).then_some(When::Full {
        clock: date.and_time(time),
        offset,
        precision,
    })
}

/// `2023-03-25 09:30Z`: a `Z` cannot be mistaken for the end of a range, as an offset can.
fn in_utc(scan: &mut Scan<'_>, day: DayGiven) -> Option<When> {
    let DayGiven::Date(date) = day else { return None };
    let (time, precision) = plain(scan)?;
    scan.one_of(&['Z', 'z'])?;
    scan.ends_word().then_some(When::Full {
        clock: date.and_time(time),
        offset: FixedOffset::east_opt(0),
        precision,
    })
}

/// Nanoseconds, cut to microseconds: all that a journal keeps. Zero when no fraction was typed.
fn fraction(scan: &mut Scan<'_>) -> Option<u32> {
    if scan.one_of(&['.']).is_none() {
        return Some(0);
    }
    let before = scan.rest().len();
    let number = scan.number(1..=9)?;
    let typed = u32::try_from(before - scan.rest().len()).ok()?;
    let nanos = number.checked_mul(10u32.checked_pow(9u32.checked_sub(typed)?)?)?;
    Some(nanos / 1_000 * 1_000)
}

/// `05:00` or `0500`, at most 14 hours, as the earth has it.
fn offset(scan: &mut Scan<'_>, east: bool) -> Option<FixedOffset> {
    let (hours, minutes) = match scan.number(2..=2) {
        Some(hours) => {
            scan.one_of(&[':'])?;
            (hours, scan.number(2..=2)?)
        }
        None => {
            let number = scan.number(4..=4)?;
            (number / 100, number % 100)
        }
    };
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    (minutes < 60 && seconds <= 14 * 3600)
        .then(|| FixedOffset::east_opt(if east { seconds } else { -seconds }))
        .flatten()
}
