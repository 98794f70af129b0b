//! The words of entries: the kind that they give or show, and what all of them together show of the list.

use std::collections::HashMap;

use chrono::TimeDelta;

use super::chat;
use super::piece::{Entry, Piece};
use crate::domain::entry::{self, EntryEvent, EntryTime, What};
use crate::domain::kind::{Kind, Via};
use crate::domain::time::typed::{TimeContext, TypedStamp};
use crate::import::guess;

/// The marks of a list that is a chat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Habit {
    /// True if words begin with a name in angle brackets.
    pub(super) has_nicks: bool,
    /// True if names stand before a colon behind most times, and some come again.
    pub(super) has_names: bool,
}

/// Looks at the words behind the times.
pub(super) fn habit(pieces: &[Piece<'_>]) -> Habit {
    let (mut timed, mut named, mut has_nicks) = (0, 0, false);
    let mut names: HashMap<&str, usize> = HashMap::new();
    for entry in entries(pieces).filter(|entry| entry.clock.is_some()) {
        timed += 1;
        // A name ends in one of these; where there is none, the time need not be read once more.
        if !entry.words.contains('<') && !entry.words.contains(": ") {
            continue;
        }
        let words = entry.words.trim_start_matches(['[', '(', '*', '`']);
        let Some((_, rest)) = TypedStamp::read(words) else {
            continue;
        };
        let rest = rest.trim_start_matches([']', ')', '*', '`', ':', ' ', '-', '\u{2013}', '\t', ',']);
        has_nicks |= chat::nick(rest).is_some();
        if let Some((name, _)) = chat::named(rest) {
            named += 1;
            *names.entry(name).or_default() += 1;
        }
    }
    let comes_again = names.values().any(|count| *count > 1);
    Habit {
        has_nicks,
        has_names: timed >= 3 && named * 5 >= timed * 3 && comes_again,
    }
}

fn entries<'p, 'a>(pieces: &'p [Piece<'a>]) -> impl Iterator<Item = &'p Entry<'a>> {
    pieces.iter().filter_map(|piece| match piece {
        Piece::Entry(entry) => Some(&**entry),
        Piece::Heading(_) | Piece::Skipped(_) => None,
    })
}

/// True if the clocks of a list run backwards, as where the newest stands first: each is before the one above it, or so
/// much later that it is of the day before.
pub(super) fn runs_backwards(pieces: &[Piece<'_>]) -> bool {
    let (mut back, mut over) = (0, 0);
    let mut last = None;
    for piece in pieces {
        let clock = match piece {
            Piece::Entry(entry) => entry.clock,
            Piece::Heading(heading) if heading.day.is_some() => {
                last = None;
                continue;
            }
            Piece::Heading(_) | Piece::Skipped(_) => continue,
        };
        let Some(clock) = clock else { continue };
        if let Some(before) = last.replace(clock) {
            let step: TimeDelta = clock - before;
            if step > TimeDelta::hours(12) {
                over += 1;
            } else if step > TimeDelta::zero() || step < TimeDelta::hours(-12) {
                return false;
            } else if step < TimeDelta::zero() {
                back += 1;
            }
        }
    }
    back >= 2 && over * 2 <= back
}

/// Takes an arrow or dots between a time and the words out of them.
pub(super) fn without_arrow(event: &mut EntryEvent) {
    let marks = ["->", "=>", "\u{2192}", "\u{2026}", "..."];
    let rest = marks.iter().find_map(|mark| event.text.strip_prefix(mark));
    if let Some(rest) = rest.filter(|_| event.time != EntryTime::Now).map(str::trim_start) {
        event.text = rest.to_owned();
    }
}

/// The kind that stands before the words in bold or in brackets, or is the label of the time.
pub(super) fn labelled(event: &mut EntryEvent, entry: &Entry<'_>) {
    if event.kind_given {
        return;
    }
    let of_label = Kind::from_typed(event.text.trim()).filter(|_| entry.is_label && event.text.len() > 1);
    if let Some((kind, via)) = of_label {
        (event.kind, event.via, event.kind_given) = (kind, via, true);
    } else if let Some((kind, via, rest)) = decorated(&event.text) {
        (event.kind, event.via, event.kind_given) = (kind, via, true);
        event.text = rest.to_owned();
    }
}

/// `**Detected:** down`, `[Detection] down`.
fn decorated(text: &str) -> Option<(Kind, Option<Via>, &str)> {
    let pairs = [("**", "**"), ("__", "__"), ("[", "]"), ("`", "`"), ("*", "*")];
    let (inside, rest) = pairs
        .iter()
        .find_map(|(open, close)| text.strip_prefix(open)?.split_once(close))?;
    let word = inside.trim().trim_end_matches(':');
    let (kind, via) = Kind::from_typed(word).filter(|_| word.chars().count() > 1)?;
    let rest = rest.trim_start_matches([':', ' ', '-', '\u{2013}', '\u{2014}']);
    (!rest.is_empty()).then_some((kind, via, rest))
}

/// Takes these words for those of the event, with the kind that they begin with.
pub(super) fn reread(event: &mut EntryEvent, words: &str, context: &TimeContext) {
    match entry::read(words, context).what {
        What::Event(read) if read.kind_given && read.time == EntryTime::Now && !read.text.is_empty() => {
            (event.kind, event.via, event.kind_given) = (read.kind, read.via, true);
            event.text = read.text;
        }
        What::Event(_) | What::Empty | What::Day(_) | What::ActionItem(_) => event.text = words.to_owned(),
    }
}

/// Guesses the kind of an event that gives none; true if it did.
pub(super) fn guess(event: &mut EntryEvent) -> bool {
    if event.kind_given || event.kind != Kind::Note {
        return false;
    }
    match guess::kind_of_words(&event.text) {
        Some((kind, via)) => {
            (event.kind, event.via) = (kind, via);
            true
        }
        None => false,
    }
}
