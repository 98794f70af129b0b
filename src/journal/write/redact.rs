//! The one rewrite there is: the lines that hold a secret are replaced, in the writer's own segments.
//!
//! A line keeps its id, number, counter and writer, so the journal has no hole. The new file is whole and synced
//! before it takes the old one's place. What the disk still holds in freed blocks is beyond any program's reach.

use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::lock::Lock;
use super::segment::{Pen, belongs_to};
use crate::domain::id::RecordId;
use crate::domain::record::{Op, Record, Removed};
use crate::domain::redaction::Words;
use crate::journal::error::{JournalError, Operation};
use crate::journal::read::file_stamp::MAX_SEGMENT;
use crate::journal::read::line::{Line, read_line, seal};
use crate::journal::storage::Storage;
use crate::journal::write::whole_file::{put_shared, read};

/// What is to be removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redaction {
    /// The records whose words are removed.
    pub records: HashSet<RecordId>,
    /// The words: they go from damaged lines too, of which nobody knows what they were.
    pub words: Words,
    /// Writers who are this one's earlier names: their segments are ours too.
    pub former: Vec<String>,
    /// Who removes them.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rewritten {
    /// So many lines were replaced.
    Lines(usize),
    /// Another process holds this segment: nothing was changed.
    Busy(String),
}

impl Redaction {
    /// The record that takes this one's place, if its words are to be removed.
    fn of(&self, record: &Record) -> Option<Record> {
        let was = Removed::of(&record.op).filter(|_| self.records.contains(&record.id))?;
        Some(Record {
            op: Op::Redacted {
                was,
                redacted_by: self.by.clone(),
                redacted_at: self.at,
            },
            ..record.clone()
        })
    }

    /// A segment without what is to be removed, and how many lines were replaced.
    fn rewrite(&self, bytes: &[u8]) -> (Vec<u8>, usize) {
        let (mut rewritten, mut count) = (Vec::with_capacity(bytes.len()), 0);
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let replaced = match read_line(line.strip_suffix(b"\n").unwrap_or(line)) {
                Line::Record(record, _) | Line::Changed(record) => {
                    self.of(&record).map(|record| seal(&record))
                }
                // A torn copy of the record may hold the secret too: an empty line is nothing.
                Line::Damaged(_) if self.names(line) || self.words.are_in(line) => Some(b"\n".to_vec()),
                Line::Damaged(_) | Line::Empty => None,
            };
            count += usize::from(replaced.is_some());
            rewritten.extend_from_slice(replaced.as_deref().unwrap_or(line));
        }
        (rewritten, count)
    }

    /// Whether a line that is no record names one of them.
    fn names(&self, line: &[u8]) -> bool {
        const BEFORE: &[u8] = br#"":""#;
        const LENGTH: usize = 36;
        let starts = line.windows(BEFORE.len()).enumerate();
        let starts = starts
            .filter(|(_, part)| *part == BEFORE)
            .map(|(at, _)| at + BEFORE.len());
        starts
            .filter_map(|at| std::str::from_utf8(line.get(at..at + LENGTH)?).ok()?.parse().ok())
            .any(|id: RecordId| self.records.contains(&id))
    }

    /// Whether a file of the journal is ours, or a copy of one: a synced folder's conflict, an editor's, what a killed
    /// process left.
    fn is_ours(&self, name: &str, writer: &str) -> bool {
        let name = name.trim_start_matches(['.', '#', '~']);
        let own = std::iter::once(writer).chain(self.former.iter().map(String::as_str));
        let begins = |own: &str| {
            let rest = name.strip_prefix(own).filter(|_| !own.is_empty());
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-'))
        };
        !name.ends_with(".lock") && own.into_iter().any(begins)
    }

    /// Whether a file is a segment that this program appends to, under its lock.
    fn is_segment(&self, name: &str, writer: &str) -> bool {
        belongs_to(name, writer) || self.former.iter().any(|former| belongs_to(name, former))
    }
}

impl Pen {
    /// The disk that it writes on.
    pub fn storage(&self) -> &dyn Storage {
        &*self.storage
    }

    /// Replaces the lines in all of this writer's segments while nobody else can write in them. When this returns,
    /// the disk holds the new files.
    ///
    /// # Errors
    /// When a segment could not be read or replaced: every one is whole, the old or the new one.
    pub fn redact(&self, redaction: &Redaction) -> Result<Rewritten, JournalError> {
        let storage = &*self.storage;
        let listed = storage.list(&self.folder);
        let names = listed.map_err(JournalError::at(Operation::List, &self.folder))?;
        let (own, copies) = self.files_of(redaction, &names);
        let mut locks = Vec::new();
        for path in &own {
            let beside = path.with_extension("lock");
            let taken = Lock::take(storage, &beside, &self.patience);
            match taken.map_err(JournalError::at(Operation::Lock, &beside))? {
                Some(lock) => locks.push(lock),
                None => return Ok(Rewritten::Busy(path.display().to_string())),
            }
        }
        let mut lines = 0;
        for path in &own {
            lines += rewrite(storage, path, redaction)?;
        }
        for path in &copies {
            // What cannot be rewritten there is found, and named, by whoever looks for the words.
            lines += rewrite(storage, path, redaction).unwrap_or(0);
        }
        Ok(Rewritten::Lines(lines))
    }

    /// The segments that are ours, and the copies of them.
    fn files_of(&self, redaction: &Redaction, names: &[OsString]) -> (Vec<PathBuf>, Vec<PathBuf>) {
        let names = names.iter().filter_map(|name| name.to_str());
        let ours = names.filter(|name| redaction.is_ours(name, &self.writer));
        let (own, copies): (Vec<&str>, Vec<&str>) =
            ours.partition(|name| redaction.is_segment(name, &self.writer));
        let paths = |names: Vec<&str>| names.into_iter().map(|name| self.folder.join(name)).collect();
        (paths(own), paths(copies))
    }
}

/// Puts a file without the words in a file's place; how many lines of it were replaced.
fn rewrite(storage: &dyn Storage, path: &Path, redaction: &Redaction) -> Result<usize, JournalError> {
    let failed = JournalError::at(Operation::Read, path);
    if path
        .symlink_metadata()
        .is_ok_and(|about| about.len() > MAX_SEGMENT)
    {
        return Err(failed(std::io::ErrorKind::FileTooLarge.into()));
    }
    let bytes = read(storage, path, MAX_SEGMENT).map_err(failed)?;
    let (rewritten, count) = redaction.rewrite(&bytes.unwrap_or_default());
    if count > 0 {
        put_shared(storage, path, &rewritten)?;
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::read::line::tests::record;

    fn redaction() -> Redaction {
        Redaction {
            records: [record(2, "").id, record(4, "").id].into(),
            words: Words::of(["hunter2", "hunter2!"]),
            former: vec!["ana-old-1111".to_owned()],
            by: "ana@laptop".to_owned(),
            at: "2023-03-25T15:00:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn only_what_holds_the_words_is_replaced_and_keeps_its_place() {
        let amend = Record {
            op: Op::Amend {
                event: record(2, "").id,
                replaces: record(2, "").id,
                body: crate::domain::record::EventBody {
                    text: "hunter2!".to_owned(),
                    ..Default::default()
                },
            },
            ..record(4, "")
        };
        let torn = &seal(&record(2, "hunter2"))[..];
        let torn = &torn[..torn.len() - 20];
        let bytes = [
            &seal(&record(1, "one"))[..],
            &seal(&record(2, "hunter2")),
            b"{\"v\":1 rubbish\n",
            &seal(&record(3, "three")),
            torn,
            b"\n",
            br#"er2 is wrong","text":"hunter2"}"#,
            b"\n",
            &seal(&amend),
        ]
        .concat();
        let (rewritten, count) = redaction().rewrite(&bytes);
        assert_eq!(count, 4);
        assert!(!String::from_utf8_lossy(&rewritten).contains("hunter2"));
        let lines: Vec<Line> = rewritten.split(|byte| *byte == b'\n').map(read_line).collect();
        assert_eq!(lines[0], Line::Record(record(1, "one"), None));
        for (at, n) in [(1, 2), (6, 4)] {
            let Line::Record(left, None) = &lines[at] else {
                panic!("{lines:?}");
            };
            assert_eq!((left.id, left.seq, left.lc), (record(n, "").id, n, n));
            assert!(matches!(left.op, Op::Redacted { .. }));
        }
        assert!(matches!(lines[2], Line::Damaged(_)), "not ours to mend");
        assert_eq!(redaction().rewrite(&rewritten).1, 0, "once is enough");
    }

    #[test]
    fn copies_of_our_segments_are_ours_and_nobody_elses() {
        for (name, ours) in [
            ("ana.jsonl", true),
            ("ana.2.jsonl", true),
            ("ana.sync-conflict-20230325-143000-ABCDEFG.jsonl", true),
            ("ana (conflicted copy).jsonl", true),
            (".ana.jsonl.4711-0.tmp", true),
            ("ana.jsonl~", true),
            ("ana-old-1111.jsonl", true),
            ("ana-old-2222.jsonl", false),
            ("anabel.jsonl", false),
            ("ana.lock", false),
            ("bo.jsonl", false),
        ] {
            assert_eq!(redaction().is_ours(name, "ana"), ours, "{name}");
        }
    }
}
