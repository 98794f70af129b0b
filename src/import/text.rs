//! Reads notes, chats and postmortems in plain text or Markdown.

mod decode;
mod sections;
pub(in crate::import) mod timeline;

use super::document::{Bundle, Document};
use super::options::ImportOptions;
use super::outcome::{Import, ImportError};
use timeline::{NumberedLine, Said};

/// True if the bundle is in this format, to judge by its content: any text is.
pub(super) fn recognises(bundle: &Bundle) -> bool {
    let texts = |document: &Document| decode::text(&document.bytes).is_some();
    !bundle.documents.is_empty() && bundle.documents.iter().all(texts)
}

/// Reads it, one document after the other.
pub(super) fn read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    let mut all = Import::default();
    for document in &bundle.documents {
        let text =
            decode::text(&document.bytes).ok_or(ImportError::NoText("it holds bytes that no text has"))?;
        all.join(read_document(&text, document.file_name(), options));
    }
    Ok(all)
}

/// A postmortem is read by its sections, anything else as notes.
fn read_document(text: &str, file: &str, options: &ImportOptions) -> Import {
    sections::read(text, file, options).unwrap_or_else(|| {
        let lines = decode::lines(text).enumerate();
        let lines: Vec<NumberedLine<'_>> = lines
            .map(|(nth, text)| NumberedLine {
                number: nth + 1,
                text,
            })
            .collect();
        timeline::read(&lines, file, Said::default(), options)
    })
}
