//! A table within so many columns: cells broken into lines, the widest columns giving way first.

use super::lines::broken;
use super::{Face, Line, Span};
use crate::domain::harmless;

/// Between two cells.
const BORDER: &str = " │ ";

/// The columns of the border.
const BORDER_WIDTH: usize = 3;

/// A column narrower than this is no longer read: the rows are then told cell by cell.
const NARROWEST: usize = 7;

/// A row: its cells, each a text.
pub(super) type Row = Vec<Vec<Span>>;

/// The lines of a table, whose first row is its head.
pub(super) fn drawn(rows: &[Row], columns: usize) -> Vec<Line> {
    let Some((head, body)) = rows.split_first() else {
        return Vec::new();
    };
    let count = head.len().max(1);
    let room = columns.saturating_sub(BORDER_WIDTH * (count - 1));
    if room < NARROWEST * count {
        return body.iter().flat_map(|row| told(head, row, columns)).collect();
    }
    let widths = widths(rows, count, room);
    let mut lines = Vec::new();
    if head.iter().any(|cell| !cell.is_empty()) {
        let bold: Row = head.iter().map(|cell| in_bold(cell)).collect();
        lines.extend(row_lines(&bold, &widths));
        let total = widths.iter().sum::<usize>() + BORDER_WIDTH * (count - 1);
        lines.push(vec![Span::new("─".repeat(total), Face::Quiet)]);
    }
    lines.extend(body.iter().flat_map(|row| row_lines(row, &widths)));
    lines
}

fn in_bold(cell: &[Span]) -> Vec<Span> {
    let spans = cell.iter();
    spans
        .map(|span| Span::new(span.text.clone(), Face::Bold))
        .collect()
}

/// The width of each column: as wide as its widest cell, but that the widest give way until all fit.
fn widths(rows: &[Row], count: usize, room: usize) -> Vec<usize> {
    let mut widths = vec![1; count];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            let wide: usize = cell.iter().map(|span| harmless::width(&span.text)).sum();
            *width = wide.min(room).max(*width);
        }
    }
    while widths.iter().sum::<usize>() > room {
        let Some(widest) = widths.iter_mut().max() else {
            break;
        };
        *widest -= 1;
    }
    widths
}

fn row_lines(row: &Row, widths: &[usize]) -> Vec<Line> {
    let none = Vec::new();
    let cells = (0..widths.len()).map(|nth| broken(row.get(nth).unwrap_or(&none), widths[nth]));
    let cells: Vec<Vec<Line>> = cells.collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or_default();
    let lines = (0..height).map(|nth| {
        let mut line = Line::new();
        for (place, (cell, width)) in cells.iter().zip(widths).enumerate() {
            if place > 0 {
                line.push(Span::new(BORDER, Face::Quiet));
            }
            let part = cell.get(nth).cloned().unwrap_or_default();
            let used: usize = part.iter().map(|span| harmless::width(&span.text)).sum();
            line.extend(part);
            if place + 1 < widths.len() {
                line.push(Span::new(" ".repeat(width.saturating_sub(used)), Face::Plain));
            }
        }
        line
    });
    lines.collect()
}

/// A row told cell by cell, each behind the head of its column.
fn told(head: &Row, row: &Row, columns: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for (nth, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        let mut text = head.get(nth).map(|head| in_bold(head)).unwrap_or_default();
        if !text.is_empty() {
            text.push(Span::new(": ", Face::Plain));
        }
        text.extend(cell.iter().cloned());
        lines.extend(broken(&text, columns));
    }
    lines.push(Line::new());
    lines
}
