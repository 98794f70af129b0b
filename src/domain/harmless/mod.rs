//! Makes text from people and files safe to put on a terminal.
//!
//! Such text is hostile until shown harmless: it may carry escape sequences, reorder what is
//! read, or hide letters. Nothing is dropped; whatever a terminal could act on, or an eye could
//! miss, becomes a visible stand-in. Each grapheme cluster is shown by itself, so text cut at
//! any cluster boundary looks the same as uncut text.

mod cluster;
mod doubt;
mod json;
mod measure;
mod prompt;
mod table;
mod wrap;

#[cfg(test)]
pub(crate) mod tests;

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

pub use cluster::cluster;
pub use doubt::is_doubtful;
pub use json::{is_escaped, json};
pub use measure::{fit, width};
pub use prompt::prompt;
pub use wrap::wrap;

/// Shows `s` on one line: a newline as `⏎`, a tab as one space, anything unsafe as a stand-in.
///
/// Borrowed when nothing had to change.
#[must_use]
pub fn line(s: &str) -> Cow<'_, str> {
    if s.bytes().all(is_printable_ascii) {
        return Cow::Borrowed(s);
    }
    show(s, cluster)
}

/// Shows `s` as a block: `\n` stays, `\r\n` becomes `\n`, and the rest is as in [`line()`].
///
/// Borrowed when nothing had to change.
#[must_use]
pub fn block(s: &str) -> Cow<'_, str> {
    if s.bytes().all(|b| b == b'\n' || is_printable_ascii(b)) {
        return Cow::Borrowed(s);
    }
    show(s, |g| match g {
        "\n" | "\r\n" => Cow::Borrowed("\n"),
        other => cluster(other),
    })
}

/// True if `b` is ASCII that every terminal prints in one column.
fn is_printable_ascii(b: u8) -> bool {
    (b' '..=b'~').contains(&b)
}

/// Shows each cluster with `shown`, copying only from the first change on.
fn show(s: &str, shown: impl Fn(&str) -> Cow<'_, str>) -> Cow<'_, str> {
    let mut changed: Option<String> = None;
    for (at, source) in s.grapheme_indices(true) {
        let target = shown(source);
        match &mut changed {
            Some(out) => out.push_str(&target),
            None if target != source => changed = Some(format!("{}{target}", &s[..at])),
            None => {}
        }
    }
    changed.map_or(Cow::Borrowed(s), Cow::Owned)
}
