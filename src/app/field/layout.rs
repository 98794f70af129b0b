//! Soft wrapping: the rows to show around the cursor, and where in them it stands.
//!
//! Only text near the cursor is wrapped. A line too long to wrap from its start is wrapped from
//! a fixed offset instead, so that a huge paste does not slow down each key.

use unicode_segmentation::UnicodeSegmentation;

use super::{Field, motion};
use crate::domain::harmless;

/// Bytes before the cursor that are wrapped even if few rows are shown.
const MIN_REACH: usize = 16 * 1024;

/// A field laid out in rows of harmless text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldLayout {
    /// The visible rows, top first, each harmless and within the width.
    pub rows: Vec<String>,
    /// Column and row of the cursor, from 0, always within the width and the rows.
    pub cursor: (u16, u16),
    /// True if there is text above the first row.
    pub hidden_above: bool,
    /// True if there is text below the last row.
    pub hidden_below: bool,
}

impl Field {
    /// Wraps the text to `width` columns and shows at most `max_rows` rows around the cursor.
    ///
    /// Words stay whole where they fit. The last column is left to the cursor and to the space a
    /// row was broken at. Without columns or rows the layout is empty.
    #[must_use]
    pub fn layout(&self, width: u16, max_rows: u16) -> FieldLayout {
        if width == 0 || max_rows == 0 {
            return FieldLayout::default();
        }
        let (width, max_rows) = (usize::from(width), usize::from(max_rows));
        let start = first_wrapped(&self.text, self.cursor, width, max_rows);
        let mut wrap = Wrap::new(width);
        let complete = wrap.run(&self.text[start..], self.cursor - start, max_rows);
        wrap.view(max_rows, start > 0, !complete)
    }
}

/// The place where wrapping begins: `max_rows` lines above the cursor, or as far as it may reach.
pub(super) fn first_wrapped(text: &str, cursor: usize, width: usize, max_rows: usize) -> usize {
    let reach = MIN_REACH.max(4 * width * max_rows);
    // A multiple of the reach stays put while the cursor moves, so the rows do not jump.
    let floor = (cursor.saturating_sub(reach) / reach) * reach;
    let newlines = text.as_bytes()[floor..cursor]
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, byte)| **byte == b'\n');
    match newlines.map(|(offset, _)| floor + offset + 1).nth(max_rows) {
        Some(line_start) => line_start,
        None => motion::boundary_until(text, floor),
    }
}

/// Rows being filled.
struct Wrap {
    width: usize,
    rows: Vec<String>,
    /// The row being filled and its columns.
    row: String,
    columns: usize,
    /// Byte and column in `row` where it may be broken.
    break_at: Option<(usize, usize)>,
    /// Column and row of the cursor, once it was met.
    cursor: Option<(usize, usize)>,
}

impl Wrap {
    fn new(width: usize) -> Self {
        Self {
            width,
            rows: Vec::new(),
            row: String::new(),
            columns: 0,
            break_at: None,
            cursor: None,
        }
    }

    /// Wraps `text` until `max_rows` rows follow the cursor's. Returns whether all of it was.
    fn run(&mut self, text: &str, cursor: usize, max_rows: usize) -> bool {
        for (at, grapheme) in text.grapheme_indices(true) {
            if self
                .cursor
                .is_some_and(|(_, row)| self.rows.len() > row + max_rows)
            {
                return false;
            }
            if at == cursor {
                self.meet_cursor();
            }
            if matches!(grapheme, "\n" | "\r\n") {
                self.end_row();
            } else {
                self.push_shown(grapheme);
            }
        }
        if self.cursor.is_none() {
            self.meet_cursor();
        }
        self.end_row();
        true
    }

    /// Notes the cursor: it goes where a character typed here would go.
    fn meet_cursor(&mut self) {
        if self.columns >= self.width {
            self.break_row();
        }
        self.cursor = Some((self.columns, self.rows.len()));
    }

    /// Adds a source grapheme as it is shown: mostly itself, else a stand-in of several.
    fn push_shown(&mut self, source: &str) {
        let shown = harmless::cluster(source);
        for piece in shown.graphemes(true) {
            let columns = harmless::width(piece);
            if columns > self.width {
                self.push("…", 1);
            } else {
                self.push(piece, columns);
            }
        }
        if is_space(source) || harmless::width(&shown) == 2 {
            self.break_at = Some((self.row.len(), self.columns));
        }
    }

    fn push(&mut self, piece: &str, columns: usize) {
        let limit = if is_space(piece) {
            self.width
        } else {
            self.width.saturating_sub(1).max(1)
        };
        // A piece wider than the limit may still fill a row of its own.
        while self.columns > 0 && self.columns + columns > limit {
            self.break_row();
        }
        self.row.push_str(piece);
        self.columns += columns;
    }

    /// Ends the row at the last place it may be broken, else right here.
    fn break_row(&mut self) {
        let (byte, column) = self.break_at.take().unwrap_or((self.row.len(), self.columns));
        let tail = self.row.split_off(byte);
        let tail_columns = self.columns - column;
        let row = self.rows.len();
        self.end_row();
        self.row = tail;
        self.columns = tail_columns;
        if let Some(cursor) = &mut self.cursor
            && cursor.1 == row
            && cursor.0 >= column
        {
            *cursor = (cursor.0 - column, row + 1);
        }
    }

    fn end_row(&mut self) {
        self.rows.push(std::mem::take(&mut self.row));
        self.columns = 0;
        self.break_at = None;
    }

    /// Chooses the rows to show, the cursor's in their middle where there is text on both sides.
    fn view(self, max_rows: usize, above: bool, below: bool) -> FieldLayout {
        let (column, row) = self.cursor.unwrap_or_default();
        let last_top = self.rows.len().saturating_sub(max_rows);
        let top = row.saturating_sub(max_rows / 2).min(last_top);
        FieldLayout {
            hidden_above: above || top > 0,
            hidden_below: below || top + max_rows < self.rows.len(),
            cursor: (to_u16(column.min(self.width - 1)), to_u16(row - top)),
            rows: self.rows.into_iter().skip(top).take(max_rows).collect(),
        }
    }
}

fn is_space(grapheme: &str) -> bool {
    grapheme.starts_with([' ', '\t'])
}

/// Narrows a count that a `u16` width or height already bounds.
fn to_u16(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
