//! Reads an event and an action item of a draft: `- **09:30** Detection (by a person): text *(amended)*`.

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};

use super::marks;
use super::pieces::event as said_event;
use crate::domain::entry::{EntryActionItem, EntryEvent, EntryTime};
use crate::domain::kind::{Kind, Via};
use crate::domain::record::Purpose;
use crate::domain::time::typed::TimeGiven;
use crate::domain::time::{Moment, Precision, Zone};

/// Printed for a time that nobody knows.
const NO_TIME: &str = "day and time not recorded";

/// An event of a draft, below the heading of this day. `None` where it is in no form that hotwash writes.
pub(super) fn event(lines: &[&str], day: Option<NaiveDate>, zone: Zone) -> Option<EntryEvent> {
    let (first, rest) = lines.split_first()?;
    let (time, words) = first.strip_prefix("- **")?.split_once("** ")?;
    let (head, text) = words.split_once(": ")?;
    let (title, via) = match head.strip_suffix(')').and_then(|head| head.split_once(" (by a ")) {
        Some((title, via)) => (title, Some(Via::from_wire(via)?)),
        None => (head, None),
    };
    let row = Kind::ROWS.iter().find(|row| row.title == title)?;
    let time = self::time(time, day, zone)?;
    let mut lines: Vec<&str> = std::iter::once(text).chain(rest.iter().copied()).collect();
    remark(&mut lines);
    let text = marks::block(&lines);
    (!text.is_empty()).then(|| said_event(row.kind, via, time, text))
}

/// An action item of a draft, in the group of this purpose.
pub(super) fn item(lines: &[&str], purpose: Option<Purpose>) -> EntryActionItem {
    let mut lines = lines.to_vec();
    let said = remark(&mut lines);
    if let Some(first) = lines.first_mut() {
        *first = first.strip_prefix("- ").unwrap_or(first);
    }
    let done = lines.first().is_some_and(|first| first.starts_with("Done: "));
    if let Some(first) = lines.first_mut().filter(|_| done) {
        *first = &first["Done: ".len()..];
    }
    let (owner, due, priority) = said.map_or((None, None, None), beside);
    EntryActionItem {
        text: marks::block(&lines),
        owner,
        due,
        purpose,
        priority,
        done,
    }
}

/// Takes ` *(...)*` from the end of the last line. Recorded stars are escaped, so it is never a part of the text.
fn remark<'a>(lines: &mut [&'a str]) -> Option<&'a str> {
    let last = lines.last_mut()?;
    let (text, inner) = last.strip_suffix(")*")?.rsplit_once(" *(")?;
    *last = text;
    Some(inner)
}

/// The owner, the day and the priority that stand behind an action item.
fn beside(said: &str) -> (Option<String>, Option<NaiveDate>, Option<String>) {
    let word = |text: &str| Some(marks::plain(text)).filter(|text| !text.is_empty());
    let (rest, priority) = match said.strip_prefix("priority ") {
        Some(priority) => ("", word(priority)),
        None => match said.rsplit_once(", priority ") {
            Some((rest, priority)) => (rest, word(priority)),
            None => (said, None),
        },
    };
    let day = |text: &str| text.parse().ok();
    if let Some(due) = rest.strip_prefix("due ").and_then(day) {
        return (None, Some(due), priority);
    }
    match rest.rsplit_once(", due ") {
        Some((owner, due)) if day(due).is_some() => (word(owner), day(due), priority),
        Some(_) | None => (word(rest), None, priority),
    }
}

/// The time of an event, as a draft writes it below the heading of its day.
fn time(words: &str, day: Option<NaiveDate>, zone: Zone) -> Option<EntryTime> {
    if words == NO_TIME {
        return Some(EntryTime::Now);
    }
    let day = day?;
    let exact = words.strip_prefix('~');
    let (approximate, words) = (exact.is_some(), exact.unwrap_or(words));
    let midnight = |day: NaiveDate| zone.read_wall(day.and_time(NaiveTime::MIN)).moment();
    if let Some(end) = words.strip_prefix("all day") {
        let until = match end.strip_prefix(", until ") {
            Some(until) => Some(midnight(titled(until)?)),
            None => end.is_empty().then_some(None)?,
        };
        return Some(EntryTime::Given(TimeGiven {
            at: midnight(day),
            until,
            approximate,
            precision: Precision::Day,
        }));
    }
    let (start, end) = match words.split_once('–') {
        Some((start, end)) => (start, Some(end)),
        None => (words, None),
    };
    let until = match end {
        Some(end) => {
            let (on, clock) = end.rsplit_once(", ").unwrap_or(("", end));
            Some(clock_on(clock, day_beside(on, day)?, zone)?.0)
        }
        None => None,
    };
    let (at, precision) = clock_on(start, day, zone)?;
    Some(EntryTime::Given(TimeGiven {
        at,
        until,
        approximate,
        precision,
    }))
}

/// `March 26, 2023`.
pub(super) fn titled(words: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(words, "%B %d, %Y").ok()
}

/// The day of a range's end: that of its beginning where none is named, in its year where that is not.
fn day_beside(words: &str, day: NaiveDate) -> Option<NaiveDate> {
    if words.is_empty() {
        return Some(day);
    }
    titled(words).or_else(|| titled(&format!("{words}, {}", day.format("%Y"))))
}

/// `09:30`, `09:30:12`, `02:30 (UTC+02:00)` on this day.
fn clock_on(words: &str, day: NaiveDate, zone: Zone) -> Option<(Moment, Precision)> {
    let (clock, offset) = match words
        .strip_suffix(')')
        .and_then(|words| words.split_once(" (UTC"))
    {
        Some((clock, offset)) => (clock, Some(offset.parse::<FixedOffset>().ok()?)),
        None => (words, None),
    };
    let (time, precision) = match NaiveTime::parse_from_str(clock, "%H:%M:%S") {
        Ok(time) => (time, Precision::Second),
        Err(_) => (NaiveTime::parse_from_str(clock, "%H:%M").ok()?, Precision::Minute),
    };
    let wall: NaiveDateTime = day.and_time(time);
    let zoned = offset.and_then(|offset| offset.from_local_datetime(&wall).single());
    let at = zoned.map_or_else(|| zone.read_wall(wall).moment(), Moment::Zoned);
    Some((at, precision))
}
