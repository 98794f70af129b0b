//! Reads "from … to …" as people write it: `March 25th, 2023 9:30 AM - March 26th, 2023 4:00 PM (UTC-5)`.

use chrono::{FixedOffset, NaiveDate, NaiveTime, TimeDelta, Timelike};

use super::tokens::Token;
use crate::domain::time::typed::month_word;

const ABBREVIATIONS: &[&str] = &[
    "pst", "pdt", "pt", "mst", "mdt", "cst", "cdt", "est", "edt", "et", "cet", "cest", "bst", "wet", "eet",
    "ist", "jst", "aest", "sgt", "msk",
];

/// From when to when, as a text says it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    /// The day on which it began, where the text says it.
    pub(super) from_day: Option<NaiveDate>,
    /// The clock at its beginning.
    pub(super) from: NaiveTime,
    /// The day on which it ended, where that is said or follows.
    pub(super) to_day: Option<NaiveDate>,
    /// The clock at its end.
    pub(super) to: NaiveTime,
    /// The offset of both clocks, where the text names one.
    pub(super) offset: Option<FixedOffset>,
}

/// A span at the beginning of the tokens. `None` also where its zone is named by letters that mean several.
pub(super) fn read(tokens: &[Token]) -> Option<Span> {
    let mut rest = tokens;
    let from = StatedTime::read(&mut rest)?;
    skip_one(&mut rest, |token| {
        *token == Token::Sign('-') || token.is_one_of(&["to", "until", "till", "and", "through"])
    })?;
    let to = StatedTime::read(&mut rest)?;
    if from.zone == NamedZone::Unclear || to.zone == NamedZone::Unclear {
        return None;
    }
    let half = from.half.or(to.half.filter(|_| from.clock.hour() <= 12));
    let (from_clock, to_clock) = (turned(from.clock, half), turned(to.clock, to.half));
    let later_day = TimeDelta::days(i64::from(to_clock < from_clock));
    Some(Span {
        from_day: from.day,
        from: from_clock,
        to_day: to.day.or(from.day.map(|day| day + later_day)),
        to: to_clock,
        offset: to.zone.offset().or(from.zone.offset()),
    })
}

/// A beginning as a text says it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Beginning {
    /// Its day, where the text says it.
    pub(super) day: Option<NaiveDate>,
    /// Its clock.
    pub(super) clock: NaiveTime,
    /// The offset of the clock, where the text names one.
    pub(super) offset: Option<FixedOffset>,
}

impl Span {
    /// Its beginning.
    pub(super) fn beginning(&self) -> Beginning {
        Beginning {
            day: self.from_day,
            clock: self.from,
            offset: self.offset,
        }
    }
}

/// A time alone at the beginning of the tokens, such as stands behind "since". `None` also where its zone is named by
/// letters that mean several.
pub(super) fn read_beginning(mut tokens: &[Token]) -> Option<Beginning> {
    let told = StatedTime::read(&mut tokens)?;
    (told.zone != NamedZone::Unclear).then(|| Beginning {
        day: told.day,
        clock: turned(told.clock, told.half),
        offset: told.zone.offset(),
    })
}

#[derive(Clone, Copy, PartialEq)]
enum HalfDay {
    Am,
    Pm,
}

#[derive(Clone, Copy, PartialEq)]
enum NamedZone {
    Nothing,
    Offset(FixedOffset),
    Unclear,
}

impl NamedZone {
    fn offset(self) -> Option<FixedOffset> {
        match self {
            NamedZone::Offset(offset) => Some(offset),
            NamedZone::Nothing | NamedZone::Unclear => None,
        }
    }
}

struct StatedTime {
    day: Option<NaiveDate>,
    clock: NaiveTime,
    half: Option<HalfDay>,
    zone: NamedZone,
}

/// So many words stand between a day and its clock, at the most.
const MOST_JOINTS: usize = 4;

impl StatedTime {
    fn read(rest: &mut &[Token]) -> Option<Self> {
        let day = day(rest);
        for _ in 0..MOST_JOINTS {
            skip_one(rest, |token| {
                *token == Token::Sign(',') || token.is_one_of(&["at", "from", "between", "t"])
            });
        }
        let (clock, half) = clock(rest)?;
        let zone = zone(rest);
        Some(StatedTime {
            day,
            clock,
            half,
            zone,
        })
    }
}

fn skip_one(rest: &mut &[Token], wanted: impl Fn(&Token) -> bool) -> Option<()> {
    let (first, after) = rest.split_first()?;
    wanted(first).then(|| *rest = after)
}

fn clock(rest: &mut &[Token]) -> Option<(NaiveTime, Option<HalfDay>)> {
    let half = match rest.get(1) {
        Some(token) if token.is("am") => Some(HalfDay::Am),
        Some(token) if token.is("pm") => Some(HalfDay::Pm),
        Some(_) | None => None,
    };
    let clock = match rest.first()? {
        Token::Clock(clock) => *clock,
        // A bare number is a clock only with its half of the day.
        Token::Number(hour) if half.is_some() && (1.0..=12.0).contains(hour) => {
            NaiveTime::from_hms_opt(*hour as u32, 0, 0)?
        }
        Token::Number(_) | Token::Word(_) | Token::Sign(_) | Token::Stop => return None,
    };
    *rest = &rest[1 + usize::from(half.is_some())..];
    Some((clock, half))
}

fn turned(clock: NaiveTime, half: Option<HalfDay>) -> NaiveTime {
    let hour = match half {
        Some(HalfDay::Am) => clock.hour() % 12,
        Some(HalfDay::Pm) => clock.hour() % 12 + 12,
        None => clock.hour(),
    };
    clock.with_hour(hour).unwrap_or(clock)
}

fn zone(rest: &mut &[Token]) -> NamedZone {
    let open = usize::from(rest.first() == Some(&Token::Sign('(')));
    let Some(word) = rest.get(open) else {
        return NamedZone::Nothing;
    };
    if word.is_one_of(ABBREVIATIONS) {
        return NamedZone::Unclear;
    }
    if !word.is_one_of(&["utc", "gmt", "z"]) {
        return NamedZone::Nothing;
    }
    let mut taken = open + 1;
    let mut seconds = 0;
    // "UTC - 10:30" goes on with the end of the span; "UTC-5" and "UTC-05:00)" are offsets.
    let closed = |place: usize| rest.get(place) == Some(&Token::Sign(')'));
    let sign = match rest.get(taken) {
        Some(Token::Sign('+')) => 1,
        Some(Token::Sign('-')) => -1,
        Some(_) | None => 0,
    };
    match rest.get(taken + 1) {
        Some(Token::Number(hours)) if sign != 0 && *hours <= 14.0 => {
            seconds = sign * (*hours * 3_600.0) as i32;
            taken += 2;
        }
        Some(Token::Clock(clock)) if sign != 0 && closed(taken + 2) => {
            seconds = sign * i32::try_from(clock.num_seconds_from_midnight()).unwrap_or(0);
            taken += 2;
        }
        Some(_) | None => {}
    }
    taken += usize::from(closed(taken));
    *rest = &rest[taken..];
    FixedOffset::east_opt(seconds).map_or(NamedZone::Unclear, NamedZone::Offset)
}

/// `March 25th, 2023`, `25 March 2023`, `2023-03-25`.
fn day(rest: &mut &[Token]) -> Option<NaiveDate> {
    let plain: Vec<&Token> = rest
        .iter()
        .take(7)
        .filter(|token| **token != Token::Sign(',') && !token.is_one_of(&["st", "nd", "rd", "th", "of"]))
        .collect();
    let (year, month, day, last) = match plain[..] {
        [
            Token::Number(year),
            Token::Sign('-'),
            Token::Number(month),
            Token::Sign('-'),
            last,
            ..,
        ] => {
            let Token::Number(day) = last else { return None };
            (year, *month as u32, day, last)
        }
        [Token::Word(name), Token::Number(day), last, ..]
        | [Token::Number(day), Token::Word(name), last, ..] => {
            let Token::Number(year) = last else { return None };
            (year, month_word(name)?, day, last)
        }
        _ => return None,
    };
    let date = NaiveDate::from_ymd_opt(*year as i32, month, *day as u32).filter(|_| *year > 1900.0)?;
    let place = rest.iter().position(|token| std::ptr::eq(token, last))?;
    *rest = &rest[place + 1..];
    Some(date)
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    #[test]
    fn spans_are_read_in_every_notation() {
        let cases = [
            (
                "March 25th, 2023 9:30 AM - March 26th, 2023 4:00 PM (UTC-5)",
                Some("2023-03-25 09:30 2023-03-26 16:00 -05:00"),
            ),
            (
                "September 5, 2023, 08:00 - September 6, 2023, 16:30 (UTC)",
                Some("2023-09-05 08:00 2023-09-06 16:30 +00:00"),
            ),
            (
                "April 12, 2023, from 2:00 PM to 5:30 PM (local time)",
                Some("2023-04-12 14:00 2023-04-12 17:30 "),
            ),
            (
                "2023-03-25 23:00 to 01:00",
                Some("2023-03-25 23:00 2023-03-26 01:00 "),
            ),
            (
                "25 March 2023 9 am until 11 am",
                Some("2023-03-25 09:00 2023-03-25 11:00 "),
            ),
            ("2:00 - 5:30 PM", Some("- 14:00 - 17:30 ")),
            ("09:30 UTC - 10:30 UTC", Some("- 09:30 - 10:30 +00:00")),
            ("09:30 PST - 10:30 PST", None),
            ("2 to 5 users", None),
            ("9:30", None),
        ];
        for (text, expected) in cases {
            let told = read(&tokens(text)).map(|span| {
                let day = |day: Option<NaiveDate>| day.map_or("-".to_owned(), |day| day.to_string());
                let (from, to) = (span.from.format("%H:%M"), span.to.format("%H:%M"));
                let offset = span.offset.map_or(String::new(), |offset| offset.to_string());
                format!("{} {from} {} {to} {offset}", day(span.from_day), day(span.to_day))
            });
            assert_eq!(told.as_deref(), expected, "{text}");
        }
    }
}
