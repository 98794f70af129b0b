//! The parts of a time, taken one after the other and written as the grammar of times has them.

use std::borrow::Cow;
use std::ops::Range;

use super::clock::{self, WrittenClock};
use super::date::{self, WrittenDate};
use super::{Habits, names};
use crate::domain::time::typed::{TypedStamp, is_zone, zone_word};

/// Words before a time that say "about".
const ABOUT: [&str; 19] = [
    "around",
    "about",
    "approx",
    "approximately",
    "gegen",
    "etwa",
    "ungefähr",
    "environ",
    "vers",
    "aprox",
    "aproximadamente",
    "sobre",
    "hacia",
    "verso",
    "rond",
    "omstreeks",
    "roughly",
    "circa",
    "ca",
];

/// Words before a time that say nothing more.
const SILENT: [&str; 27] = [
    "at", "since", "from", "um", "ab", "seit", "den", "am", "der", "le", "la", "las", "les", "el", "il", "à",
    "às", "as", "a", "alle", "ore", "om", "op", "kl", "klokken", "depuis", "desde",
];

/// Marks and words between the ends of a range.
const TO: [&str; 15] = [
    "\u{2192}", "->", "=>", "-", "\u{2013}", "\u{2014}", "bis ", "tot ", "to ", "until ", "till ", "and ",
    "a ", "à ", "al ",
];

/// A line being spelled, part after part.
pub(super) struct Writer<'a, 'h> {
    habits: &'h Habits,
    out: String,
    rest: &'a str,
    /// So many bytes of brackets and stars stand before the time.
    opened: usize,
    date: Option<(WrittenDate, Range<usize>)>,
    clocks: usize,
    is_zoned: bool,
    pub(super) is_hour: bool,
    pub(super) is_about: bool,
}

impl<'a, 'h> Writer<'a, 'h> {
    pub(super) fn new(words: &'a str, habits: &'h Habits) -> Self {
        let text = without_picture(words);
        let marks = |c: &char| ['[', '(', '*', '_', '`', '<'].contains(c);
        let opened: usize = text.chars().take(6).take_while(marks).map(char::len_utf8).sum();
        Writer {
            habits,
            out: text[..opened].replace('<', "["),
            rest: &text[opened..],
            opened,
            date: None,
            clocks: 0,
            is_zoned: false,
            is_hour: false,
            is_about: false,
        }
    }

    /// Takes the next part of the time; false where there is none.
    pub(super) fn part(&mut self) -> bool {
        self.range_end()
            || self.zone()
            || self.other_zone()
            || self.year_at_the_end()
            || self.date()
            || self.weekday()
            || self.clock()
            || self.lead()
    }

    fn date(&mut self) -> bool {
        if self.date.is_some() {
            return false;
        }
        let start = self.rest.trim_start_matches([',', ' ', '\t']);
        let by_word = || date::day_word(start, self.habits.today.filter(|_| self.clocks == 0)?);
        let Some((date, rest)) = date::date(without_short_weekday(start)).or_else(by_word) else {
            return false;
        };
        let Some(spelled) = date.spelled(self.habits.order) else {
            return false;
        };
        self.space();
        let from = self.out.len();
        self.out.push_str(&spelled);
        self.date = Some((date, from..self.out.len()));
        self.rest = rest;
        true
    }

    /// A day of the week in full, in English.
    fn weekday(&mut self) -> bool {
        if self.clocks > 0 || self.date.is_some() {
            return false;
        }
        let start = self.rest.trim_start();
        let end = start
            .find(|c: char| !(c.is_alphabetic() || c == '-'))
            .unwrap_or(start.len());
        let Some(day) = names::weekday(&start[..end]) else {
            return false;
        };
        self.space();
        self.out.push_str(day);
        self.rest = start[end..].trim_start_matches(['.']);
        if date::date(self.rest.trim_start_matches([',', ' '])).is_some() {
            self.rest = self.rest.trim_start_matches([',', ' ']);
            self.out.push(',');
        }
        true
    }

    fn clock(&mut self) -> bool {
        if self.clocks > 0 {
            return false;
        }
        let mut start = self.rest.trim_start_matches([',', ' ', '\t']);
        if self.date.is_some() && start.len() < self.rest.len() {
            let joined = start.trim_start_matches(['-', '\u{2013}', '|', '@', '*', '_']);
            start = if joined.starts_with(' ') || joined.starts_with(|c: char| c.is_ascii_digit()) {
                joined.trim_start()
            } else {
                start
            };
        }
        let Some((clock, rest)) = clock::clock(start, self.habits) else {
            return false;
        };
        self.space();
        self.take(clock, rest);
        true
    }

    fn take(&mut self, clock: WrittenClock, rest: &'a str) {
        self.out.push_str(&clock.spelled);
        self.is_hour |= clock.is_hour;
        self.is_about |= clock.is_about;
        self.clocks += 1;
        self.rest = rest;
        let half = rest.trim_start();
        let is_half = ["am", "pm", "a.m", "p.m"].iter().any(|word| {
            half.get(..word.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(word))
                && !half[word.len()..].starts_with(char::is_alphanumeric)
        });
        if is_half {
            let letters = half
                .find(|c: char| !(c.is_alphabetic() || c == '.'))
                .unwrap_or(half.len());
            self.out.push(' ');
            self.out.push_str(&half[..letters]);
            self.rest = &half[letters..];
        }
    }

    /// The end of a range: `- 14:10`, `bis 14.10 Uhr`, `→ 14:10`, `– 2023-03-26 00:10`.
    fn range_end(&mut self) -> bool {
        if self.clocks != 1 {
            return false;
        }
        let start = self.rest.trim_start();
        let Some(mark) = TO.iter().find(|mark| start.starts_with(**mark)) else {
            return false;
        };
        let free = start.len() < self.rest.len();
        let behind = &start[mark.len()..];
        let end = behind.trim_start();
        let is_dash = ["-", "\u{2013}", "\u{2014}"].contains(mark);
        // " -05:00" is an offset, and no end.
        if is_dash && *mark == "-" && free != (end.len() < behind.len()) {
            return false;
        }
        let dated = date::date(end).and_then(|(date, rest)| Some((date.spelled(self.habits.order)?, rest)));
        let (day, end) = dated.map_or((None, end), |(day, rest)| {
            (Some(day), rest.trim_start_matches([',', ' ']))
        });
        let Some((clock, rest)) = clock::clock(end, self.habits) else {
            return false;
        };
        self.out.push_str(if is_dash && !free && !self.is_zoned {
            "-"
        } else {
            " - "
        });
        self.out.extend(day.map(|day| day + " "));
        self.take(clock, rest);
        self.is_zoned = false;
        true
    }

    /// A zone behind a time of day.
    fn zone(&mut self) -> bool {
        if self.clocks == 0 || self.is_zoned {
            return false;
        }
        let start = self.rest.trim_start();
        let length = zone_at(start);
        if length == 0 {
            return false;
        }
        let spaces = self.rest.len() - start.len();
        self.out.push_str(&self.rest[..spaces + length]);
        self.rest = &start[length..];
        self.is_zoned = true;
        true
    }

    /// The same moment in another zone, which says nothing more: `/ 16:02 CEST`, `(10:02 EDT)`.
    fn other_zone(&mut self) -> bool {
        if !self.is_zoned {
            return false;
        }
        let start = self.rest.trim_start_matches([' ', ')']);
        let Some(mark) = start.chars().next().filter(|c| ['/', '(', '=', '|'].contains(c)) else {
            return false;
        };
        let Some((_, rest)) = clock::clock(start[1..].trim_start(), self.habits) else {
            return false;
        };
        let rest = rest.trim_start();
        let rest = ["AM", "PM", "am", "pm"]
            .iter()
            .find_map(|half| rest.strip_prefix(half))
            .unwrap_or(rest)
            .trim_start();
        let named = ["local time", "local", "Ortszeit"]
            .iter()
            .find_map(|word| rest.strip_prefix(word));
        let rest = match (named, zone_at(rest)) {
            (Some(rest), _) => rest,
            (None, 0) => return false,
            (None, length) => &rest[length..],
        };
        self.rest = if mark == '(' {
            rest.strip_prefix(')').unwrap_or(rest)
        } else {
            rest
        };
        true
    }

    /// The year behind the zone, as `date` prints it.
    fn year_at_the_end(&mut self) -> bool {
        let Some((date, place)) = self.date.clone().filter(|(date, _)| date.year.is_none()) else {
            return false;
        };
        let start = self.rest.trim_start();
        let end = start.bytes().take_while(u8::is_ascii_digit).count();
        let year = start[..end]
            .parse()
            .ok()
            .filter(|year| (1970..2200).contains(year));
        let Some(year) = year.filter(|_| self.clocks == 1 && end == 4 && start.len() < self.rest.len())
        else {
            return false;
        };
        let Some(spelled) = date.in_year(year).spelled(self.habits.order) else {
            return false;
        };
        self.out.replace_range(place, &spelled);
        self.rest = &start[end..];
        self.date = None;
        true
    }

    /// Words before a time: `gegen`, `um`, `a las`, `ca.`.
    fn lead(&mut self) -> bool {
        let start = self.rest.trim_start_matches([',', ' ']);
        if let Some(rest) = start.strip_prefix(['~', '\u{2248}']).filter(|_| self.clocks == 0) {
            self.is_about = true;
            self.rest = rest.trim_start();
            return true;
        }
        let Some((word, rest)) = date::word(start).filter(|(word, _)| word.len() <= 16 && self.clocks == 0)
        else {
            return false;
        };
        let lower = word.to_lowercase();
        let about = ABOUT.contains(&&*lower);
        let between = lower == "between" || lower == "zwischen";
        if !(about || between || SILENT.contains(&&*lower)) {
            return false;
        }
        let rest = rest.strip_prefix('.').unwrap_or(rest);
        if !rest.starts_with(' ') {
            return false;
        }
        self.is_about |= about;
        self.rest = rest.trim_start();
        true
    }

    /// One space between two parts.
    fn space(&mut self) {
        if self.out.len() > self.opened && !self.out.ends_with([' ', '~']) {
            self.out.push(' ');
        }
    }

    /// The line with its time; `None` where the grammar of times does not read it.
    pub(super) fn finished(mut self) -> Option<String> {
        let mut rest = without_stop(self.rest);
        if self.out.starts_with('[') {
            rest = closed(self.rest);
        }
        self.out.push_str(&rest);
        let from = self.opened.min(self.out.len());
        TypedStamp::read(self.out.get(from..)?)?;
        Some(self.out)
    }
}

/// The rest behind a time without the full stop, the semicolon or the comma close behind it.
fn without_stop(rest: &str) -> Cow<'_, str> {
    match rest.strip_prefix([';', '.', ',']) {
        Some(behind) if behind.starts_with(' ') => Cow::Borrowed(behind),
        Some(behind) if rest.starts_with(',') && behind.starts_with(char::is_alphabetic) => {
            Cow::Owned(format!(" {behind}"))
        }
        Some(_) | None => Cow::Borrowed(rest),
    }
}

/// The rest behind a time in square brackets: of a link its address stands at the end, and `>` closes as `]` does.
fn closed(rest: &str) -> Cow<'_, str> {
    if let Some(behind) = rest.strip_prefix('>') {
        return Cow::Owned(format!("]{behind}"));
    }
    let link = rest.strip_prefix("](").and_then(|link| link.split_once(')'));
    match link {
        Some((address, behind)) if address.starts_with("http") => {
            Cow::Owned(format!("]{behind} ({address})"))
        }
        Some(_) | None => Cow::Borrowed(rest),
    }
}

/// A line without the picture that stands before its time: `🔥 14:02`, `:fire: 14:02`.
fn without_picture(words: &str) -> &str {
    let named = words.strip_prefix(':').and_then(|name| {
        let (name, rest) = name.split_once(": ")?;
        let is_name = name.len() <= 40
            && name
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_-+".contains(&b));
        is_name.then_some(rest)
    });
    let picture = || {
        let end = words.find(' ')?;
        let is_picture = end <= 24
            && words[..end]
                .chars()
                .all(|c| !c.is_alphanumeric() && !c.is_ascii() && !TO.contains(&&*c.to_string()));
        is_picture.then(|| &words[end..])
    };
    named.or_else(picture).map_or(words, str::trim_start)
}

/// A text without the short day of the week before a date.
fn without_short_weekday(text: &str) -> &str {
    let rest = date::word(text)
        .filter(|(word, _)| names::is_short_weekday(word))
        .map(|(_, rest)| rest);
    let rest = rest.map(|rest| rest.trim_start_matches(['.', ',']));
    rest.filter(|rest| rest.starts_with(' ') && date::date(rest.trim_start()).is_some())
        .map_or(text, str::trim_start)
}

/// So many bytes a zone has that stands here, with the brackets around it.
fn zone_at(text: &str) -> usize {
    let inside = text.strip_prefix('(').unwrap_or(text);
    let end = inside
        .find(|c: char| !(c.is_ascii_alphanumeric() || "/+:_-\u{2212}".contains(c)))
        .unwrap_or(inside.len());
    let word = inside[..end].trim_end_matches([':', '-', '/']);
    let is_one = !word.is_empty() && word.len() <= 40 && (zone_word(word).is_some() || is_zone(word));
    let closes = inside.len() == text.len() || inside[word.len()..].starts_with(')');
    match is_one && closes {
        true if inside.len() < text.len() => word.len() + 2,
        true => word.len(),
        false => 0,
    }
}
