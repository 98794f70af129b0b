//! A place in a document where recorded text stands, and what stands around it.

use std::ops::Range;

/// A place, and what means something there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The bytes of the recorded text.
    pub(super) range: Range<usize>,
    /// True if nothing but the template's markers stands before it in its line.
    pub(super) begins_line: bool,
    /// True behind the marker of a list, at the line's beginning.
    pub(super) begins_item: bool,
    /// True if it ends a heading.
    pub(super) ends_heading: bool,
    /// True in a row of a table.
    pub(super) is_in_row: bool,
    /// True if it is the label of a link.
    pub(super) is_label: bool,
}

impl Place {
    /// The places of a passage, in order.
    pub(super) fn all(text: &str, recorded: &[Range<usize>]) -> Vec<Place> {
        let (mut line, mut from) = (0, 0);
        let is_in_row = text.trim_start().starts_with('|') && !begins_with(text, recorded);
        let mut places = Vec::new();
        for range in recorded {
            let between = &text[from..range.start];
            line = between.rfind('\n').map_or(line, |end| from + end + 1);
            from = range.end;
            let before = &text[line..range.start];
            let behind = &text[range.end..];
            let begins_line = before
                .chars()
                .all(|c| " >-+*.)".contains(c) || c.is_ascii_digit());
            places.push(Place {
                range: range.clone(),
                begins_line,
                begins_item: begins_line && !before.trim().is_empty(),
                ends_heading: before.starts_with('#') && (behind.is_empty() || behind.starts_with('\n')),
                is_in_row,
                is_label: before.ends_with('[') && behind.starts_with("]("),
            });
        }
        places
    }
}

fn begins_with(text: &str, recorded: &[Range<usize>]) -> bool {
    let indent = text.len() - text.trim_start().len();
    recorded.first().is_some_and(|first| first.start <= indent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(before: &str, behind: &str) -> Place {
        let text = format!("{before}recorded{behind}");
        let range = before.len()..before.len() + "recorded".len();
        Place::all(&text, &[range]).remove(0)
    }

    #[test]
    fn the_template_around_a_text_tells_what_means_something_in_it() {
        for before in ["", "  ", "- ", "text\\\n  ", "1. "] {
            assert!(place(before, "\n").begins_line, "{before:?}");
        }
        for before in ["**Impact:** ", "# ", "| ", "- **09:30** "] {
            assert!(!place(before, "\n").begins_line, "{before:?}");
        }
        assert!(place("- ", "\n").begins_item && !place("  ", "\n").begins_item);
        assert!(place("# ", "\n").ends_heading && !place("# ", " (draft)\n").ends_heading);
        assert!(place("| 1 | ", " |\n").is_in_row && !place("", "|").is_in_row);
        assert!(place("  - [", "](x)").is_label && !place("[", "]").is_label);
    }
}
