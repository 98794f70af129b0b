//! Tables in a plain text: columns that are aligned, and as narrow as they have to be.

use super::document::{Table, Words};
use super::lines::{Page, wrapped};
use super::text_of;
use crate::domain::harmless;

/// The columns between two columns of a table.
const GAP: usize = 2;

/// The fewest columns that a column is narrowed to.
const NARROWEST: usize = 6;

/// More columns than these do not fit beside each other: the cells of a row follow each other then.
const MOST: usize = 10;

/// Writes a table; columns in which nothing stands are left out.
pub(super) fn write(table: &Table, page: &mut Page) {
    let head: Vec<String> = texts(&table.head);
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| texts(row)).collect();
    let is_used = |column: &usize| rows.iter().any(|row| !cell(row, *column).is_empty());
    let columns: Vec<usize> = (0..head.len()).filter(is_used).collect();
    if columns.len() > MOST {
        return rows.iter().for_each(|row| page.words(&row.join("; ")));
    }
    let all = || std::iter::once(&head).chain(&rows);
    let natural = columns.iter().map(|column| {
        let widths = all().map(|row| widest_line(cell(row, *column)));
        widths.max().unwrap_or(0)
    });
    let widths = narrowed(natural.collect(), page.columns());
    let layout: Vec<Column> = columns
        .into_iter()
        .zip(widths)
        .map(|(number, width)| Column {
            number,
            width,
            is_right: table.is_right.get(number).copied().unwrap_or_default(),
        })
        .collect();
    if layout.iter().any(|column| !cell(&head, column.number).is_empty()) {
        write_row(&head, &layout, page);
        let rules: Vec<String> = layout.iter().map(|column| "-".repeat(column.width)).collect();
        page.line(&rules.join(&" ".repeat(GAP)));
    }
    for row in &rows {
        write_row(row, &layout, page);
    }
}

/// A column that is written.
struct Column {
    /// Its place in the table.
    number: usize,
    width: usize,
    is_right: bool,
}

fn texts(cells: &[Words]) -> Vec<String> {
    cells.iter().map(|words| text_of(words)).collect()
}

fn cell(row: &[String], column: usize) -> &str {
    row.get(column).map_or("", String::as_str)
}

fn widest_line(text: &str) -> usize {
    text.lines().map(harmless::width).max().unwrap_or(0)
}

/// The widths of columns, the widest of them narrowed until all of them fit.
fn narrowed(mut widths: Vec<usize>, room: usize) -> Vec<usize> {
    widths.iter_mut().for_each(|width| *width = (*width).min(room));
    let gaps = GAP * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > room {
        match widths.iter_mut().max() {
            Some(widest) if *widest > NARROWEST => *widest -= 1,
            Some(_) | None => break,
        }
    }
    widths
}

fn write_row(row: &[String], layout: &[Column], page: &mut Page) {
    let cells: Vec<Vec<String>> = layout
        .iter()
        .map(|column| wrapped(cell(row, column.number), column.width, column.width))
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    for nth in 0..height {
        let mut line = String::new();
        for (column, lines) in layout.iter().zip(&cells) {
            let text = lines.get(nth).map_or("", String::as_str);
            let spare = " ".repeat(column.width.saturating_sub(harmless::width(text)));
            if !line.is_empty() {
                line.push_str(&" ".repeat(GAP));
            }
            match column.is_right {
                true => line.push_str(&(spare + text)),
                false => line.push_str(&(text.to_owned() + &spare)),
            }
        }
        page.line(&line);
    }
}
