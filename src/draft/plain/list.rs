//! Lists in a plain text: with bullets or numbers, or in two columns where the items begin with a time in bold.

use super::document::{Block, Span};
use super::lines::Page;
use super::{text_of, write_all};
use crate::domain::harmless;

/// The columns of the longest time that the others are aligned with: `~14:05–14:20`. What is longer stands by itself.
const LONGEST_LEAD: usize = 13;

/// The columns before the times of a timeline, and behind them.
const BEFORE: usize = 2;
const BEHIND: usize = 2;

/// Writes a list.
pub(super) fn write(first: Option<u64>, items: &[Vec<Block>], page: &mut Page) {
    let leads = items.iter().filter_map(|item| lead(item));
    let widths: Vec<usize> = leads.map(|(lead, _)| harmless::width(&lead)).collect();
    if first.is_none() && widths.len() * 2 > items.len() {
        let column = widths.into_iter().filter(|width| *width <= LONGEST_LEAD).max();
        timeline(items, column.unwrap_or(0), page);
    } else {
        marked(first, items, page);
    }
}

/// The words in bold that an item begins with, and those behind them.
fn lead(item: &[Block]) -> Option<(String, &[Span])> {
    let Some(Block::Paragraph(words)) = item.first() else {
        return None;
    };
    let first = words.first().filter(|span| span.look.is_bold)?;
    Some((first.text.clone(), &words[1..]))
}

/// Writes the entries of a timeline, their times below each other.
fn timeline(items: &[Vec<Block>], column: usize, page: &mut Page) {
    let indent = BEFORE + column + BEHIND;
    for item in items {
        let rest = match lead(item) {
            Some((lead, words)) => {
                let gap = column.saturating_sub(harmless::width(&lead)) + BEHIND;
                let mark = format!("{}{lead}{}", " ".repeat(BEFORE), " ".repeat(gap));
                page.hanging(&mark, indent, text_of(words).trim_start());
                &item[1..]
            }
            None => item,
        };
        page.further_in(indent, |page| write_all(rest, page));
        page.no_gap();
    }
}

/// Writes the items behind bullets or numbers.
fn marked(first: Option<u64>, items: &[Vec<Block>], page: &mut Page) {
    for (nth, item) in (0..).zip(items) {
        let mark = match first {
            Some(first) => format!("{}. ", first.saturating_add(nth)),
            None => "- ".to_owned(),
        };
        let indent = harmless::width(&mark);
        let rest = match item.first() {
            Some(Block::Paragraph(words)) => {
                page.hanging(&mark, indent, &text_of(words));
                &item[1..]
            }
            Some(_) | None => {
                page.line(&mark);
                item
            }
        };
        page.further_in(indent, |page| write_all(rest, page));
        page.no_gap();
    }
}
