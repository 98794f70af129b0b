//! Reads the lines of a timeline as a paste of notes.

use chrono::NaiveDate;

use crate::domain::time::Zone;
use crate::domain::time::typed::{Anchor, TimeContext};
use crate::import::notes::{NotesForm, NotesReader};
use crate::import::options::{ImportOptions, ListDate};
use crate::import::origin::Origin;
use crate::import::outcome::Import;
use crate::import::proposal::Proposed;

/// A line with its number in the file.
#[derive(Clone, Copy, Debug)]
pub(in crate::import) struct NumberedLine<'a> {
    /// Its number, from 1.
    pub number: usize,
    /// The line, without its end.
    pub text: &'a str,
}

/// Statements of a document about all its times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Said {
    /// The zone of times without an offset.
    pub zone: Option<Zone>,
    /// The day of the first bare time.
    pub date: Option<NaiveDate>,
    /// The year of days without one.
    pub year: Option<i32>,
}

/// Reads the lines of a timeline.
pub(in crate::import) fn read(
    lines: &[NumberedLine<'_>],
    file: &str,
    said: Said,
    options: &ImportOptions,
) -> Import {
    let mut context: TimeContext = options.time_context(said.zone);
    match (options.date, said.date) {
        (None | Some(ListDate::Year(_)), Some(day)) => context.anchor = Anchor::Day(day),
        (Some(ListDate::Day(_)), _) | (_, None) => {}
    }
    let text: Vec<&str> = lines.iter().map(|line| line.text).collect();
    let notes = NotesReader::new(context, NotesForm::Paste).read(&text.join("\n"));
    let number = |nth: usize| lines.get(nth.saturating_sub(1)).map_or(nth, |line| line.number);
    let mut import = Import {
        proposals: notes.proposals,
        skipped: notes.skipped,
        ..Import::default()
    };
    for proposal in &mut import.proposals {
        proposal.line = number(proposal.line);
        proposal.last_line = number(proposal.last_line);
        if let Proposed::Event(_) = proposal.what {
            proposal.origin = Some(Origin::Line {
                file: file.to_owned(),
                line: proposal.line,
            });
        }
    }
    for skipped in &mut import.skipped {
        skipped.line = number(skipped.line);
    }
    import
}
