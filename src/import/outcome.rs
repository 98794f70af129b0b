//! The reading of an import: proposals, the lines passed over, and what has to be asked.

use std::collections::HashSet;

use super::format::Format;
use super::proposal::{Proposal, Skipped};
use crate::domain::command::NewIncident;
use crate::domain::entry::EntryTime;
use crate::domain::time::Zone;

/// The reading of a bundle. Every line of a list that is not blank is in a proposal, or was skipped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// The format that it was read in; of several, that of the first file.
    pub format: Format,
    /// Each format that something was read in, with the number of proposals.
    pub formats: Vec<(Format, usize)>,
    /// The events, action items and fields, in the order of the source.
    pub proposals: Vec<Proposal>,
    /// Lines that are in no proposal, in their order.
    pub skipped: Vec<Skipped>,
    /// Questions that the source leaves open, and a person answers.
    pub questions: Vec<Question>,
    /// The zone that the source itself says its times are in.
    pub zone: Option<Zone>,
    /// The title that the source has.
    pub title: Option<String>,
    /// The number of secrets that were masked.
    pub masked: usize,
}

impl Import {
    /// Takes another reading of the same import in, behind this one.
    pub fn join(&mut self, other: Import) {
        if self.proposals.is_empty() && self.skipped.is_empty() {
            self.format = other.format;
        }
        for (format, count) in other.formats {
            match self.formats.iter_mut().find(|(own, _)| *own == format) {
                Some((_, own)) => *own += count,
                None => self.formats.push((format, count)),
            }
        }
        append(&mut self.proposals, other.proposals);
        append(&mut self.skipped, other.skipped);
        let mut asked: HashSet<Question> = self.questions.iter().cloned().collect();
        let is_new = |question: &Question| asked.insert(question.clone());
        self.questions.extend(other.questions.into_iter().filter(is_new));
        self.zone = self.zone.or(other.zone);
        self.title = self.title.take().or(other.title);
        self.masked += other.masked;
    }

    /// The names of its formats: `log`; of several, each with the number of its proposals: `log (7), text (3)`.
    pub fn formats_in_words(&self) -> String {
        match &self.formats[..] {
            [] => self.format.row().name.to_owned(),
            [(only, _)] => only.row().name.to_owned(),
            several => {
                let words = several
                    .iter()
                    .map(|(format, count)| format!("{} ({count})", format.row().name));
                words.collect::<Vec<_>>().join(", ")
            }
        }
    }

    /// The incident that a whole postmortem starts, in this zone or in its own; `None` where it has no title.
    pub fn opening(&self, zone: Option<Zone>) -> Option<NewIncident> {
        let title = self.title.clone()?;
        let first = self.proposals.iter().find_map(|proposal| match proposal.time() {
            EntryTime::Given(given) => Some(given.at),
            EntryTime::Now => None,
        });
        Some(NewIncident {
            title,
            severity: None,
            zone: zone.or(self.zone).unwrap_or(Zone::Unknown),
            at: first,
        })
    }
}

/// Appends a list to another. Of the two the shorter is moved: a long one is not held twice.
fn append<T>(list: &mut Vec<T>, mut others: Vec<T>) {
    if list.len() < others.len() {
        others.splice(0..0, list.drain(..));
        *list = others;
    } else {
        list.extend(others);
    }
}

impl Question {
    /// True if a time hangs on the answer, so that nothing is recorded without it.
    pub fn is_blocking(&self) -> bool {
        match self {
            Question::Date | Question::Year | Question::DayOrMonth { .. } => true,
            Question::UnknownZone { .. }
            | Question::Zone
            | Question::AmbiguousHour { .. }
            | Question::YearTaken(_)
            | Question::TooMany { .. } => false,
        }
    }
}

/// A question that the source leaves open.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Question {
    /// Times without a day, and no day is said anywhere.
    #[error("the times have no date: on which day were they? (--date)")]
    Date,
    /// Days without a year, and no year is said anywhere.
    #[error("the dates have no year: which was it? (--date)")]
    Year,
    /// Dates such as 03/04/2023 that have two readings.
    #[error("line {line}: is {text} day/month or month/day? (--date-order)")]
    DayOrMonth {
        /// The first line that has one.
        line: usize,
        /// The date as it stands there.
        text: String,
    },
    /// A zone that is not known.
    #[error("line {line}: which zone is '{word}'? (--zone)")]
    UnknownZone {
        /// The line.
        line: usize,
        /// The word as it stands there.
        word: String,
    },
    /// Times without an offset, and no zone is said anywhere.
    #[error("the times have no zone: in which were they written? (--zone)")]
    Zone,
    /// A clock time that was shown twice, when clocks were set back.
    #[error("line {line}: {text} was shown twice that day; the first is taken")]
    AmbiguousHour {
        /// The line.
        line: usize,
        /// The time as it stands there.
        text: String,
    },
    /// Days without a year, for which one was taken.
    #[error("the dates have no year: {0} is taken (--date)")]
    YearTaken(i32),
    /// More entries than anybody wants to record at once.
    #[error("there are {count} entries, and none is chosen: say with --between and --grep which ones matter")]
    TooMany {
        /// The number of them.
        count: usize,
    },
}

/// The reason why a bundle was not read. Nothing of it is proposed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// Nothing is in it.
    #[error("there is nothing in it to read")]
    Empty,
    /// It is no text.
    #[error("it is no text: {0}")]
    NoText(&'static str),
    /// It is not in the format that was asked for, or the format is broken.
    #[error("it cannot be read as {format}: {why}")]
    Malformed {
        /// The format.
        format: &'static str,
        /// The fault, with the line where there is one.
        why: String,
    },
    /// It is larger than any reader takes.
    #[error("{what} is larger than {most} allows")]
    TooLarge {
        /// The part.
        what: String,
        /// The limit, in words.
        most: String,
    },
}
