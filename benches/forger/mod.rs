//! Records that anybody who knows the format could have sealed.

use std::path::Path;
use std::sync::Arc;

use chrono::TimeDelta;
use hotwash::domain::id::{IncidentId, RecordId};
use hotwash::domain::kind::Kind;
use hotwash::domain::record::{
    ActionItemBody, EventBody, FieldChange, FieldName, Head, Op, Opening, Record, Timing,
};
use hotwash::domain::time::{Moment, Precision, Zone};
use hotwash::journal::{Disk, IncidentPath, Shelf, seal};
use uuid::Uuid;

/// Seals records of one writer, one after the other.
pub struct Forger {
    incident: IncidentId,
    writer: &'static str,
    seq: u64,
    /// What was sealed so far.
    pub bytes: Vec<u8>,
}

impl Forger {
    /// The hand of this writer.
    pub fn new(incident: IncidentId, writer: &'static str) -> Self {
        Forger {
            incident,
            writer,
            seq: 0,
            bytes: Vec::new(),
        }
    }

    /// Seals the next record.
    pub fn record(&mut self, op: Op) -> RecordId {
        self.record_in(None, op)
    }

    /// Seals the next record as a part of a step.
    pub fn record_in(&mut self, batch: Option<RecordId>, op: Op) -> RecordId {
        self.seq += 1;
        let salt = u128::from(self.writer.as_bytes()[0]) << 64;
        let id = RecordId::new(Uuid::from_u128(salt | u128::from(self.seq)));
        let record = Record {
            id,
            seq: self.seq,
            lc: self.seq,
            recorded_at: super::began() + TimeDelta::seconds(i64::try_from(self.seq).expect("a sane size")),
            by: format!("{}@laptop", self.writer),
            batch,
            head: (self.seq == 1).then(|| Head {
                incident: self.incident,
                writer: self.writer.to_owned(),
            }),
            op,
        };
        self.bytes.extend(seal(&record));
        id
    }

    /// Seals an event.
    pub fn event(&mut self, kind: Kind, text: String) -> RecordId {
        self.record(self.made(kind, text))
    }

    /// An event, 25 minutes after the one before it.
    pub fn made(&self, kind: Kind, text: String) -> Op {
        let at = super::began() + TimeDelta::minutes(25 * i64::try_from(self.seq).expect("a sane size"));
        let timing = Timing {
            at: Some(Moment::Zoned(at.fixed_offset())),
            precision: Precision::Minute,
            ..Timing::default()
        };
        Op::Event(EventBody {
            kind,
            text,
            timing,
            ..EventBody::default()
        })
    }

    /// Seals a change of a field.
    pub fn set(&mut self, field: FieldName, change: FieldChange) -> RecordId {
        let replaces = None;
        self.record(Op::Set {
            field,
            change,
            replaces,
        })
    }

    /// Seals an action item.
    pub fn todo(&mut self, text: String) -> RecordId {
        self.record(Op::ActionItem(ActionItemBody {
            text,
            ..ActionItemBody::default()
        }))
    }

    /// Puts the file among those of the incident.
    pub fn write(self, path: &IncidentPath) {
        let file = path.journal().join(format!("{}.jsonl", self.writer));
        std::fs::write(file, self.bytes).expect("a file of one's own");
    }
}

/// An incident on a shelf of its own, in which nothing but its opening is recorded.
pub fn opened(data: &Path) -> (Shelf, IncidentPath, IncidentId) {
    let shelf = Shelf::new(data, Arc::new(Disk));
    let id = IncidentId::new(Uuid::from_u128(1));
    let day = super::began().date_naive();
    let path = shelf
        .create("Logins fail", day, id)
        .expect("a folder of one's own");
    let mut ana = Forger::new(id, "ana-laptop-7k3q");
    ana.record(Op::Open(Opening {
        title: "Logins fail".to_owned(),
        severity: None,
        zone: Zone::Utc,
        at: Moment::Zoned(super::began().fixed_offset()),
    }));
    ana.write(&path);
    (shelf, path, id)
}
