//! The rows of a table, with the lines that they stand on.

use std::collections::BTreeMap;

use csv::{Reader, ReaderBuilder, StringRecord};

/// So many rows show the width of all.
const ROWS: usize = 200;

/// So many quotes that are never closed are looked for, each in the rest of the text; behind them quotes are signs like
/// others, so that a text of nothing else is read in linear time.
const STRAY_QUOTES: usize = 8;

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
        let mut rows = Vec::new();
        let (mut rest, mut line) = (text, 1);
        for _ in 0..STRAY_QUOTES {
            let last = read(rest, line, separator, true, &mut rows);
            if !is_open(last, separator) {
                return Table { rows };
            }
            // Its quote is never closed: it is a sign like others, and the row ends where its line does.
            rows.pop();
            let before = &rest[..rest.len() - last.len()];
            let (row, below) = last.split_at(end_of_line(last));
            line += breaks(before);
            read(row, line, separator, false, &mut rows);
            (rest, line) = (below, line + breaks(row));
        }
        read(rest, line, separator, false, &mut rows);
        Table { rows }
    }

    /// The rows at the beginning of a text that show the width of all.
    pub(super) fn head_of(text: &'t str, separator: u8) -> Self {
        let mut rows = Vec::new();
        read_to(ROWS, text, 1, separator, true, &mut rows);
        Table { rows }
    }

    /// The rows of the beginning of a text, without those from a quote on that is not closed in it.
    pub(super) fn begun(text: &'t str, separator: u8) -> Self {
        let mut rows = Vec::new();
        let last = read(text, 1, separator, true, &mut rows);
        if is_open(last, separator) {
            rows.pop();
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

/// Reads the rows of a text that begins on this line, with quotes around cells or with quotes as any other sign. Gives
/// the last row, with all that stands behind the one before.
fn read<'t>(text: &'t str, line: usize, separator: u8, quotes: bool, rows: &mut Vec<Row<'t>>) -> &'t str {
    read_to(usize::MAX, text, line, separator, quotes, rows)
}

/// The same up to so many rows in all.
fn read_to<'t>(
    most: usize,
    text: &'t str,
    mut line: usize,
    separator: u8,
    quotes: bool,
    rows: &mut Vec<Row<'t>>,
) -> &'t str {
    let mut reader = reader(text, separator, quotes);
    let (mut start, mut last) = (0, "");
    let mut cells = StringRecord::new();
    // A text is UTF-8 and stands in memory: nothing else can go wrong.
    while rows.len() < most && matches!(reader.read_record(&mut cells), Ok(true)) {
        let end = usize::try_from(reader.position().byte())
            .unwrap_or(text.len())
            .min(text.len());
        last = text.get(start..end).unwrap_or_default();
        let blank = last.len() - last.trim_start_matches(['\r', '\n']).len();
        let first = line + breaks(&last[..blank]);
        rows.push(Row {
            line: first,
            last_line: first + breaks(last[blank..].trim_end_matches(['\r', '\n'])),
            raw: last.trim(),
            // The copy has no room to spare, as the record has that is read into.
            cells: cells.clone(),
        });
        (start, line) = (end, line + breaks(last));
    }
    last
}

fn reader(text: &str, separator: u8, quotes: bool) -> Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true);
    builder.delimiter(separator).quoting(quotes);
    builder.from_reader(text.as_bytes())
}

/// True if the last row of a text ends within a quoted cell: then a line below it would belong to it too.
fn is_open(row: &str, separator: u8) -> bool {
    let below = || format!("{row}\n.");
    row.contains('"') && reader(&below(), separator, true).records().count() < 2
}

/// The place behind the first line of a row, which may stand below blank ones.
fn end_of_line(row: &str) -> usize {
    let ends = ['\r', '\n'];
    let blank = row.len() - row.trim_start_matches(ends).len();
    row[blank..].find(ends).map_or(row.len(), |at| blank + at + 1)
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
