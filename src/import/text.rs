//! Reads notes, chats and postmortems in plain text or Markdown.

mod decode;
pub(in crate::import) mod timeline;

use super::document::{Bundle, Document};
use super::options::ImportOptions;
use super::outcome::{Import, ImportError, Question};
use timeline::{NumberedLine, Said};

/// True if the bundle is in this format, to judge by its content.
pub(super) fn recognises(bundle: &Bundle) -> bool {
    let texts = |document: &Document| decode::text(&document.bytes).is_some();
    !bundle.documents.is_empty() && bundle.documents.iter().all(texts)
}

/// Reads it.
pub(super) fn read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    let mut all = Import::default();
    for document in &bundle.documents {
        let text =
            decode::text(&document.bytes).ok_or(ImportError::NoText("it holds bytes that no text has"))?;
        let import = read_document(&text, document.file_name(), options);
        all.proposals.extend(import.proposals);
        all.skipped.extend(import.skipped);
        all.zone = all.zone.or(import.zone);
        all.title = all.title.or(import.title);
        for question in import.questions {
            ask_once(&mut all.questions, question);
        }
    }
    Ok(all)
}

fn read_document(text: &str, file: &str, options: &ImportOptions) -> Import {
    let lines: Vec<NumberedLine<'_>> = decode::lines(text)
        .enumerate()
        .map(|(nth, text)| NumberedLine {
            number: nth + 1,
            text,
        })
        .collect();
    timeline::read(&lines, file, Said::default(), options)
}

/// A question is not asked again for the next file.
fn ask_once(questions: &mut Vec<Question>, question: Question) {
    if !questions.contains(&question) {
        questions.push(question);
    }
}
