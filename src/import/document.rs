//! The files of one import, read whole by somebody else, with the names that they had.

use std::borrow::Cow;

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its name, below the folder or the archive that it came from; `-` for standard input.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Document {
    /// Its text. Bytes that are no UTF-8 are replaced by U+FFFD; a byte-order mark is left out.
    pub fn text(&self) -> Cow<'_, str> {
        let bytes = self
            .bytes
            .strip_prefix("\u{feff}".as_bytes())
            .unwrap_or(&self.bytes);
        String::from_utf8_lossy(bytes)
    }

    /// The last part of its name.
    pub fn file_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name)
    }
}

/// Files that belong together: one alone, or those of a folder or an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bundle {
    /// The name of the file, the folder or the archive, as it was given.
    pub name: String,
    /// Its files, by name.
    pub documents: Vec<Document>,
}

impl Bundle {
    /// Its files.
    pub(super) fn files(&self) -> Vec<&Document> {
        self.documents.iter().collect()
    }

    /// One file alone.
    pub fn of(name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        let document = Document {
            name: name.to_owned(),
            bytes: bytes.into(),
        };
        Bundle {
            name: name.to_owned(),
            documents: vec![document],
        }
    }
}
