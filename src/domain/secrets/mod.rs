//! Finds secrets in a text (keys of clouds, tokens, passwords, authorization headers) and masks them.
//!
//! A masked place stays visible as one: `[masked: password in a URL]`. What is found is a guess by form: a secret that
//! looks like a word stays, and so does everything that only talks about secrets.

mod blocks;
mod hints;
mod judges;
mod likely;
mod rule;
mod rules;
mod services;
#[cfg(test)]
mod tests;
mod values;

use std::borrow::Cow;
use std::ops::Range;

pub use likely::likely;
pub use rule::{Rule, RuleError};
pub use rules::Rules;

/// A secret within a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// The bytes of the text that it takes.
    pub range: Range<usize>,
    /// The kind of secret, in a few words: `AWS access key`.
    pub name: String,
}

/// The secrets of a text, in order; none lies within another.
pub fn find(text: &str, rules: &Rules) -> Vec<Secret> {
    let mut found = blocks::private_keys(text);
    let mut start = 0;
    for line in commands(text) {
        for rule in rules.that_may_fit(line) {
            rule.find(line, start, &mut found);
        }
        start += line.len();
    }
    // Of two that overlap the one that begins first stays, and of those the longer.
    found.sort_by_key(|secret| (secret.range.start, usize::MAX - secret.range.end));
    let mut end = 0;
    found.retain(|secret| {
        let is_apart = secret.range.start >= end;
        if is_apart {
            end = secret.range.end;
        }
        is_apart
    });
    found
}

/// The kind of the first secret that a text holds by the table alone, as in `an AWS access key`: what a message may say
/// of it. `None` where it seems to hold none.
pub fn kind(text: &str) -> Option<String> {
    let first = find(text, &Rules::default()).into_iter().next()?;
    let article = if first.name.starts_with(['A', 'a', 'n']) {
        "an"
    } else {
        "a"
    };
    Some(format!("{article} {}", first.name))
}

/// The lines of a text. One that ends in a backslash goes on in the next, as commands do.
fn commands(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut lines = rest.split_inclusive('\n');
        let goes_on = |line: &&str| line.trim_end_matches(['\r', '\n']).ends_with('\\');
        let joined: usize = lines.by_ref().take_while(goes_on).map(str::len).sum();
        let end = joined + rest[joined..].split_inclusive('\n').next().map_or(0, str::len);
        let (line, left) = rest.split_at(end);
        rest = left;
        (!line.is_empty()).then_some(line)
    })
}

/// The text with every secret masked, and how many there were.
pub fn mask<'t>(text: &'t str, rules: &Rules) -> (Cow<'t, str>, usize) {
    let found = find(text, rules);
    if found.is_empty() {
        return (Cow::Borrowed(text), 0);
    }
    let mut masked = String::with_capacity(text.len());
    let mut end = 0;
    for secret in &found {
        masked.push_str(&text[end..secret.range.start]);
        masked.push_str("[masked: ");
        masked.push_str(&secret.name);
        masked.push(']');
        end = secret.range.end;
    }
    masked.push_str(&text[end..]);
    (Cow::Owned(masked), found.len())
}

/// The bytes with every secret masked, and how many there were. Bytes that are no UTF-8 stay as they are; a secret does
/// not go on over them.
pub fn mask_bytes<'b>(bytes: &'b [u8], rules: &Rules) -> (Cow<'b, [u8]>, usize) {
    let mut masked = Vec::new();
    let mut count = 0;
    for chunk in bytes.utf8_chunks() {
        let (text, found) = mask(chunk.valid(), rules);
        count += found;
        masked.extend_from_slice(text.as_bytes());
        masked.extend_from_slice(chunk.invalid());
    }
    if count == 0 {
        return (Cow::Borrowed(bytes), 0);
    }
    (Cow::Owned(masked), count)
}
