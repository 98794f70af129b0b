//! The ways of a file with dates and times, as all its lines together show them.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};

use super::Said;
use super::layout::Laid;
use super::spelling::{self, Habits, WrittenDate};
use crate::import::options::{DateOrder, ImportOptions, ListDate};
use crate::import::outcome::Question;

/// The ways of a file, and what they leave open.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    pub(super) habits: Habits,
    /// Dates that have two readings, and nothing decides.
    pub(super) question: Option<Question>,
    /// The first date with a year.
    pub(super) first_full: Option<NaiveDate>,
    /// The first date without a year, in the year 2000.
    pub(super) first_yearless: Option<NaiveDate>,
}

/// A date at the head of a line.
struct Found<'a> {
    line: usize,
    date: WrittenDate,
    typed: &'a str,
}

/// So many lines at least begin with a time that is like a number, where it is one.
const FEW: usize = 2;

/// Looks at all lines.
pub(super) fn of(lines: &[Laid<'_>], said: Said, options: &ImportOptions) -> Shown {
    let (mut compact, mut dots, mut years) = (0, 0, 0);
    let mut dates = Vec::new();
    for laid in lines.iter().filter(|laid| !laid.is_blank()) {
        let text = laid.words.trim_start_matches(|c: char| !c.is_alphanumeric());
        let (digits, rest) = text.split_at(text.bytes().take_while(u8::is_ascii_digit).count());
        let is_clock =
            |hour: &str, minute: &str| hour < "24" && minute < "60" && hour.len() == 2 && minute.len() == 2;
        if digits.len() == 4
            && is_clock(&digits[..2], &digits[2..])
            && rest.starts_with([' ', ':', ')', ']', '\t', '*'])
        {
            compact += 1;
            years += usize::from(("1970".."2060").contains(&digits));
        }
        let minute = rest
            .strip_prefix('.')
            .and_then(|rest| rest.get(..2))
            .unwrap_or_default();
        let ends = rest
            .get(3..)
            .is_some_and(|rest| rest.starts_with([' ', ':', ')', ']', '\t', '*']));
        dots += usize::from(
            digits.len() == 2
                && ends
                && minute.bytes().all(|b| b.is_ascii_digit())
                && is_clock(digits, minute),
        );
        if let Some((date, typed)) = date_at(text) {
            dates.push(Found {
                line: laid.number,
                date,
                typed,
            });
        }
    }
    let (order, question) = order(&dates, said, options);
    let habits = Habits {
        order,
        compact: compact >= FEW && compact > years,
        dots: dots >= FEW,
        today: match options.date {
            Some(ListDate::Day(day)) => Some(day),
            Some(ListDate::Year(_)) | None => None,
        },
    };
    let first = |full: bool| dates.iter().find(|found| found.date.year.is_some() == full);
    Shown {
        habits,
        question,
        first_full: first(true).and_then(|found| found.date.date(order)),
        first_yearless: first(false).and_then(|found| found.date.date(order)),
    }
}

/// The date that a text begins with, behind a word or two such as a day of the week.
pub(super) fn date_at(text: &str) -> Option<(WrittenDate, &str)> {
    let words = text
        .char_indices()
        .filter(|(at, c)| *at > 0 && *c == ' ')
        .map(|(at, _)| at + 1);
    let mut starts = std::iter::once(0).chain(words.take(2));
    starts.find_map(|at| {
        let (date, rest) = spelling::date(&text[at..])?;
        Some((date, &text[at..text.len() - rest.len()]))
    })
}

/// The order of days and months, and what has to be asked where nothing decides it.
fn order(dates: &[Found<'_>], said: Said, options: &ImportOptions) -> (DateOrder, Option<Question>) {
    let Some(first) = dates.iter().find(|found| found.date.is_ambiguous()) else {
        return (DateOrder::DayFirst, None);
    };
    if let Some(order) = options.order {
        return (order, None);
    }
    let day = match options.date {
        Some(ListDate::Day(day)) => Some(day),
        Some(ListDate::Year(_)) | None => said.date,
    };
    let today = options.context.today();
    let sure: HashSet<NaiveDate> = dates
        .iter()
        .filter(|found| !found.date.is_open && found.date.year.is_some())
        .filter_map(|found| found.date.date(DateOrder::DayFirst))
        .flat_map(|date| {
            [Some(date), date.pred_opt(), date.succ_opt()]
                .into_iter()
                .flatten()
        })
        .collect();
    let mut shown = [false, false];
    for found in dates {
        let readings = found.date.readings();
        let is_ambiguous = found.date.is_ambiguous();
        for (shown, (reading, other)) in shown
            .iter_mut()
            .zip([(readings[0], readings[1]), (readings[1], readings[0])])
        {
            let is_only = other.is_none() && found.date.is_open;
            let is_known = is_ambiguous && reading.is_some() && reading == day;
            // Nothing that happened lies ahead.
            let is_past =
                is_ambiguous && found.date.year.is_some() && reading <= Some(today) && other > Some(today);
            let is_near = is_ambiguous
                && reading.is_some_and(|date| sure.contains(&date))
                && !other.is_some_and(|date| sure.contains(&date));
            *shown |= reading.is_some() && (is_only || is_known || is_past || is_near);
        }
    }
    match shown {
        [true, false] => (DateOrder::DayFirst, None),
        [false, true] => (DateOrder::MonthFirst, None),
        [true, true] | [false, false] => {
            let question = Question::DayOrMonth {
                line: first.line,
                text: first.typed.to_owned(),
            };
            (closest(dates), Some(question))
        }
    }
}

/// The order in which the dates lie closer together.
fn closest(dates: &[Found<'_>]) -> DateOrder {
    let spread = |order: DateOrder| {
        let days = dates
            .iter()
            .filter_map(|found| found.date.date(order))
            .map(|date| date.num_days_from_ce());
        days.clone().max().unwrap_or(0) - days.min().unwrap_or(0)
    };
    if spread(DateOrder::MonthFirst) < spread(DateOrder::DayFirst) {
        DateOrder::MonthFirst
    } else {
        DateOrder::DayFirst
    }
}
