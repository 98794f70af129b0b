//! A draft as a message for Slack, in its own markup (mrkdwn).
//!
//! Slack knows no headings and no tables: headings are lines in bold, and each row of a table is an item. Nothing in
//! that markup can be escaped but `&`, `<` and `>`, so recorded words that Slack would read as markup stand in code
//! ([`literal`]).

mod literal;
mod shorten;
#[cfg(test)]
mod tests;

use super::document::{self, Block, Look, Span, Table, Words};
use literal::{escaped, literal};
use shorten::Line;

/// The bullets of lists, by depth.
const BULLETS: [&str; 2] = ["•", "◦"];

/// The message for Slack of a draft in Markdown. What is longer than Slack takes is left out of the longest sections, and a
/// line there says so.
pub fn slack_text(markdown: &str) -> String {
    let mut writer = Writer::default();
    writer.blocks(&document::read(markdown), 0);
    shorten::joined(writer.lines)
}

#[derive(Default)]
struct Writer {
    lines: Vec<Line>,
    /// The number of headings so far.
    section: usize,
}

impl Writer {
    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        for block in blocks {
            self.block(block, depth);
        }
    }

    fn block(&mut self, block: &Block, depth: usize) {
        match block {
            Block::Heading { words, .. } => {
                self.section += 1;
                self.gap();
                let bold: Words = words.iter().cloned().map(in_bold).collect();
                self.push(marked_up(&bold), true);
            }
            Block::Paragraph(words) => {
                self.gap_at(depth);
                self.push(indented("", depth, words), false);
            }
            Block::List { first, items } => {
                self.gap_at(depth);
                self.list(*first, items, depth);
            }
            Block::Table(table) => {
                self.gap_at(depth);
                self.table(table);
            }
            Block::Code(text) => self.push(format!("```\n{}\n```", escaped(text)), false),
            Block::Quote(blocks) => self.blocks(blocks, depth + 1),
            Block::Rule => self.gap(),
        }
    }

    fn list(&mut self, first: Option<u64>, items: &[Vec<Block>], depth: usize) {
        for (nth, item) in (0..).zip(items) {
            let mark = match first {
                Some(first) => format!("{}. ", first.saturating_add(nth)),
                None => format!("{} ", BULLETS[depth.min(BULLETS.len() - 1)]),
            };
            let rest = match item.first() {
                Some(Block::Paragraph(words)) => {
                    self.push(indented(&mark, depth, words), false);
                    &item[1..]
                }
                Some(_) | None => item,
            };
            self.blocks(rest, depth + 1);
        }
    }

    /// Each row as an item: its first cell in bold, and behind it those of which something is known.
    fn table(&mut self, table: &Table) {
        for row in &table.rows {
            let mut words = Words::new();
            for (column, cell) in row.iter().enumerate().filter(|(_, cell)| has_words(cell)) {
                if words.is_empty() {
                    words.extend(cell.iter().cloned().map(in_bold));
                    continue;
                }
                words.push(plain(" · "));
                let head = table
                    .head
                    .get(column)
                    .filter(|head| column > 1 && has_words(head));
                if let Some(head) = head {
                    words.extend(head.iter().cloned());
                    words.push(plain(": "));
                }
                words.extend(cell.iter().cloned());
            }
            if !words.is_empty() {
                self.push(indented("• ", 0, &words), false);
            }
        }
    }

    fn push(&mut self, text: String, is_heading: bool) {
        self.lines.push(Line {
            text,
            section: self.section,
            is_heading,
        });
    }

    /// An empty line, where there is none yet.
    fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.text.is_empty()) {
            self.push(String::new(), false);
        }
    }

    fn gap_at(&mut self, depth: usize) {
        let is_below_heading = self.lines.last().is_some_and(|line| line.is_heading);
        if depth == 0 && !is_below_heading {
            self.gap();
        }
    }
}

/// True of a cell in which something stands.
fn has_words(cell: &[Span]) -> bool {
    cell.iter().any(|span| !matches!(span.text.trim(), "" | "–"))
}

fn in_bold(span: Span) -> Span {
    let look = Look {
        is_bold: true,
        ..span.look
    };
    Span { look, ..span }
}

fn plain(text: &str) -> Span {
    Span {
        text: text.to_owned(),
        ..Span::default()
    }
}

/// Words behind a mark, their further lines below the first.
fn indented(mark: &str, depth: usize, words: &[Span]) -> String {
    let before = "    ".repeat(depth.saturating_sub(usize::from(mark.is_empty())));
    let below = format!("\n{before}{}", if mark.is_empty() { "" } else { "  " });
    format!("{before}{mark}{}", marked_up(words).replace('\n', &below))
}

/// Words with the markup of their looks, which ends with each line.
fn marked_up(words: &[Span]) -> String {
    let mut out = String::new();
    for (nth, span) in words.iter().enumerate() {
        let next = words.get(nth + 1).and_then(|next| next.text.chars().next());
        let mut lines = span.text.split('\n').peekable();
        while let Some(line) = lines.next() {
            let is_last = lines.peek().is_none();
            let next = next.filter(|_| is_last);
            let trimmed = line.trim();
            let (before, behind) = line.split_once(trimmed).unwrap_or(("", ""));
            // Markup that touches a letter is none to Slack.
            let touches = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
            let is_apart = (!before.is_empty() || !touches(out.chars().next_back()))
                && (!behind.is_empty() || !touches(next));
            let look = if is_apart { span.look } else { Look::default() };
            out.push_str(before);
            out.push_str(&one_line(trimmed, look, document::web_address(span)));
            out.push_str(behind);
            if !is_last {
                out.push('\n');
            }
        }
    }
    out
}

/// The words of a line that have one look.
fn one_line(text: &str, look: Look, address: Option<&str>) -> String {
    if text.is_empty() {
        return String::new();
    }
    if let Some(address) = address {
        return link(text, address, look);
    }
    if look.is_code {
        return format!("`{}`", escaped(text));
    }
    let signs = [(look.is_bold, '*'), (look.is_italic, '_')];
    let signs: Vec<char> = signs
        .iter()
        .filter(|(is_on, _)| *is_on)
        .map(|(_, sign)| *sign)
        .collect();
    let opening: String = signs.iter().collect();
    let closing: String = signs.iter().rev().collect();
    format!("{opening}{}{closing}", literal(text, &signs))
}

/// A link. Where its words would be markup, they stand before it.
fn link(text: &str, address: &str, look: Look) -> String {
    let target = escaped(address).replace('|', "%7C");
    if text == address {
        return format!("<{target}>");
    }
    let words = literal(text, &[]);
    if words.contains('`') || words.contains('|') {
        return format!("{} <{target}>", one_line(text, look, None));
    }
    format!("<{target}|{words}>")
}
