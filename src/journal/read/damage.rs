//! Reports the damage of a file by its lines, in a bounded number of them however many are damaged.

use crate::domain::id::RecordId;

/// Something that is wrong with a journal, or worth knowing of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The file's name within the journal's folder. Not to be trusted: it may hold any character.
    pub file: String,
    /// The line, from 1; 0 for the file as a whole.
    pub line: u64,
    /// The damage in a few words.
    pub what: String,
    /// The record that stands there, where one could be read.
    pub record: Option<RecordId>,
}

/// More different things than this are only counted.
const MOST: usize = 1000;

/// Neighbouring lines with the same damage.
#[derive(Debug)]
struct Run {
    first: u64,
    last: u64,
    what: String,
    record: Option<RecordId>,
}

/// The lines of one file that are reported.
#[derive(Debug, Default)]
pub(in crate::journal) struct Report {
    runs: Vec<Run>,
    unreported: u64,
}

impl Report {
    /// Adds a line. Neighbours with the same damage and no record are reported as one.
    pub(in crate::journal) fn add(&mut self, line: u64, what: String, record: Option<RecordId>) {
        if let Some(run) = self.runs.last_mut()
            && (run.record, record) == (None, None)
            && run.last + 1 == line
            && run.what == what
        {
            run.last = line;
        } else if self.runs.len() < MOST {
            self.runs.push(Run {
                first: line,
                last: line,
                what,
                record,
            });
        } else {
            self.unreported += 1;
        }
    }

    /// All of it, in the order it was added.
    pub(in crate::journal) fn of<'a>(&'a self, file: &'a str) -> impl Iterator<Item = Damage> + 'a {
        let reported = self.runs.iter().map(move |run| Damage {
            file: file.to_owned(),
            line: run.first,
            what: match run.last - run.first {
                0 => run.what.clone(),
                1 => format!("{} (and so is the next line)", run.what),
                more => format!("{} (and so are {more} more lines)", run.what),
            },
            record: run.record,
        });
        let unreported = (self.unreported > 0).then(|| Damage {
            file: file.to_owned(),
            line: 0,
            what: format!("{} more lines are damaged", self.unreported),
            record: None,
        });
        reported.chain(unreported)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_stays_short() {
        let mut report = Report::default();
        for line in 1..=1_000_000 {
            report.add(line, "torn".to_owned(), None);
        }
        report.add(1_000_002, "torn".to_owned(), None);
        let reported: Vec<_> = report.of("f").map(|damage| (damage.line, damage.what)).collect();
        assert_eq!(
            reported,
            [
                (1, "torn (and so are 999999 more lines)".to_owned()),
                (1_000_002, "torn".to_owned())
            ]
        );
        let mut pair = Report::default();
        (1..=2).for_each(|line| pair.add(line, "torn".to_owned(), None));
        assert_eq!(
            pair.of("f").last().unwrap().what,
            "torn (and so is the next line)"
        );
        for line in 0..5000 {
            report.add(line * 2, "torn".to_owned(), None);
        }
        assert_eq!(report.of("f").count(), MOST + 1);
        assert_eq!(report.of("f").last().unwrap().what, "4002 more lines are damaged");
    }
}
