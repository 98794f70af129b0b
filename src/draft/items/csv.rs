//! Action items as comma-separated values (RFC 4180), for a spreadsheet.

use super::Items;
use crate::domain::harmless;
use crate::draft::context::{ActionItemTold, Draft};

/// The names of the columns, which are a contract.
const COLUMNS: [&str; 10] = [
    "number", "what", "type", "owner", "due", "priority", "done", "incident", "title", "link",
];

/// Letters with which a spreadsheet takes a cell for a formula, those of full width too.
const FORMULA: &[char] = &['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// All action items, those too that are done.
pub fn csv(draft: &Draft) -> String {
    let items = Items::of(draft);
    let mut out = row(&COLUMNS);
    for item in items.all.iter() {
        out.push_str(&row(&cells(item, &items)));
    }
    out
}

fn cells(item: &ActionItemTold, items: &Items<'_>) -> [String; COLUMNS.len()] {
    [
        item.number.to_string(),
        item.text.clone(),
        item.purpose
            .map(|purpose| purpose.word().to_owned())
            .unwrap_or_default(),
        item.owner.clone().unwrap_or_default(),
        item.due.clone().unwrap_or_default(),
        item.priority.clone().unwrap_or_default(),
        if item.done { "yes" } else { "no" }.to_owned(),
        items.incident.clone().unwrap_or_default(),
        items.title.to_owned(),
        item.address.clone().unwrap_or_default(),
    ]
}

/// A row with its line end. Each cell is quoted: a semicolon in it would else begin another cell where programs part them
/// by that.
pub(super) fn row(cells: &[impl AsRef<str>]) -> String {
    let quoted = cells
        .iter()
        .map(|cell| format!("\"{}\"", inert(cell.as_ref()).replace('"', "\"\"")));
    format!("{}\r\n", quoted.collect::<Vec<_>>().join(","))
}

/// A cell that is text to a spreadsheet: before what would be a formula stands an apostrophe, as spreadsheets have it
/// themselves.
fn inert(cell: &str) -> String {
    let shown = harmless::block(cell.trim());
    match shown.starts_with(FORMULA) {
        true => format!("'{shown}"),
        false => shown.into_owned(),
    }
}
