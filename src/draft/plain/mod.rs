//! A draft as plain text: at most 80 columns wide, for an e-mail or a terminal.

mod lines;
mod list;
mod table;
#[cfg(test)]
mod tests;

use super::document::{self, Block, Span};
use crate::domain::harmless;
use lines::Page;

/// The columns of a line.
const COLUMNS: usize = 80;

/// The columns by which what is quoted stands further in.
const QUOTED: usize = 4;

/// The plain text of a draft in Markdown: the same words in the same order, without its trailer. Only an address of the
/// web, and a quoted text, make a line longer than 80 columns.
pub fn plain_text(markdown: &str) -> String {
    let mut page = Page::default();
    write_all(&document::read(markdown), &mut page);
    page.text()
}

/// Writes blocks with an empty line between them, but for what stands right below the heading of a day.
fn write_all(blocks: &[Block], page: &mut Page) {
    for block in blocks {
        write(block, page);
        if !matches!(block, Block::Heading { level: 3.., .. }) {
            page.gap();
        }
    }
}

fn write(block: &Block, page: &mut Page) {
    match block {
        Block::Heading { level, words } => heading(*level, words, page),
        Block::Paragraph(words) => page.words(&text_of(words)),
        Block::List { first, items } => list::write(*first, items, page),
        Block::Table(table) => table::write(table, page),
        Block::Code(text) => page.further_in(QUOTED, |page| {
            for line in text.lines() {
                page.line(line);
            }
        }),
        Block::Quote(blocks) => page.further_in(QUOTED, |page| write_all(blocks, page)),
        Block::Rule => page.line(&"-".repeat(page.columns())),
    }
}

/// A heading; the title and those of sections are underlined.
fn heading(level: u8, words: &[Span], page: &mut Page) {
    let lines = lines::wrapped(&text_of(words), page.columns(), page.columns());
    let longest = lines.iter().map(|line| harmless::width(line)).max().unwrap_or(0);
    for line in &lines {
        page.line(line);
    }
    let underline = match level {
        1 => "=",
        2 => "-",
        _ => return,
    };
    page.line(&underline.repeat(longest.min(page.columns())));
}

/// The words, and behind those that lead into the web their address.
fn text_of(words: &[Span]) -> String {
    let mut out = String::new();
    for span in words {
        out.push_str(&span.text);
        let address = document::web_address(span).filter(|address| !is_said(&span.text, address));
        if let Some(address) = address {
            out.push_str(&format!(" <{address}>"));
        }
    }
    out
}

/// True where the words are the address.
fn is_said(words: &str, address: &str) -> bool {
    words == address || address.strip_prefix("mailto:") == Some(words)
}
