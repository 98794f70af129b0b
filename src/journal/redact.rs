//! The one rewrite there is: the lines that hold a secret are replaced, in the writer's own segments.
//!
//! A line keeps its id, number, counter and writer, so the journal has no hole. The new file is whole and synced
//! before it takes the old one's place. What the disk still holds in freed blocks is beyond any program's reach.

use chrono::{DateTime, Utc};

use super::error::{JournalError, Operation};
use super::line::{Line, read_line, seal};
use super::lock::Lock;
use super::look::MAX_SEGMENT;
use super::segment::{Pen, belongs_to};
use super::storage::Storage;
use super::write_file::{read, replace_if};
use crate::domain::id::RecordId;
use crate::domain::record::{Op, Record};

/// What is to be removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redaction {
    /// The event whose words are removed, with the corrections of it.
    pub event: RecordId,
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
    /// The record that takes this one's place, if it holds what is to be removed.
    fn of(&self, record: &Record) -> Option<Record> {
        let event = match &record.op {
            Op::Amend { event, .. } if *event == self.event => Some(*event),
            Op::Redacted { .. } => return None,
            _ if record.id == self.event => None,
            _ => return None,
        };
        Some(Record {
            op: Op::Redacted {
                event,
                redacted_by: self.by.clone(),
                redacted_at: self.at,
            },
            ..record.clone()
        })
    }

    /// A segment without what is to be removed, and how many lines were replaced.
    fn rewrite(&self, bytes: &[u8]) -> (Vec<u8>, usize) {
        let id = self.event.to_string();
        let (mut rewritten, mut count) = (Vec::with_capacity(bytes.len()), 0);
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let replaced = match read_line(line.strip_suffix(b"\n").unwrap_or(line)) {
                Line::Record(record, _) | Line::Changed(record) => {
                    self.of(&record).map(|record| seal(&record))
                }
                // A torn copy of the record may hold the secret too: an empty line is nothing.
                Line::Damaged(_) if contains(line, id.as_bytes()) => Some(b"\n".to_vec()),
                Line::Damaged(_) | Line::Empty => None,
            };
            count += usize::from(replaced.is_some());
            rewritten.extend_from_slice(replaced.as_deref().unwrap_or(line));
        }
        (rewritten, count)
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
        let own = names.iter().filter_map(|name| name.to_str());
        let own: Vec<_> = own
            .filter(|name| belongs_to(name, &self.writer))
            .map(|name| self.folder.join(name))
            .collect();
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
            let bytes = read(storage, path, MAX_SEGMENT).map_err(JournalError::at(Operation::Read, path))?;
            let (rewritten, count) = redaction.rewrite(&bytes.unwrap_or_default());
            if count > 0 {
                replace_if(storage, path, &rewritten, |_| true)?;
                lines += count;
            }
        }
        Ok(Rewritten::Lines(lines))
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::line::tests::record;

    fn redaction() -> Redaction {
        Redaction {
            event: record(2, "").id,
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
            &seal(&amend),
        ]
        .concat();
        let (rewritten, count) = redaction().rewrite(&bytes);
        assert_eq!(count, 3);
        assert!(!contains(&rewritten, b"hunter2"));
        let lines: Vec<Line> = rewritten.split(|byte| *byte == b'\n').map(read_line).collect();
        assert_eq!(lines[0], Line::Record(record(1, "one"), None));
        for (at, n) in [(1, 2), (5, 4)] {
            let Line::Record(left, None) = &lines[at] else {
                panic!("{lines:?}");
            };
            assert_eq!((left.id, left.seq, left.lc), (record(n, "").id, n, n));
            assert!(matches!(left.op, Op::Redacted { .. }));
        }
        assert!(matches!(lines[2], Line::Damaged(_)), "not ours to mend");
        assert_eq!(redaction().rewrite(&rewritten).1, 0, "once is enough");
    }
}
