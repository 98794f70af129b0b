//! Reads syslog and other logs whose lines begin with a date and a time to the second.

mod clock;
mod level;
mod line;
mod reader;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use super::document::{Bundle, Document};
use super::options::ImportOptions;
use super::outcome::{Import, ImportError, Question};
use line::{LogLine, Made};
use reader::LogReader;

pub(super) use clock::StampScan;

/// So many lines tell whether it is a log.
const LOOKED_AT: usize = 50;

/// Of more lines with seconds no person is the author.
const MANY: usize = 20;

/// More entries than these are not chosen all at once.
const MOST_CHOSEN: usize = 200;

/// True if it is a log: four of five lines begin with a date and a time to the second, and no person wrote them.
pub(super) fn recognises(bundle: &Bundle) -> bool {
    !bundle.documents.is_empty() && bundle.documents.iter().all(is_log)
}

fn is_log(document: &Document) -> bool {
    let (mut all, mut stamped, mut by_machine) = (0, 0, 0);
    let lines = document.bytes.split(|b| *b == b'\n');
    // Indented lines go on with the entry above them.
    let is_entry = |line: &&[u8]| !line.trim_ascii().is_empty() && !line[0].is_ascii_whitespace();
    let mut begins = false;
    for line in lines.filter(is_entry).take(LOOKED_AT) {
        let line = String::from_utf8_lossy(line);
        let read = LogLine::read(line.trim_start_matches('\u{feff}'));
        begins |= all == 0 && read.is_some();
        all += 1;
        // A table with tabs has a head above its rows.
        let Some(read) = read.filter(|read| begins || !read.is_before_tab) else {
            continue;
        };
        stamped += 1;
        by_machine += usize::from(read.made == Made::Machine);
    }
    stamped > 0 && stamped * 5 >= all * 4 && (by_machine * 2 >= stamped || stamped >= MANY)
}

/// Reads it.
pub(super) fn read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    let mut import = Import::default();
    let mut errors = HashSet::new();
    for document in &bundle.documents {
        LogReader::new(document.file_name(), options, &mut import, &mut errors).read(&document.text());
    }
    if let Some(format) = options.format
        && import.proposals.is_empty()
    {
        return Err(ImportError::Malformed {
            format: format.row().name,
            why: "no line begins with a date and a time to the second".to_owned(),
        });
    }
    choose(&mut import, &errors, options);
    Ok(import)
}

/// Of many entries only errors are chosen, or what was asked for with --grep; of too many, none.
fn choose(import: &mut Import, errors: &HashSet<usize>, options: &ImportOptions) {
    // A line's number stands in each file: an entry is known by its place among all.
    for (nth, proposal) in import.proposals.iter_mut().enumerate() {
        proposal.is_chosen = errors.contains(&nth);
    }
    options.filter(import);
    let count = import.proposals.len();
    if count <= MOST_CHOSEN || options.grep.is_some() {
        for proposal in &mut import.proposals {
            proposal.is_chosen = true;
        }
    }
    if count <= MOST_CHOSEN {
        return;
    }
    let chosen = import
        .proposals
        .iter()
        .filter(|proposal| proposal.is_chosen)
        .count();
    if chosen > MOST_CHOSEN {
        for proposal in &mut import.proposals {
            proposal.is_chosen = false;
        }
    }
    if chosen > MOST_CHOSEN || chosen == 0 {
        import.questions.insert(0, Question::TooMany { count });
    }
}
