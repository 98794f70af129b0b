//! Commands of a shell's history as proposals: their kind is guessed, and those of the incident are chosen.

mod kind;
mod programs;
#[cfg(test)]
mod tests;
mod words;

use chrono::TimeDelta;

use super::document::{Bundle, Document};
use super::lengthy;
use super::options::ImportOptions;
use super::origin::Origin;
use super::outcome::{Import, ImportError};
use super::proposal::{Proposal, Skipped, Why};
use super::stamp;
use crate::domain::entry::EntryTime;
use crate::domain::time::typed::{Anchor, TimeGiven};
use crate::domain::time::{Moment, Zone};
pub(super) use kind::of_command;

/// Around what was entered last in an incident whose end nobody has recorded, so far back its commands may lie.
const BEFORE: TimeDelta = TimeDelta::hours(6);

/// And so far ahead.
const AFTER: TimeDelta = TimeDelta::hours(18);

/// The commands of an incident that is going on now are at most so old.
const LIVE: TimeDelta = TimeDelta::hours(24);

/// One command as a history keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct HistoryEntry {
    /// The line that it begins on, from 1.
    pub line: usize,
    /// The last line that belongs to it.
    pub last_line: usize,
    /// The begin, in seconds of the epoch; `None` where the history does not say.
    pub at: Option<i64>,
    /// The seconds that it took; 0 where that is not known, or less than one.
    pub lasted: i64,
    /// The command as it was typed.
    pub command: String,
    /// Its lines as they stand in the file.
    pub raw: String,
}

/// True if the file is called by one of these names, with a dot before it or without.
pub(super) fn is_called(document: &Document, names: &[&str]) -> bool {
    names.contains(&document.file_name().trim_start_matches('.'))
}

/// True if every file of a bundle is a history of one shell.
pub(super) fn all(bundle: &Bundle, is_history: fn(&Document) -> bool) -> bool {
    !bundle.documents.is_empty() && bundle.documents.iter().all(is_history)
}

/// Reads each file of a bundle with the reader of one shell.
pub(super) fn read(
    bundle: &Bundle,
    options: &ImportOptions,
    entries: fn(&Document, &mut Import) -> Vec<HistoryEntry>,
) -> Result<Import, ImportError> {
    let mut import = Import::default();
    let span = span(options);
    for document in &bundle.documents {
        for entry in entries(document, &mut import) {
            propose(entry, document.file_name(), span, options, &mut import);
        }
    }
    Ok(import)
}

fn propose(
    entry: HistoryEntry,
    file: &str,
    span: Option<(i64, i64)>,
    options: &ImportOptions,
    import: &mut Import,
) {
    let command = entry.command.trim();
    if command.is_empty() {
        import.skipped.push(Skipped {
            line: entry.line,
            text: entry.raw,
            why: Why::NoText,
        });
        return;
    }
    let given = entry
        .at
        .and_then(|at| stamp::epoch(at, options))
        .map(|given| TimeGiven {
            until: end_of(&entry, options),
            ..given
        });
    let is_of_incident = |given: &TimeGiven| span.is_none_or(|span| is_within(&given.at, span, options));
    let guess = of_command(command);
    let time = given.map_or(EntryTime::Now, EntryTime::Given);
    let mut proposal = Proposal::event(entry.line, guess.kind, time, command);
    proposal.last_line = entry.last_line;
    proposal.raw = entry.raw.trim().to_owned();
    proposal.is_kind_guessed = true;
    proposal.is_chosen = !guess.is_trivial && given.as_ref().is_some_and(is_of_incident);
    proposal.origin = Some(Origin::Line {
        file: file.into(),
        line: entry.line,
    });
    lengthy::attach(&mut proposal, "command.txt");
    import.proposals.push(proposal);
}

/// The end of a command that took a second or more.
fn end_of(entry: &HistoryEntry, options: &ImportOptions) -> Option<Moment> {
    let end = entry.at?.checked_add(entry.lasted)?;
    let given = stamp::epoch(end, options).filter(|_| entry.lasted > 0)?;
    Some(given.at)
}

fn is_within(at: &Moment, (from, to): (i64, i64), options: &ImportOptions) -> bool {
    (from..=to).contains(&zone(options).micros(at))
}

fn zone(options: &ImportOptions) -> Zone {
    options.time_context(None).zone
}

/// The microseconds between which the commands of the incident lie; `None` where no incident says.
fn span(options: &ImportOptions) -> Option<(i64, i64)> {
    if !options.has_incident {
        return None;
    }
    let micros = |at: &Moment| zone(options).micros(at);
    let length = |delta: TimeDelta| delta.num_microseconds().unwrap_or(i64::MAX);
    let around = |at: i64, before: TimeDelta, after: TimeDelta| {
        let from = at.saturating_sub(length(before));
        Some((from, at.saturating_add(length(after))))
    };
    match options.context.anchor {
        Anchor::Around {
            span: Some((from, to)),
            ..
        }
        | Anchor::After {
            span: Some((from, to)),
            ..
        } => Some((micros(&from), micros(&to))),
        Anchor::Around { last, span: None } | Anchor::After { last, span: None } => {
            around(micros(&last), BEFORE, AFTER)
        }
        Anchor::Now | Anchor::Day(_) => {
            let now = options.context.now.instant.fixed_offset();
            around(micros(&Moment::Zoned(now)), LIVE, TimeDelta::zero())
        }
    }
}
