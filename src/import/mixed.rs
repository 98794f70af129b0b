//! Reads several files together: each in the format that its own content shows, those of a format as one bundle.

use super::document::Bundle;
use super::format::Format;
use super::options::ImportOptions;
use super::outcome::{Import, ImportError};
use super::proposal::Why;

/// Reads a bundle. The files of a Slack export and of a recording say only together what they mean: they stay together.
///
/// # Errors
/// When no file of it is read in any format.
pub(super) fn read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    let of_all = Format::of(bundle);
    let is_one = bundle.documents.len() < 2;
    match of_all {
        Ok(format) if is_one || is_of_many_files(format) => in_format(format, bundle, options),
        Err(error) if is_one => Err(error),
        Ok(_) | Err(_) => apart(bundle, options),
    }
}

/// Reads a bundle in one format, without what is not asked for.
///
/// # Errors
/// When it is not in this format, or broken.
pub(super) fn in_format(
    format: Format,
    bundle: &Bundle,
    options: &ImportOptions,
) -> Result<Import, ImportError> {
    let mut import = format.read(bundle, options)?;
    options.filter(&mut import);
    import.format = format;
    import.formats = vec![(format, import.proposals.len())];
    Ok(import)
}

fn is_of_many_files(format: Format) -> bool {
    matches!(format, Format::Slack | Format::Script)
}

/// Reads the files of each format by themselves, in the order in which the formats come. What cannot be read is passed
/// over by its name, unless nothing can.
fn apart(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    let mut import = Import::default();
    let mut first_error = None;
    for (format, part) in parts(bundle) {
        let read = format.and_then(|format| in_format(format, &part, options));
        match read {
            Ok(read) => import.join(read),
            Err(error) => {
                for document in &part.documents {
                    import.pass_over(1, &document.name, Why::Unreadable(error.to_string()));
                }
                first_error.get_or_insert(error);
            }
        }
    }
    match first_error {
        Some(error) if import.formats.is_empty() => Err(error),
        Some(_) | None => Ok(import),
    }
}

/// The format of a part, or the reason why it has none, and its files.
type Part = (Result<Format, ImportError>, Bundle);

fn parts(bundle: &Bundle) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for document in &bundle.documents {
        let mut alone = Bundle {
            name: bundle.name.clone(),
            documents: vec![document.clone()],
            left_out: Vec::new(),
        };
        let format = Format::of(&alone);
        match parts.iter_mut().find(|(of_part, _)| *of_part == format) {
            Some((_, part)) => part.documents.append(&mut alone.documents),
            None => parts.push((format, alone)),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::sample::{fixture, options, said, told};
    use crate::import::{self, Document};

    fn folder(files: Vec<(&str, Vec<u8>)>) -> Bundle {
        let documents = files.into_iter().map(|(name, bytes)| Document {
            name: name.to_owned(),
            bytes,
        });
        Bundle {
            name: "folder".to_owned(),
            documents: documents.collect(),
            left_out: Vec::new(),
        }
    }

    #[test]
    fn each_file_is_read_in_its_own_format() {
        let alerts = fixture("alertmanager-webhook.json").documents.remove(0).bytes;
        let log = "2023-03-25T14:02:00Z ERROR db down\n".repeat(3).into_bytes();
        let bundle = folder(vec![
            ("a.json", alerts),
            ("app.log", log.clone()),
            ("chat.txt", b"14:05 bo: rolled back\n".to_vec()),
            ("empty.txt", Vec::new()),
            ("graph.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
            ("z.log", log),
        ]);
        let import = import::read(&bundle, &options()).unwrap();
        let formats: Vec<_> = import
            .formats
            .iter()
            .map(|(format, _)| format.row().name)
            .collect();
        assert_eq!(formats, ["alertmanager", "log", "text"]);
        assert_eq!((import.formats[1].1, import.formats[2].1), (6, 1));
        assert!(told(&import).iter().any(|row| row.contains("rolled back")));
        let said = said(&import);
        for name in ["empty.txt", "graph.png"] {
            assert!(said.iter().any(|line| line.ends_with(name)), "{said:?}");
        }
    }

    #[test]
    fn a_folder_of_which_nothing_is_read_is_refused() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        let bundle = folder(vec![("a.png", png.clone()), ("b.png", png)]);
        assert!(import::read(&bundle, &options()).is_err());
    }
}
