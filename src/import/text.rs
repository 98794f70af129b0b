//! Reads notes, chats and postmortems in plain text or Markdown.

mod decode;
mod sections;
pub(in crate::import) mod timeline;

use super::document::{Bundle, Document};
use super::options::ImportOptions;
use super::outcome::{Import, ImportError};
use timeline::{NumberedLine, Said};

/// The most bytes of a line that people wrote.
const LONGEST: usize = 1024 * 1024;

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
        if let Some(nth) = decode::lines(&text).position(|line| line.len() > LONGEST) {
            return Err(ImportError::TooLarge {
                what: format!("line {}", nth + 1),
                most: "the 1 MiB that a line of notes".to_owned(),
            });
        }
        all.join(read_document(&text, document.file_name(), options));
    }
    Ok(all)
}

/// A postmortem is read by its sections, anything else as notes.
fn read_document(text: &str, file: &str, options: &ImportOptions) -> Import {
    sections::read(text, file, options).unwrap_or_else(|| {
        let lines = decode::lines(text).enumerate().map(|(nth, text)| NumberedLine {
            number: nth + 1,
            text,
        });
        timeline::read(lines, file, Said::default(), options)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::typed::{Anchor, TimeContext};
    use crate::domain::time::{Now, Zone};

    #[test]
    fn a_line_without_end_is_refused_with_its_number() {
        let context = TimeContext {
            now: Now {
                instant: "2023-03-25T14:00:00Z".parse().unwrap(),
                local: Zone::Utc,
            },
            zone: Zone::Utc,
            anchor: Anchor::Now,
        };
        let text = format!("09:30 down\n09:31 {}\n", "x".repeat(LONGEST));
        let error = read(&Bundle::of("notes.md", text), &ImportOptions::new(context)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "line 2 is larger than the 1 MiB that a line of notes allows"
        );
    }
}
