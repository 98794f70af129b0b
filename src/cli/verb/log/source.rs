//! The sources that `log` takes its entries from: the command line, one asked for, or standard input, one a line.

use crate::cli::problem::Problem;
use crate::cli::session::Session;

use super::piece::{InputLine, InputLines};

/// The source of entries.
#[derive(Debug)]
pub(super) enum EntrySource {
    /// From the command line.
    Words(Vec<String>),
    /// From whoever sits at the terminal.
    Asked,
    /// From standard input, one a line.
    Lines(InputLines),
    /// There is nothing left.
    Dry,
}

/// GivenEntries that were given at once.
#[derive(Debug)]
pub(super) enum GivenEntries {
    /// One entry.
    One(String),
    /// Lines of standard input that came together.
    Lines(Vec<InputLine>),
}

impl EntrySource {
    pub(super) fn of(words: &[String], from_input: bool, is_terminal: bool) -> Self {
        match words {
            _ if from_input => EntrySource::Lines(InputLines::default()),
            [] if is_terminal => EntrySource::Asked,
            [] => EntrySource::Lines(InputLines::default()),
            words => EntrySource::Words(words.to_vec()),
        }
    }

    /// True where entries are typed now, at the terminal.
    pub(super) fn is_typed(&self, is_terminal: bool) -> bool {
        match self {
            EntrySource::Asked | EntrySource::Lines(_) => is_terminal,
            EntrySource::Words(_) | EntrySource::Dry => false,
        }
    }

    /// Takes the next entries; `None` at the end.
    pub(super) fn next(&mut self, session: &mut Session<'_>) -> Result<Option<GivenEntries>, Problem> {
        match std::mem::replace(self, EntrySource::Dry) {
            EntrySource::Words(words) => Ok(Some(GivenEntries::One(words.join(" ")))),
            EntrySource::Asked => {
                session.output().ask("What happened? ");
                let line = InputLines::default().line(&mut session.world.input)?;
                line.map(|line| line.text.map(GivenEntries::One)).transpose()
            }
            EntrySource::Lines(mut pieces) => {
                let lines = pieces.next(&mut session.world.input)?;
                *self = EntrySource::Lines(pieces);
                Ok(Some(lines)
                    .filter(|lines| !lines.is_empty())
                    .map(GivenEntries::Lines))
            }
            EntrySource::Dry => Ok(None),
        }
    }

    /// Nothing can be recorded: what comes through a pipe, which nobody else has kept, is printed back.
    pub(super) fn give_back(mut self, session: &mut Session<'_>, problem: &Problem) {
        match &self {
            EntrySource::Words(words) => session.give_back(problem, &words.join(" ")),
            EntrySource::Lines(_) if !session.world.input.is_terminal => {
                while let Ok(Some(GivenEntries::Lines(lines))) = self.next(session) {
                    for line in lines {
                        let text = line.text.unwrap_or(line.raw);
                        session.output().say(&format!("not recorded: {text}"));
                    }
                }
            }
            EntrySource::Asked | EntrySource::Lines(_) | EntrySource::Dry => {}
        }
    }
}
