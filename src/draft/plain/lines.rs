//! The lines of a plain text: wrapped between words, and indented.

use crate::domain::harmless;

use super::COLUMNS;

/// The fewest columns that words get, however far in they stand.
const LEAST: usize = 20;

/// A text while it is written.
#[derive(Debug, Default)]
pub(super) struct Page {
    text: String,
    indent: usize,
    /// True where an empty line comes before the next.
    has_gap: bool,
}

impl Page {
    /// The columns that are left for words.
    pub(super) fn columns(&self) -> usize {
        COLUMNS.saturating_sub(self.indent).max(LEAST)
    }

    /// Writes a line as it stands.
    pub(super) fn line(&mut self, line: &str) {
        if std::mem::take(&mut self.has_gap) && !self.text.is_empty() {
            self.text.push('\n');
        }
        let line = line.trim_end();
        if !line.is_empty() {
            self.text.extend(std::iter::repeat_n(' ', self.indent));
            self.text.push_str(line);
        }
        self.text.push('\n');
    }

    /// Writes words, wrapped.
    pub(super) fn words(&mut self, words: &str) {
        self.hanging("", 0, words);
    }

    /// Writes words behind a mark, their further lines so many columns in.
    pub(super) fn hanging(&mut self, mark: &str, indent: usize, words: &str) {
        let room = |taken: usize| self.columns().saturating_sub(taken).max(LEAST);
        let lines = wrapped(words, room(harmless::width(mark)), room(indent));
        let mut before = mark.to_owned();
        for line in lines {
            self.line(&format!("{before}{line}"));
            before = " ".repeat(indent);
        }
    }

    /// Has an empty line come before what is written next.
    pub(super) fn gap(&mut self) {
        self.has_gap = true;
    }

    /// Has no empty line come before what is written next.
    pub(super) fn no_gap(&mut self) {
        self.has_gap = false;
    }

    /// Writes something so many columns further in.
    pub(super) fn further_in(&mut self, columns: usize, write: impl FnOnce(&mut Page)) {
        self.indent += columns;
        write(self);
        self.indent -= columns;
    }

    /// All that was written.
    pub(super) fn text(self) -> String {
        self.text
    }
}

/// Words in lines of so many columns, the first line by itself. A word that is too long is broken, but for an address:
/// in two halves it leads nowhere. There is always one line.
pub(super) fn wrapped(words: &str, first: usize, others: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in words.split('\n') {
        wrap_line(line, (first, others), &mut lines);
    }
    lines
}

fn wrap_line(words: &str, (first, others): (usize, usize), lines: &mut Vec<String>) {
    let mut line = String::new();
    for (nth, word) in words.split(' ').enumerate() {
        let room = if lines.is_empty() { first } else { others };
        let fits = harmless::width(&line) + 1 + harmless::width(word) <= room;
        if nth > 0 && fits {
            line.push(' ');
        } else if nth > 0 {
            lines.push(std::mem::take(&mut line));
        }
        line.push_str(word);
        if harmless::width(&line) > first.min(others) && !fits && !line.contains("://") {
            let mut pieces = harmless::wrap(&line, first.min(others));
            line = pieces.pop().unwrap_or_default();
            lines.append(&mut pieces);
        }
    }
    lines.push(line);
}
