//! Reads tables of values separated by commas, semicolons or tabs.

mod layout;
mod rows;
mod table;
#[cfg(test)]
mod tests;

use super::document::Bundle;
use super::options::ImportOptions;
use super::outcome::{Import, ImportError};
use layout::Layout;
use rows::Rows;
use table::Table;

/// Separators of a CSV file: where numbers are written with a comma, spreadsheets take the semicolon.
const CSV: &[u8] = b",;";
const TSV: &[u8] = b"\t";

/// So many bytes at the beginning of a file show whether it is a table.
const HEAD: usize = 64 * 1024;

/// True if the bundle is in this format, to judge by its content.
pub(super) fn csv_recognises(bundle: &Bundle) -> bool {
    recognises(bundle, CSV)
}

/// Reads it.
pub(super) fn csv_read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    read(bundle, options, "csv", CSV)
}

/// True if the bundle is in this format, to judge by its content.
pub(super) fn tsv_recognises(bundle: &Bundle) -> bool {
    recognises(bundle, TSV)
}

/// Reads it.
pub(super) fn tsv_read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    read(bundle, options, "tsv", TSV)
}

fn recognises(bundle: &Bundle, separators: &[u8]) -> bool {
    bundle.documents.iter().take(1).any(|document| {
        let is_cut = document.bytes.len() > HEAD;
        let head = String::from_utf8_lossy(&document.bytes[..document.bytes.len().min(HEAD)]);
        let head = head.trim_start_matches('\u{feff}');
        separators.iter().any(|separator| {
            // The last line of a part may be a part of one.
            let table = match head.rsplit_once('\n') {
                Some((lines, _)) if is_cut => Table::begun(lines, *separator),
                Some(_) | None => Table::of(head, *separator),
            };
            Layout::shown(&table).is_some()
        })
    })
}

fn read(
    bundle: &Bundle,
    options: &ImportOptions,
    format: &'static str,
    separators: &[u8],
) -> Result<Import, ImportError> {
    let mut import = Import::default();
    for document in &bundle.documents {
        let text = document.text();
        // The separator that gives the most columns is the one that was meant.
        let width = |separator: &&u8| Table::head_of(&text, **separator).width();
        let Some(separator) = separators.iter().max_by_key(width) else {
            continue;
        };
        let table = Table::of(&text, *separator);
        let layout =
            Layout::of(&table, &options.columns).map_err(|why| ImportError::Malformed { format, why })?;
        import.zone = import.zone.or(layout.zone);
        Rows::of((&text, *separator), &layout, document, format, options).read(table, &mut import);
    }
    Ok(import)
}
