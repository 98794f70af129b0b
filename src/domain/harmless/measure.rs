//! Measures and cuts harmless text by terminal columns.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that an already harmless `s` takes on the screen.
///
/// The sum over grapheme clusters, because the screen is drawn one cluster per cell: a ligature
/// across two clusters still takes the columns of both.
#[must_use]
pub fn width(s: &str) -> usize {
    if s.is_ascii() {
        return s.len();
    }
    s.graphemes(true).map(columns_of).sum()
}

/// Cuts an already harmless `s` to at most `columns`, ending in `…` when something was cut.
#[must_use]
pub fn fit(s: &str, columns: usize) -> Cow<'_, str> {
    let Some(room) = columns.checked_sub(1) else {
        return Cow::Borrowed("");
    };
    if s.is_ascii() {
        let cut = s.get(..room).filter(|_| s.len() > columns);
        return cut.map_or(Cow::Borrowed(s), |cut| Cow::Owned(format!("{cut}…")));
    }
    let mut used = 0;
    let mut cut = 0;
    for (at, grapheme) in s.grapheme_indices(true) {
        used += columns_of(grapheme);
        if used > columns {
            return Cow::Owned(format!("{}…", &s[..cut]));
        }
        if used <= room {
            cut = at + grapheme.len();
        }
    }
    Cow::Borrowed(s)
}

/// Columns of one cluster. The halfwidth Japanese sound marks extend a cluster, yet terminals
/// and ratatui give each a column of its own.
fn columns_of(grapheme: &str) -> usize {
    let sound_marks = grapheme
        .chars()
        .filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}'))
        .count();
    grapheme.width() + sound_marks
}
