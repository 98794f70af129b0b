//! Reads what hotwash prints: JSON of show and export, drafts, the timeline of show.

mod draft;
mod entry;
mod json;
mod layout;
mod marks;
mod pieces;
mod shown;
#[cfg(test)]
mod tests;

use super::document::{Bundle, Document};
use super::options::ImportOptions;
use super::outcome::{Import, ImportError};

/// A form in which hotwash prints an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// `show --json`, `export --format json`.
    Json,
    /// A draft in Markdown, with its trailer.
    Draft,
    /// The timeline of `show`.
    Shown,
}

impl Form {
    fn of(document: &Document) -> Option<Self> {
        let text = document.text();
        if json::is_ours(&text) {
            Some(Form::Json)
        } else if draft::is_ours(&text) {
            Some(Form::Draft)
        } else {
            shown::is_ours(&text).then_some(Form::Shown)
        }
    }
}

/// True if the bundle is in this format, to judge by its content.
pub(super) fn recognises(bundle: &Bundle) -> bool {
    !bundle.documents.is_empty()
        && bundle
            .documents
            .iter()
            .all(|document| Form::of(document).is_some())
}

/// Reads it, one document after the other.
///
/// # Errors
/// When one of them is nothing that hotwash prints, or broken JSON.
pub(super) fn read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    let mut import = Import::default();
    for document in &bundle.documents {
        let text = document.text();
        let file = document.file_name();
        let one = match Form::of(document) {
            Some(Form::Json) => json::read(&text, options)?,
            Some(Form::Draft) => draft::read(&text, file, options),
            Some(Form::Shown) => shown::read(&text, file, options),
            None => return Err(malformed(format!("{file} is nothing that hotwash prints"))),
        };
        import.proposals.extend(one.proposals);
        import.skipped.extend(one.skipped);
        import.zone = import.zone.or(one.zone);
        import.title = import.title.or(one.title);
    }
    Ok(import)
}

fn malformed(why: String) -> ImportError {
    ImportError::Malformed {
        format: "hotwash",
        why,
    }
}
