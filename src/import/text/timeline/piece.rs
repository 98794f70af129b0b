//! The pieces of a timeline: entries with all their lines, days, zones, and lines that are passed over.

use std::borrow::Cow;

use chrono::NaiveTime;

use super::day::DaySaid;
use super::layout::Mark;
use crate::domain::time::Zone;
use crate::import::proposal::Why;

/// A piece of a timeline.
#[derive(Clone, Debug)]
pub(super) enum Piece<'a> {
    /// Something that happened, or work to do.
    Entry(Box<Entry<'a>>),
    /// A line that says the day, the zone, or neither, of what stands below it.
    Heading(Box<Heading<'a>>),
    /// A line that says nothing.
    Skipped(Box<Passed<'a>>),
}

/// A line that is passed over.
#[derive(Clone, Debug)]
pub(super) struct Passed<'a> {
    pub(super) line: usize,
    pub(super) raw: &'a str,
    pub(super) why: Why,
}

impl<'a> Piece<'a> {
    /// A line that is passed over for a reason.
    pub(super) fn skipped(line: usize, raw: &'a str, why: Why) -> Self {
        Piece::Skipped(Box::new(Passed { line, raw, why }))
    }
}

/// A line that says something of the times below it.
#[derive(Clone, Debug)]
pub(super) struct Heading<'a> {
    pub(super) line: usize,
    pub(super) raw: &'a str,
    pub(super) day: Option<DaySaid>,
    pub(super) zone: Option<Zone>,
    /// A word for a zone that is not known.
    pub(super) unknown_zone: Option<&'a str>,
    /// True if the day has no year.
    pub(super) is_yearless: bool,
}

/// The place of the time of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TimeSaid {
    /// In its words, or nowhere.
    InWords,
    /// Only a day, as the grammar of times has it.
    Day(String),
    /// So many seconds from the beginning; true: the beginning itself is named; as it stands there.
    FromBeginning(i64, bool, String),
}

/// The lines of something that happened.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    /// Its first line.
    pub(super) line: usize,
    /// Its last line.
    pub(super) last_line: usize,
    /// Its first line as it stands.
    pub(super) raw: &'a str,
    /// Its further lines as they stand, with their numbers.
    pub(super) below: Vec<(usize, &'a str)>,
    /// The first of its words, as the one-line entry reads them.
    pub(super) words: Cow<'a, str>,
    /// The words of its further lines.
    pub(super) more: Vec<Cow<'a, str>>,
    pub(super) author: Option<String>,
    pub(super) time: TimeSaid,
    /// True if only the hour was said.
    pub(super) is_hour: bool,
    /// True if the time was said to be about.
    pub(super) is_about: bool,
    /// True if its date has no year.
    pub(super) is_yearless: bool,
    /// True if its day is only one of the week.
    pub(super) is_weekday: bool,
    /// True if its words are the label of its time.
    pub(super) is_label: bool,
    /// True if its time stands in brackets, as in chats.
    pub(super) is_bracketed: bool,
    /// True if it is a line of plain text without a time.
    pub(super) is_paragraph: bool,
    /// The clock of its time, as far as one was said.
    pub(super) clock: Option<NaiveTime>,
    pub(super) mark: Mark,
    pub(super) indent: u32,
    /// True if it has no words of its own yet.
    pub(super) is_bare: bool,
    /// True if it is a message of a chat.
    pub(super) is_message: bool,
}

impl<'a> Entry<'a> {
    /// An entry that begins on this line.
    pub(super) fn new(line: usize, raw: &'a str, words: impl Into<Cow<'a, str>>, mark: Mark) -> Self {
        Entry {
            line,
            last_line: line,
            raw,
            below: Vec::new(),
            words: words.into(),
            more: Vec::new(),
            author: None,
            time: TimeSaid::InWords,
            is_hour: false,
            is_about: false,
            is_yearless: false,
            is_weekday: false,
            is_label: false,
            is_bracketed: false,
            is_paragraph: false,
            clock: None,
            mark,
            indent: 0,
            is_bare: false,
            is_message: false,
        }
    }

    /// Goes on with a line below.
    pub(super) fn go_on(&mut self, line: usize, raw: &'a str, words: impl Into<Cow<'a, str>>) {
        self.covers(line, raw);
        reserve_one(&mut self.more);
        self.more.push(words.into());
        self.is_bare = false;
    }

    /// Takes a line below that says no more than what is known of it.
    pub(super) fn covers(&mut self, line: usize, raw: &'a str) {
        self.last_line = line;
        reserve_one(&mut self.below);
        self.below.push((line, raw));
    }

    /// Its lines as they stand, with their numbers.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &'a str)> {
        std::iter::once((self.line, self.raw)).chain(self.below.iter().copied())
    }

    /// True if it says itself when it was.
    pub(super) fn is_timed(&self) -> bool {
        self.clock.is_some() || self.time != TimeSaid::InWords
    }

    /// Its lines as they stood.
    pub(super) fn raw_text(&self) -> String {
        let length = self.lines().map(|(_, raw)| raw.len() + 1).sum::<usize>() - 1;
        let mut text = String::with_capacity(length);
        text.push_str(self.raw);
        for (_, raw) in &self.below {
            text.push('\n');
            text.push_str(raw);
        }
        text
    }
}

/// Room for one more where there is none yet: most messages of a chat have one line, and of a long chat each would keep
/// the room of four.
fn reserve_one<T>(list: &mut Vec<T>) {
    if list.is_empty() {
        list.reserve_exact(1);
    }
}
