//! From a line to its reading.

use super::kind::{self, KindPrefix};
use super::layout::{open, without_closing, without_list_mark};
use super::{EntryEvent, EntryTime, Reading, Remark, What, lookalike, todo};
use crate::domain::kind::Kind;
use crate::domain::time::typed::{self, TimeContext, TimeRead, TypedStamp, TypedTime};

/// Reads a line. Never fails: what is not understood is text.
///
/// The grammar is that of the first line; further lines belong to the text. White space around the text goes,
/// white space within it stays. A byte-order mark before it goes too.
pub fn read(line: &str, context: &TimeContext) -> Reading {
    let text = line.trim().trim_start_matches('\u{feff}').trim_start();
    let (what, remarks, bare_time) = match guarded(text, context) {
        Some(text) => {
            let (what, remarks) = as_text(text);
            (what, remarks, false)
        }
        None => unguarded(text, context),
    };
    Reading {
        what,
        typed: line.to_owned(),
        remarks,
        bare_time,
    }
}

/// The text behind a backslash that keeps it from being read: one before what would be read as more than text.
/// In `\d+ lines` and `\\server\share` it guards nothing, and is a part of the text.
fn guarded<'a>(text: &'a str, context: &TimeContext) -> Option<&'a str> {
    let rest = text.strip_prefix('\\')?.trim_start();
    let words = text.trim_start_matches('\\').trim_start();
    let guards = match unguarded(words, context).0 {
        What::Event(event) => event.kind_given || event.time != EntryTime::Now || event.text != words,
        What::Empty | What::Day(_) | What::ActionItem(_) => true,
    };
    guards.then_some(rest)
}

fn unguarded(text: &str, context: &TimeContext) -> (What, Vec<Remark>, bool) {
    if text.is_empty() {
        return (What::Empty, Vec::new(), false);
    }
    if let Some(rest) = todo::prefix(text) {
        let (item, remarks) = todo::read(rest, context.today());
        return (What::ActionItem(item), remarks, false);
    }
    event(text, context)
}

/// Takes a whole line as the text of a note, whatever it looks like, to the last space.
pub fn plain(line: &str) -> Reading {
    let (what, remarks) = as_text(line);
    Reading {
        what,
        typed: line.to_owned(),
        remarks,
        bare_time: false,
    }
}

fn as_text(text: &str) -> (What, Vec<Remark>) {
    if text.trim().is_empty() {
        return (What::Empty, Vec::new());
    }
    let event = EntryEvent {
        kind: Kind::Note,
        kind_given: false,
        via: None,
        time: EntryTime::Now,
        text: text.to_owned(),
    };
    (What::Event(event), Vec::new())
}

fn event(text: &str, context: &TimeContext) -> (What, Vec<Remark>, bool) {
    let first_line = text.lines().next().unwrap_or(text);
    let timed = timed(first_line, context);
    if let Some((TimeRead { day: Some(day), .. }, behind)) = &timed
        && behind.trim().is_empty()
        && text.len() == first_line.len()
    {
        return (What::Day(*day), Vec::new(), false);
    }
    let timed = timed.filter(|(read, behind)| !read.needs_kind || kind::prefix(behind).is_some());
    let (time, behind_time) = match timed {
        Some((read, behind)) => (Some(read.time), behind),
        None => (None, first_line),
    };
    let listed = || kind::prefix(without_list_mark(first_line)).filter(|_| time.is_none());
    let kind = kind::prefix(behind_time).or_else(listed);
    let behind = kind.as_ref().map_or(behind_time, |kind| kind.rest);
    let body = text[first_line.len() - behind.len()..].trim();
    let body = if time.is_some() {
        without_closing(first_line, body)
    } else {
        body
    };

    let mut remarks = remarks(time.as_ref(), kind.as_ref(), behind_time);
    if body.is_empty() {
        remarks.push(Remark::EmptyText);
    }
    let bare_time = time.as_ref().is_some_and(|time| time.bare);
    let event = EntryEvent {
        kind: kind.as_ref().map_or(Kind::Note, |kind| kind.kind),
        kind_given: kind.is_some(),
        via: kind.as_ref().and_then(|kind| kind.via),
        time: time.map_or(EntryTime::Now, |time| EntryTime::Given(time.given)),
        text: body.to_owned(),
    };
    (What::Event(event), remarks, bare_time)
}

/// The time that the line begins with, whatever lays it out, and what stands behind it.
fn timed<'a>(line: &'a str, context: &TimeContext) -> Option<(TimeRead<'a>, &'a str)> {
    // As it is, before a dash or a star counts as a mark: `-10m` and `- 10m ago` are different things.
    let (bare, unmarked) = (line.trim_start(), without_list_mark(line));
    let unmarked_too = (unmarked.len() < bare.len()).then_some(unmarked);
    std::iter::once(bare)
        .chain(unmarked_too)
        .find_map(|line| {
            let opened = open(line);
            let read = typed::read(opened.rest, context)?;
            let behind = opened.close(read.behind)?;
            Some((read, behind))
        })
        .or_else(|| closed_by_a_dash(unmarked, context))
}

/// A clock with a dash close behind it: `2:20- rolled back`.
fn closed_by_a_dash<'a>(line: &'a str, context: &TimeContext) -> Option<(TimeRead<'a>, &'a str)> {
    let end = line.find(char::is_whitespace)?;
    let clock = line[..end].strip_suffix(['-', '\u{2013}'])?;
    let read = typed::read(clock, context).filter(|read| clock.contains(':') && read.behind.is_empty())?;
    Some((read, &line[end..]))
}

fn remarks(time: Option<&TypedTime>, kind: Option<&KindPrefix<'_>>, behind_time: &str) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if let Some(time) = time {
        remarks.extend(time.remarks.iter().cloned().map(Remark::Time));
    }
    let like_time = match time {
        Some(time) => lookalike::offset(behind_time, time.zoned)
            .or_else(|| lookalike::day(behind_time).filter(|_| time.bare))
            .or_else(|| lookalike::length(behind_time)),
        None => lookalike::time(behind_time),
    };
    remarks.extend(like_time.map(|part| Remark::LooksLikeTime(part.to_owned())));
    let behind = kind.map_or(behind_time, |kind| kind.rest).trim_start();
    if (time.is_some() || kind.is_some()) && todo::prefix(behind).is_some() {
        remarks.push(Remark::TodoNotFirst);
    } else if time.is_none() && kind.is_none() && todo::lacks_colon(behind) {
        remarks.push(Remark::TodoWithoutColon);
    } else if kind.is_none() {
        let like_kind = hidden_kind(behind, like_time, time.is_some()).or_else(|| lookalike::kind(behind));
        remarks.extend(like_kind.map(|part| Remark::LooksLikeKind(part.to_owned())));
    } else if time.is_none() && is_timed(behind) {
        remarks.push(Remark::TimeAfterKind);
    }
    remarks
}

/// True if a time stands here that a line could begin with.
fn is_timed(text: &str) -> bool {
    TypedStamp::read(text).is_some_and(|(stamp, _)| !stamp.needs_kind())
}

/// A kind that stands behind what is only like a time, or that one word hides.
fn hidden_kind<'a>(behind: &'a str, like_time: Option<&str>, timed: bool) -> Option<&'a str> {
    let behind_like = like_time
        .and_then(|part| behind.strip_prefix(part))
        .map(str::trim_start);
    let next = behind_like.and_then(|rest| Some((rest, kind::prefix(rest)?)));
    next.map(|(rest, kind)| &rest[..rest.len() - kind.rest.len()])
        .or_else(|| lookalike::hidden_kind(behind_like.unwrap_or(behind), timed || like_time.is_some()))
}
