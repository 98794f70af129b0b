//! A line of a document with its number, and the looks of lines that several readers ask for.

use crate::domain::entry::without_list_mark;
use crate::import::line::is_ornament;

/// A line of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Its number, from 1.
    pub(super) number: usize,
    /// The line, without its end.
    pub(super) text: &'a str,
}

impl<'a> Line<'a> {
    /// The line without the white space around it.
    pub(super) fn trimmed(&self) -> &'a str {
        self.text.trim()
    }

    /// True if nothing but white space is in it.
    pub(super) fn is_blank(&self) -> bool {
        self.trimmed().is_empty()
    }

    /// True if it says nothing: a rule, a fence, a bullet with nothing in it. A blank line is none.
    pub(super) fn is_ornament(&self) -> bool {
        !self.is_blank() && is_ornament(self.text)
    }

    /// The bytes of white space before it.
    pub(super) fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    /// True if it is an item of a list: `- `, `1. `, `• `.
    pub(super) fn is_item(&self) -> bool {
        let raw = self.trimmed();
        !raw.starts_with(['#', '>', '|']) && without_list_mark(raw).len() < raw.len()
    }

    /// The line without the mark of a list or a quotation.
    pub(super) fn unmarked(&self) -> &'a str {
        without_list_mark(self.trimmed()).trim()
    }
}

/// The lines of a text; a carriage return ends one too.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let texts = crate::import::text::decode::lines(text);
    let numbered = texts.enumerate().map(|(nth, text)| Line {
        number: nth + 1,
        text,
    });
    numbered.collect()
}
