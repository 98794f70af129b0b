//! Errors of the floors below, folded once into what went wrong, what to do next, and an exit status.

use std::fmt;

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue};

use super::args::Arguments;
use crate::domain::decide::Refusal;
use crate::domain::harmless;
use crate::domain::nearest::nearest;
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
                Problem::refused(error.to_string()).next("mend the template; nothing was written")
            }
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

/// Folds clap's message, which takes many lines, into two.
impl From<clap::Error> for Problem {
    fn from(error: clap::Error) -> Self {
        let text = error.to_string();
        let mut paragraphs = text.split("\n\n");
        let message = paragraphs.next().unwrap_or_default().lines().map(str::trim);
        let message = message.collect::<Vec<_>>().join(" ");
        let message = message.strip_prefix("error: ").unwrap_or(&message);
        let tips = paragraphs.flat_map(str::lines).map(str::trim);
        let tips: Vec<&str> = tips.filter_map(|line| line.strip_prefix("tip: ")).collect();
        let next = verb_meant(&error).or_else(|| (!tips.is_empty()).then(|| tips.join("; ")));
        match message.split_once(DID_YOU_MEAN) {
            Some((message, meant)) => {
                Problem::usage(message.trim_end_matches([':', ' '])).next(format!("{DID_YOU_MEAN}{meant}"))
            }
            None => Problem::usage(message)
                .next(next.unwrap_or_else(|| "hotwash --help tells the verbs and options".into())),
        }
    }
}

/// The words before the value that was most likely meant.
pub(super) const DID_YOU_MEAN: &str = "did you mean ";

/// The verb that was most likely meant. Clap's own guess knows no swapped letters, and offers far ones.
fn verb_meant(error: &clap::Error) -> Option<String> {
    let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidSubcommand) else {
        return None;
    };
    let tree = Arguments::command();
    let usage = error.to_string();
    let within = |verb: &&clap::Command| usage.contains(&format!("Usage: hotwash {} ", verb.get_name()));
    let group = tree.get_subcommands().find(within).unwrap_or(&tree);
    let verbs = group.get_subcommands().filter(|verb| !verb.is_hide_set());
    let names = verbs.map(clap::Command::get_name);
    let of_all = "hotwash help tells the verbs";
    Some(match nearest(typed, names.chain(["help"])) {
        Some(verb) => format!("{DID_YOU_MEAN}'{verb}'? {of_all}"),
        None => of_all.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::args::Arguments;
    use crate::cli::manual::EXIT_STATUS;

    #[test]
    fn clap_is_folded_into_two_lines() {
        for (words, told) in [
            (
                &["hotwash", "shwo"][..],
                "error: unrecognized subcommand 'shwo'\n  did you mean 'show'? hotwash help tells the verbs",
            ),
            (
                &["hotwash", "todo", "lsit"],
                "error: unrecognized subcommand 'lsit'\n  did you mean 'list'? hotwash help tells the verbs",
            ),
            (
                &["hotwash", "frobnicate"],
                "error: unrecognized subcommand 'frobnicate'\n  hotwash help tells the verbs",
            ),
            (
                &["hotwash", "log", "--kinf", "x", "y"],
                "error: unexpected argument '--kinf' found\n  a similar argument exists: '--kind'; \
                 to pass '--kinf' as a value, use '-- --kinf'",
            ),
            (
                &["hotwash", "log", "--kind", "mitigaton", "x"],
                "error: invalid value 'mitigaton' for '--kind <KIND>'\n  did you mean 'mitigation'? the kinds are \
                 impact change detection acknowledgement escalation investigation hypothesis ruled_out cause \
                 mitigation fix communication resolution note",
            ),
            (
                &["hotwash", "new"],
                "error: the following required arguments were not provided: <TITLE>...\n  \
                 hotwash --help tells the verbs and options",
            ),
            (
                &["hotwash", "list", "--jsn"],
                "error: unexpected argument '--jsn' found\n  a similar argument exists: '--json'",
            ),
            (
                &["hotwash", "new", "--severity", "9", "x"],
                "error: invalid value '9' for '--severity <1..5>': use 1 (worst) to 5\n  \
                 hotwash --help tells the verbs and options",
            ),
        ] {
            let problem = Problem::from(Arguments::try_parse_from(words).unwrap_err());
            assert_eq!(problem.to_string(), told);
            assert_eq!(problem.exit.status(), 2);
        }
    }

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
