//! The shape of a typed time, before it is set on a day: what was said, not yet what it means.

use super::ago::{self, Ago, ago};
use super::clock::{Clocks, TimeOfDay, behind_t, clocks};
use super::date::{self, DayGiven};
use super::offset::{self, ZoneTyped};
use super::scan::Scan;
use crate::domain::time::Precision;

/// A time as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypedStamp<'a> {
    pub(super) when: StampTime<'a>,
    pub(super) approximate: bool,
    /// Words that were taken as a part of the time.
    pub(super) unsure: Option<&'a str>,
}

/// The ways to say when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StampTime<'a> {
    Ago(Ago),
    Clock(DayGiven, Clocks<'a>),
    /// Only the day.
    Day(DayGiven),
}

impl<'a> TypedStamp<'a> {
    /// Reads the time that a line begins with; returns it with what stands behind it.
    ///
    /// Only shapes are judged here: `None` when the line begins with none of them.
    pub fn read(line: &'a str) -> Option<(Self, &'a str)> {
        Self::read_led(line, Lead::default())
    }

    /// Reads a text that is said to be a time: "noon" is one there.
    pub(super) fn read_said(text: &'a str) -> Option<(Self, &'a str)> {
        Self::read_led(
            text,
            Lead {
                said: true,
                about: false,
            },
        )
    }

    fn read_led(line: &'a str, mut lead: Lead) -> Option<(Self, &'a str)> {
        let mut scan = Scan::new(line);
        lead.read(&mut scan);
        if !may_begin(scan) {
            return None;
        }
        let mut unsure = None;
        let other = if begins_with_clock(scan) {
            None
        } else {
            scan.attempt(|ahead| day_and_clock(ahead, &mut lead))
                .or_else(|| ago(&mut scan).map(StampTime::Ago))
                .or_else(|| {
                    let day = scan.attempt(|ahead| date::day(ahead).filter(|_| ahead.ends_time()));
                    day.map(StampTime::Day)
                })
        };
        let when = other.or_else(|| scan.attempt(|ahead| clock_and_day(ahead, &lead, &mut unsure)))?;
        let stamp = TypedStamp {
            when,
            approximate: lead.about,
            unsure,
        };
        Some((stamp, scan.rest()))
    }

    /// True if this is a time in a line only when a kind follows: a bare date, and `0930` without a zone.
    pub fn needs_kind(&self) -> bool {
        match &self.when {
            StampTime::Day(_) => true,
            StampTime::Clock(_, clocks) => clocks.compact && clocks.zone.is_none_or(|zone| !is_plain(zone)),
            StampTime::Ago(_) => false,
        }
    }

    /// True if its time of day is four digits: as a number it could be a year.
    pub(super) fn is_compact(&self) -> bool {
        matches!(&self.when, StampTime::Clock(DayGiven::Unsaid, clocks) if clocks.compact)
    }

    /// True if a zone stands behind its time of day.
    pub fn says_zone(&self) -> bool {
        match &self.when {
            StampTime::Clock(_, clocks) => clocks.zone.is_some() || clocks.to_zone.is_some(),
            StampTime::Ago(_) | StampTime::Day(_) => false,
        }
    }

    /// True if it says a day and no time of day.
    pub fn is_day(&self) -> bool {
        matches!(self.when, StampTime::Day(_))
    }
}

/// True if some form of a time begins so. Nearly all that is asked for one is a word of a sentence, and none of the
/// forms has to be tried then.
fn may_begin(scan: Scan<'_>) -> bool {
    let is_named = |scan: Scan<'_>| {
        date::begins_in_words(scan) || scan.clone().any_word(&HOURS) || ago::begins_in_words(scan)
    };
    match scan.rest().chars().next() {
        Some(first) if first.is_ascii_alphabetic() => is_named(scan),
        Some(first) => first.is_ascii_digit() || ago::MINUS.contains(&first),
        None => false,
    }
}

/// The hours that have a name.
const HOURS: [&str; 3] = ["noon", "midday", "midnight"];

/// True if a number stands here with a colon close behind it: no other form of a time begins so than a time of day.
fn begins_with_clock(scan: Scan<'_>) -> bool {
    let behind = scan.rest().trim_start_matches(|c: char| c.is_ascii_digit());
    behind.len() < scan.rest().len() && behind.starts_with(':')
}

/// True if nobody takes these letters for anything but a zone.
fn is_plain(zone: ZoneTyped<'_>) -> bool {
    match zone {
        ZoneTyped::Said(_) => true,
        // "1000 EST customers" may be a number of them.
        ZoneTyped::Letters(_) => false,
    }
}

/// Words before a time that say how it is meant.
#[derive(Clone, Copy, Debug, Default)]
struct Lead {
    about: bool,
    /// "at", "since", "from" were said: "noon" behind them is a time.
    said: bool,
}

impl Lead {
    /// `~`, `about`, `at`, `since`, `from`, `at about`.
    fn read(&mut self, scan: &mut Scan<'_>) {
        for _ in 0..2 {
            if scan.free_word(&["at", "since", "from", "on"]) {
                self.said = true;
            }
            let about = ["about", "around", "approximately", "approx", "circa", "ca"];
            if scan.one_of(&['~', '≈']).is_some()
                || scan.attempt(|ahead| abbreviated(ahead, &about)).is_some()
            {
                (self.about, self.said) = (true, true);
                scan.spaces();
            }
        }
    }
}

/// One of these words, with or without a full stop.
fn abbreviated(scan: &mut Scan<'_>, words: &[&str]) -> Option<()> {
    scan.any_word(words).then_some(())?;
    scan.one_of(&['.']);
    scan.spaces().then_some(())
}

/// A day and the time of day on it: `2023-03-25T09:30`, `Mar 25, 9:35 AM`, `yesterday at noon`.
fn day_and_clock<'a>(scan: &mut Scan<'a>, lead: &mut Lead) -> Option<StampTime<'a>> {
    let named_weekday = date::weekday_name(&mut scan.clone()).is_some();
    if let Some(clocks) = scan.attempt(t_form) {
        let (day, clocks) = clocks;
        return Some(StampTime::Clock(day, clocks));
    }
    let mut day = date::day(scan)?;
    let clock_line = matches!(day, DayGiven::Date(_)) && scan.one_of(&[':']).is_some();
    if !clock_line {
        scan.one_of(&[',']);
        scan.spaces().then_some(())?;
        lead.read(scan);
    }
    let clocks = clocks(scan, true).or_else(|| named_hour(scan))?;
    // As `date` and `ctime` print it: the year at the end.
    if let (DayGiven::Yearless { month, day: nth }, true) = (day, named_weekday) {
        let year = scan.attempt(|ahead| {
            ahead
                .spaces()
                .then(|| date::year(ahead))?
                .filter(|_| ahead.ends_time())
        });
        let date =
            year.and_then(|year| chrono::NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, nth));
        day = date.map_or(day, DayGiven::Date);
    }
    Some(StampTime::Clock(day, clocks))
}

/// `2023-03-25T09:30-05:00`, `20261125T093000Z`.
fn t_form<'a>(scan: &mut Scan<'a>) -> Option<(DayGiven, Clocks<'a>)> {
    let date = scan.attempt(date::year_first).or_else(|| {
        scan.attempt(|ahead| {
            let year = i32::try_from(ahead.digits(4)?).ok()?;
            chrono::NaiveDate::from_ymd_opt(year, ahead.digits(2)?, ahead.digits(2)?)
        })
    })?;
    scan.one_of(&['T', 't'])?;
    Some((DayGiven::Date(date), behind_t(scan)?))
}

/// A time of day, and the day behind it: `09:30 yesterday`, `10:06am Mar 25, 2023`, `09:30 on Mar 25`.
fn clock_and_day<'a>(
    scan: &mut Scan<'a>,
    lead: &Lead,
    unsure: &mut Option<&'a str>,
) -> Option<StampTime<'a>> {
    let is_said = |ahead: &Scan<'a>| lead.said || day_behind(&mut ahead.clone()).is_some();
    let named = |ahead: &mut Scan<'a>| named_hour(ahead).filter(|_| is_said(ahead));
    let mut clocks = clocks(scan, false).or_else(|| scan.attempt(named))?;
    // "1:30 ago" is no time of day.
    if Scan::new(scan.rest().trim_start()).word("ago") {
        return None;
    }
    let before_day = scan.rest();
    let day = day_behind(scan).unwrap_or(DayGiven::Unsaid);
    let typed = before_day[..before_day.len() - scan.rest().len()].trim();
    if clocks.zone.is_none() {
        clocks.before_zone = scan.rest();
        clocks.zone = offset::zone(scan);
    }
    *unsure = may_be_words(day, typed).or_else(|| may_be_number(&clocks));
    Some(StampTime::Clock(day, clocks))
}

/// A short weekday or a month with a number, close behind a time: "Sun certificate", "Mar 5 hosts".
fn may_be_words(day: DayGiven, typed: &str) -> Option<&str> {
    let is_plain = typed.starts_with(',') || typed.to_ascii_lowercase().starts_with("on ");
    match day {
        DayGiven::Yearless { .. } => Some(typed).filter(|_| !is_plain),
        DayGiven::Weekday { last: false, .. } => Some(typed).filter(|_| !is_plain && typed.len() <= 4),
        DayGiven::Weekday { last: true, .. }
        | DayGiven::Unsaid
        | DayGiven::Today
        | DayGiven::Before(_)
        | DayGiven::Date(_) => None,
    }
}

/// An offset without a colon behind hours and minutes: "+1000 errors".
fn may_be_number<'a>(clocks: &Clocks<'a>) -> Option<&'a str> {
    let word = clocks.before_zone.split_whitespace().next()?;
    let digits = word.strip_prefix(['+', '-', '−'])?;
    let is_bare =
        clocks.precision != Precision::Second && clocks.before_zone.starts_with(char::is_whitespace);
    let number = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
    (clocks.zone.is_some() && is_bare && number).then_some(word)
}

/// `yesterday`, `, on Mar 25`, behind a time of day.
fn day_behind(scan: &mut Scan<'_>) -> Option<DayGiven> {
    scan.attempt(|ahead| {
        ahead.one_of(&[',']);
        ahead.spaces().then_some(())?;
        ahead.free_word(&["on"]);
        let day = date::day(ahead)?;
        ahead.ends_time().then_some(day)
    })
}

/// `noon`, `midnight`.
fn named_hour<'a>(scan: &mut Scan<'a>) -> Option<Clocks<'a>> {
    let hour = if scan.any_word(&["noon", "midday"]) {
        12
    } else {
        scan.word("midnight").then_some(0)?
    };
    scan.ends_time().then_some(Clocks {
        from: TimeOfDay::hour(hour)?,
        to: None,
        precision: Precision::Minute,
        compact: false,
        zone: None,
        to_zone: None,
        before_zone: scan.rest(),
    })
}
