//! Where `log` takes its entries from: the command line, one asked for, or standard input, one a line.

use std::io::{self, BufRead, Read};

use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::cli::world::Input;
use crate::domain::record::MAX_TEXT;

/// No sound entry is longer, whatever stands around its text.
const LONGEST: u64 = 2 * MAX_TEXT as u64;

/// Where entries come from.
#[derive(Debug)]
pub(super) enum Source {
    /// From the command line.
    Words(Vec<String>),
    /// From whoever sits at the terminal.
    Asked,
    /// From standard input, one a line.
    Lines(Lines),
    /// There is nothing left.
    Dry,
}

/// How far standard input was read.
#[derive(Debug, Default)]
pub(super) struct Lines {
    number: u64,
    /// The line goes on: it is too long to be one entry, and comes in pieces.
    within: bool,
}

/// An entry as it was given.
#[derive(Debug)]
pub(super) struct Line {
    /// Its number in standard input.
    pub(super) number: Option<u64>,
    /// Its text, or why it can be none.
    pub(super) text: Result<String, Problem>,
    /// What was given, where it can be no text: for people to look at.
    pub(super) raw: String,
}

impl Source {
    pub(super) fn of(words: &[String], from_input: bool, is_terminal: bool) -> Self {
        match words {
            _ if from_input => Source::Lines(Lines::default()),
            [] if is_terminal => Source::Asked,
            [] => Source::Lines(Lines::default()),
            words => Source::Words(words.to_vec()),
        }
    }

    /// Whether entries are typed now, at the terminal.
    pub(super) fn is_typed(&self, is_terminal: bool) -> bool {
        match self {
            Source::Asked | Source::Lines(_) => is_terminal,
            Source::Words(_) | Source::Dry => false,
        }
    }

    /// The next entry.
    pub(super) fn next(&mut self, session: &mut Session<'_>) -> Result<Option<Line>, Problem> {
        match std::mem::replace(self, Source::Dry) {
            Source::Words(words) => Ok(Some(Line {
                number: None,
                text: Ok(words.join(" ")),
                raw: String::new(),
            })),
            Source::Asked => {
                session.output().ask("What happened? ");
                let line = Lines::default().next(&mut session.world.input)?;
                Ok(line.map(|line| Line { number: None, ..line }))
            }
            Source::Lines(mut lines) => {
                let line = lines.next(&mut session.world.input)?;
                *self = Source::Lines(lines);
                Ok(line)
            }
            Source::Dry => Ok(None),
        }
    }

    /// Nothing can be recorded: what comes through a pipe, which nobody else has kept, is printed back.
    pub(super) fn give_back(mut self, session: &mut Session<'_>, problem: &Problem) {
        match &self {
            Source::Words(words) => session.give_back(problem, &words.join(" ")),
            Source::Lines(_) if !session.world.input.is_terminal => {
                while let Ok(Some(line)) = self.next(session) {
                    let text = line.text.unwrap_or(line.raw);
                    session.output().say(&format!("not recorded: {text}"));
                }
            }
            Source::Asked | Source::Lines(_) | Source::Dry => {}
        }
    }
}

impl Lines {
    fn next(&mut self, input: &mut Input) -> Result<Option<Line>, Problem> {
        let mut bytes = Vec::new();
        let read = (&mut input.reader).take(LONGEST).read_until(b'\n', &mut bytes);
        read.map_err(unreadable)?;
        if bytes.is_empty() {
            return Ok(None);
        }
        let ended = bytes.ends_with(b"\n");
        let goes_on = !ended && bytes.len() as u64 == LONGEST;
        let is_piece = self.within || goes_on;
        self.number += u64::from(!self.within);
        self.within = goes_on;
        let text = String::from_utf8(bytes);
        let raw = match &text {
            Ok(_) => String::new(),
            Err(error) => String::from_utf8_lossy(error.as_bytes()).trim_end().to_owned(),
        };
        let text = match text {
            Ok(text) if is_piece => {
                return Ok(Some(Line {
                    number: Some(self.number),
                    text: Err(Problem::usage("the line is too long for one event")),
                    raw: text,
                }));
            }
            Ok(text) => Ok(text.trim_end().to_owned()),
            Err(_) => {
                let next = if input.is_terminal {
                    "type it once more"
                } else {
                    "convert it with iconv"
                };
                Err(Problem::usage("the line is not UTF-8").next(next))
            }
        };
        Ok(Some(Line {
            number: Some(self.number),
            text,
            raw,
        }))
    }
}

fn unreadable(error: io::Error) -> Problem {
    Problem::refused(format!("cannot read standard input: {error}")).next("what was read so far is recorded")
}
