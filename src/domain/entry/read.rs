//! From a line to its reading.

use super::kind::{self, KindPrefix};
use super::{EntryEvent, EntryTime, Reading, Remark, What, lookalike, todo};
use crate::domain::kind::Kind;
use crate::domain::time::typed::{DASHES, Stamp, TimeContext, TypedTime};

/// Reads a line. Never fails: what is not understood is text.
///
/// The grammar is that of the first line; further lines belong to the text. White space around the text goes,
/// white space within it stays.
pub fn read(line: &str, context: &TimeContext) -> Reading {
    let text = line.trim();
    let (what, remarks) = if let Some(rest) = text.strip_prefix('\\') {
        as_text(rest.trim())
    } else if text.is_empty() {
        (What::Empty, Vec::new())
    } else if let Some(rest) = todo::prefix(text) {
        let (item, remarks) = todo::read(rest, context.today());
        (What::ActionItem(item), remarks)
    } else {
        event(text, context)
    };
    Reading {
        what,
        typed: line.to_owned(),
        remarks,
    }
}

/// Takes a whole line as the text of a note, whatever it looks like, to the last space.
pub fn plain(line: &str) -> Reading {
    let (what, remarks) = as_text(line);
    Reading {
        what,
        typed: line.to_owned(),
        remarks,
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

fn event(text: &str, context: &TimeContext) -> (What, Vec<Remark>) {
    let first_line = text.lines().next().unwrap_or(text);
    let (time, behind_time) = match timed(first_line, context) {
        Some((time, behind)) => (Some(time), behind),
        None => (None, first_line),
    };
    let kind = kind::prefix(behind_time);
    let behind = kind.as_ref().map_or(behind_time, |kind| kind.rest);
    let body = text[first_line.len() - behind.len()..].trim();

    let mut remarks = remarks(time.as_ref(), kind.as_ref(), behind_time);
    if body.is_empty() {
        remarks.push(Remark::EmptyText);
    }
    let event = EntryEvent {
        kind: kind.as_ref().map_or(Kind::Note, |kind| kind.kind),
        kind_given: kind.is_some(),
        via: kind.as_ref().and_then(|kind| kind.via),
        time: time.map_or(EntryTime::Now, |time| EntryTime::Given(time.given)),
        text: body.to_owned(),
    };
    (What::Event(event), remarks)
}

/// The time that the line begins with, and what stands behind it and its dash.
fn timed<'a>(line: &'a str, context: &TimeContext) -> Option<(TypedTime, &'a str)> {
    let (stamp, behind) = Stamp::read(line)?;
    let behind = without_dash(behind);
    if stamp.needs_kind() && kind::prefix(behind).is_none() {
        return None;
    }
    Some((stamp.resolve(context)?, behind))
}

/// Skips one dash that stands alone.
fn without_dash(behind: &str) -> &str {
    let trimmed = behind.trim_start();
    match trimmed.strip_prefix(DASHES) {
        Some(rest) if rest.is_empty() || rest.starts_with(char::is_whitespace) => rest,
        Some(_) | None => behind,
    }
}

fn remarks(time: Option<&TypedTime>, kind: Option<&KindPrefix<'_>>, behind_time: &str) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if let Some(time) = time {
        remarks.extend(time.remarks.iter().copied().map(Remark::Time));
    }
    let like_time = match time {
        Some(_) => lookalike::offset(behind_time),
        None => lookalike::time(behind_time),
    };
    remarks.extend(like_time.map(|part| Remark::LooksLikeTime(part.to_owned())));
    let behind = kind.map_or(behind_time, |kind| kind.rest).trim_start();
    if (time.is_some() || kind.is_some()) && todo::prefix(behind).is_some() {
        remarks.push(Remark::TodoNotFirst);
    } else if kind.is_none() {
        let like_kind = hidden_kind(behind, like_time, time.is_some()).or_else(|| lookalike::kind(behind));
        remarks.extend(like_kind.map(|part| Remark::LooksLikeKind(part.to_owned())));
    } else if time.is_none() && Stamp::read(behind).is_some_and(|(stamp, _)| !stamp.needs_kind()) {
        remarks.push(Remark::TimeAfterKind);
    }
    remarks
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
