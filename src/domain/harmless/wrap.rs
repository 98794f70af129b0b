//! Words into lines of at most so many columns, for text that is shown and not edited.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::harmless;

/// Breaks text into lines of at most `columns` columns: at spaces where it can, within a word where it must.
/// What is hostile in it is made visible first. There is always one line, if an empty one.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let shown = harmless::block(text);
    let mut lines = Vec::new();
    for line in shown.split('\n') {
        if line.len() <= columns && line.is_ascii() {
            lines.push(line.to_owned());
        } else {
            lines.extend(
                ranges(line, columns)
                    .into_iter()
                    .map(|range| line[range].trim_end().to_owned()),
            );
        }
    }
    lines
}

/// Visible ASCII needs no segmentation, and nearly every line is.
fn clusters(line: &str) -> Box<dyn Iterator<Item = (usize, &str)> + '_> {
    if line.is_ascii() {
        Box::new((0..line.len()).map(|at| (at, &line[at..=at])))
    } else {
        Box::new(line.grapheme_indices(true))
    }
}

fn ranges(line: &str, columns: usize) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut start, mut used, mut after_space) = (0, 0, None);
    for (at, grapheme) in clusters(line) {
        let wide = harmless::width(grapheme);
        // Twice where what follows the last space is too long as well.
        while grapheme != " " && used + wide > columns && at > start {
            let cut = after_space.take().filter(|cut| *cut > start).unwrap_or(at);
            ranges.push(start..cut);
            used = harmless::width(&line[cut..at]);
            start = cut;
        }
        if grapheme == " " {
            after_space = Some(at + 1);
        }
        used += wide;
    }
    ranges.push(start..line.len());
    ranges
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn breaks_at_spaces_and_within_words_only_where_it_must() {
        for (text, columns, lines) in [
            ("", 5, vec![""]),
            ("one two three", 7, vec!["one two", "three"]),
            ("one  two", 4, vec!["one", "two"]),
            ("abcdefgh", 3, vec!["abc", "def", "gh"]),
            ("a\nb", 9, vec!["a", "b"]),
            ("火事です", 4, vec!["火事", "です"]),
            (" aaaaaa火", 7, vec!["", "aaaaaa", "火"]),
        ] {
            assert_eq!(wrap(text, columns), lines, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn fits_and_keeps_every_visible_character(text in "[a-z é火👩‍👩‍👧 ]{0,60}", columns in 2usize..20) {
            let lines = wrap(&text, columns);
            prop_assert!(lines.iter().all(|line| harmless::width(line) <= columns), "{lines:?}");
            let kept: String = lines.concat().split(' ').collect();
            prop_assert_eq!(kept, harmless::block(&text).split(' ').collect::<String>());
        }
    }
}
