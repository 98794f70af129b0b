//! Rows of tables, with bars, tabs or several spaces between their cells.

use super::*;

impl<'a> Grouper<'a, '_> {
    /// The head of a table: its columns have names, and a rule or rows stand below it.
    pub(super) fn table_head(&mut self, nth: usize, laid: &Laid<'a>) -> bool {
        let between = between(laid.raw);
        let ruled = self.next(nth).is_some_and(|next| is_table_rule(next.raw)) && laid.raw.contains('|');
        let Some(cells) = between.map(|between| table::cells(laid.raw, between)) else {
            return false;
        };
        let columns = Columns::of_head(&cells);
        if !ruled && (columns.is_none() || laid.raw.chars().any(|c| c.is_ascii_digit())) {
            return false;
        }
        self.table = columns.zip(between);
        let word = zone_word_said(laid.raw, true);
        let zone = word.and_then(zone_word);
        self.open = None;
        self.pieces.push(Piece::Heading(Box::new(Heading {
            line: laid.number,
            raw: laid.raw,
            day: None,
            zone,
            unknown_zone: word.filter(|_| zone.is_none()),
            is_yearless: false,
        })));
        true
    }

    pub(super) fn row(&mut self, nth: usize, laid: &Laid<'a>) -> bool {
        let adjacent = self.is_adjacent(nth);
        let row = match &self.table {
            Some((columns, between))
                if laid.mark == Mark::Row || self::between(laid.raw) == Some(*between) =>
            {
                let cells = table::cells(laid.raw, *between);
                let fits = laid.mark == Mark::Row || cells.len().abs_diff(columns.count()) <= 1;
                fits.then(|| columns.row(&cells, self.habits))
            }
            Some(_) | None if laid.mark == Mark::Row => Some(table::TableRow {
                words: table::headless(laid.raw, self.habits),
                author: None,
                goes_on: false,
            }),
            Some(_) | None => None,
        };
        let Some(row) = row else {
            return false;
        };
        let words = table::unescaped(row.words);
        if row.goes_on && adjacent && self.above().is_some_and(|above| above.mark == Mark::Row) {
            return self.go_on(nth, words);
        }
        if table::says_nothing(&words) {
            return self.skip(laid, Why::NoText);
        }
        if let Some(day) = day::only_day(&words, self.habits) {
            return self.day_row(laid, day);
        }
        let Looked { entry, .. } = line::look(
            &Laid {
                mark: Mark::Row,
                ..*laid
            },
            Cow::Owned(words),
            self.habits,
            self.context,
        );
        self.begin(
            nth,
            Entry {
                author: row.author,
                ..entry
            },
        )
    }

    fn day_row(&mut self, laid: &Laid<'a>, day: DaySaid) -> bool {
        self.open = None;
        self.pieces.push(Piece::Heading(Box::new(Heading {
            line: laid.number,
            raw: laid.raw,
            is_yearless: matches!(&day, DaySaid::Date(date) if line::is_yearless(date)),
            day: Some(day),
            zone: None,
            unknown_zone: None,
        })));
        true
    }
}

/// The marks between the cells of a line, where it can be a row.
fn between(raw: &str) -> Option<Cells> {
    if raw.contains('|') {
        Some(Cells::Bars)
    } else if raw.contains('\t') {
        Some(Cells::Tabs)
    } else {
        raw.contains("  ").then_some(Cells::Spaces)
    }
}
