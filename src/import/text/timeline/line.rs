//! One line alone: the time, the kind and the words that it has, whatever lays it out.

use std::borrow::Cow;

use super::layout::{Laid, Mark};
use super::piece::{Entry, TimeSaid};
use super::spelling::{self, Habits, Spelled};
use super::{relative, trailing};
use crate::domain::entry::{self, EntryTime, Remark, What};
use crate::domain::time::typed::{TimeContext, TypedStamp};
use crate::import::line::bare;

/// A line, looked at alone.
pub(super) struct Looked<'a> {
    pub(super) entry: Entry<'a>,
    /// True if it says itself when or what it is, so that it begins an entry.
    pub(super) begins: bool,
    /// The label that its words begin with.
    pub(super) says: Says,
}

/// A label that words begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// None.
    Neither,
    /// A kind of event.
    Kind,
    /// Work to do.
    Work,
}

#[cfg(test)]
thread_local! {
    /// So many lines this thread has looked at: the work, without a clock.
    pub(super) static LOOKS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Looks at a line alone; its time is not set on a day here.
pub(super) fn look<'a>(
    laid: &Laid<'a>,
    words: Cow<'a, str>,
    habits: &Habits,
    context: &TimeContext,
) -> Looked<'a> {
    #[cfg(test)]
    LOOKS.with(|looks| looks.set(looks.get() + 1));
    let is_unknown = unknown_time(&words).is_some();
    let spelled = spelling::spelled(&words, habits);
    let mut entry = from_beginning(laid, &words, habits)
        .or_else(|| of_a_day(laid, &words, &spelled.text))
        .or_else(|| at_no_known_time(laid, &words))
        .unwrap_or_else(|| in_words(laid, &words, spelled));
    entry.indent = laid.indent;
    let reading = entry::read(&entry.words, context);
    let mut begins = is_unknown || entry.time != TimeSaid::InWords;
    let mut says = Says::Neither;
    match &reading.what {
        What::Event(event) => {
            if let EntryTime::Given(given) = event.time {
                entry.clock = Some(given.at.wall().time());
            }
            if event.kind_given {
                says = Says::Kind;
            }
            begins |= event.kind_given || event.time != EntryTime::Now;
            // What is like a time and is not read says when something else happened.
            begins |= reading
                .remarks
                .iter()
                .any(|remark| matches!(remark, Remark::LooksLikeTime(_)));
            entry.is_bare = event.text.is_empty();
        }
        What::ActionItem(_) => (begins, says) = (true, Says::Work),
        What::Day(_) | What::Empty => entry.is_bare = true,
    }
    if entry.clock.is_none() && entry.time == TimeSaid::InWords {
        begins |= behind_words(laid, &mut entry, habits, context);
    }
    Looked { entry, begins, says }
}

/// Looks again for the time of an entry whose words have got one.
pub(super) fn retime(entry: &mut Entry<'_>, context: &TimeContext) {
    if let What::Event(event) = entry::read(&entry.words, context).what
        && let EntryTime::Given(given) = event.time
    {
        entry.clock = Some(given.at.wall().time());
        entry.is_paragraph = false;
    }
}

fn in_words<'a>(laid: &Laid<'a>, words: &Cow<'a, str>, spelled: Spelled<'_>) -> Entry<'a> {
    let Spelled {
        text,
        is_hour,
        is_about,
    } = spelled;
    let is_yearless = is_yearless(words);
    let line = match bare(&text) {
        Cow::Borrowed(line) if line == words => words.clone(),
        line => Cow::Owned(line.into_owned()),
    };
    Entry {
        is_hour,
        is_about,
        is_bracketed: text.starts_with(['[', '(']),
        is_yearless,
        is_weekday: !is_yearless && spelling::begins_with_weekday(words),
        ..Entry::new(laid.number, laid.raw, line, laid.mark)
    }
}

/// True if a line begins with a date that has no year.
pub(super) fn is_yearless(words: &str) -> bool {
    let text = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    let from_word = |text: &str| spelling::date(text).map(|(date, _)| date.year.is_none());
    let behind_weekday = || {
        text.split_once(' ')
            .and_then(|(_, rest)| from_word(rest.trim_start()))
    };
    from_word(text).or_else(behind_weekday).unwrap_or(false)
}

/// `T+12m failover`, `T0 - 14:02 outage`.
fn from_beginning<'a>(laid: &Laid<'a>, words: &str, habits: &Habits) -> Option<Entry<'a>> {
    let time = relative::read(words)?;
    let spelled = spelling::spelled(time.words, habits);
    let is_stated = time.is_zero && TypedStamp::read(spelled.text.trim_start_matches(['(', '['])).is_some();
    let said = if is_stated { 0 } else { time.seconds };
    let typed = &words[..words.len() - time.words.len()];
    let typed = typed.trim_matches(|c: char| !(c.is_alphanumeric() || c == '+'));
    Some(Entry {
        time: TimeSaid::FromBeginning(said, time.is_zero, typed.to_owned()),
        ..Entry::new(laid.number, laid.raw, spelled.text.into_owned(), laid.mark)
    })
}

/// `??:?? - somebody restarted it`.
fn at_no_known_time<'a>(laid: &Laid<'a>, words: &str) -> Option<Entry<'a>> {
    let rest = unknown_time(words)?;
    Some(Entry::new(laid.number, laid.raw, rest.to_owned(), laid.mark))
}

/// The words behind a time of which nothing is known.
fn unknown_time(words: &str) -> Option<&str> {
    let marks = ["??:??", "xx:xx", "XX:XX", "--:--", "__:__", "?:??", "??"];
    let rest = marks.iter().find_map(|mark| words.strip_prefix(mark))?;
    let rest = rest.trim_start_matches([' ', '-', ':', '\u{2013}', '\u{2014}', '|', ']', ')']);
    Some(rest).filter(|rest| !rest.is_empty())
}

/// `2023-03-25: deployed`, where nothing but the day is said.
fn of_a_day<'a>(laid: &Laid<'a>, words: &str, spelled: &str) -> Option<Entry<'a>> {
    let opened = spelled.trim_start_matches(['*', '_', '[', '(', '`']);
    let (stamp, rest) = TypedStamp::read(opened)?;
    if !stamp.is_day() {
        return None;
    }
    let typed = &opened[..opened.len() - rest.len()];
    let text = rest.trim_start_matches(['*', '_', ']', ')', '`']);
    let set_off = [":", " - ", " \u{2013} ", " \u{2014} ", " | "]
        .iter()
        .find_map(|mark| text.strip_prefix(mark));
    let in_list = || {
        Some(text).filter(|text| {
            laid.mark != Mark::Plain
                && text.starts_with([' ', ','])
                && opened.starts_with(|c: char| c.is_ascii_digit())
        })
    };
    let text = set_off.or_else(in_list)?.trim_matches(['*', '_', ' ', ',']);
    (!text.is_empty()).then(|| Entry {
        time: TimeSaid::Day(typed.trim().to_owned()),
        is_yearless: is_yearless(words),
        ..Entry::new(laid.number, laid.raw, text.to_owned(), laid.mark)
    })
}

/// Looks for the time behind the words; true if one is there.
fn behind_words(laid: &Laid<'_>, entry: &mut Entry<'_>, habits: &Habits, context: &TimeContext) -> bool {
    let Some((time, text)) = trailing::read(&entry.words, laid.mark, habits) else {
        return false;
    };
    let line = format!("{time} {text}");
    let What::Event(event) = entry::read(&line, context).what else {
        return false;
    };
    let EntryTime::Given(given) = event.time else {
        return false;
    };
    entry.clock = Some(given.at.wall().time());
    entry.is_yearless = is_yearless(&time);
    entry.words = Cow::Owned(line);
    entry.is_label = true;
    true
}
