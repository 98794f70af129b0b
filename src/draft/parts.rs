//! Takes the body of a draft apart into the parts that are written anew or kept as one.
//!
//! A part begins with a heading, with a paragraph that opens with a label in bold (`**Impact:**`), or with a table. So
//! whoever fills in one field leaves the figures beside it to hotwash.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::domain::hex::hex;

/// More parts than these are no draft that anyone reads: it is replaced or left alone as one.
pub(super) const MOST_PARTS: usize = 1000;

/// The digits of a part's hash: enough that no edit is missed.
const DIGITS: usize = 32;

/// The level of what is no heading: below all of them.
const LOWEST: usize = 7;

/// The label of a table, which no words in bold can have.
const TABLE: &str = "|";

/// The name of a part: its heading, and its label below that. Without a heading: the title and what stands around it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartName {
    /// The words of the heading it stands under.
    pub heading: Option<String>,
    /// The words in bold that it opens with, or `|` for a table.
    pub label: Option<String>,
}

impl fmt::Display for PartName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.heading.as_deref().unwrap_or("the title"))?;
        match self.label.as_deref() {
            Some(TABLE) => f.write_str(": the table"),
            Some(label) => write!(f, ": {label}"),
            None => Ok(()),
        }
    }
}

/// A part of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part<'a> {
    /// Its name. Two of one name are two that a person made, or a template.
    pub(super) name: PartName,
    /// The level of its heading: 0 for the title and what stands before the first heading.
    pub(super) level: usize,
    /// All of it, blank lines behind it too.
    pub(super) text: &'a str,
    /// The hash of its text.
    pub(super) hash: String,
}

/// The reason why a body cannot be taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Indivisible {
    /// It has more than [`MOST_PARTS`].
    TooMany,
    /// A fence or a comment in it is not closed: nobody knows how far it was meant to go.
    Unclosed,
}

/// The parts of a body, in order. Together they are all of it, but for blank lines before the first.
///
/// # Errors
/// When it cannot be taken apart.
pub(super) fn parts(body: &str) -> Result<Vec<Part<'_>>, Indivisible> {
    let mut scan = Scan::default();
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        scan.line(at, line.trim_end());
        at += line.len();
        if scan.starts.len() > MOST_PARTS {
            return Err(Indivisible::TooMany);
        }
    }
    if scan.cover != Cover::None {
        return Err(Indivisible::Unclosed);
    }
    let ends = scan.starts.iter().skip(1).map(|start| start.at);
    let ends: Vec<usize> = ends.chain([body.len()]).collect();
    let parts = scan.starts.into_iter().zip(ends).map(|(start, end)| {
        let text = &body[start.at..end];
        Part {
            name: start.name,
            level: start.level,
            text,
            hash: hash(text),
        }
    });
    Ok(parts.filter(|part| !part.text.trim().is_empty()).collect())
}

/// The hash of a part's text. What editors and version control change by themselves does not count: line ends, and
/// white space at the end of a line and around the text.
fn hash(text: &str) -> String {
    let mut hash = Sha256::new();
    for line in text.trim().lines() {
        hash.update(line.trim_end());
        hash.update("\n");
    }
    let mut digits = hex(&hash.finalize());
    digits.truncate(DIGITS);
    digits
}

struct Start {
    at: usize,
    name: PartName,
    level: usize,
}

/// Something in which a line is no heading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Cover {
    #[default]
    None,
    /// A block of code, by the character and the length of its fence.
    Fence(char, usize),
    Comment,
}

/// The body as far as it has been read.
struct Scan {
    starts: Vec<Start>,
    cover: Cover,
    /// True behind a blank line, where a paragraph begins.
    is_apart: bool,
    has_heading: bool,
}

impl Default for Scan {
    fn default() -> Self {
        let title = Start {
            at: 0,
            name: PartName::default(),
            level: 0,
        };
        Scan {
            starts: vec![title],
            cover: Cover::None,
            is_apart: true,
            has_heading: false,
        }
    }
}

impl Scan {
    fn line(&mut self, at: usize, line: &str) {
        let is_apart = std::mem::replace(&mut self.is_apart, line.is_empty());
        if self.cover.takes(line) {
            return;
        }
        if let Some((level, words)) = heading(line) {
            let is_first = !std::mem::replace(&mut self.has_heading, true);
            // The title changes with the record, so it is known by its place.
            if !(is_first && level == 1 && self.starts.len() == 1) {
                let heading = Some(words.to_owned());
                self.starts.push(Start {
                    at,
                    name: PartName { heading, label: None },
                    level,
                });
            }
        } else if let Some(label) = label(line).filter(|_| is_apart) {
            let heading = self.starts.last().and_then(|start| start.name.heading.clone());
            let label = Some(label.to_owned());
            self.starts.push(Start {
                at,
                name: PartName { heading, label },
                level: LOWEST,
            });
        }
    }
}

impl Cover {
    /// True where a line belongs to code or a comment; takes note of what it begins or ends.
    fn takes(&mut self, line: &str) -> bool {
        let line = line.trim_start();
        match *self {
            Cover::Fence(mark, length) => {
                let rest = line.trim_start_matches(mark);
                if rest.is_empty() && line.len() >= length {
                    *self = Cover::None;
                }
                true
            }
            Cover::Comment => {
                if line.contains("-->") {
                    *self = Cover::None;
                }
                true
            }
            Cover::None => {
                *self = Cover::begun_by(line);
                *self != Cover::None
            }
        }
    }

    fn begun_by(line: &str) -> Self {
        if line.starts_with("<!--") && !line.contains("-->") {
            return Cover::Comment;
        }
        for mark in ['`', '~'] {
            let rest = line.trim_start_matches(mark);
            let length = line.len() - rest.len();
            if length >= 3 && !(mark == '`' && rest.contains(mark)) {
                return Cover::Fence(mark, length);
            }
        }
        Cover::None
    }
}

/// The level and the words of a heading.
fn heading(line: &str) -> Option<(usize, &str)> {
    let text = line.trim_start_matches(' ');
    let rest = text.trim_start_matches('#');
    let level = text.len() - rest.len();
    let is_heading = line.len() - text.len() < 4
        && (1..=6).contains(&level)
        && (rest.is_empty() || rest.starts_with([' ', '\t']));
    is_heading.then(|| (level, rest.trim_end_matches('#').trim()))
}

/// The label of a paragraph, or that of a table.
fn label(line: &str) -> Option<&str> {
    if line.starts_with('|') {
        return Some(TABLE);
    }
    let (words, _) = line.strip_prefix("**")?.split_once("**")?;
    words.strip_suffix(':').map(str::trim)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn names(body: &str) -> Vec<String> {
        let parts = parts(body).unwrap();
        parts.iter().map(|part| part.name.to_string()).collect()
    }

    #[test]
    fn headings_labels_and_tables_begin_parts() {
        let body = "# Down\n\nDRAFT\n\n## Summary\n\nIt was.\n\n**Impact:** many\n**not:** this\n\n| a |\n| --- |\n\nmore\n\n\
                    ## Timeline\n\n### 25 March\n\n- one\n";
        assert_eq!(
            names(body),
            [
                "the title",
                "Summary",
                "Summary: Impact",
                "Summary: the table",
                "Timeline",
                "25 March"
            ]
        );
        assert_eq!(names("Ours: Down\n"), ["the title"]);
        assert_eq!(names("## A ##\n#\n#b\n     # c\n"), ["A", ""]);
        assert_eq!(names("x\n\n# A\n# B\n"), ["the title", "B"]);
    }

    #[test]
    fn code_and_comments_begin_none() {
        let body = "# T\n\n````text\n```\n## a\n````\n<!--\n## b\n-->\n~~~ x\n## c\n~~~\n<!-- d -->\n## e\n";
        assert_eq!(names(body), ["the title", "e"]);
        for open in ["```\n# a", "<!-- \n# a", "~~~~\n~~~\n# a"] {
            assert_eq!(parts(open), Err(Indivisible::Unclosed), "{open}");
        }
    }

    #[test]
    fn more_parts_than_anyone_reads_are_none() {
        assert_eq!(parts(&"# a\n".repeat(1_000_000)), Err(Indivisible::TooMany));
    }

    #[test]
    fn what_editors_change_by_themselves_does_not_count() {
        let hash = |body: &str| parts(body).unwrap()[0].hash.clone();
        let plain = hash("## A\n\none\ntwo\n");
        for same in [
            "## A\r\n\r\none\r\ntwo\r\n",
            "## A  \n\none \t\ntwo",
            "\n## A\n\none\ntwo\n\n\n",
        ] {
            assert_eq!(hash(same), plain, "{same:?}");
        }
        for other in ["## A\n\none\n\ntwo\n", "## A\none\ntwo\n", "### A\n\none\ntwo\n"] {
            assert_ne!(hash(other), plain, "{other:?}");
        }
    }

    proptest! {
        #[test]
        fn the_parts_are_all_of_it(body in "([# *|`~:<!>a-]{0,8}|--|\n|\r\n){0,30}") {
            if let Ok(parts) = parts(&body) {
                let joined: String = parts.iter().map(|part| part.text).collect();
                prop_assert!(body.ends_with(&joined) || body.trim() == joined.trim(), "{:?}", joined);
            }
        }
    }
}
