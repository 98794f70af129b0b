//! Which bytes of a journal a draft was made from, and whether the journal still begins with them.
//!
//! Segments only grow, so a count of records and a hash of all bytes up to the last of them stay true for ever.
//! Bytes are hashed as stored.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::draft::{Citation, CitedSegment};
use crate::journal::{How, IncidentPath, JournalError, Line, Operation, Shelf, Storage, read_line};

/// Something that a journal no longer begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The segment's file name.
    pub file: String,
    /// What is wrong, in a few words.
    pub what: String,
}

/// Cites every segment of an incident's journal, as far as its last complete line.
///
/// # Errors
/// When the journal cannot be read.
pub fn cite(shelf: &Shelf, path: &IncidentPath) -> Result<Citation, JournalError> {
    let storage = &**shelf.storage();
    let folder = path.journal();
    let names = storage
        .list(&folder)
        .map_err(JournalError::at(Operation::List, &folder))?;
    let mut segments = Vec::new();
    for name in names {
        let hidden = name.as_encoded_bytes().starts_with(b".");
        if hidden
            || Path::new(&name)
                .extension()
                .is_none_or(|suffix| suffix != "jsonl")
        {
            continue;
        }
        // A file that cannot be read is damage that is told elsewhere; nothing of it is cited.
        let Ok(bytes) = read(storage, &folder.join(&name)) else {
            continue;
        };
        let mut cited = Prefix::default();
        complete_lines(&bytes).for_each(|line| cited.take(line));
        if cited.records > 0 {
            segments.push(CitedSegment {
                file: name.to_string_lossy().into_owned(),
                records: cited.records,
                sha256: cited.sha256(),
            });
        }
    }
    Ok(Citation { segments })
}

/// Checks that the journal of an incident still begins with what is cited. Empty: it does.
pub fn check(shelf: &Shelf, path: &IncidentPath, citation: &Citation) -> Vec<Broken> {
    let storage = &**shelf.storage();
    let broken = citation.segments.iter().filter_map(|segment| {
        let what = check_segment(storage, &path.journal(), segment)?;
        Some(Broken {
            file: segment.file.clone(),
            what,
        })
    });
    broken.collect()
}

fn check_segment(storage: &dyn Storage, folder: &Path, cited: &CitedSegment) -> Option<String> {
    if Path::new(&cited.file).file_name() != Some(cited.file.as_ref()) {
        return Some("the draft cites no file of the journal by this name".to_owned());
    }
    let bytes = match read(storage, &folder.join(&cited.file)) {
        Ok(bytes) => bytes,
        Err(error) => return Some(error.to_string()),
    };
    let mut prefix = Prefix::default();
    for line in complete_lines(&bytes) {
        prefix.take(line);
        // Damaged lines behind the last record may have been cited with it.
        if prefix.records == cited.records && prefix.sha256() == cited.sha256 {
            return None;
        }
        if prefix.records > cited.records {
            break;
        }
    }
    Some(if prefix.records < cited.records {
        let (there, then) = (prefix.records, cited.records);
        format!("it has {there} records, and had {then} when the draft was made")
    } else {
        format!(
            "its first {} records are not those that the draft was made from",
            cited.records
        )
    })
}

/// What was read of a segment so far.
#[derive(Default)]
struct Prefix {
    records: u64,
    hash: Sha256,
}

impl Prefix {
    fn take(&mut self, line: &[u8]) {
        self.hash.update(line);
        match read_line(line.strip_suffix(b"\n").unwrap_or(line)) {
            Line::Record(..) | Line::Changed(_) => self.records += 1,
            Line::Damaged(_) | Line::Empty => {}
        }
    }

    fn sha256(&self) -> String {
        let hash = self.hash.clone().finalize();
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

fn complete_lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes
        .split_inclusive(|byte| *byte == b'\n')
        .filter(|line| line.ends_with(b"\n"))
}

fn read(storage: &dyn Storage, path: &Path) -> Result<Vec<u8>, JournalError> {
    let mut file: File = storage
        .open(path, How::Read)
        .map_err(JournalError::at(Operation::Read, path))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)
        .map_err(JournalError::at(Operation::Read, path))?;
    Ok(bytes)
}
