//! Motions: pure functions from a text and a grapheme boundary to another one.

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::domain::harmless;

/// The nearest grapheme boundary at or before byte `at`, which may even split a character.
pub(super) fn boundary_until(text: &str, at: usize) -> usize {
    // A character is at most four bytes long, and 0 is always a boundary.
    let at = (at.saturating_sub(3)..=at)
        .rev()
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(0);
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    // With the whole text at hand the cursor never asks for more, so errors cannot occur.
    match cursor.is_boundary(text, 0) {
        Ok(true) => at,
        _ => cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0),
    }
}

/// The nearest grapheme boundary at or after character boundary `at`.
pub(super) fn boundary_from(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(true) => at,
        _ => cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len()),
    }
}

pub(super) fn left(text: &str, at: usize) -> usize {
    text[..at]
        .grapheme_indices(true)
        .next_back()
        .map_or(0, |(start, _)| start)
}

pub(super) fn right(text: &str, at: usize) -> usize {
    at + text[at..].graphemes(true).next().map_or(0, str::len)
}

pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// The end of the line, before its line break, be it `\n` or `\r\n`.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    match text[at..].find('\n') {
        Some(newline) => boundary_until(text, at + newline),
        None => text.len(),
    }
}

/// The line above the one `at` is in, without its line break.
pub(super) fn previous_line(text: &str, at: usize) -> Option<Range<usize>> {
    let start = line_start(text, at);
    let end = left(text, start);
    (end < start).then(|| line_start(text, end)..end)
}

/// The line below the one `at` is in, without its line break.
pub(super) fn next_line(text: &str, at: usize) -> Option<Range<usize>> {
    let end = line_end(text, at);
    let start = right(text, end);
    (start > end).then(|| start..line_end(text, start))
}

/// Columns from the start of the line to `at`, as shown.
pub(super) fn column(text: &str, at: usize) -> usize {
    let line = &text[line_start(text, at)..at];
    line.graphemes(true).map(shown_width).sum()
}

/// The last boundary in `line` that is at most `goal` columns from its start.
pub(super) fn at_column(text: &str, line: Range<usize>, goal: usize) -> usize {
    let mut columns = 0;
    for (offset, grapheme) in text[line.clone()].grapheme_indices(true) {
        columns += shown_width(grapheme);
        if columns > goal {
            return line.start + offset;
        }
    }
    line.end
}

fn shown_width(grapheme: &str) -> usize {
    harmless::width(&harmless::cluster(grapheme))
}

/// The start of the alphanumeric word at or before `at`.
pub(super) fn word_left(text: &str, at: usize) -> usize {
    back_over(
        text,
        back_over(text, at, |g| !is_alphanumeric(g)),
        is_alphanumeric,
    )
}

/// The end of the alphanumeric word at or after `at`.
pub(super) fn word_right(text: &str, at: usize) -> usize {
    forth_over(
        text,
        forth_over(text, at, |g| !is_alphanumeric(g)),
        is_alphanumeric,
    )
}

/// The start of the run without white space at or before `at`.
pub(super) fn spaced_word_left(text: &str, at: usize) -> usize {
    back_over(text, back_over(text, at, is_space), |g| !is_space(g))
}

/// The place where killing to the end of the line stops: at the line break, or behind it when there.
pub(super) fn kill_end(text: &str, at: usize) -> usize {
    let end = line_end(text, at);
    if end == at { right(text, at) } else { end }
}

/// The place where killing to the start of the line stops: behind the line break, or before it when there.
pub(super) fn kill_start(text: &str, at: usize) -> usize {
    let start = line_start(text, at);
    if start == at { left(text, at) } else { start }
}

/// The two graphemes around `at` swapped and where they stand; at the end of a line, the two
/// before `at`. `None` where the line has no such two, or they are alike.
pub(super) fn transposed(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let middle = if at == line_end(text, at) {
        left(text, at)
    } else {
        at
    };
    let start = left(text, middle);
    let end = right(text, middle);
    let (first, second) = (&text[start..middle], &text[middle..end]);
    let swapped = format!("{second}{first}");
    // Two different graphemes may swap into the same text: flags are pairs of the same letters.
    let same = swapped == text[start..end];
    if start < line_start(text, at) || first.is_empty() || second.is_empty() || same {
        return None;
    }
    Some((start..end, swapped))
}

/// Says whether `next`, behind `before`, begins a word that white space divides from the one before.
pub(super) fn starts_word(before: &str, next: &str) -> bool {
    before.ends_with(char::is_whitespace) && !next.starts_with(char::is_whitespace)
}

fn back_over(text: &str, at: usize, skip: impl Fn(&str) -> bool) -> usize {
    let skipped = text[..at].graphemes(true).rev().take_while(|g| skip(g));
    at - skipped.map(str::len).sum::<usize>()
}

fn forth_over(text: &str, at: usize, skip: impl Fn(&str) -> bool) -> usize {
    let skipped = text[at..].graphemes(true).take_while(|g| skip(g));
    at + skipped.map(str::len).sum::<usize>()
}

fn is_alphanumeric(grapheme: &str) -> bool {
    grapheme.starts_with(char::is_alphanumeric)
}

fn is_space(grapheme: &str) -> bool {
    grapheme.starts_with(char::is_whitespace)
}
