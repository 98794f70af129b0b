//! What is like a time or a kind, but is none: the reading says that it stays text.

mod time;
mod words;

pub(super) use time::time;

use super::kind;
use crate::domain::kind::Kind;
use crate::domain::time::typed;
use words::{first_words, is_clock};

/// What stands behind a time that was read and is like an offset of it: `-05:00`.
pub(super) fn offset(behind_time: &str) -> Option<&str> {
    let word = first_words(behind_time.trim_start(), 1)?;
    let digits = word.strip_prefix(['+', '-', '−'])?;
    is_clock(digits).then_some(word)
}

/// A kind that one word hides: `BST d:`. Behind a time, or what is like one, any word may hide a single letter.
pub(super) fn hidden_kind(line: &str, timed: bool) -> Option<&str> {
    let line = line.trim_start();
    let word = first_words(line, 1)?;
    let behind = line[word.len()..].trim_start();
    let kind = kind::prefix(behind).map(|kind| &behind[..behind.len() - kind.rest.len()])?;
    // "the cause: ..." is a sentence, and "Plan b: ..." is one too.
    (is_zone(word) || (timed && kind.len() == "d:".len())).then_some(kind)
}

/// The beginning of a line that a hurried eye takes for a kind. Ask only when no kind was read.
pub(super) fn kind(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let colon = line.find(':')?;
    let (word, rest) = (&line[..colon], &line[colon + 1..]);
    let known = Kind::from_typed(word).is_some();
    let one_word = !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || c == '_' || c == '-');
    let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace) || rest.starts_with("//");
    (known || (one_word && spaced)).then(|| &line[..=colon])
}

/// `UTC`, `(CET)`, `GMT+2`, `-05:00`.
fn is_zone(word: &str) -> bool {
    let word = word.trim_matches(['(', ')', '[', ']', ',']);
    let name = word.trim_end_matches(|c: char| c.is_ascii_digit() || "+-:".contains(c));
    name == "UTC" || typed::is_zone(name) || offset(word).is_some()
}
