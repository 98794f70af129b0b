//! Judges a sentence by whether it could name somebody or something: by what the journal knows, by the shape of a
//! word, and by the words around it.

use super::fold::fold;
use super::names::Names;
use super::shape::shape;
use super::sort::{LeftOutReason, Sort};
use super::table::{
    BEFORE_MONTH, BETWEEN, CALLED, COUNTED, List, MONTH_OR_NAME, NO_SECRET, NUMBERED, ORDINARY, PHONES,
    REVISIONS, SECRETS, SMALL, TEAMS, TIMED,
};
use crate::domain::findings::{likely_secrets, secret_in};
use crate::draft::sentences::{bare, is_shortened};

/// More digits in a row than these are a telephone's, or a number of something.
const MOST_DIGITS: usize = 6;

/// More groups of three digits than these count no people.
const MOST_GROUPS: usize = 4;

/// A word of a sentence: as it stands there, and folded.
struct JudgedWord<'a> {
    bare: &'a str,
    folded: String,
    number: Option<usize>,
    shortened: bool,
    /// True if a sign behind it says what it counts.
    percent: bool,
}

/// The parts of a sentence that could name somebody or something; nothing where it can be told.
pub(super) fn reasons<'a>(sentence: &[&'a str], names: &Names) -> Vec<LeftOutReason<'a>> {
    let words: Vec<JudgedWord<'a>> = sentence.iter().map(|word| JudgedWord::of(word)).collect();
    let phones = words.iter().any(|word| PHONES.contains(word.folded.as_str()));
    let mut digits = 0;
    let mut found = Vec::new();
    for (nth, word) in words.iter().enumerate() {
        digits = word.number.map_or(0, |count| digits + count);
        let sort = if digits > MOST_DIGITS {
            Some(Sort::Phone)
        } else if word.shortened {
            None
        } else {
            around(&words, nth, phones).or_else(|| alone(word, names))
        };
        found.extend(sort.map(|sort| (word.bare, sort)));
    }
    let whole = || sentence.join(" ");
    // Looked for whatever else was found: a sentence with a secret is not quoted.
    if secret_in(&whole()).is_some() || !likely_secrets(&whole()).is_empty() {
        found.push(("", Sort::Secret));
    }
    found
}

/// The sort of thing a word could name by itself.
fn alone(word: &JudgedWord<'_>, names: &Names) -> Option<Sort> {
    if word.number.is_some() {
        return None;
    }
    if names.knows(&word.folded) {
        return Some(Sort::Known);
    }
    if MONTH_OR_NAME.contains(word.folded.as_str()) {
        return None;
    }
    shape(word.bare)
}

/// The sort of thing a word could name because of those around it.
fn around(words: &[JudgedWord<'_>], nth: usize, phones: bool) -> Option<Sort> {
    let word = &words[nth];
    let is =
        |list: &List, at: Option<&JudgedWord<'_>>| at.is_some_and(|word| list.contains(word.folded.as_str()));
    let before = nth.checked_sub(1).and_then(|at| words.get(at));
    let behind = words.get(nth + 1);
    if is(&SECRETS, before) && !is(&NO_SECRET, Some(word)) {
        return Some(Sort::Secret);
    }
    if word.number.is_some() {
        return number(words, nth, phones);
    }
    if is(&REVISIONS, before) {
        return Some(Sort::Ticket);
    }
    let month = MONTH_OR_NAME.contains(word.folded.as_str());
    let numbered = |at: Option<&JudgedWord<'_>>| at.is_some_and(|word| word.number.is_some());
    let capital = word.bare.starts_with(char::is_uppercase);
    if month
        && capital
        && !is(&TIMED, before)
        && !is(&BEFORE_MONTH, before)
        && !numbered(before)
        && !numbered(behind)
    {
        return Some(Sort::Name);
    }
    let small = ORDINARY.contains(word.folded.as_str())
        || SMALL.contains(word.folded.as_str())
        || TEAMS.contains(word.folded.as_str())
        || COUNTED.contains(word.folded.as_str());
    (is(&CALLED, before) && !small && !capital && !word.folded.ends_with("ly")).then_some(Sort::Name)
}

/// Judges a number: of a ticket, of a telephone, of a version or an address.
fn number(words: &[JudgedWord<'_>], nth: usize, phones: bool) -> Option<Sort> {
    let word = &words[nth];
    let behind = words.get(nth + 1);
    let counts = word.percent
        || behind.is_some_and(|behind| {
            let noun = behind.folded.ends_with('s') && behind.folded.len() > 3 && behind.number.is_none();
            noun || COUNTED.contains(behind.folded.as_str())
        });
    let mut earlier = words[..nth].iter().rev().map(|word| word.folded.as_str());
    let before = words[..nth].last().map(|word| word.folded.as_str());
    // "ticket 12", "the account number is 12"
    let near = earlier.by_ref().take(4).find(|word| !BETWEEN.contains(word));
    let named =
        before.is_some_and(|word| BETWEEN.contains(word) && matches!(word, "number" | "no" | "nr" | "id"));
    if !counts && (named || near.is_some_and(|word| NUMBERED.contains(word))) {
        return Some(Sort::Ticket);
    }
    let digits = word.bare.bytes().filter(u8::is_ascii_digit).count();
    let called = before.is_some_and(|word| PHONES.contains(word));
    if phones && digits >= 3 && (called || !counts) {
        return Some(Sort::Phone);
    }
    let plain = word.bare.bytes().all(|b| b.is_ascii_digit());
    let clock = before.is_some_and(|word| TIMED.contains(word)) && digits == 4;
    if plain && word.bare.starts_with('0') && digits >= 4 && !clock {
        return Some(Sort::Phone);
    }
    (word.bare.contains('.') && !counts).then_some(Sort::Address)
}

impl<'a> JudgedWord<'a> {
    fn of(word: &'a str) -> JudgedWord<'a> {
        let marked = bare(word);
        let bare = marked.trim_end_matches('%');
        JudgedWord {
            bare,
            folded: fold(bare),
            number: digits(bare),
            shortened: is_shortened(word.trim_matches(['(', ','])),
            percent: bare.len() < marked.len(),
        }
    }
}

/// The number of digits, where a word is one: `40`, `~30`, `1,200`, `3.5`, `5`.
fn digits(word: &str) -> Option<usize> {
    let word = word.trim_start_matches(['~', '<', '>', '≈']);
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let groups = word.split(',').count();
    let grouped = groups > 1 && word.split(',').skip(1).all(|group| group.len() == 3);
    let is_decimal = word.matches('.').count() <= 1 && !word.ends_with('.');
    let signs = word.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.');
    let whole = digits > 0 && signs && is_decimal && (grouped || groups == 1);
    // 1,200,000 is one of people.
    whole.then_some(if grouped && groups <= MOST_GROUPS {
        1
    } else {
        digits
    })
}
