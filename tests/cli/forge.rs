//! A co-writer of the folder who is none: seals whatever records they like, with right checksums, into any file.

use std::fs::OpenOptions;
use std::io::Write;

use chrono::{DateTime, Utc};
use hotwash::domain::id::{IncidentId, RecordId};
use hotwash::domain::record::{EventBody, Head, Op, Opening, Record};
use hotwash::domain::time::{Moment, Zone};
use hotwash::journal::{LineContent, read_line, seal};
use uuid::Uuid;

use crate::stage::Stage;

/// What is forged, before it is sealed.
pub struct Forger<'s> {
    stage: &'s Stage,
    /// The file it goes to.
    pub file: String,
    /// The writer that its head claims.
    pub writer: String,
    /// The name it gives.
    pub by: String,
    /// The incident that its head claims.
    pub incident: IncidentId,
    /// The clock it claims.
    pub recorded_at: DateTime<Utc>,
    /// The counter of the next record.
    pub lc: u64,
    /// The number of the next record.
    pub seq: u64,
    /// The step that it claims to be a part of.
    pub batch: Option<RecordId>,
}

impl<'s> Forger<'s> {
    /// One who writes to a file of their own, as honest people do.
    pub fn new(stage: &'s Stage) -> Self {
        let opened = records(stage).remove(0);
        Self {
            stage,
            file: "mallory-pc-2222.jsonl".to_owned(),
            writer: "mallory-pc-2222".to_owned(),
            by: "mallory@pc".to_owned(),
            incident: opened.head.unwrap().incident,
            recorded_at: opened.recorded_at,
            lc: 1000,
            seq: 1,
            batch: None,
        }
    }

    /// Writes a record; the first says whose the file is.
    pub fn write(&mut self, op: Op) -> RecordId {
        let number = u128::from(self.seq) << 64 | u128::from(self.lc);
        let id = RecordId::new(Uuid::from_u128(0xbad << 112 | number));
        self.write_as(id, op);
        id
    }

    /// The same, under an id that there may be already.
    pub fn write_as(&mut self, id: RecordId, op: Op) {
        let head = (self.seq == 1).then(|| Head {
            incident: self.incident,
            writer: self.writer.clone(),
        });
        let record = Record {
            id,
            seq: self.seq,
            lc: self.lc,
            recorded_at: self.recorded_at,
            by: self.by.clone(),
            batch: self.batch,
            head,
            op,
        };
        self.append(&record);
        (self.seq, self.lc) = (self.seq.saturating_add(1), self.lc.saturating_add(1));
    }

    /// Seals a record into the file.
    pub fn append(&self, record: &Record) {
        let path = self.stage.home.incident().join("journal").join(&self.file);
        let mut file = OpenOptions::new().create(true).append(true).open(path).unwrap();
        file.write_all(&seal(record)).unwrap();
    }
}

/// The records in our own segment.
pub fn records(stage: &Stage) -> Vec<Record> {
    let journal = std::fs::read_dir(stage.home.incident().join("journal")).unwrap();
    let mut own: Vec<_> = journal
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            name.starts_with("ana-laptop-") && name.ends_with(".jsonl")
        })
        .collect();
    own.sort();
    let bytes = std::fs::read(own.first().unwrap()).unwrap();
    let lines = bytes.split(|byte| *byte == b'\n').map(read_line);
    lines
        .filter_map(|line| match line {
            LineContent::Record(record, _) | LineContent::Changed(record) => Some(record),
            LineContent::Damaged(_) | LineContent::Empty => None,
        })
        .collect()
}

/// The id of our event with this number.
pub fn event(stage: &Stage, number: usize) -> RecordId {
    let mut events = records(stage)
        .into_iter()
        .filter(|record| matches!(record.op, Op::Event(_)));
    events.nth(number - 1).unwrap().id
}

pub fn note(text: &str) -> Op {
    Op::Event(EventBody {
        text: text.to_owned(),
        ..EventBody::default()
    })
}

pub fn opening(title: &str) -> Op {
    Op::Open(Opening {
        title: title.to_owned(),
        severity: None,
        zone: Zone::parse("Asia/Tokyo", Zone::Utc).unwrap(),
        at: Moment::parse("2020-01-01T00:00:00Z").unwrap(),
    })
}
