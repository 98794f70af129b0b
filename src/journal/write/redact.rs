//! The one rewrite there is: the lines that hold a secret are replaced, in the writer's own segments.
//!
//! A line keeps its id, number, counter and writer, so the journal has no hole. The new file is complete and synced
//! before it takes the old one's place. What the disk still holds in freed blocks is beyond any program's reach.

use std::collections::HashSet;
use std::ffi::OsString;
use std::io::Read;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::segment::Pen;
use crate::domain::id::RecordId;
use crate::domain::record::{EvidenceRef, Op, Record, Removed};
use crate::domain::redaction::Words;
use crate::journal::error::{JournalError, Operation};
use crate::journal::line::{LineContent, MAX_LINE, read_line, seal};
use crate::journal::lock::Lock;
use crate::journal::segment_file::{MAX_SEGMENT, belongs_to, lock_beside};
use crate::journal::storage::{OpenMode, Storage};
use crate::journal::write::whole_file::{put_shared, read};

/// The records, words and evidence that are to be removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redaction {
    /// The records whose words are removed.
    pub records: HashSet<RecordId>,
    /// The words: they go from damaged lines too, of which nobody knows what they were.
    pub words: Words,
    /// The evidence, by content, of which the file could not be removed: it stays named, to be removed another time.
    pub unremoved: HashSet<String>,
    /// The user who removes them.
    pub by: String,
    /// The time of removal.
    pub at: DateTime<Utc>,
}

/// This writer's segments and the copies of them, while nobody else can write in them.
pub struct Held<'a> {
    storage: &'a dyn Storage,
    own: Vec<PathBuf>,
    copies: Vec<PathBuf>,
    _locks: Vec<Lock>,
}

/// The outcome of asking for them.
pub enum Holding<'a> {
    /// Here they are.
    Held(Held<'a>),
    /// Another process holds this segment.
    Busy(String),
}

/// The outcome of a rewrite.
#[derive(Debug, Default)]
pub struct Rewritten {
    /// The number of lines replaced.
    pub lines: usize,
    /// The segments that could not be read or replaced: each is complete, the old or the new one.
    pub failed: Vec<JournalError>,
}

impl Redaction {
    /// The record that takes this one's place, if its words are to be removed.
    fn of(&self, record: &Record) -> Option<Record> {
        if !self.records.contains(&record.id) {
            return None;
        }
        let op = match &record.op {
            Op::Redacted {
                was,
                redacted_by,
                redacted_at,
            } => {
                let unremoved = self.unremoved_of(was.evidence());
                if unremoved.len() == was.evidence().len() {
                    return None;
                }
                Op::Redacted {
                    was: was.clone().with_evidence(unremoved),
                    redacted_by: redacted_by.clone(),
                    redacted_at: *redacted_at,
                }
            }
            op => Op::Redacted {
                was: Removed::of(op)?
                    .with_evidence(self.unremoved_of(evidence_of(op)))
                    .without_source(|source| self.words.are_in(source.as_bytes())),
                redacted_by: self.by.clone(),
                redacted_at: self.at,
            },
        };
        Some(Record { op, ..record.clone() })
    }

    fn unremoved_of(&self, named: &[EvidenceRef]) -> Vec<EvidenceRef> {
        let unremoved = named
            .iter()
            .filter(|piece| self.unremoved.contains(&piece.sha256));
        unremoved
            .map(|piece| EvidenceRef {
                name: None,
                ..piece.clone()
            })
            .collect()
    }

    /// A segment without what is to be removed, and how many lines were replaced.
    fn rewrite(&self, bytes: &[u8]) -> (Vec<u8>, usize) {
        let (mut rewritten, mut count) = (Vec::with_capacity(bytes.len()), 0);
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let replaced = match read_line(line.strip_suffix(b"\n").unwrap_or(line)) {
                LineContent::Record(record, _) | LineContent::Changed(record) => {
                    self.of(&record).map(|record| seal(&record))
                }
                // A torn copy of the record may hold the secret too: an empty line is nothing.
                LineContent::Damaged(_) if self.names(line) || self.words.are_in(line) => {
                    Some(b"\n".to_vec())
                }
                LineContent::Damaged(_) | LineContent::Empty => None,
            };
            count += usize::from(replaced.is_some());
            rewritten.extend_from_slice(replaced.as_deref().unwrap_or(line));
        }
        (rewritten, count)
    }

    /// True if a line that is no record names one that is to be removed.
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
}

fn evidence_of(op: &Op) -> &[EvidenceRef] {
    match op {
        Op::Event(body) | Op::Amend { body, .. } => &body.evidence,
        Op::Redacted { was, .. } => was.evidence(),
        Op::Open(_)
        | Op::Strike { .. }
        | Op::Undo { .. }
        | Op::Redo { .. }
        | Op::Set { .. }
        | Op::ActionItem(_)
        | Op::AmendActionItem { .. }
        | Op::Close { .. }
        | Op::Reopen { .. }
        | Op::Silence { .. }
        | Op::Foreign { .. } => &[],
    }
}

/// True for a file of the journal that is one of these writers', or is named as a copy of one: a synced folder's
/// conflict, an editor's backup, the part that a killed process left.
pub fn is_named_after(name: &str, writers: &[String]) -> bool {
    let name = name.trim_start_matches(['.', '#', '~']);
    let begins = |own: &String| {
        let rest = name.strip_prefix(own.as_str()).filter(|_| !own.is_empty());
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-'))
    };
    !name.ends_with(".lock") && writers.iter().any(begins)
}

/// The writer that the beginning of a segment names, whatever the file is called.
pub fn writer_within(storage: &dyn Storage, path: &Path) -> Option<String> {
    let file = storage.open(path, OpenMode::Read).ok()?;
    let mut beginning = Vec::new();
    file.take(MAX_LINE as u64).read_to_end(&mut beginning).ok()?;
    let lines = beginning.split(|byte| *byte == b'\n');
    lines.map(read_line).find_map(|line| match line {
        LineContent::Record(record, _) | LineContent::Changed(record) => record.head.map(|head| head.writer),
        LineContent::Damaged(_) | LineContent::Empty => None,
    })
}

impl Pen {
    /// The disk that it writes on.
    pub fn storage(&self) -> &dyn Storage {
        &*self.storage
    }

    /// Takes the locks of all segments of these writers, who are one person's.
    ///
    /// # Errors
    /// When they cannot be listed or locked. Nothing was changed.
    pub fn hold(&self, writers: &[String]) -> Result<Holding<'_>, JournalError> {
        let storage = &*self.storage;
        let listed = storage.list(&self.folder);
        let names = listed.map_err(JournalError::at(Operation::List, &self.folder))?;
        let (own, copies) = self.files_of(writers, &names);
        let mut locks = Vec::new();
        for path in &own {
            let beside = lock_beside(path);
            let taken = Lock::take(storage, &beside, &self.patience);
            match taken.map_err(JournalError::at(Operation::Lock, &beside))? {
                Some(lock) => locks.push(lock),
                None => return Ok(Holding::Busy(path.display().to_string())),
            }
        }
        Ok(Holding::Held(Held {
            storage,
            own,
            copies,
            _locks: locks,
        }))
    }

    /// The segments that are ours, and the copies of them.
    fn files_of(&self, writers: &[String], names: &[OsString]) -> (Vec<PathBuf>, Vec<PathBuf>) {
        let names = names.iter().filter_map(|name| name.to_str());
        let ours = names.filter(|name| is_named_after(name, writers));
        // A segment that this program appends to has a lock.
        let is_segment = |name: &&str| writers.iter().any(|writer| belongs_to(name, writer));
        let (own, copies): (Vec<&str>, Vec<&str>) = ours.partition(is_segment);
        let paths = |names: Vec<&str>| names.into_iter().map(|name| self.folder.join(name)).collect();
        (paths(own), paths(copies))
    }
}

impl Held<'_> {
    /// Replaces the lines. When this returns, the disk holds the new files, but for those that failed.
    pub fn rewrite(&self, redaction: &Redaction) -> Rewritten {
        let mut done = Rewritten::default();
        for path in &self.own {
            match rewrite(self.storage, path, redaction) {
                Ok(lines) => done.lines += lines,
                Err(error) => done.failed.push(error),
            }
        }
        for path in &self.copies {
            // What cannot be rewritten there is found, and named, by whoever looks for the words.
            done.lines += rewrite(self.storage, path, redaction).unwrap_or(0);
        }
        done
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
    use crate::journal::line::tests::record;

    fn redaction() -> Redaction {
        Redaction {
            records: [record(2, "").id, record(4, "").id].into(),
            words: Words::of(["hunter2", "hunter2!"]),
            unremoved: HashSet::new(),
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
        let lines: Vec<LineContent> = rewritten.split(|byte| *byte == b'\n').map(read_line).collect();
        assert_eq!(lines[0], LineContent::Record(record(1, "one"), None));
        for (at, n) in [(1, 2), (6, 4)] {
            let LineContent::Record(left, None) = &lines[at] else {
                panic!("{lines:?}");
            };
            assert_eq!((left.id, left.seq, left.lc), (record(n, "").id, n, n));
            assert!(matches!(left.op, Op::Redacted { .. }));
        }
        assert!(matches!(lines[2], LineContent::Damaged(_)), "not ours to repair");
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
            let writers = ["ana".to_owned(), "ana-old-1111".to_owned()];
            assert_eq!(is_named_after(name, &writers), ours, "{name}");
        }
    }
}
