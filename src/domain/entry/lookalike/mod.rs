//! Looks like a time or a kind, and is none: the reading says that it stays text.

mod time;
mod words;

pub(super) use time::{day, time};

use super::kind;
use crate::domain::kind::Kind;
use crate::domain::time::typed;
use words::{first_words, is_clock, is_length};

/// The part behind a time that was read which is like an offset or a zone of it: `+25:00`, `+02`, `est`; behind a zone
/// also `+2`.
pub(super) fn offset(behind_time: &str, zoned: bool) -> Option<&str> {
    let word = first_words(behind_time.trim_start(), 1)?;
    let zones = ["z", "zulu", "cet", "cest", "gmt", "pst", "pdt", "edt"];
    if zones.contains(&&*word.to_ascii_lowercase()) && !typed::is_zone(word) {
        return Some(word);
    }
    let digits = word.strip_prefix(['+', '-', '−'])?;
    let hours = digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit());
    let is_one = hours && !digits.is_empty() && (zoned || digits.starts_with('0') && digits.len() == 2);
    (is_clock(digits) || is_one).then_some(word)
}

/// A length that goes on behind one that was read: `-1h 20m`.
pub(super) fn length(behind_time: &str) -> Option<&str> {
    first_words(behind_time.trim_start(), 1).filter(|word| is_length(word))
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
    name == "UTC" || typed::is_zone(name) || offset(word, false).is_some()
}
