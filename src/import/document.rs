//! The files of one import, read whole by somebody else, with the names that they had.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

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

    /// Its bytes as UTF-8, where it is UTF-16 with its mark; `None` where it is anything else, or holds a NUL and so is no
    /// text.
    fn utf16_as_utf8(&self) -> Option<String> {
        let (encoding, mark) = Encoding::for_bom(&self.bytes).filter(|(encoding, _)| *encoding != UTF_8)?;
        let (text, _) = encoding.decode_without_bom_handling(&self.bytes[mark..]);
        (!text.contains('\0')).then(|| text.into_owned())
    }

    /// The last part of its name.
    pub fn file_name(&self) -> &str {
        last_part(&self.name)
    }
}

/// The last part of a path.
pub(super) fn last_part(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Files that belong together: one alone, or those of a folder or an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bundle {
    /// The name of the file, the folder or the archive, as it was given.
    pub name: String,
    /// Its files, by name.
    pub documents: Vec<Document>,
    /// Files and folders that stand there too and were not read.
    pub left_out: Vec<LeftOut>,
}

/// A file or a folder that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its name, below the folder or the archive.
    pub name: String,
    /// The reason.
    pub why: &'static str,
}

impl Bundle {
    /// Its files.
    pub(super) fn files(&self) -> Vec<&Document> {
        self.documents.iter().collect()
    }

    /// The same files, with those that are UTF-16 as UTF-8: no reader but that of text knows another encoding.
    pub(super) fn in_utf8(&self) -> Cow<'_, Bundle> {
        let is_utf16 = |document: &Document| {
            document.bytes.starts_with(b"\xff\xfe") || document.bytes.starts_with(b"\xfe\xff")
        };
        if !self.documents.iter().any(is_utf16) {
            return Cow::Borrowed(self);
        }
        let mut bundle = self.clone();
        for document in &mut bundle.documents {
            if let Some(text) = document.utf16_as_utf8() {
                document.bytes = text.into_bytes();
            }
        }
        Cow::Owned(bundle)
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
            left_out: Vec::new(),
        }
    }
}
