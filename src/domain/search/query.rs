//! The words that somebody searches for, and where they stand in a line.

use std::ops::Range;

use super::beginning;
use super::fold::{Folded, push_folded};

/// Nobody means more words than these; the others are dropped.
pub(super) const MOST_TERMS: usize = 16;

/// The longest word, in bytes; the rest of it is dropped.
const LONGEST_TERM: usize = 256;

/// Words of which every one must be found. The last letters of a word may be missing; a word with signs in it, such as
/// `db-3`, is found where its parts follow each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Each as it is compared: with a space before every part.
    terms: Vec<String>,
}

impl Query {
    /// Reads what was typed. It [is empty](Self::is_empty) where nothing of it is a letter or a digit.
    pub fn of(typed: &str) -> Self {
        let mut terms: Vec<String> = Vec::new();
        for word in typed.split_whitespace() {
            let mut term = String::new();
            push_folded(&mut term, beginning(word, LONGEST_TERM));
            if !term.is_empty() && !terms.contains(&term) {
                terms.push(term);
            }
            if terms.len() == MOST_TERMS {
                break;
            }
        }
        Query { terms }
    }

    /// True if there is nothing to search for.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    pub(super) fn terms(&self) -> &[String] {
        &self.terms
    }

    /// The parts of a line that were searched for, in bytes: in order, none within another.
    pub fn marks(&self, line: &str) -> Vec<Range<usize>> {
        let folded = Folded::of(line);
        let found = self.terms.iter().flat_map(|term| {
            let places = folded.text.match_indices(term.as_str());
            // The space before the word is none of the source.
            places.filter_map(|(at, _)| folded.source(at + 1..at + term.len()))
        });
        let mut found: Vec<Range<usize>> = found.collect();
        found.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
        let mut marks: Vec<Range<usize>> = Vec::new();
        for mark in found {
            if marks.last().is_none_or(|last| last.end <= mark.start) {
                marks.push(mark);
            }
        }
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_is_marked() {
        let marked = |typed: &str, line: &str| {
            let marks = Query::of(typed).marks(line).into_iter();
            marks.map(|mark| line[mark].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(marked("pay CERT", "Payment certificate, repaid"), ["Pay", "cert"]);
        assert_eq!(marked("db-3", "DB 3, db-30, db-4"), ["DB 3", "db-3"]);
        assert_eq!(marked("pay payment", "payment"), ["payment"]);
        assert_eq!(marked("ете ete", "l'été"), ["été"]);
        assert_eq!(marked("--", "--"), Vec::<String>::new());
    }

    #[test]
    fn no_query_is_longer_than_anybody_means() {
        let many: String = (0..1000).map(|n| format!("w{n} ")).collect();
        assert_eq!(Query::of(&many).terms().len(), MOST_TERMS);
        assert!(Query::of(&"ä".repeat(100_000)).terms()[0].len() <= LONGEST_TERM);
        assert!(Query::of(" \u{1b} -- …").is_empty());
    }
}
