//! Times of day, alone or as a range: `09:30`, `9:30 PM`, `09:30:12`, `0930`, `14:05-14:20`.

use chrono::NaiveTime;

use super::DASHES;
use super::scan::Scan;
use crate::domain::time::Precision;

const DAY: i64 = 24 * 3600;

/// One half of the twelve-hour clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Am,
    Pm,
}

/// A time of day as typed: its half may still have to be lent by the other end of its range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Typed {
    hour: u32,
    minute: u32,
    second: Option<u32>,
    half: Option<Half>,
}

/// A time of day, or two of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clocks {
    pub(super) from: NaiveTime,
    pub(super) to: Option<NaiveTime>,
    pub(super) precision: Precision,
    /// Without a colon: too much like a plain number to be a time on its own.
    pub(super) compact: bool,
}

/// Reads a time of day or a range that ends its word.
pub(super) fn clocks(scan: &mut Scan<'_>) -> Option<Clocks> {
    pair(scan, clock, false).or_else(|| pair(scan, compact, true))
}

/// Reads a single `HH:MM` or `HH:MM:SS` of the 24-hour clock, whatever stands behind it.
pub(super) fn plain(scan: &mut Scan<'_>) -> Option<(NaiveTime, Precision)> {
    let mut ahead = *scan;
    let typed = digits(&mut ahead)?;
    let time = typed.time(None)?;
    *scan = ahead;
    Some((time, typed.precision()))
}

fn pair(scan: &mut Scan<'_>, read: fn(&mut Scan<'_>) -> Option<Typed>, compact: bool) -> Option<Clocks> {
    let mut ahead = *scan;
    let from = read(&mut ahead)?;
    let to = second_end(&mut ahead, read);
    if !ahead.ends_word() {
        return None;
    }
    let (start, end) = match to {
        None => (from.time(from.half)?, None),
        Some(to) => {
            let (start, end) = nearest(from, to)?;
            (start, Some(end))
        }
    };
    let finest = to.map_or(from.precision(), |to| to.precision().min(from.precision()));
    *scan = ahead;
    Some(Clocks {
        from: start,
        to: end,
        precision: finest,
        compact,
    })
}

/// The dash of a range stands close on both sides, or free on both: ` -05:00` is an offset, and no end.
fn second_end(scan: &mut Scan<'_>, read: fn(&mut Scan<'_>) -> Option<Typed>) -> Option<Typed> {
    let mut ahead = *scan;
    let free = ahead.spaces();
    ahead.one_of(&DASHES)?;
    if ahead.spaces() != free {
        return None;
    }
    let to = read(&mut ahead)?;
    if !ahead.ends_word() {
        return None;
    }
    *scan = ahead;
    Some(to)
}

/// `H:MM`, `HH:MM`, with seconds, with a half.
fn clock(scan: &mut Scan<'_>) -> Option<Typed> {
    let mut ahead = *scan;
    let mut typed = digits(&mut ahead)?;
    typed.half = half(&mut ahead);
    typed.time(typed.half)?;
    *scan = ahead;
    Some(typed)
}

fn digits(scan: &mut Scan<'_>) -> Option<Typed> {
    let hour = scan.number(1..=2)?;
    scan.one_of(&[':'])?;
    let minute = scan.number(2..=2)?;
    let second = match scan.one_of(&[':']) {
        Some(_) => Some(scan.number(2..=2)?),
        None => None,
    };
    Some(Typed {
        hour,
        minute,
        second,
        half: None,
    })
}

/// `0930`.
fn compact(scan: &mut Scan<'_>) -> Option<Typed> {
    let mut ahead = *scan;
    let number = ahead.number(4..=4)?;
    let typed = Typed {
        hour: number / 100,
        minute: number % 100,
        second: None,
        half: None,
    };
    typed.time(None)?;
    *scan = ahead;
    Some(typed)
}

/// `am`, ` PM`, ` a.m.`: but not the first letters of another word.
fn half(scan: &mut Scan<'_>) -> Option<Half> {
    let mut ahead = *scan;
    ahead.spaces();
    let half = match ahead.one_of(&['a', 'A', 'p', 'P'])? {
        'a' | 'A' => Half::Am,
        _ => Half::Pm,
    };
    ahead.one_of(&['.']);
    ahead.one_of(&['m', 'M'])?;
    ahead.one_of(&['.']);
    if ahead.in_word() {
        return None;
    }
    *scan = ahead;
    Some(half)
}

impl Typed {
    fn time(self, half: Option<Half>) -> Option<NaiveTime> {
        let hour = match half {
            None => self.hour,
            Some(_) if !self.could_be_half() => return None,
            Some(Half::Am) => self.hour % 12,
            Some(Half::Pm) => self.hour % 12 + 12,
        };
        NaiveTime::from_hms_opt(hour, self.minute, self.second.unwrap_or(0))
    }

    fn could_be_half(self) -> bool {
        (1..=12).contains(&self.hour)
    }

    fn precision(self) -> Precision {
        match self.second {
            Some(_) => Precision::Second,
            None => Precision::Minute,
        }
    }
}

/// The two ends of a range. Where only one says `AM` or `PM`, the other takes the half that makes the
/// range the shorter: `2:05-2:20 PM` is a quarter of an hour, and so is `11:55-12:10 PM`.
fn nearest(from: Typed, to: Typed) -> Option<(NaiveTime, NaiveTime)> {
    let halves = |typed: Typed, other: Typed| match (typed.half, other.half) {
        (None, Some(_)) if typed.could_be_half() => vec![Some(Half::Am), Some(Half::Pm)],
        (half, _) => vec![half],
    };
    let mut best: Option<(i64, (NaiveTime, NaiveTime))> = None;
    for first in halves(from, to) {
        for last in halves(to, from) {
            let (start, end) = (from.time(first)?, to.time(last)?);
            let length = (end - start).num_seconds().rem_euclid(DAY);
            if best.is_none_or(|(shortest, _)| length < shortest) {
                best = Some((length, (start, end)));
            }
        }
    }
    best.map(|(_, ends)| ends)
}
