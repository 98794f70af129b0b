//! The part of a line that is shown of it: with what was searched for in sight, and marked.

use unicode_segmentation::UnicodeSegmentation;

use super::beginning;
use super::query::Query;
use crate::domain::harmless::{self, width};

/// Bytes of a line that are looked at: more is never seen.
const MOST: usize = 16 * 1024;

/// Parts of a line, harmless, in their order; each either was searched for or was not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The parts: the text, and true for what was searched for.
    pub parts: Vec<(String, bool)>,
}

impl Excerpt {
    /// The part of a line that fits in so many columns. Where the first of what was searched for would not be seen, the
    /// line is shown from shortly before it.
    pub fn of(line: &str, query: &Query, columns: usize) -> Self {
        if columns == 0 {
            return Excerpt::default();
        }
        let line = beginning(line, MOST);
        let marks = query.marks(line);
        let first = marks.first().map_or(0, |mark| mark.start);
        let start = if columns_of(&line[..marks.first().map_or(0, |mark| mark.end)]) < columns {
            0
        } else {
            begins(line, first, columns / 4)
        };
        let mut excerpt = Excerpt::default();
        let mut left = columns;
        if start > 0 {
            left = left.saturating_sub(1);
            excerpt.push("…", false);
        }
        for (at, grapheme) in line[start..].grapheme_indices(true) {
            let at = start + at;
            let shown = harmless::line(grapheme);
            let rest = at + grapheme.len() < line.len();
            if width(&shown) + usize::from(rest) > left {
                if left > 0 {
                    excerpt.push("…", false);
                }
                break;
            }
            left -= width(&shown);
            let is_hit = marks.iter().any(|mark| mark.contains(&at));
            excerpt.push(&shown, is_hit);
        }
        excerpt
    }

    fn push(&mut self, text: &str, is_hit: bool) {
        match self.parts.last_mut() {
            Some((last, same)) if *same == is_hit => last.push_str(text),
            Some(_) | None => self.parts.push((text.to_owned(), is_hit)),
        }
    }

    /// All of it in one text, each part as `paint` makes it.
    pub fn marked(&self, paint: impl Fn(&str, bool) -> String) -> String {
        self.parts
            .iter()
            .map(|(text, is_hit)| paint(text, *is_hit))
            .collect()
    }
}

fn columns_of(text: &str) -> usize {
    width(&harmless::line(text))
}

/// The start of the first grapheme that lies at most so many columns before a place.
fn begins(line: &str, place: usize, columns: usize) -> usize {
    let (mut start, mut left) = (place, columns);
    for (at, grapheme) in line[..place].grapheme_indices(true).rev() {
        let taken = columns_of(grapheme);
        if taken > left {
            break;
        }
        (start, left) = (at, left - taken);
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str, typed: &str, columns: usize) -> String {
        let excerpt = Excerpt::of(line, &Query::of(typed), columns);
        excerpt.marked(|part, is_hit| {
            if is_hit {
                format!("[{part}]")
            } else {
                part.to_owned()
            }
        })
    }

    #[test]
    fn what_was_searched_for_is_in_sight() {
        let line = "the quick brown fox jumps over the lazy dog";
        assert_eq!(
            shown(line, "fox", 80),
            "the quick brown [fox] jumps over the lazy dog"
        );
        assert_eq!(shown(line, "quick", 12), "the [quick] b…");
        assert_eq!(shown(line, "lazy", 12), "…he [lazy] dog");
        assert_eq!(shown(line, "dog", 12), "…zy [dog]");
        assert_eq!(shown(line, "nosuch", 9), "the quic…");
        assert_eq!(
            shown("red \u{1b}[31m cafe\u{301}", "café", 40),
            "red ␛[31m [cafe\u{301}]"
        );
        assert_eq!(shown("", "x", 0), "");
    }

    #[test]
    fn no_excerpt_is_wider_than_its_room() {
        for line in ["見ています見ています", "a\u{202e}b\u{1b}c xyz", "ＡＢＣＤ xyz"] {
            for columns in 0..12 {
                for typed in ["見", "xyz", "て"] {
                    let text =
                        Excerpt::of(line, &Query::of(typed), columns).marked(|part, _| part.to_owned());
                    assert!(width(&text) <= columns, "{text:?} in {columns}");
                }
            }
        }
    }
}
