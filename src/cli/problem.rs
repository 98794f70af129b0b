//! Errors of the floors below, folded once into what went wrong, what to do next, and an exit status.

use std::fmt;

use crate::domain::decide::Refusal;
use crate::domain::harmless;
use crate::domain::record::Excess;
use crate::domain::time::ZoneError;
use crate::domain::time::typed::option::TimeOptionError;
use crate::incidents::closing::DraftError;
use crate::incidents::scribe::{RecordError, RedactError};
use crate::journal::JournalError;

/// The end of the program. Ordered: of several, the last counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Exit {
    /// It was done.
    Done,
    /// It was refused.
    Refused,
    /// The disk did not give what was asked of it.
    Unread,
    /// The command line makes no sense.
    Usage,
    /// `verify` found damage.
    Damaged,
    /// Something could not be saved.
    NotSaved,
    /// As a program that was run ended.
    Of(u8),
}

impl Exit {
    /// The status that the shell sees.
    pub(super) fn status(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Refused | Exit::Unread => 1,
            Exit::Usage => 2,
            Exit::Damaged => 3,
            // EX_IOERR of sysexits.h.
            Exit::NotSaved => 74,
            Exit::Of(status) => status,
        }
    }
}

/// The reason why a verb stopped. `Display` takes one or two lines, and one for each of what there is to choose from; it is
/// harmless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) exit: Exit,
    message: String,
    details: Vec<String>,
    next: Option<String>,
}

impl Problem {
    pub(super) fn new(exit: Exit, message: impl Into<String>) -> Self {
        Problem {
            exit,
            message: message.into(),
            details: Vec::new(),
            next: None,
        }
    }

    pub(super) fn refused(message: impl Into<String>) -> Self {
        Self::new(Exit::Refused, message)
    }

    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    /// Something was to be saved, and could not be because something else could not be read.
    pub(super) fn saving(self) -> Self {
        let exit = match self.exit {
            Exit::Unread => Exit::NotSaved,
            exit => exit,
        };
        Problem { exit, ..self }
    }

    /// Adds the next step.
    pub(super) fn next(self, step: impl Into<String>) -> Self {
        Problem {
            next: Some(step.into()),
            ..self
        }
    }

    /// Adds something to choose from.
    pub(super) fn detail(mut self, line: String) -> Self {
        self.details.push(line);
        self
    }

    /// Puts the option that it is about before the message.
    pub(super) fn of_option(self, option: &str) -> Self {
        Problem {
            message: format!("{option}: {}", self.message),
            ..self
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", harmless::line(&self.message))?;
        for detail in &self.details {
            write!(f, "\n  {}", harmless::line(detail))?;
        }
        match &self.next {
            Some(next) => write!(f, "\n  {}", harmless::line(next)),
            None => Ok(()),
        }
    }
}

impl From<JournalError> for Problem {
    fn from(error: JournalError) -> Self {
        let exit = if error.not_saved() {
            Exit::NotSaved
        } else {
            Exit::Unread
        };
        Problem::new(exit, error.to_string()).next(error.hint())
    }
}

impl From<RecordError> for Problem {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::Refused(refusal) => refusal.into(),
            RecordError::Journal(error) => Problem::from(error).saving(),
            RecordError::TooLong(_) => Problem::usage(error.to_string()).next("split it into several events"),
        }
    }
}

impl From<RedactError> for Problem {
    fn from(error: RedactError) -> Self {
        match error {
            RedactError::Refused(refusal) => refusal.into(),
            RedactError::Busy(_) => Problem::refused(error.to_string())
                .next("leave the other hotwash, or wake it if it is stopped, and try again"),
            RedactError::Journal(error) => Problem::from(error).saving(),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let message = refusal.to_string();
        match refusal {
            Refusal::NoText => Problem::usage(message).next("write what happened behind the verb"),
            Refusal::NoTitle => Problem::usage(message).next("hotwash new Login service down"),
            Refusal::TitleTooLong(_) => {
                Problem::usage(message).next("give a short title, and log the rest as a first event")
            }
            Refusal::TooMuch(Excess::Author(_)) => {
                Problem::usage(message).next("give a shorter name: --author NAME")
            }
            Refusal::TextTooLong(_) | Refusal::TooMuch(_) => {
                Problem::usage(message).next("split it into several events")
            }
            Refusal::EndsBeforeItBegins => {
                Problem::usage(message).next("check the times, or give their dates")
            }
            Refusal::EndWithoutBeginning => Problem::usage(message).next("give --at with --until"),
            Refusal::NoHypothesis(_) => {
                Problem::usage(message).next("hotwash show --kind hypothesis lists the hypotheses")
            }
            Refusal::NoMitigation(_) => Problem::usage(message).next("give --kind mitigation with --outcome"),
            Refusal::EndsNothing(_) => Problem::usage(message).next("give --kind ruled_out or --kind cause"),
            Refusal::NotAList(_) => Problem::usage(message).next("leave out --add or --remove"),
            Refusal::BadValue { .. } | Refusal::BadZone(_) | Refusal::NotClearable(_) => {
                Problem::usage(message)
            }
            Refusal::NoSuchEvent => Problem::usage(message).next("hotwash show lists the events"),
            Refusal::Struck(_) => Problem::refused(message)
                .next("hotwash undo takes a strike of yours back while it is the newest; else log it anew"),
            Refusal::Undone(_) => Problem::refused(message)
                .next("hotwash redo brings it back while it was undone last; else log it anew"),
            Refusal::Unreadable(_) => {
                Problem::refused(message).next("hotwash log records it in words of yours")
            }
            Refusal::Redacted(_) => Problem::refused(message).next("hotwash show tells by whom and when"),
            Refusal::NotYours { .. } => Problem::refused(message)
                .next("they have to run hotwash redact on their machine; strike only hides it"),
            Refusal::NothingChanges => Problem::refused(message).next("it reads so already: hotwash show"),
            Refusal::NothingToUndo => Problem::refused(message)
                .next("what others recorded is corrected with hotwash edit or hotwash strike"),
            Refusal::MovedTooOften => {
                Problem::refused(message).next("hotwash strike takes an event off the timeline")
            }
            Refusal::NothingToRedo => Problem::refused(message).next(
                "redo brings back what hotwash undo took back; hotwash show --struck lists what is withdrawn",
            ),
            Refusal::NoSuchActionItem => {
                Problem::usage(message).next("hotwash todo list lists the action items")
            }
            Refusal::NoSuchEntry { .. } => {
                Problem::usage(message).next("an entry is named as a whole: hotwash show --json lists them")
            }
            Refusal::NotClosed => Problem::refused(message).next("hotwash log records in it"),
            Refusal::AlreadyClosed | Refusal::ThereAlready { .. } => Problem::refused(message),
        }
    }
}

impl From<DraftError> for Problem {
    fn from(error: DraftError) -> Self {
        match error {
            DraftError::Journal(error) => error.into(),
            DraftError::Template(_) => {
                Problem::refused(error.to_string()).next("correct the template; nothing was written")
            }
            DraftError::Unfinished(_) => Problem::refused(error.to_string()).of_option("--final").next(
                "set the fields (hotwash set), or write the draft without --final and finish it by hand",
            ),
            DraftError::AllEdited(_) => Problem::refused(error.to_string())
                .next("move some of them away, or use hotwash export --output FILE"),
        }
    }
}

impl From<TimeOptionError> for Problem {
    fn from(error: TimeOptionError) -> Self {
        let text = error.to_string();
        match text.split_once('\n') {
            Some((message, next)) => Problem::usage(message).next(next),
            None => Problem::usage(text),
        }
    }
}

impl From<ZoneError> for Problem {
    fn from(error: ZoneError) -> Self {
        Problem::usage(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::manual::EXIT_STATUS;

    #[test]
    fn the_manual_knows_every_exit_status() {
        use Exit::{Damaged, Done, NotSaved, Refused, Unread, Usage};
        let ends = [Done, Refused, Unread, Usage, Damaged, NotSaved];
        let mut statuses: Vec<String> = ends.iter().map(|exit| exit.status().to_string()).collect();
        statuses.dedup();
        let told: Vec<&str> = EXIT_STATUS.iter().map(|row| row.name).collect();
        assert_eq!(told, statuses);
    }

    #[test]
    fn what_people_typed_is_told_harmlessly() {
        let problem = Problem::refused("no \u{1b}[31mred\u{7}\nlines").next("a\nb");
        assert_eq!(problem.to_string().lines().count(), 2);
        assert!(!problem.to_string().contains('\u{1b}'));
    }
}
