//! The layout of a line: how far it is indented, and the mark of a list, a heading or a table before its words.

use super::NumberedLine;
use super::spelling;

/// The mark before the words of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// None: a line of plain text.
    Plain,
    /// An item of a list.
    Item,
    /// A heading.
    Heading,
    /// A row of a table.
    Row,
}

/// A line, and how it is laid out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Laid<'a> {
    /// Its number in the document.
    pub(super) number: usize,
    /// The line without the white space around it.
    pub(super) raw: &'a str,
    /// The columns before it.
    pub(super) indent: u32,
    /// Its mark.
    pub(super) mark: Mark,
    /// The words behind the mark; a row is kept as it is.
    pub(super) words: &'a str,
}

const BULLETS: [char; 14] = [
    '-', '*', '+', '•', '–', '—', '·', '◦', '‣', '▪', '●', '○', '■', '→',
];

/// Looks at the layout of a line.
pub(super) fn laid(line: NumberedLine<'_>) -> Laid<'_> {
    let raw = line.text.trim();
    let text = unquoted(raw.trim_start_matches('\u{feff}').trim_start());
    let (mark, words) = marked(text);
    let before = &line.text[..line.text.len() - line.text.trim_start().len()];
    Laid {
        number: line.number,
        raw,
        indent: before.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum(),
        mark,
        words,
    }
}

impl Laid<'_> {
    /// True if nothing stands in it.
    pub(super) fn is_blank(&self) -> bool {
        self.raw.is_empty()
    }

    /// True if it opens or closes a block of code.
    pub(super) fn is_fence(&self) -> bool {
        self.raw.starts_with("```") || self.raw.starts_with("~~~")
    }

    /// True if it is nothing but a comment or a tag of HTML.
    pub(super) fn is_tag(&self) -> bool {
        let inside = self
            .raw
            .strip_prefix('<')
            .and_then(|inside| inside.strip_suffix('>'));
        inside.is_some_and(|inside| {
            let tag = inside.trim_start_matches('/');
            let end = tag
                .find(|c: char| !c.is_ascii_alphanumeric())
                .unwrap_or(tag.len());
            let known = [
                "br", "details", "summary", "p", "div", "hr", "ul", "ol", "table", "tr", "tbody", "thead",
                "center",
            ];
            (inside.starts_with("!--") && inside.ends_with("--"))
                || known.contains(&tag[..end].to_lowercase().as_str())
        })
    }

    /// True if it underlines the line above, which is a heading by it.
    pub(super) fn is_underline(&self) -> bool {
        self.raw.len() >= 3 && (self.raw.bytes().all(|b| b == b'=') || self.raw.bytes().all(|b| b == b'-'))
    }
}

/// A text without the marks of a quotation: `> `, `> > `.
fn unquoted(text: &str) -> &str {
    let mut rest = text;
    for _ in 0..3 {
        match rest.strip_prefix('>') {
            Some(inside) if inside.is_empty() || inside.starts_with([' ', '>']) => rest = inside.trim_start(),
            Some(_) | None => break,
        }
    }
    rest
}

fn marked(text: &str) -> (Mark, &str) {
    if text.len() > 1 && text.starts_with('|') && text[1..].contains('|') {
        return (Mark::Row, text);
    }
    let heading = text.trim_start_matches('#');
    if (1..=6).contains(&(text.len() - heading.len())) && heading.starts_with([' ', '\t']) {
        return (Mark::Heading, heading.trim().trim_end_matches('#').trim_end());
    }
    match without_bullet(text).or_else(|| without_number(text)) {
        Some(words) => (Mark::Item, without_box(words.trim_start())),
        None => (Mark::Plain, text),
    }
}

fn without_bullet(text: &str) -> Option<&str> {
    text.strip_prefix(BULLETS)
        .filter(|rest| rest.starts_with([' ', '\t']))
}

/// The words behind `1. `, `12) `, `(3) `; but `25. März` is a date.
fn without_number(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('(').unwrap_or(text);
    let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
    let rest = inside.get(digits..)?;
    let rest = if inside.len() < text.len() {
        rest.strip_prefix(')')
    } else {
        rest.strip_prefix(['.', ')'])
    }?;
    let is_mark = (1..=3).contains(&digits) && rest.starts_with([' ', '\t']);
    (is_mark && spelling::date(text).is_none()).then_some(rest)
}

fn without_box(words: &str) -> &str {
    let boxes = ["[ ] ", "[x] ", "[X] "];
    boxes
        .iter()
        .find_map(|mark| words.strip_prefix(mark))
        .unwrap_or(words)
}
