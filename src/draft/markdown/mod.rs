//! Escaping: text that people recorded stays text in GitHub-flavoured Markdown, letter for letter, and is escaped no more
//! than its place asks for.
//!
//! The place is known only when the template has run: `1.` is a list where it begins a line and nothing behind a label,
//! `|` parts the cells of a row alone, one star by itself is a star. So the filters only mark where recorded text stands,
//! and [`settle`] escapes it in the finished document, with all that stands around it.
//!
//! - An escape is a backslash, but for what could be a tag or an entity: `&lt;` and `&amp;` also hold in a renderer that
//!   lets HTML through.
//! - A bare address of the web becomes `<https://example.org/a_b>`: an escape inside one would show and break it. Other
//!   schemes stay text.
//! - What a forge would replace ([`references`](crate::domain::references)) stands in a code span: `@bo` would
//!   notify a stranger of that name. GitHub looks for names and numbers after the escapes and entities are gone, so
//!   neither a backslash nor `&#64;` helps; a zero-width character is not what was recorded; an HTML comment is shown
//!   where HTML is not. Code is literal everywhere, and no forge looks into it.
//! - An e-mail address and `www.` stay as they are: a renderer that makes a link of one shows it unchanged.
//! - A bracket before a small letter is escaped for hotwash itself: `[say what happened]` is a place to fill in.

pub(super) mod addresses;
mod begins;
mod delimiters;
mod edits;
mod passage;
mod place;
mod signs;

#[cfg(test)]
mod tests;

use crate::domain::harmless;
pub(super) use addresses::addresses;
use passage::Passage;

/// Stand around recorded text until it is escaped. No harmless text has them.
const OPENS: char = '\u{fdd0}';
const CLOSES: char = '\u{fdd1}';

/// One line: a newline inside becomes a visible sign.
pub fn line(text: &str) -> String {
    recorded(harmless::line(text).trim())
}

/// A cell of a table: its lines are parted by `<br>`.
pub fn cell(text: &str) -> String {
    let lines = text.trim().lines().map(str::trim);
    let mut told: Vec<String> = Vec::new();
    for piece in lines {
        // Several empty lines in a row say no more than one.
        if !(piece.is_empty() && told.last().is_some_and(String::is_empty)) {
            told.push(line(piece));
        }
    }
    told.join("<br>")
}

/// A block: each line stays a line of the same paragraph, an empty line begins another. Every line but the first is
/// indented by so many spaces, so that it stays below the bullet of the first.
pub fn block(text: &str, indent: usize) -> String {
    let shown = harmless::block(text);
    let mut out = String::with_capacity(shown.len() + 8);
    let mut empty_before = false;
    for piece in shown.lines().map(str::trim) {
        if piece.is_empty() {
            empty_before = true;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if empty_before { "\n\n" } else { "\\\n" });
            out.extend(std::iter::repeat_n(' ', indent));
        }
        empty_before = false;
        out.push_str(&recorded(piece));
    }
    out
}

/// A fenced block of code: the text letter for letter, but for what is made visible. Every line is indented by so
/// many spaces. The fence is longer than any run of backticks in the text, so that nothing in it ends the block.
pub fn fenced(text: &str, indent: usize) -> String {
    let shown = unmarked(&harmless::block(text));
    let longest = shown
        .split(|letter| letter != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let before = " ".repeat(indent);
    let mut out = format!("{fence}text\n");
    for piece in shown.lines() {
        out.push_str(&format!("{before}{piece}\n"));
    }
    out.push_str(&format!("{before}{fence}"));
    out
}

/// The document with what was recorded escaped for the place where it stands.
pub fn settle(rendered: &str) -> String {
    let mut out = String::with_capacity(rendered.len() + 8);
    let mut passage = String::new();
    for line in rendered.split_inclusive('\n') {
        if begins_anew(line) {
            out.push_str(&Passage::of(&passage).escaped());
            passage.clear();
        }
        passage.push_str(line);
    }
    out.push_str(&Passage::of(&passage).escaped());
    out
}

/// True of a line in which no emphasis goes on that the line before began: one that is empty, or that the template
/// begins as a heading, an item or a row.
fn begins_anew(line: &str) -> bool {
    let words = line.trim_start();
    words.is_empty() || words.starts_with(['#', '|']) || words.starts_with("- ")
}

/// The first bare address of the web in a text.
pub(in crate::draft) fn first_address(text: &str) -> Option<&str> {
    let range = addresses::addresses(text).into_iter().next()?;
    text.get(range)
}

fn recorded(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("{OPENS}{}{CLOSES}", unmarked(text))
}

/// Letters of recorded text that look like our marks are shown as what they are: no letters.
fn unmarked(text: &str) -> String {
    text.replace([OPENS, CLOSES], "\u{fffd}")
}
