//! Reads notes, chats and postmortems in plain text or Markdown.

mod sections;
mod timeline;

use super::document::{Bundle, Document};
use super::options::ImportOptions;
use super::outcome::{Import, ImportError};
use timeline::{NumberedLine, Said};

/// True if the bundle is in this format, to judge by its content: any text is.
pub(super) fn recognises(bundle: &Bundle) -> bool {
    !bundle
        .documents
        .iter()
        .any(|document| document.bytes.contains(&0))
}

/// Reads it, one document after the other.
pub(super) fn read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    let mut import = Import::default();
    for document in &bundle.documents {
        let one = read_document(document, options);
        import.proposals.extend(one.proposals);
        import.skipped.extend(one.skipped);
        import.questions.extend(one.questions);
        import.zone = import.zone.or(one.zone);
        import.title = import.title.or(one.title);
    }
    Ok(import)
}

/// A postmortem is read by its sections, anything else as notes.
fn read_document(document: &Document, options: &ImportOptions) -> Import {
    let text = document.text();
    let file = document.file_name();
    sections::read(&text, file, options).unwrap_or_else(|| {
        let lines = text.lines().flat_map(|line| line.split('\r')).enumerate();
        let lines: Vec<NumberedLine<'_>> = lines
            .map(|(nth, text)| NumberedLine {
                number: nth + 1,
                text,
            })
            .collect();
        timeline::read(&lines, file, Said::default(), options)
    })
}
