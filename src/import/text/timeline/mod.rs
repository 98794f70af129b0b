//! Reads a timeline in the many ways in which people write one.

mod spelling;

use chrono::NaiveDate;

use crate::domain::time::Zone;
use crate::import::notes;
use crate::import::options::ImportOptions;
use crate::import::origin::Origin;
use crate::import::outcome::Import;
use crate::import::proposal::Proposed;

/// A line of a document, with its place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) struct NumberedLine<'a> {
    /// Its number in the document, from 1.
    pub number: usize,
    /// The line, without what ends it.
    pub text: &'a str,
}

/// The day and the zone that a document gives for all of it, in its head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Said {
    /// The zone of its times.
    pub zone: Option<Zone>,
    /// Its own day.
    pub date: Option<NaiveDate>,
    /// The year of its days.
    pub year: Option<i32>,
}

/// Reads the lines of a timeline. Each that is not blank is in one proposal, or was skipped.
pub(in crate::import) fn read(
    lines: &[NumberedLine<'_>],
    file: &str,
    said: Said,
    options: &ImportOptions,
) -> Import {
    let text: Vec<&str> = lines.iter().map(|line| line.text).collect();
    let context = options.time_context(said.zone);
    let notes = notes::read(&text.join("\n"), &context, options.shift);
    let number = |nth: usize| {
        nth.checked_sub(1)
            .and_then(|nth| lines.get(nth))
            .map_or(nth, |line| line.number)
    };
    let mut import = Import::default();
    for mut proposal in notes.proposals {
        (proposal.line, proposal.last_line) = (number(proposal.line), number(proposal.last_line));
        if let Proposed::Event(_) = proposal.what {
            let line = proposal.line;
            let file = file.to_owned();
            proposal.origin = Some(Origin::Line { file, line });
        }
        import.proposals.push(proposal);
    }
    for mut skipped in notes.skipped {
        skipped.line = number(skipped.line);
        import.skipped.push(skipped);
    }
    import
}
