//! The rows of a table, with the lines that they stand on.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};

/// So many rows show the width of all.
const ROWS: usize = 200;

/// A row that is not blank.
pub(super) struct Row<'t> {
    /// The line that it begins on, from 1.
    pub(super) line: usize,
    /// The line that it ends on.
    pub(super) last_line: usize,
    /// The row as it stands there.
    pub(super) raw: &'t str,
    /// Its cells.
    pub(super) cells: StringRecord,
}

impl Row<'_> {
    /// A cell without the white space around it; nothing where there is none.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or_default().trim()
    }

    /// True if nothing stands in any cell.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// The rows of a text.
pub(super) struct Table<'t> {
    /// The rows, in their order.
    pub(super) rows: Vec<Row<'t>>,
}

impl<'t> Table<'t> {
    /// Reads a text whose cells stand between these separators. Any text has rows.
    pub(super) fn of(text: &'t str, separator: u8) -> Self {
        Self::beginning(text, separator, usize::MAX)
    }

    /// The rows at the beginning of a text that show the width of all.
    pub(super) fn head_of(text: &'t str, separator: u8) -> Self {
        Self::beginning(text, separator, ROWS)
    }

    fn beginning(text: &'t str, separator: u8, most: usize) -> Self {
        let mut builder = ReaderBuilder::new();
        builder.has_headers(false).flexible(true).delimiter(separator);
        let mut reader = builder.from_reader(text.as_bytes());
        let mut rows = Vec::new();
        let (mut start, mut line) = (0, 1);
        let mut cells = StringRecord::new();
        // A text is UTF-8 and stands in memory: nothing else can go wrong.
        while rows.len() < most && matches!(reader.read_record(&mut cells), Ok(true)) {
            let end = usize::try_from(reader.position().byte())
                .unwrap_or(text.len())
                .min(text.len());
            let whole = text.get(start..end).unwrap_or_default();
            let blank = whole.len() - whole.trim_start_matches(['\r', '\n']).len();
            let first = line + breaks(&whole[..blank]);
            let raw = whole.trim();
            rows.push(Row {
                line: first,
                last_line: first + breaks(whole[blank..].trim_end_matches(['\r', '\n'])),
                raw,
                // The copy has no room to spare, as the record has that is read into.
                cells: cells.clone(),
            });
            (start, line) = (end, line + breaks(whole));
        }
        Table { rows }
    }

    /// The number of cells that most rows have.
    pub(super) fn width(&self) -> usize {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for row in self.rows.iter().take(ROWS) {
            *counts.entry(row.cells.len()).or_default() += 1;
        }
        counts
            .into_iter()
            .max_by_key(|(_, count)| *count)
            .map_or(0, |(width, _)| width)
    }

    /// True if nearly all rows have as many cells as most.
    pub(super) fn is_even(&self) -> bool {
        let width = self.width();
        let rows = self.rows.iter().take(ROWS);
        let even = rows.clone().filter(|row| row.cells.len() == width).count();
        even * 5 >= rows.count() * 4
    }
}

/// The number of line breaks in a text.
fn breaks(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_know_the_lines_that_they_stand_on() {
        let table = Table::of("a,b\r\n\r\n\"1\n2\",\"x \"\"y\"\"\"\n\nz", b',');
        let told: Vec<String> = table
            .rows
            .iter()
            .map(|row| {
                format!(
                    "{}-{} {:?} {:?}",
                    row.line,
                    row.last_line,
                    row.raw,
                    row.cells.iter().collect::<Vec<_>>()
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                r#"1-1 "a,b" ["a", "b"]"#,
                r#"3-4 "\"1\n2\",\"x \"\"y\"\"\"" ["1\n2", "x \"y\""]"#,
                r#"6-6 "z" ["z"]"#,
            ]
        );
        assert_eq!(table.width(), 2);
        assert!(!table.is_even());
    }
}
