//! The beginning of a segment up to the end of a line, as a draft cites it.
//!
//! Segments only grow, so what is true of a beginning stays true. Bytes are hashed as stored.

use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::file_stamp::{FileStamp, Section};
use super::lines::LineReader;
use crate::domain::hex::hex;
use crate::journal::error::{JournalError, Operation};
use crate::journal::line::read_line;
use crate::journal::storage::{OpenMode, Storage};

/// The complete lines that were read of a segment so far.
#[derive(Clone, Debug, Default)]
pub struct Prefix {
    /// The number of records among them.
    pub records: u64,
    hash: Sha256,
}

impl Prefix {
    /// SHA-256 of all of them, lower-case hex.
    pub fn sha256(&self) -> String {
        hex(&self.hash.clone().finalize())
    }

    /// The hash that reading goes on from.
    pub(in crate::journal) fn hash(&self) -> Sha256 {
        self.hash.clone()
    }

    /// Takes in one more line, with which the hash has come to this.
    pub(in crate::journal) fn grow(&mut self, is_record: bool, hash: &Sha256) {
        self.records += u64::from(is_record);
        self.hash.clone_from(hash);
    }
}

/// Reads a segment in bounded memory and shows what was read after each complete line, as long as `go_on` says so.
///
/// # Errors
/// When it cannot be read, or is longer than a segment can be.
pub fn each_prefix(
    storage: &dyn Storage,
    path: &Path,
    mut go_on: impl FnMut(&Prefix) -> bool,
) -> Result<(), JournalError> {
    let mut read = || -> io::Result<()> {
        let file = storage.open(path, OpenMode::Read)?;
        let source = Section {
            storage,
            file: &file,
            offset: 0,
            end: FileStamp::at(&file, None)?.size,
        };
        let mut prefix = Prefix::default();
        let mut lines = LineReader::new(source, 0, 1).hashing(prefix.hash());
        while let Some(raw) = lines.next_line()?.filter(|raw| raw.ended) {
            let is_record = raw.bytes.is_some_and(|bytes| read_line(bytes).is_record());
            if let Some(hash) = lines.hash() {
                prefix.grow(is_record, hash);
            }
            if !go_on(&prefix) {
                break;
            }
        }
        Ok(())
    };
    read().map_err(JournalError::at(Operation::Read, path))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::id::IncidentId;
    use crate::journal::line::seal;
    use crate::journal::line::tests::record;
    use crate::journal::read::reader::Journal;
    use crate::journal::{Disk, MAX_LINE};

    #[test]
    fn whatever_stands_in_a_segment_its_complete_lines_are_counted_and_hashed() {
        let (one, two) = (seal(&record(1, "one")), seal(&record(2, "two")));
        let changed = String::from_utf8(two.clone()).unwrap().replace("two", "TWO");
        let long = vec![b'x'; 2 * MAX_LINE];
        let cases: &[(&[&[u8]], u64)] = &[
            (&[&one], 1),
            (&[&one, &two], 2),
            (&[&one, changed.as_bytes()], 2),
            (&[&one, b"rubbish\n\n", &two, b"\0\n"], 2),
            (&[&one, &long, b"\n", &two, &long, b"\n"], 2),
        ];
        let ends: [&[u8]; 4] = [b"", &two[..two.len() - 1], &two[..40], &long];
        for (case, (pieces, records)) in cases.iter().enumerate() {
            for (nth, end) in ends.iter().enumerate() {
                let whole = pieces.concat();
                let dir = tempfile::tempdir().unwrap();
                let path = dir.path().join("ana.jsonl");
                std::fs::write(&path, [&whole[..], end].concat()).unwrap();
                let named = IncidentId::new(uuid::Uuid::from_u128(99));
                let folder = dir.path().to_owned();
                let mut journal = Journal::new(folder, named, "ana", Arc::new(Disk)).citing();
                journal.catch_up().unwrap();
                let cited: Vec<_> = journal.prefixes().collect();
                let mut last = Prefix::default();
                each_prefix(&Disk, &path, |prefix| {
                    last = prefix.clone();
                    true
                })
                .unwrap();
                let wanted = (*records, crate::journal::evidence::digest(&whole));
                assert_eq!((last.records, last.sha256()), wanted, "{case} {nth}");
                let cited = cited
                    .iter()
                    .map(|(file, prefix)| (&**file, prefix.records, prefix.sha256()));
                let wanted = ("ana.jsonl", wanted.0, wanted.1);
                assert_eq!(cited.collect::<Vec<_>>(), [wanted], "{case} {nth}");
            }
        }
    }
}
