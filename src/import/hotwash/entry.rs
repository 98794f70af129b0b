//! Reads an event and an action item of a draft: `- **09:30** (+5 min) Detection (by a person): text → *early warning*
//! *(amended)*`.

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};

use super::marks;
use super::pieces::event as said_event;
use crate::domain::entry::{EntryActionItem, EntryEvent, EntryTime};
use crate::domain::kind::{Kind, Via};
use crate::domain::record::{Purpose, TOLD_TAGS};
use crate::domain::time::typed::TimeGiven;
use crate::domain::time::{Moment, Precision, Zone};

/// Printed for a time that nobody knows: now, and by earlier versions.
const NO_TIME: [&str; 2] = ["time not recorded", "day and time not recorded"];

/// Printed for a day without a time of day.
const ALL_DAY: [&str; 2] = ["this day", "all day"];

/// True if an item only says that nothing was recorded for a while.
pub(super) fn is_silence(line: &str) -> bool {
    line.starts_with("- *— ")
}

/// An event of a draft, below the heading of this day. `None` where it is in no form that hotwash writes.
pub(super) fn event(lines: &[&str], day: Option<NaiveDate>, zone: Zone) -> Option<EntryEvent> {
    let (first, rest) = lines.split_first()?;
    let (time, words) = first.strip_prefix("- **")?.split_once("** ")?;
    let (head, text) = without_elapsed(words).split_once(": ")?;
    let (title, via) = match head.strip_suffix(')').and_then(|head| head.split_once(" (by a ")) {
        Some((title, via)) => (title, Some(Via::from_wire(via)?)),
        None => (head, None),
    };
    let bold = title
        .strip_prefix("**")
        .and_then(|title| title.strip_suffix("**"));
    let row = Kind::ROWS.iter().find(|row| row.title == bold.unwrap_or(title))?;
    let time = self::time(time, day, zone)?;
    let mut lines: Vec<&str> = std::iter::once(text).chain(rest.iter().copied()).collect();
    remark(&mut lines);
    let tag = outcome(&mut lines);
    let text = marks::block(&lines);
    let text = tag.map_or_else(|| text.clone(), |tag| format!("{text} #{tag}"));
    (!text.is_empty()).then(|| said_event(row.kind, via, time, text))
}

/// Without `(+28 min) ` before the kind.
fn without_elapsed(words: &str) -> &str {
    let signed = words.starts_with("(+") || words.starts_with("(−");
    let rest = words.split_once(") ").filter(|_| signed).map(|(_, rest)| rest);
    rest.unwrap_or(words)
}

/// Takes ` → *helped*` from the end of the last line: the tag that it stands for. Recorded stars are escaped, so it is
/// never a part of the text. What is computed, as a price, stands for none.
fn outcome(lines: &mut [&str]) -> Option<&'static str> {
    let last = lines.last_mut()?;
    let (text, said) = last.strip_suffix('*')?.rsplit_once(" → *")?;
    *last = text;
    TOLD_TAGS
        .iter()
        .find(|(_, words)| *words == said)
        .map(|(tag, _)| *tag)
}

/// An action item of a draft's table: `| No. | What | Type | Owner | Due | Done |`. `None` for the head of the table.
pub(super) fn row(line: &str) -> Option<EntryActionItem> {
    let cells: Vec<&str> = cells(line);
    let (number, text, purpose, owner, due, rest) = match &cells[..] {
        [number, text, purpose, owner, due, rest @ ..] => (*number, *text, *purpose, *owner, *due, rest),
        _ => return None,
    };
    number.parse::<u32>().ok()?;
    let said = |cell: &str| Some(marks::plain(cell)).filter(|cell| !cell.is_empty() && cell != "–");
    let (priority, done) = match rest {
        [priority, done] => (said(priority), *done == "yes"),
        [done] => (None, *done == "yes"),
        _ => (None, false),
    };
    let lines: Vec<&str> = text.split("<br>").collect();
    Some(EntryActionItem {
        text: lines.into_iter().map(marks::plain).collect::<Vec<_>>().join("\n"),
        owner: said(owner),
        due: due.parse().ok(),
        purpose: Purpose::from_word(purpose),
        priority,
        done,
    })
}

/// The cells of a row; an escaped bar is a part of its cell.
fn cells(line: &str) -> Vec<&str> {
    let mut cells = Vec::new();
    let line = line.trim().trim_start_matches('|');
    let (mut from, mut escaped) = (0, false);
    for (at, letter) in line.char_indices() {
        if letter == '|' && !escaped {
            cells.push(line[from..at].trim());
            from = at + 1;
        }
        escaped = letter == '\\' && !escaped;
    }
    cells
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
    if NO_TIME.contains(&words) {
        return Some(EntryTime::Now);
    }
    let day = day?;
    let exact = words.strip_prefix('~');
    let (approximate, words) = (exact.is_some(), exact.unwrap_or(words));
    let midnight = |day: NaiveDate| zone.read_wall(day.and_time(NaiveTime::MIN)).moment();
    if let Some(end) = ALL_DAY.iter().find_map(|all| words.strip_prefix(all)) {
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

/// `26 March 2023`; by earlier versions `March 26, 2023`.
pub(super) fn titled(words: &str) -> Option<NaiveDate> {
    let read = |format| NaiveDate::parse_from_str(words, format).ok();
    read("%d %B %Y").or_else(|| read("%B %d, %Y"))
}

/// The day of a range's end: that of its beginning where none is named, in its year where that is not.
fn day_beside(words: &str, day: NaiveDate) -> Option<NaiveDate> {
    if words.is_empty() {
        return Some(day);
    }
    let year = day.format("%Y");
    let of_year = || titled(&format!("{words} {year}")).or_else(|| titled(&format!("{words}, {year}")));
    titled(words).or_else(of_year)
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
