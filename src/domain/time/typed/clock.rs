//! Times of day, alone or as a range: `09:30`, `9:30 PM`, `09:30:12,345`, `0930`, `24:00`, `14:05-14:20 UTC`.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::DASHES;
use super::date;
use super::offset::{self, ZoneTyped};
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
struct TypedClock {
    hour: u32,
    minute: u32,
    second: Option<u32>,
    /// Of the second.
    micros: u32,
    half: Option<Half>,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TimeOfDay {
    time: NaiveTime,
    /// Written 24:00: the end of its day, which is the beginning of the next.
    ends_day: bool,
}

impl TimeOfDay {
    /// At the full hour.
    pub(super) fn hour(hour: u32) -> Option<Self> {
        let time = NaiveTime::from_hms_opt(hour, 0, 0)?;
        Some(TimeOfDay {
            time,
            ends_day: false,
        })
    }

    /// The clock on the wall then, on this day.
    pub(super) fn on(self, date: NaiveDate) -> Option<NaiveDateTime> {
        let date = if self.ends_day { date.succ_opt()? } else { date };
        Some(date.and_time(self.time))
    }

    /// As it was typed, but for 24:00.
    pub(super) fn time(self) -> NaiveTime {
        self.time
    }
}

/// The end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Until {
    /// The first such time from the beginning on.
    Clock(TimeOfDay),
    /// On a day of its own.
    On(NaiveDate, TimeOfDay),
    /// It goes on as this is written.
    Now,
}

/// A time of day, or two of them, and their zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clocks<'a> {
    pub(super) from: TimeOfDay,
    pub(super) to: Option<Until>,
    pub(super) precision: Precision,
    /// Without a colon: too much like a plain number to be a time on its own.
    pub(super) compact: bool,
    pub(super) zone: Option<ZoneTyped<'a>>,
    /// The zone of the end, where it says one of its own.
    pub(super) to_zone: Option<ZoneTyped<'a>>,
    /// The rest behind the times where what is like a zone is none.
    pub(super) before_zone: &'a str,
}

/// The ways to write a time of day.
type ClockForm = fn(&mut Scan<'_>) -> Option<TypedClock>;

/// Reads a time of day or a range that ends its word, with the zone behind it. Where a date stands before it, an
/// offset to the west may stand close to the seconds.
pub(super) fn clocks<'a>(scan: &mut Scan<'a>, dated: bool) -> Option<Clocks<'a>> {
    pair(scan, clock, dated).or_else(|| {
        let clocks = pair(scan, compact, dated)?;
        Some(Clocks {
            compact: true,
            ..clocks
        })
    })
}

/// Reads what stands behind the `T` of a stamp: two digits an hour, and no range.
pub(super) fn behind_t<'a>(scan: &mut Scan<'a>) -> Option<Clocks<'a>> {
    scan.attempt(|ahead| {
        let two_digits = ahead.rest().as_bytes().get(2) == Some(&b':');
        let typed = if two_digits {
            digits(ahead)?
        } else {
            compact_seconds(ahead)?
        };
        let west =
            offset::west(ahead).map(|offset| ZoneTyped::Said(crate::domain::time::Zone::Fixed(offset)));
        let before_zone = ahead.rest();
        let zone = west.or_else(|| offset::zone(ahead));
        (zone.is_some() || ahead.ends_time()).then_some(Clocks {
            from: typed.time_of_day(None)?,
            to: None,
            precision: typed.precision(),
            compact: false,
            zone,
            to_zone: None,
            before_zone,
        })
    })
}

fn pair<'a>(scan: &mut Scan<'a>, read: ClockForm, dated: bool) -> Option<Clocks<'a>> {
    scan.attempt(|ahead| {
        let from = read(ahead)?;
        let west = (dated && from.second.is_some())
            .then(|| offset::west(ahead))
            .flatten();
        let mut zone = west.map(|offset| ZoneTyped::Said(crate::domain::time::Zone::Fixed(offset)));
        let mut before_zone = ahead.rest();
        let (mut to, mut to_zone);
        if let Some((first, end, second)) = zoned_end(ahead, read) {
            (zone, to, to_zone) = (Some(first), Some(end), Some(second));
        } else {
            (to, to_zone) = (second_end(ahead, read), None);
            if to.is_some() {
                before_zone = ahead.rest();
            }
            zone = zone.or_else(|| offset::zone(ahead));
        }
        if to.is_none() && zone.is_some_and(is_surely_one) {
            to = second_end(ahead, read);
            to_zone = to.and_then(|_| offset::zone(ahead));
        }
        // A zone has looked itself at what stands behind it.
        (zone.is_some() || ahead.ends_time()).then_some(())?;
        let (start, end) = match to {
            None => (from.time_of_day(from.half)?, None),
            Some(ClockEnd::Now) => (from.time_of_day(from.half)?, Some(Until::Now)),
            Some(ClockEnd::On(date, to)) => {
                let (start, end) = nearest(from, to)?;
                (start, Some(Until::On(date, end)))
            }
            Some(ClockEnd::Clock(to)) => {
                let (start, end) = nearest(from, to)?;
                (start, Some(Until::Clock(end)))
            }
        };
        let coarser = match to {
            Some(ClockEnd::Clock(to) | ClockEnd::On(_, to)) => to.precision().max(from.precision()),
            Some(ClockEnd::Now) | None => from.precision(),
        };
        Some(Clocks {
            from: start,
            to: end,
            precision: coarser,
            compact: false,
            zone,
            to_zone,
            before_zone,
        })
    })
}

/// `UTC-14:20 UTC`, behind the beginning of a range: a zone at both ends.
fn zoned_end<'a>(scan: &mut Scan<'a>, read: ClockForm) -> Option<(ZoneTyped<'a>, ClockEnd, ZoneTyped<'a>)> {
    scan.attempt(|ahead| {
        ahead.spaces();
        let zone = offset::by_letters(ahead)?;
        let end = second_end(ahead, read)?;
        Some((zone, end, offset::zone(ahead)?))
    })
}

/// True if the letters behind a time are a zone wherever one is.
fn is_surely_one(zone: ZoneTyped<'_>) -> bool {
    match zone {
        ZoneTyped::Said(_) => true,
        ZoneTyped::Letters(letters) => offset::is_known(letters),
    }
}

/// The end of a range, as typed.
#[derive(Clone, Copy)]
enum ClockEnd {
    Clock(TypedClock),
    On(NaiveDate, TypedClock),
    Now,
}

/// The dash of a range stands close on both sides, or free on both: ` -05:00` is an offset, and no end.
fn second_end(scan: &mut Scan<'_>, read: ClockForm) -> Option<ClockEnd> {
    scan.attempt(|ahead| {
        let free = ahead.spaces();
        match ahead.one_of(&DASHES) {
            Some(_) => (ahead.spaces() == free).then_some(())?,
            None => (free && ahead.free_word(&["to", "until", "till"])).then_some(())?,
        }
        if ahead.word("now") {
            return ahead.ends_time().then_some(ClockEnd::Now);
        }
        let date = ahead.attempt(|ahead| {
            let date = date::year_first(ahead)?;
            (ahead.one_of(&['T', 't']).is_some() || ahead.spaces()).then_some(date)
        });
        let to = read(ahead)?;
        // A zone close behind is looked at by whoever reads the whole.
        let zone = offset::zone(&mut ahead.clone()).is_some();
        if !zone && !ahead.ends_time() {
            return None;
        }
        Some(date.map_or(ClockEnd::Clock(to), |date| ClockEnd::On(date, to)))
    })
}

/// `H:MM`, `HH:MM`, with seconds, with a half.
fn clock(scan: &mut Scan<'_>) -> Option<TypedClock> {
    scan.attempt(|ahead| {
        let mut typed = digits(ahead)?;
        typed.half = half(ahead);
        typed.time_of_day(typed.half)?;
        Some(typed)
    })
}

fn digits(scan: &mut Scan<'_>) -> Option<TypedClock> {
    let hour = scan.number(1..=2)?;
    scan.one_of(&[':'])?;
    let minute = scan.number(2..=2)?;
    // A colon behind the minutes may only set the time off.
    let second = scan.attempt(|ahead| ahead.one_of(&[':']).and_then(|_| ahead.number(2..=2)));
    let micros = second.map_or(Some(0), |_| fraction(scan))?;
    Some(TypedClock {
        hour,
        minute,
        second,
        micros,
        half: None,
    })
}

/// `.345`, `,345`: cut to microseconds, all that a journal keeps. Zero when no fraction was typed.
fn fraction(scan: &mut Scan<'_>) -> Option<u32> {
    let read = scan.attempt(|ahead| {
        ahead.one_of(&['.', ','])?;
        let before = ahead.rest().len();
        let number = ahead.number(1..=9)?;
        let typed = u32::try_from(before - ahead.rest().len()).ok()?;
        Some(number.checked_mul(10u32.checked_pow(9u32.checked_sub(typed)?)?)? / 1_000)
    });
    Some(read.unwrap_or(0))
}

/// `0930`.
fn compact(scan: &mut Scan<'_>) -> Option<TypedClock> {
    scan.attempt(|ahead| {
        let number = ahead.number(4..=4)?;
        let typed = TypedClock {
            hour: number / 100,
            minute: number % 100,
            second: None,
            micros: 0,
            half: None,
        };
        typed.time_of_day(None)?;
        Some(typed)
    })
}

/// `093000`, `0930`, behind the `T` of a stamp.
fn compact_seconds(scan: &mut Scan<'_>) -> Option<TypedClock> {
    let hour = scan.digits(2)?;
    let minute = scan.digits(2)?;
    let second = scan.digits(2);
    let micros = second.map_or(Some(0), |_| fraction(scan))?;
    Some(TypedClock {
        hour,
        minute,
        second,
        micros,
        half: None,
    })
}

/// `am`, ` PM`, ` a.m.`: but not the first letters of another word.
fn half(scan: &mut Scan<'_>) -> Option<Half> {
    scan.attempt(|ahead| {
        ahead.spaces();
        let half = match ahead.one_of(&['a', 'A', 'p', 'P'])? {
            'a' | 'A' => Half::Am,
            _ => Half::Pm,
        };
        ahead.one_of(&['.']);
        ahead.one_of(&['m', 'M'])?;
        ahead.one_of(&['.']);
        (!ahead.in_word()).then_some(half)
    })
}

impl TypedClock {
    fn time_of_day(self, half: Option<Half>) -> Option<TimeOfDay> {
        let second = self.second.unwrap_or(0);
        if (self.hour, self.minute, second, half) == (24, 0, 0, None) {
            let time = NaiveTime::MIN;
            return Some(TimeOfDay { time, ends_day: true });
        }
        let hour = match half {
            None => self.hour,
            Some(_) if !self.could_be_half() => return None,
            Some(Half::Am) => self.hour % 12,
            Some(Half::Pm) => self.hour % 12 + 12,
        };
        let time = NaiveTime::from_hms_micro_opt(hour, self.minute, second, self.micros)?;
        Some(TimeOfDay {
            time,
            ends_day: false,
        })
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
fn nearest(from: TypedClock, to: TypedClock) -> Option<(TimeOfDay, TimeOfDay)> {
    let halves = |typed: TypedClock, other: TypedClock| match (typed.half, other.half) {
        (None, Some(_)) if typed.could_be_half() => vec![Some(Half::Am), Some(Half::Pm)],
        (half, _) => vec![half],
    };
    let mut best: Option<(i64, (TimeOfDay, TimeOfDay))> = None;
    for first in halves(from, to) {
        for last in halves(to, from) {
            let (start, end) = (from.time_of_day(first)?, to.time_of_day(last)?);
            let length = (end.time - start.time).num_seconds().rem_euclid(DAY);
            if best.is_none_or(|(shortest, _)| length < shortest) {
                best = Some((length, (start, end)));
            }
        }
    }
    best.map(|(_, ends)| ends)
}
