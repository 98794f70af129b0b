//! Puts lines together into the entries that they are lines of.

mod entries;
mod headings;
mod messages;
mod tables;

use std::borrow::Cow;

use super::chat;
use super::day::{self, DaySaid};
use super::layout::{Laid, Mark};
use super::line::{self, Looked};
use super::piece::{Entry, Heading, Piece, TimeSaid};
use super::prose;
use super::spelling::Habits;
use super::table::{self, Cells, Columns};
use crate::domain::time::typed::{TimeContext, zone_word};
use crate::import::line::{is_ornament, is_table_rule};
use crate::import::proposal::Why;
use crate::import::zone_said::zone_word_said;

/// Words of headings that stand without a mark.
const TITLES: [&str; 10] = [
    "timeline",
    "chronology",
    "zeitleiste",
    "zeitlinie",
    "chronologie",
    "cronología",
    "cronologia",
    "cronologie",
    "ablauf",
    "tijdlijn",
];

/// Puts the lines together.
pub(super) fn pieces<'a>(lines: &[Laid<'a>], habits: &Habits, context: &TimeContext) -> Vec<Piece<'a>> {
    let mut grouper = Grouper {
        lines,
        habits,
        context,
        pieces: Vec::new(),
        open: None,
        fence: None,
        table: None,
        in_chat: false,
        author: None,
        said: String::new(),
        half: None,
    };
    for nth in 0..lines.len() {
        grouper.line(nth);
    }
    without_prose(grouper.pieces)
}

struct Grouper<'a, 'l> {
    lines: &'l [Laid<'a>],
    habits: &'l Habits,
    context: &'l TimeContext,
    pieces: Vec<Piece<'a>>,
    /// The place, among the lines, of the last line of the entry that the next one may go on with.
    open: Option<usize>,
    /// The last line of the block of code that the entry has, as a place among the lines.
    fence: Option<usize>,
    /// The columns of the table that the lines are rows of.
    table: Option<(Columns, Cells)>,
    /// True if heads of messages were seen.
    in_chat: bool,
    /// The author of the message above.
    author: Option<String>,
    /// Its time.
    said: String,
    /// The half of the day of its time, where that was said.
    half: Option<&'static str>,
}

impl<'a> Grouper<'a, '_> {
    fn line(&mut self, nth: usize) {
        let laid = self.lines[nth];
        if laid.is_blank() {
            if self
                .table
                .as_ref()
                .is_some_and(|(_, cells)| *cells == Cells::Bars)
            {
                self.table = None;
            }
            return;
        }
        let _ = self.in_fence(nth, &laid)
            || self.ornament(&laid)
            || self.table_head(nth, &laid)
            || self.row(nth, &laid)
            || self.heading(nth, &laid)
            || self.chat(nth, &laid)
            || self.entry(nth, &laid);
    }

    /// The entry that is open.
    fn above(&mut self) -> Option<&mut Entry<'a>> {
        self.open?;
        match self.pieces.last_mut() {
            Some(Piece::Entry(entry)) => Some(entry),
            Some(Piece::Heading(_) | Piece::Skipped(_)) | None => None,
        }
    }

    /// True if no empty line stands between this one and the entry that is open.
    fn is_adjacent(&self, nth: usize) -> bool {
        self.open.is_some_and(|last| last + 1 == nth)
    }

    fn next(&self, nth: usize) -> Option<&Laid<'a>> {
        self.lines.get(nth + 1)
    }

    fn begin(&mut self, nth: usize, entry: Entry<'a>) -> bool {
        self.open = Some(nth);
        self.pieces.push(Piece::Entry(Box::new(entry)));
        true
    }

    fn go_on(&mut self, nth: usize, words: impl Into<Cow<'a, str>>) -> bool {
        let laid = self.lines[nth];
        let words = words.into();
        if let Some(above) = self.above() {
            above.go_on(laid.number, laid.raw, words);
            self.open = Some(nth);
        }
        true
    }

    fn skip(&mut self, laid: &Laid<'a>, why: Why) -> bool {
        self.open = None;
        self.pieces.push(Piece::skipped(laid.number, laid.raw, why));
        true
    }

    /// Lines of a block of code belong to the entry directly above it.
    fn in_fence(&mut self, nth: usize, laid: &Laid<'a>) -> bool {
        if self.fence.is_some_and(|last| nth <= last) {
            return self.go_on(nth, laid.raw);
        }
        let adjacent = self.is_adjacent(nth);
        let belongs = self
            .above()
            .is_some_and(|above| adjacent || laid.indent > above.indent || above.mark == Mark::Heading);
        if !laid.is_fence() || !belongs {
            return false;
        }
        // The first that closes it; one that stays open is none.
        let behind = self.lines.get(nth + 1..).unwrap_or_default();
        let Some(close) = behind.iter().take(MOST_CODE).position(Laid::is_fence) else {
            return false;
        };
        self.fence = Some(nth + 1 + close);
        self.go_on(nth, laid.raw)
    }

    fn ornament(&mut self, laid: &Laid<'a>) -> bool {
        let says_nothing = is_table_rule(laid.raw) || laid.is_tag() || is_ornament(laid.raw);
        says_nothing && self.skip(laid, Why::Ornament)
    }
}

/// A block of code has at most so many lines.
const MOST_CODE: usize = 2_000;

/// Paragraphs that tell a story are no events, where others are.
fn without_prose(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let is_timed = |piece: &Piece<'_>| matches!(piece, Piece::Entry(entry) if entry.is_timed());
    if !pieces.iter().any(is_timed) {
        return pieces;
    }
    let mut kept = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match piece {
            Piece::Entry(entry)
                if entry.is_paragraph && prose::is_prose(entry.lines().map(|(_, raw)| raw)) =>
            {
                kept.extend(
                    entry
                        .lines()
                        .map(|(line, raw)| Piece::skipped(line, raw, Why::Prose)),
                );
            }
            piece => kept.push(piece),
        }
    }
    kept
}
