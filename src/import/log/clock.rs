//! Scans the dates and clocks of logs: ISO, those of syslog, of web servers, of the C library.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::time::Zone;
use crate::domain::time::typed::zone_word;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The day of a stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum StampDay {
    /// With its year.
    Full(NaiveDate),
    /// Month and day.
    NoYear(u32, u32),
}

/// A date and a time to the second, as a machine writes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) struct Stamp {
    /// The day.
    pub day: StampDay,
    /// The clock, to the microsecond.
    pub time: NaiveTime,
    /// The zone that stands behind it.
    pub zone: Option<Zone>,
    /// True if parts of a second are given.
    pub has_fraction: bool,
}

impl Stamp {
    /// The clock on the wall, where the year is known.
    pub fn wall(&self) -> Option<NaiveDateTime> {
        match self.day {
            StampDay::Full(day) => Some(day.and_time(self.time)),
            StampDay::NoYear(..) => None,
        }
    }
}

/// The part of a line that is not read yet.
#[derive(Clone, Copy, Debug)]
pub(in crate::import) struct StampScan<'a>(pub &'a str);

impl<'a> StampScan<'a> {
    /// A stamp in any form, which ends where a word does. Nothing is taken where there is none.
    pub fn stamp(&mut self) -> Option<Stamp> {
        let forms = [Self::iso, Self::of_syslog, Self::of_c, Self::day_first];
        forms.into_iter().find_map(|form| self.attempt(form))
    }

    /// Takes what `form` reads, or nothing.
    pub fn attempt<T>(&mut self, form: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut ahead = *self;
        let read = form(&mut ahead)?;
        *self = ahead;
        Some(read)
    }

    /// Takes this character, if it is the next.
    pub fn eat(&mut self, c: char) -> Option<()> {
        self.0 = self.0.strip_prefix(c)?;
        Some(())
    }

    /// Exactly so many digits.
    pub fn digits(&mut self, count: usize) -> Option<u32> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        let is_number = digits.bytes().all(|b| b.is_ascii_digit());
        let number = digits.parse().ok().filter(|_| is_number)?;
        self.0 = rest;
        Some(number)
    }

    /// `09:30:12`, `09:30:12.345`, `09:30:12,345`; the second part is true with parts of a second.
    pub fn clock(&mut self) -> Option<(NaiveTime, bool)> {
        let hour = self.digits(2)?;
        self.eat(':')?;
        let minute = self.digits(2)?;
        self.eat(':')?;
        let second = self.digits(2)?;
        let micros = self.attempt(Self::fraction);
        // A leap second has no number of its own.
        let time = NaiveTime::from_hms_micro_opt(hour, minute, second.min(59), micros.unwrap_or(0))?;
        (second <= 60).then_some((time, micros.is_some()))
    }

    /// Microseconds. Behind a comma, three digits or more: else it parts two columns.
    fn fraction(&mut self) -> Option<u32> {
        let least = match self.0.chars().next()? {
            '.' => 1,
            ',' => 3,
            _ => return None,
        };
        let digits = self.0[1..].bytes().take_while(u8::is_ascii_digit).count();
        if !(least..=9).contains(&digits) {
            return None;
        }
        let fraction = &self.0[1..=digits];
        self.0 = &self.0[digits + 1..];
        format!("{fraction:0<6}")[..6].parse().ok()
    }

    fn day_or_two(&mut self) -> Option<u32> {
        self.attempt(|ahead| ahead.digits(2)).or_else(|| self.digits(1))
    }

    fn spaces(&mut self) -> Option<()> {
        let rest = self.0.trim_start_matches(' ');
        let moved = rest.len() < self.0.len();
        self.0 = rest;
        moved.then_some(())
    }

    fn name_of(&mut self, names: &[&str]) -> Option<usize> {
        let place = names.iter().position(|name| self.0.starts_with(name))?;
        self.0 = &self.0[3..];
        Some(place)
    }

    fn month(&mut self) -> Option<u32> {
        u32::try_from(self.name_of(&MONTHS)? + 1).ok()
    }

    fn year(&mut self) -> Option<i32> {
        // Whatever its offset, it lies within the years that a time may have.
        i32::try_from(self.digits(4)?)
            .ok()
            .filter(|year| (2..9999).contains(year))
    }

    /// `2026-11-25 09:30:12`, with `T` or slashes too.
    pub fn iso(&mut self) -> Option<Stamp> {
        let year = self.year()?;
        let mark = self.0.chars().next().filter(|c| ['-', '/'].contains(c))?;
        self.eat(mark)?;
        let month = self.digits(2)?;
        self.eat(mark)?;
        let day = NaiveDate::from_ymd_opt(year, month, self.digits(2)?)?;
        self.eat('T').or_else(|| self.spaces())?;
        self.end(StampDay::Full(day))
    }

    /// `Nov 25 09:30:12`, `Nov  5 2026 09:30:12`.
    fn of_syslog(&mut self) -> Option<Stamp> {
        let month = self.month()?;
        self.spaces()?;
        let day = self.day_or_two()?;
        self.spaces()?;
        let year = self.attempt(|ahead| {
            let year = ahead.year()?;
            ahead.spaces().map(|()| year)
        });
        let day = match year {
            Some(year) => StampDay::Full(NaiveDate::from_ymd_opt(year, month, day)?),
            // Of a leap year, so that its last day of February is one.
            None => NaiveDate::from_ymd_opt(2000, month, day).map(|_| StampDay::NoYear(month, day))?,
        };
        self.end(day)
    }

    /// `Wed Nov 25 09:30:12 2026`.
    fn of_c(&mut self) -> Option<Stamp> {
        self.name_of(&DAYS)?;
        self.spaces()?;
        let month = self.month()?;
        self.spaces()?;
        let day = self.day_or_two()?;
        self.spaces()?;
        let (time, has_fraction) = self.clock()?;
        self.spaces()?;
        let day = NaiveDate::from_ymd_opt(self.year()?, month, day)?;
        self.ends()?;
        Some(Stamp {
            day: StampDay::Full(day),
            time,
            zone: None,
            has_fraction,
        })
    }

    /// `25/Nov/2026:09:30:12 +0000`, `25 Nov 2026 09:30:12`.
    pub fn day_first(&mut self) -> Option<Stamp> {
        let day = self.day_or_two()?;
        let mark = self.0.chars().next().filter(|c| ['/', ' ', '-'].contains(c))?;
        self.eat(mark)?;
        let month = self.month()?;
        self.eat(mark)?;
        let day = NaiveDate::from_ymd_opt(self.year()?, month, day)?;
        self.eat(':').or_else(|| self.spaces())?;
        self.end(StampDay::Full(day))
    }

    /// The clock behind the day, and the zone behind the clock.
    fn end(&mut self, day: StampDay) -> Option<Stamp> {
        let (time, has_fraction) = self.clock()?;
        let zone = self.zone();
        self.ends()?;
        Some(Stamp {
            day,
            time,
            zone,
            has_fraction,
        })
    }

    /// `Z`, `+02:00`, ` +0000`, ` UTC`.
    pub fn zone(&mut self) -> Option<Zone> {
        self.attempt(|ahead| {
            if ahead.eat('Z').is_some() {
                return Some(Zone::Utc);
            }
            ahead.spaces();
            let length = ahead.0.find(|c: char| c.is_whitespace() || "])|\"'".contains(c));
            let (word, rest) = ahead.0.split_at(length.unwrap_or(ahead.0.len()));
            let word = word.trim_end_matches(':');
            let is_offset = word.starts_with(['+', '-']) && word.len() >= 3 && word.len() <= 6;
            let is_name = (3..=5).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
            let zone = if is_offset {
                Zone::known(word, Zone::Utc).or_else(|| Zone::known(&format!("{word}:00"), Zone::Utc))
            } else if is_name {
                zone_word(word)
            } else {
                None
            };
            ahead.0 = rest;
            zone
        })
    }

    /// True if a word ends here; what a comma parts is a table.
    fn ends(&self) -> Option<()> {
        let next = self.0.chars().next();
        next.is_none_or(|c| c.is_whitespace() || "])|:\"'".contains(c))
            .then_some(())
    }
}
