//! Reads a recording of `script`: the typescript, with the timing log that belongs to it.

#[cfg(test)]
mod tests;
mod timing;
mod typescript;

use chrono::TimeDelta;

use super::document::{Bundle, Document};
use super::options::ImportOptions;
use super::origin::Origin;
use super::outcome::{Import, ImportError};
use super::proposal::{Attachment, Proposal, Skipped, Why};
use super::{shell, terminal_text};
use crate::domain::entry::EntryTime;
use crate::domain::kind::Kind;
use crate::domain::time::typed::TimeGiven;
use crate::domain::time::{Moment, Precision, span};
use timing::Timing;
use typescript::Session;

/// One run of `script`, as far as its files tell.
#[derive(Clone, Debug, Default, PartialEq)]
struct Recording {
    /// The line that its head stands on, and the one that it ends on.
    line: usize,
    last_line: usize,
    start: Option<Moment>,
    end: Option<Moment>,
    /// Seconds, where a timing log says them.
    lasted: Option<f64>,
    command: Option<String>,
    exit: Option<String>,
    /// The head, as it stands there.
    head: String,
    output: String,
}

/// True if every file is a typescript or a timing log, and one of them says when it began.
pub(super) fn recognises(bundle: &Bundle) -> bool {
    let documents = &bundle.documents;
    let says_start = |document: &Document| {
        typescript::is_one(document) || Timing::read(document).is_some_and(|timing| timing.start.is_some())
    };
    let is_part = |document: &Document| typescript::is_one(document) || timing::is_one(document);
    documents.iter().all(is_part) && documents.iter().any(says_start)
}

/// Reads it.
pub(super) fn read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    let mut import = Import::default();
    let mut timings: Vec<Timing> = Vec::new();
    let mut recordings: Vec<(&Document, Recording)> = Vec::new();
    for document in &bundle.documents {
        if typescript::is_one(document) {
            let sessions = typescript::sessions(&document.text(), options, &mut import);
            recordings.extend(sessions.into_iter().map(|session| (document, recording(session))));
        } else if let Some(timing) = Timing::read(document) {
            timings.push(timing);
        } else {
            import.skipped.push(Skipped {
                line: 1,
                text: document.name.clone(),
                why: Why::Unreadable("the file is no part of a recording".to_owned()),
            });
        }
    }
    match (&mut recordings[..], &timings[..]) {
        ([(_, recording)], [timing]) => timing.complete(recording),
        ([], [timing]) if timing.start.is_some() => {
            let mut alone = Recording {
                line: 1,
                last_line: 1,
                ..Recording::default()
            };
            timing.complete(&mut alone);
            recordings.extend(bundle.documents.first().map(|document| (document, alone)));
        }
        _ => {}
    }
    if recordings.is_empty() {
        return Err(ImportError::Malformed {
            format: "script",
            why: "nothing in it says when the recording began".to_owned(),
        });
    }
    let proposals = recordings
        .into_iter()
        .map(|(document, recording)| propose(recording, document));
    import.proposals.extend(proposals);
    Ok(import)
}

fn recording(session: Session) -> Recording {
    Recording {
        line: session.line,
        last_line: session.last_line,
        start: session.start,
        end: session.end,
        lasted: None,
        command: session.command,
        exit: session.exit,
        head: session.head,
        output: session.output,
    }
}

impl Recording {
    /// Whole seconds from its begin to its end.
    fn seconds(&self) -> Option<i64> {
        if let Some(lasted) = self.lasted {
            // Cut, never rounded up; a number too large for it is the largest.
            #[expect(
                clippy::cast_possible_truncation,
                reason = "seconds; what is too large saturates"
            )]
            return Some(lasted as i64);
        }
        let wall = |at: Moment| match at {
            Moment::Zoned(at) => at.naive_utc(),
            Moment::Floating(at) => at,
        };
        let (start, end) = (self.start?, self.end?);
        Some(wall(end).signed_duration_since(wall(start)).num_seconds()).filter(|seconds| *seconds >= 0)
    }

    fn until(&self) -> Option<Moment> {
        let start = self.start?;
        let delta = TimeDelta::try_seconds(self.seconds().filter(|seconds| *seconds > 0)?)?;
        let until = match start {
            Moment::Zoned(at) => Moment::Zoned(at.checked_add_signed(delta)?),
            Moment::Floating(at) => Moment::Floating(at.checked_add_signed(delta)?),
        };
        Moment::parse(&until.to_string())
    }

    /// `ran CMD: exit 0 after 12 s`, `a recorded session of 12 min`.
    fn words(&self) -> String {
        let length = self.seconds().map(span::spoken);
        match (&self.command, &self.exit, length) {
            (Some(command), Some(exit), Some(length)) => format!("ran {command}: exit {exit} after {length}"),
            (Some(command), Some(exit), None) => format!("ran {command}: exit {exit}"),
            (Some(command), None, Some(length)) => format!("ran {command} for {length}"),
            (Some(command), None, None) => format!("ran {command}"),
            (None, _, Some(length)) => format!("a recorded session of {length}"),
            (None, _, None) => "a recorded session".to_owned(),
        }
    }
}

fn propose(recording: Recording, document: &Document) -> Proposal {
    let kind = recording
        .command
        .as_deref()
        .map(|command| shell::of_command(command).kind);
    let time = match recording.start {
        Some(at) => EntryTime::Given(TimeGiven {
            at,
            until: recording.until(),
            approximate: false,
            precision: Precision::Second,
        }),
        None => EntryTime::Now,
    };
    let words = recording.words();
    let mut proposal = Proposal::event(recording.line, kind.unwrap_or(Kind::Note), time, words);
    proposal.is_kind_guessed = kind.is_some();
    proposal.last_line = recording.last_line;
    if !recording.head.is_empty() {
        proposal.raw = recording.head;
    }
    proposal.origin = Some(Origin::Line {
        file: document.file_name().into(),
        line: recording.line,
    });
    let output = terminal_text::plain(&recording.output);
    if !output.trim().is_empty() {
        proposal.attachment = Some(Box::new(Attachment {
            name: document.file_name().to_owned(),
            text: output,
        }));
    }
    proposal
}
