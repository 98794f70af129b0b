//! Dates in the spellings of other languages and offices: `25. März 2023`, `25.03.23`, `3/25/2023`, `2023-3-5`.

use chrono::{Datelike, NaiveDate};

use super::names;
use crate::import::options::DateOrder;

/// A date as it stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import::text::timeline) struct WrittenDate {
    pub(in crate::import::text::timeline) year: Option<i32>,
    /// The month, where the order of the day and the month is that of a day first.
    month: u32,
    day: u32,
    /// True if day and month stand as numbers between slashes or dashes, so that they may be the other way round.
    pub(in crate::import::text::timeline) is_open: bool,
}

impl WrittenDate {
    fn new(year: Option<i32>, month: u32, day: u32) -> Option<Self> {
        let date = WrittenDate {
            year,
            month,
            day,
            is_open: false,
        };
        date.on(year.unwrap_or(2000)).map(|_| date)
    }

    /// The date with the day first and with the month first, as far as they are dates.
    pub(in crate::import::text::timeline) fn readings(self) -> [Option<NaiveDate>; 2] {
        let year = self.year.unwrap_or(2000);
        let turned = WrittenDate {
            month: self.day,
            day: self.month,
            ..self
        };
        [self.on(year), turned.on(year).filter(|_| self.is_open)]
    }

    /// True if it is a date in either order, and not the same one.
    pub(in crate::import::text::timeline) fn is_ambiguous(self) -> bool {
        matches!(self.readings(), [Some(one), Some(other)] if one != other)
    }

    fn on(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month, self.day)
    }

    /// The date in this order, or else in the only one in which it is one; without its year it is one of the year 2000.
    pub(in crate::import::text::timeline) fn date(self, order: DateOrder) -> Option<NaiveDate> {
        let [day_first, month_first] = self.readings();
        match order {
            DateOrder::DayFirst => day_first.or(month_first),
            DateOrder::MonthFirst => month_first.or(day_first),
        }
    }

    /// The same day and month in this year.
    pub(super) fn in_year(self, year: i32) -> Self {
        WrittenDate {
            year: Some(year),
            ..self
        }
    }

    /// As the grammar of times reads it: `2023-03-25`, `25 Mar`.
    pub(in crate::import::text::timeline) fn spelled(self, order: DateOrder) -> Option<String> {
        let date = self.date(order)?;
        match self.year {
            Some(_) => Some(date.format("%Y-%m-%d").to_string()),
            None => Some(format!("{} {}", date.day(), names::english(date.month())?)),
        }
    }
}

/// The date of the word `today` or `yesterday` that a text begins with, and the rest behind it.
pub(super) fn day_word(text: &str, today: NaiveDate) -> Option<(WrittenDate, &str)> {
    let (word, rest) = word(text)?;
    let day = match word.to_ascii_lowercase().as_str() {
        "today" => today,
        "yesterday" => today.pred_opt()?,
        _ => return None,
    };
    let date = WrittenDate::new(Some(day.year()), day.month(), day.day())?;
    // "today's deploy" says no day.
    let is_alone = !rest.starts_with(|c: char| c.is_alphanumeric() || "'\u{2019}-_".contains(c));
    is_alone.then_some((date, rest))
}

/// The date that a text begins with, and the rest behind it.
pub(in crate::import::text::timeline) fn date(text: &str) -> Option<(WrittenDate, &str)> {
    numbers(text)
        .or_else(|| day_month(text))
        .or_else(|| month_day(text))
        .filter(|(_, rest)| !rest.starts_with(char::is_alphanumeric))
}

/// `25.03.2023`, `25.3.23`, `25.03.`, `25/03/2023`, `3/25`, `2023/3/5`, `2023.03.25`.
fn numbers(text: &str) -> Option<(WrittenDate, &str)> {
    let (first, rest) = digits(text)?;
    let separator = rest.chars().next().filter(|c| ['.', '/', '-'].contains(c))?;
    let (second, rest) = digits(&rest[1..]).filter(|(second, _)| second.len() <= 2)?;
    let (one, two) = (number(first)?, number(second)?);
    let third = rest.strip_prefix(separator).and_then(digits);
    if first.len() == 4 {
        let (day, rest) = third.filter(|(day, _)| day.len() <= 2)?;
        let date = WrittenDate::new(i32::try_from(one).ok(), two, number(day)?)?;
        return Some((date, rest));
    }
    let year = third.filter(|(year, _)| year.len() == 4 || (year.len() == 2 && separator != '-'));
    let (year, rest) = match (year, separator) {
        (Some((year, rest)), _) => (Some(full_year(year)?), rest),
        // "25.03. 14:02": the dot behind the month is what makes it a date.
        (None, '.') => (
            None,
            rest.strip_prefix('.')
                .filter(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))?,
        ),
        (None, '/') if is_clock_next(rest) => (None, rest),
        (None, _) => return None,
    };
    let date = WrittenDate {
        year,
        month: two,
        day: one,
        is_open: separator != '.',
    };
    (first.len() <= 2 && date.date(DateOrder::DayFirst).is_some()).then_some((date, rest))
}

fn is_clock_next(rest: &str) -> bool {
    let next = rest.trim_start();
    let digits = next.bytes().take_while(u8::is_ascii_digit).count();
    next.len() < rest.len() && (1..=2).contains(&digits) && next[digits..].starts_with(':')
}

/// `25. März 2023`, `25 de marzo de 2023`, `1er mars`, `25 mrt. 2023`.
fn day_month(text: &str) -> Option<(WrittenDate, &str)> {
    let (day, rest) = digits(text).filter(|(day, _)| day.len() <= 2)?;
    let marks = ["st", "nd", "rd", "th", "er", "º", "°", ".", "-", "/"];
    let rest = marks
        .iter()
        .find_map(|mark| rest.strip_prefix(mark))
        .unwrap_or(rest);
    let rest = without_words(rest.trim_start(), &["de", "of", "do", "d'"]);
    let (name, rest) = word(rest)?;
    if let Some(month) = names::month(name) {
        let (year, rest) = year_behind(rest.strip_prefix('.').unwrap_or(rest));
        return Some((WrittenDate::new(year, month, number(day)?)?, rest));
    }
    let month = names::short_month(name)?;
    let dotted = rest.strip_prefix('.');
    let (year, behind) = year_behind(dotted.unwrap_or(rest));
    // "14 out of 40": a short name without a dot or a year is too often a word.
    (year.is_some() || dotted.is_some()).then_some(())?;
    Some((WrittenDate::new(year, month, number(day)?)?, behind))
}

/// `March 25th, 2023`, `marzo 25 de 2023`.
fn month_day(text: &str) -> Option<(WrittenDate, &str)> {
    let (name, rest) = word(text)?;
    let is_name = name.starts_with(char::is_uppercase) || name.len() > 3;
    let month = names::month(name)
        .or_else(|| names::short_month(name))
        .filter(|_| is_name)?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let (day, rest) =
        digits(rest.trim_start()).filter(|(day, after)| day.len() <= 2 && !after.starts_with([':', '%']))?;
    let marks = ["st", "nd", "rd", "th", "."];
    let rest = marks
        .iter()
        .find_map(|mark| rest.strip_prefix(mark))
        .unwrap_or(rest);
    let (year, rest) = year_behind(rest);
    Some((WrittenDate::new(year, month, number(day)?)?, rest))
}

/// A year behind a day and a month, with what joins it: ` 2023`, `, 2023`, ` de 2023`.
fn year_behind(rest: &str) -> (Option<i32>, &str) {
    let joined = rest.strip_prefix([',', '-', '/']).unwrap_or(rest).trim_start();
    let joined = without_words(joined, &["de", "del"]);
    let year = digits(joined).filter(|(year, after)| {
        year.len() == 4 && joined.len() < rest.len() && !after.starts_with(|c: char| c.is_alphanumeric())
    });
    let found = year.and_then(|(year, after)| Some((full_year(year)?, after)));
    found.map_or((None, rest), |(year, after)| (Some(year), after))
}

fn full_year(text: &str) -> Option<i32> {
    let year = i32::try_from(number(text)?).ok()?;
    match text.len() {
        4 => Some(year).filter(|year| (1970..2200).contains(year)),
        _ => Some(2000 + year),
    }
}

fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=4).contains(&end).then(|| text.split_at(end))
}

fn number(text: &str) -> Option<u32> {
    text.parse().ok()
}

/// The word of letters that a text begins with.
pub(super) fn word(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

fn without_words<'a>(text: &'a str, words: &[&str]) -> &'a str {
    let rest = words.iter().find_map(|word| {
        text.strip_prefix(word)
            .filter(|rest| word.ends_with('\'') || rest.starts_with(' '))
    });
    rest.map_or(text, str::trim_start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_many_spellings() {
        for (text, read) in [
            ("25. März 2023 x", "2023-03-25| x"),
            ("25 mars 2023, x", "2023-03-25|, x"),
            ("1er mars 2023", "2023-03-01|"),
            ("25 de marzo de 2023: x", "2023-03-25|: x"),
            ("25 de março", "25 Mar|"),
            ("25 marzo 2023", "2023-03-25|"),
            ("25 maart 2023", "2023-03-25|"),
            ("25 mrt. 2023", "2023-03-25|"),
            ("25. Dez. 14:02", "25 Dec| 14:02"),
            ("14 out of 40 pods", "none"),
            ("March 25th, 2023", "2023-03-25|"),
            ("marzo 25 de 2023", "2023-03-25|"),
            ("Mar 25 14:02", "25 Mar| 14:02"),
            ("25.03.2023 14:02", "2023-03-25| 14:02"),
            ("25.3.23", "2023-03-25|"),
            ("25.03. 14:02", "25 Mar| 14:02"),
            ("14.02 Uhr", "none"),
            ("2023-3-5", "2023-03-05|"),
            ("2023.03.25", "2023-03-25|"),
            ("2023/11/25", "2023-11-25|"),
            ("03/04/2023", "2023-04-03|"),
            ("3/25/2023", "2023-03-25|"),
            ("3/25 14:02", "25 Mar| 14:02"),
            ("3/25 hosts", "none"),
            ("25-03-2023", "2023-03-25|"),
            ("31.02.2023", "none"),
            ("10.1.2.3 down", "none"),
            ("1/2", "none"),
        ] {
            let told = date(text)
                .map(|(date, rest)| format!("{}|{rest}", date.spelled(DateOrder::DayFirst).unwrap()));
            assert_eq!(told.as_deref().unwrap_or("none"), read, "{text:?}");
        }
    }
}
