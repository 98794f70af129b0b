//! Days as people, logs and chats write them: `2023-03-25`, `Mar 25, 2023`, `25.11.2026`, `last Monday`, `2 days ago`.

use chrono::{Datelike, NaiveDate, Weekday};

use super::scan::Scan;

/// The years that a typed time may lie in.
pub(super) const TYPED_YEARS: std::ops::RangeInclusive<i32> = 1970..=9999;

/// The day that was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayGiven {
    Unsaid,
    Today,
    /// So many days before today.
    Before(u32),
    /// A day of the week; the one before today where `last` is said.
    Weekday {
        day: Weekday,
        last: bool,
    },
    /// A day of a month, without its year.
    Yearless {
        month: u32,
        day: u32,
    },
    Date(NaiveDate),
}

/// English months, as they are written in full; the first three letters are enough.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The most letters that the name of a month or of a day of the week has.
const LONGEST_NAME: usize = 9;

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("Monday", Weekday::Mon),
    ("Tuesday", Weekday::Tue),
    ("Wednesday", Weekday::Wed),
    ("Thursday", Weekday::Thu),
    ("Friday", Weekday::Fri),
    ("Saturday", Weekday::Sat),
    ("Sunday", Weekday::Sun),
];

/// Reads a day, with what may stand before it: a weekday before a date, `on`.
pub(super) fn day(scan: &mut Scan<'_>) -> Option<DayGiven> {
    if !scan.rest().starts_with(|c: char| c.is_ascii_digit()) && !begins_in_words(*scan) {
        return None;
    }
    scan.attempt(dated)
        .or_else(|| scan.attempt(relative))
        .or_else(|| scan.attempt(weekday))
        .or_else(|| scan.attempt(days_ago))
}

/// True if a day whose first part is a word may begin here.
pub(super) fn begins_in_words(scan: Scan<'_>) -> bool {
    weekday_name(&mut scan.clone()).is_some()
        || month_name(&mut scan.clone()).is_some()
        || scan.clone().any_word(&["yesterday", "today", "last"])
}

/// A date; a weekday before it says nothing more.
fn dated(scan: &mut Scan<'_>) -> Option<DayGiven> {
    let mut ahead = *scan;
    if weekday_name(&mut ahead).is_some() {
        ahead.one_of(&[',', '.']);
        if ahead.spaces() {
            *scan = ahead;
        }
    }
    let date = scan
        .attempt(year_first)
        .or_else(|| scan.attempt(numbers))
        .map(DayGiven::Date);
    date.or_else(|| scan.attempt(|ahead| month_named(ahead)))
}

fn relative(scan: &mut Scan<'_>) -> Option<DayGiven> {
    let days = [("yesterday", DayGiven::Before(1)), ("today", DayGiven::Today)];
    let (_, day) = days.into_iter().find(|(word, _)| scan.word(word))?;
    ends(*scan).then_some(day)
}

/// `Wed`, `Wednesday`, `last Monday`. The short form is a name only with its capital: "sat down" is text.
fn weekday(scan: &mut Scan<'_>) -> Option<DayGiven> {
    let last = scan.free_word(&["last"]);
    let day = weekday_name(scan)?;
    ends(*scan).then_some(DayGiven::Weekday { day, last })
}

/// `2 days ago`; the day, where a time of day is said with it.
fn days_ago(scan: &mut Scan<'_>) -> Option<DayGiven> {
    let count = scan.number(1..=4)?;
    scan.spaces();
    let days = scan.any_word(&["d", "day", "days"]) && scan.spaces() && scan.word("ago");
    (days && ends(*scan)).then_some(DayGiven::Before(count))
}

/// The name of a day of the week, whole in any case, or its first letters with a capital.
pub(super) fn weekday_name(scan: &mut Scan<'_>) -> Option<Weekday> {
    scan.attempt(|ahead| {
        let word = ahead.letters();
        // Nearly all words are no names: most are told by their length.
        (3..=LONGEST_NAME).contains(&word.len()).then_some(())?;
        let short = |name: &str| {
            (3..=5).contains(&word.len()) && name.starts_with(word) && word.starts_with(char::is_uppercase)
        };
        let named = |name: &str| name.eq_ignore_ascii_case(word) || short(name);
        let (_, day) = WEEKDAYS.into_iter().find(|(name, _)| named(name))?;
        (!ahead.in_word()).then_some(day)
    })
}

/// The day of the week that these letters name, whole or short, in any case.
pub(in crate::domain) fn weekday_word(word: &str) -> Option<Weekday> {
    let named = |name: &str| {
        let start = name.get(..word.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(word))
            && (word.len() == name.len() || (3..=5).contains(&word.len()))
    };
    WEEKDAYS
        .into_iter()
        .find(|(name, _)| named(name))
        .map(|(_, day)| day)
}

/// The month, from 1, that these letters name, whole or by its first three or four, in any case.
pub(in crate::domain) fn month_word(word: &str) -> Option<u32> {
    let named = |name: &&str| {
        let start = name.get(..word.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(word))
            && (word.len() == name.len() || (3..=4).contains(&word.len()))
    };
    let place = MONTHS.iter().position(named)?;
    u32::try_from(place + 1).ok()
}

/// `2023-03-25` and `2023/03/25`, with two digits each.
pub(super) fn year_first(scan: &mut Scan<'_>) -> Option<NaiveDate> {
    let mut ahead = *scan;
    let year = ahead.number(4..=4)?;
    let separator = ahead.one_of(&['-', '/'])?;
    let month = ahead.number(2..=2)?;
    ahead.one_of(&[separator])?;
    let day = ahead.number(2..=2)?;
    let date = ymd(year, month, day)?;
    *scan = ahead;
    Some(date)
}

/// `25.11.2026`; `25/11/2026` and `11/25/2026` where only one of the two readings is a date.
fn numbers(scan: &mut Scan<'_>) -> Option<NaiveDate> {
    let first = scan.number(1..=2)?;
    let separator = scan.one_of(&['.', '/'])?;
    let second = scan.number(1..=2)?;
    scan.one_of(&[separator])?;
    let year = scan.number(4..=4)?;
    let day_first = ymd(year, second, first);
    match separator {
        '.' => day_first,
        _ => match (day_first, ymd(year, first, second)) {
            (Some(one), Some(other)) => (one == other).then_some(one),
            (one, other) => one.or(other),
        },
    }
}

/// `25 Mar 2023`, `25-Nov-2026`, `25/Nov/2026`, `Mar 25`, `March 25th, 2023`, `25th of March`.
fn month_named(scan: &mut Scan<'_>) -> Option<DayGiven> {
    let (month, day) = scan
        .attempt(|ahead| {
            let day = day_of_month(ahead)?;
            between(ahead);
            ahead.free_word(&["of"]);
            Some((month_name(ahead)?, day))
        })
        .or_else(|| {
            scan.attempt(|ahead| {
                let month = month_name(ahead)?;
                ahead.one_of(&['.']);
                ahead.spaces().then_some(())?;
                let day = day_of_month(ahead)?;
                // "Mar 25:00" and "Mar 25%" are no days.
                let joined = ahead
                    .rest()
                    .strip_prefix([':', '.'])
                    .is_some_and(|rest| Scan::new(rest).in_word());
                (!joined && !ahead.rest().starts_with('%')).then_some((month, day))
            })
        })?;
    let year = scan.attempt(|ahead| {
        ahead.one_of(&[',']);
        between(ahead);
        year(ahead)
    });
    match year {
        Some(year) => ymd(year, month, day).map(DayGiven::Date),
        // A leap year, so that 29 February may be said.
        None => NaiveDate::from_ymd_opt(2000, month, day).map(|_| DayGiven::Yearless { month, day }),
    }
}

/// A year of four digits that is no time of day and no number of something else.
pub(super) fn year(scan: &mut Scan<'_>) -> Option<u32> {
    scan.attempt(|ahead| {
        let year = ahead.number(4..=4)?;
        TYPED_YEARS.contains(&i32::try_from(year).ok()?).then_some(year)
    })
    .filter(|year| (1970..2200).contains(year))
}

fn between(scan: &mut Scan<'_>) {
    if scan.one_of(&['-', '/']).is_none() {
        scan.spaces();
    }
}

/// `25`, `25th`, `3rd`.
fn day_of_month(scan: &mut Scan<'_>) -> Option<u32> {
    scan.attempt(|ahead| {
        let day = ahead.number(1..=2)?;
        ahead.any_word(&["st", "nd", "rd", "th"]);
        (1..=31).contains(&day).then_some(day)
    })
}

/// `Mar`, `March`, `sept`: with a capital where it is short, so that "mar" and "may" stay words.
fn month_name(scan: &mut Scan<'_>) -> Option<u32> {
    scan.attempt(|ahead| {
        let word = ahead.letters();
        (3..=LONGEST_NAME).contains(&word.len()).then_some(())?;
        let long = |name: &str| name.len() > 3 && name.eq_ignore_ascii_case(word);
        let short = |name: &str| {
            let same = name
                .get(..word.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(word));
            let written = word.starts_with(char::is_uppercase) && word.len() >= 3;
            same && written && (word.len() == 3 || word.eq_ignore_ascii_case("sept"))
        };
        let place = MONTHS.iter().position(|name| long(name) || short(name))?;
        u32::try_from(place + 1).ok()
    })
}

/// True if a day may end here.
fn ends(scan: Scan<'_>) -> bool {
    scan.ends_time() || scan.rest().starts_with(',')
}

fn ymd(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// The latest such day of the week that is not after `last`.
pub(super) fn weekday_until(day: Weekday, last: NaiveDate) -> Option<NaiveDate> {
    last.iter_days().rev().take(7).find(|date| date.weekday() == day)
}

/// The year's day that is nearest to `date`; none where it is a 29 February that is far off.
pub(super) fn nearest_year(month: u32, day: u32, date: NaiveDate) -> Option<NaiveDate> {
    (date.year() - 1..=date.year() + 1)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .min_by_key(|candidate| candidate.signed_duration_since(date).num_days().abs())
}

/// The latest such day of a year that is not after `last`.
pub(super) fn yearless_until(month: u32, day: u32, last: NaiveDate) -> Option<NaiveDate> {
    let years = (last.year() - 8..=last.year()).rev();
    years
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .find(|date| *date <= last)
}

/// The next such day of a year that is not before `first`.
pub(super) fn yearless_from(month: u32, day: u32, first: NaiveDate) -> Option<NaiveDate> {
    let mut years = first.year()..=first.year() + 8;
    years.find_map(|year| NaiveDate::from_ymd_opt(year, month, day).filter(|date| *date >= first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let mut scan = Scan::new(text);
        let Some(day) = day(&mut scan) else {
            return format!("none|{}", scan.rest());
        };
        let day = match day {
            DayGiven::Unsaid => "unsaid".to_owned(),
            DayGiven::Today => "today".to_owned(),
            DayGiven::Before(days) => format!("-{days}"),
            DayGiven::Weekday { day, last } => format!("{}{day}", if last { "last " } else { "" }),
            DayGiven::Yearless { month, day } => format!("{month}-{day}"),
            DayGiven::Date(date) => date.to_string(),
        };
        format!("{day}|{}", scan.rest())
    }

    #[test]
    fn days_are_read_as_they_are_written() {
        for (text, read) in [
            ("2023-03-25 x", "2023-03-25| x"),
            ("2023/03/25", "2023-03-25|"),
            ("25.11.2026 09:30", "2026-11-25| 09:30"),
            ("11/25/2026 x", "2026-11-25| x"),
            ("25/11/2026, x", "2026-11-25|, x"),
            ("05/05/2026", "2026-05-05|"),
            ("04/05/2026", "none|04/05/2026"),
            ("04.05.2026", "2026-05-04|"),
            ("25 Mar 2023", "2023-03-25|"),
            ("25th of March 2023", "2023-03-25|"),
            ("March 25th, 2023: x", "2023-03-25|: x"),
            ("Mar 25 9:35", "3-25| 9:35"),
            ("27 Nov 09:30", "11-27| 09:30"),
            ("25/Nov/2026:09:30", "2026-11-25|:09:30"),
            ("25-Nov-2026", "2026-11-25|"),
            ("Thursday 26 November 2026", "2026-11-26|"),
            ("Thu, 26 Nov 2026 09:30", "2026-11-26| 09:30"),
            ("Wed 09:30", "Wed| 09:30"),
            ("last Monday 09:30", "last Mon| 09:30"),
            ("friday", "Fri|"),
            ("2 days ago at 14:00", "-2| at 14:00"),
            ("yesterday, x", "-1|, x"),
            ("Today x", "today| x"),
            ("yesterday's deploy", "none|yesterday's deploy"),
            ("sat down", "none|sat down"),
            ("may 5 x", "none|may 5 x"),
            ("March 25: x", "3-25|: x"),
            ("30 Feb 2023", "none|30 Feb 2023"),
            ("2023-02-30", "none|2023-02-30"),
            ("2023-3-5", "none|2023-3-5"),
            ("Mar 25:00", "none|Mar 25:00"),
            ("Monitor 5", "none|Monitor 5"),
        ] {
            assert_eq!(told(text), read, "{text:?}");
        }
    }
}
