//! The rows of a table as proposals.

use std::collections::HashMap;

use super::layout::Layout;
use super::table::{Row, Table};
use crate::domain::counted::counted;
use crate::domain::entry::Remark;
use crate::domain::kind::Kind;
use crate::domain::time::Zone;
use crate::domain::time::typed::TimeGiven;
use crate::import::building::said;
use crate::import::columns::Role;
use crate::import::document::Document;
use crate::import::field_time::{FieldTimes, day_order};
use crate::import::options::ImportOptions;
use crate::import::outcome::Import;
use crate::import::proposal::{Proposal, Why};

/// A number of so many digits is a source's own, not the number of a row.
const SERIAL: usize = 12;

/// The rows below the head of a table.
pub(super) struct Rows<'t> {
    head: Option<Row<'t>>,
    /// The text that the rows are of, and what separates its cells.
    text: (&'t str, u8),
    layout: &'t Layout,
    document: &'t Document,
    format: &'static str,
    options: &'t ImportOptions,
    /// The number of times that each key stands in the table.
    keys: HashMap<String, usize>,
}

impl<'t> Rows<'t> {
    /// The rows of a text, in this layout.
    pub(super) fn of(
        text: (&'t str, u8),
        layout: &'t Layout,
        document: &'t Document,
        format: &'static str,
        options: &'t ImportOptions,
    ) -> Self {
        Rows {
            head: None,
            text,
            layout,
            document,
            format,
            options,
            keys: HashMap::new(),
        }
    }

    /// Proposes each row of its table, or passes over it.
    pub(super) fn read(mut self, table: Table<'t>, import: &mut Import) {
        let body = self.body(table);
        if let Some(head) = &self.head {
            import.pass_over(head.line, head.raw, Why::Heading);
        }
        if let Some(column) = self.layout.column(Role::Key) {
            for row in &body {
                *self.keys.entry(row.cell(column).to_owned()).or_default() += 1;
            }
        }
        let mut times = self.times(&body);
        let mut read = self.pass(body, &mut times);
        if let Some(mut back) = times.moved_back(self.layout.zone) {
            // Two readings of a long table need not be held at once, nor its rows beside one.
            drop(read);
            let (text, separator) = self.text;
            let body = self.body(Table::of(text, separator));
            read = self.pass(body, &mut back);
            times = back;
        }
        import.join(read);
        times.ask(import);
    }

    /// The rows below the head, which is kept.
    fn body(&mut self, table: Table<'t>) -> Vec<Row<'t>> {
        let mut rows = table.rows;
        if self.layout.has_head && !rows.is_empty() {
            self.head = Some(rows.remove(0));
        }
        rows
    }

    fn times(&self, body: &[Row<'t>]) -> FieldTimes<'t> {
        let mut times = FieldTimes::new(self.options, self.layout.zone);
        let columns = [self.layout.column(Role::Time), self.layout.column(Role::Date)];
        let cells = body
            .iter()
            .flat_map(|row| columns.into_iter().flatten().map(|column| row.cell(column)));
        times.order = times.order.or_else(|| day_order(cells));
        times
    }

    /// A row is let go once it is placed: a long table is not held beside its proposals.
    fn pass(&self, body: Vec<Row<'t>>, times: &mut FieldTimes<'_>) -> Import {
        let mut import = Import::default();
        for row in body {
            match self.reason(&row) {
                Some(why) => import.pass_over(row.line, row.raw, why),
                None => import.propose(self.proposal(&row, times)),
            }
        }
        import
    }

    /// The reason why a row is no event.
    fn reason(&self, row: &Row<'_>) -> Option<Why> {
        let (cells, width) = (row.cells.len(), self.layout.width);
        if row.is_empty() {
            Some(Why::Ornament)
        } else if self.head.as_ref().is_some_and(|head| head.cells == row.cells) {
            Some(Why::Heading)
        } else if cells != width {
            Some(Why::Unreadable(format!(
                "it has {}, the others have {width}",
                counted(cells, "cell")
            )))
        } else {
            None
        }
    }

    fn proposal(&self, row: &Row<'_>, times: &mut FieldTimes<'_>) -> Proposal {
        let cell = |role: Role| {
            self.layout
                .column(role)
                .map(|column| row.cell(column))
                .filter(|cell| !cell.is_empty())
        };
        let zone = cell(Role::Zone).and_then(|zone| Zone::known(zone, Zone::Utc));
        let (time, unread) = time(row.line, cell, times, zone);
        let mut texts: Vec<&str> = self
            .layout
            .columns(Role::Text)
            .map(|column| row.cell(column))
            .collect();
        texts.retain(|text| !text.is_empty());
        texts.dedup();
        let mut proposal = Proposal::exported(row.line, Kind::Note, said(time), &texts.join("\n"), row.raw);
        proposal.last_line = row.last_line;
        let mut proposal = match cell(Role::Kind).map(|kind| (kind, Kind::from_typed(kind))) {
            Some((_, Some((kind, via)))) => proposal.of_kind(kind, via),
            Some((unknown, None)) => {
                let mut proposal = proposal.of_guessed_kind();
                put_before(&mut proposal, &format!("{unknown}: "));
                proposal.remarks.push(Remark::LooksLikeKind(unknown.to_owned()));
                proposal
            }
            None => proposal.of_guessed_kind(),
        };
        if let Some(unread) = unread {
            put_before(&mut proposal, &format!("{unread} "));
            proposal.remarks.push(Remark::LooksLikeTime(unread));
        }
        let is_own = |key: &&str| self.keys.get(*key) == Some(&1) && !is_number_of_row(key);
        let key = cell(Role::Key).filter(is_own);
        let key = key.map(|key| format!("{}/{key}", self.document.file_name()));
        proposal.by(cell(Role::Author).map(str::to_owned)).identified(
            self.format,
            key.as_deref(),
            self.document,
        )
    }
}

/// Keeps a cell that is not read before the words, where there are any.
fn put_before(proposal: &mut Proposal, cell: &str) {
    if let Some(text) = proposal.text_mut().filter(|text| !text.is_empty()) {
        text.insert_str(0, cell);
    }
}

/// True of a key that counts rows: another table of the same name has it for other rows.
fn is_number_of_row(key: &str) -> bool {
    key.len() < SERIAL && key.bytes().all(|b| b.is_ascii_digit())
}

/// The time of a row, from its cells; else the text of them that is none.
fn time<'r>(
    line: usize,
    cell: impl Fn(Role) -> Option<&'r str>,
    times: &mut FieldTimes<'_>,
    zone: Option<Zone>,
) -> (Option<TimeGiven>, Option<String>) {
    let text = match (cell(Role::Date), cell(Role::Time)) {
        (Some(date), Some(time)) => format!("{date} {time}"),
        (Some(only), None) | (None, Some(only)) => only.to_owned(),
        (None, None) => return (None, None),
    };
    let time = times.read(line, &text, zone);
    // The time beside a date may be a complete one.
    let time = time.or_else(|| times.read(line, cell(Role::Time)?, zone));
    let Some(mut time) = time else {
        return (None, Some(text));
    };
    if let Some(end) = cell(Role::End).and_then(|end| times.read(line, end, zone)) {
        time.until = Some(end.at).filter(|end| end.wall() > time.at.wall());
    }
    (Some(time), None)
}
