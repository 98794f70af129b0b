//! Which bytes of a journal a draft was made from, and whether the journal still begins with them.
//!
//! Segments only grow, so a count of records and a hash of all bytes up to the last of them stay true for ever.
//! Bytes are hashed as stored.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::domain::hex::hex;
use crate::draft::{Citation, CitedSegment};
use crate::journal::{
    How, IncidentPath, JournalError, Line, MAX_LINE, MAX_SEGMENT, Operation, Shelf, Storage, read_line,
};

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
        let mut cited = Prefix::default();
        let read = each_prefix(storage, &folder.join(&name), |prefix| {
            cited = prefix.clone();
            Wanted::More
        });
        if read.is_ok() && cited.records > 0 {
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
    let (mut last, mut holds) = (Prefix::default(), false);
    let read = each_prefix(storage, &folder.join(&cited.file), |prefix| {
        last = prefix.clone();
        // Damaged lines behind the last record may have been cited with it.
        holds = prefix.records == cited.records && prefix.sha256() == cited.sha256;
        if holds || prefix.records > cited.records {
            Wanted::Enough
        } else {
            Wanted::More
        }
    });
    if let Err(error) = read {
        return Some(error.to_string());
    }
    if holds {
        return None;
    }
    let prefix = last;
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

/// Whether reading goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    More,
    Enough,
}

/// What was read of a segment so far: whole lines.
#[derive(Clone, Default)]
struct Prefix {
    records: u64,
    hash: Sha256,
}

impl Prefix {
    fn sha256(&self) -> String {
        hex(&self.hash.clone().finalize())
    }
}

/// A line in the making, of which no more is kept than a line may have.
#[derive(Default)]
struct Growing {
    bytes: Vec<u8>,
    /// That of all that stands before it, and of what there is of it.
    hash: Sha256,
}

impl Growing {
    fn take(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        let room = (MAX_LINE + 1).saturating_sub(self.bytes.len());
        self.bytes.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    /// Ends the line; whether it is a record.
    fn end(&mut self) -> bool {
        let line = std::mem::take(&mut self.bytes);
        match read_line(&line) {
            Line::Record(..) | Line::Changed(_) => line.len() <= MAX_LINE,
            Line::Damaged(_) | Line::Empty => false,
        }
    }
}

/// Reads a segment in bounded memory, and shows what was read after each complete line.
fn each_prefix(
    storage: &dyn Storage,
    path: &Path,
    mut show: impl FnMut(&Prefix) -> Wanted,
) -> Result<(), JournalError> {
    let failed = JournalError::at(Operation::Read, path);
    let mut read = || -> io::Result<()> {
        let file = storage.open(path, How::Read)?;
        if file.metadata()?.len() > MAX_SEGMENT {
            return Err(ErrorKind::FileTooLarge.into());
        }
        let mut source = BufReader::new(file.take(MAX_SEGMENT));
        let (mut prefix, mut line) = (Prefix::default(), Growing::default());
        loop {
            let chunk = source.fill_buf()?;
            if chunk.is_empty() {
                return Ok(());
            }
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let length = end.map_or(chunk.len(), |end| end + 1);
            line.take(&chunk[..end.unwrap_or(length)]);
            if end.is_some() {
                line.hash.update(b"\n");
                prefix.records += u64::from(line.end());
                prefix.hash = line.hash.clone();
                if show(&prefix) == Wanted::Enough {
                    return Ok(());
                }
            }
            source.consume(length);
        }
    };
    read().map_err(failed)
}
