//! Where `log` takes its entries from: the command line, one asked for, or standard input, one a line.

use crate::cli::problem::Problem;
use crate::cli::session::Session;

use super::piece::{Line, Pieces};

/// Where entries come from.
#[derive(Debug)]
pub(super) enum Source {
    /// From the command line.
    Words(Vec<String>),
    /// From whoever sits at the terminal.
    Asked,
    /// From standard input, one a line.
    Lines(Pieces),
    /// There is nothing left.
    Dry,
}

/// What was given at once.
#[derive(Debug)]
pub(super) enum Given {
    /// One entry.
    One(String),
    /// Lines of standard input that came together.
    Lines(Vec<Line>),
}

impl Source {
    pub(super) fn of(words: &[String], from_input: bool, is_terminal: bool) -> Self {
        match words {
            _ if from_input => Source::Lines(Pieces::default()),
            [] if is_terminal => Source::Asked,
            [] => Source::Lines(Pieces::default()),
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

    /// What is given next.
    pub(super) fn next(&mut self, session: &mut Session<'_>) -> Result<Option<Given>, Problem> {
        match std::mem::replace(self, Source::Dry) {
            Source::Words(words) => Ok(Some(Given::One(words.join(" ")))),
            Source::Asked => {
                session.output().ask("What happened? ");
                let line = Pieces::default().line(&mut session.world.input)?;
                line.map(|line| line.text.map(Given::One)).transpose()
            }
            Source::Lines(mut pieces) => {
                let lines = pieces.next(&mut session.world.input)?;
                *self = Source::Lines(pieces);
                Ok(Some(lines).filter(|lines| !lines.is_empty()).map(Given::Lines))
            }
            Source::Dry => Ok(None),
        }
    }

    /// Nothing can be recorded: what comes through a pipe, which nobody else has kept, is printed back.
    pub(super) fn give_back(mut self, session: &mut Session<'_>, problem: &Problem) {
        match &self {
            Source::Words(words) => session.give_back(problem, &words.join(" ")),
            Source::Lines(_) if !session.world.input.is_terminal => {
                while let Ok(Some(Given::Lines(lines))) = self.next(session) {
                    for line in lines {
                        let text = line.text.unwrap_or(line.raw);
                        session.output().say(&format!("not recorded: {text}"));
                    }
                }
            }
            Source::Asked | Source::Lines(_) | Source::Dry => {}
        }
    }
}
