//! For tests and benches: incidents built the way people build them, through `decide`, with a clock and ids of their own.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::command::{Command, NewEvent, NewIncident, When};
use super::decide::{Refusal, decide, decide_opening};
use super::id::{IncidentId, RecordId};
use super::incident::Incident;
use super::kind::Kind;
use super::outside::Outside;
use super::record::{FieldChange, FieldName, Op, Record, Timing};
use super::time::{Moment, Now, Precision, Zone};

/// An incident in the making. The clock starts when it is made and goes on a second with every record.
pub struct Sample {
    /// The records so far.
    pub incident: Incident,
    /// The next reading of the clock.
    pub clock: DateTime<Utc>,
    /// In whose name the next record is written.
    pub by: String,
    /// Facts that only the disk can tell.
    pub outside: Outside,
    /// The first record of the step that the next ones are a part of.
    pub batch: Option<RecordId>,
    count: u64,
    writer: Arc<str>,
}

/// An event of this kind and text, at a wall clock such as `2023-03-25T09:30:00-05:00`; `None` for now.
pub fn event(kind: Kind, at: Option<&str>, text: &str) -> NewEvent {
    let when = at.map_or(When::Now, |at| {
        let at = Moment::parse(at).expect("a test writes real times");
        When::Given(Timing {
            at: Some(at),
            precision: Precision::Minute,
            ..Timing::default()
        })
    });
    NewEvent {
        kind,
        via: None,
        text: text.to_owned(),
        when,
        ends: None,
        ends_impact: false,
        typed: None,
        evidence: Vec::new(),
        source: None,
    }
}

/// A clock such as `09:30` on the day of the samples, 25 March 2023, UTC.
pub fn at(clock: &str) -> String {
    format!("2023-03-25T{clock}:00Z")
}

impl Sample {
    /// A new incident in this zone, opened at this instant.
    pub fn new(zone: &str, opened: &str) -> Self {
        Self::begun(zone, opened, None)
    }

    /// One that is opened at this instant, and had begun at another.
    pub fn opened_at(zone: &str, opened: &str, began: &str) -> Self {
        Self::begun(zone, opened, Moment::parse(began))
    }

    fn begun(zone: &str, opened: &str, at: Option<Moment>) -> Self {
        let zone = Zone::parse(zone, Zone::Utc).expect("a test names real zones");
        let clock = opened.parse().expect("a test writes real times");
        let id = IncidentId::new(Uuid::from_u128(0xfeed));
        let incident = Incident::new(id, "sample");
        let mut sample = Sample {
            incident,
            clock,
            by: "ana".to_owned(),
            outside: Outside::default(),
            batch: None,
            count: 0,
            writer: Arc::from("ana-laptop-7k3q"),
        };
        let new = NewIncident {
            title: "Login down".to_owned(),
            severity: None,
            zone,
            at,
        };
        let op = decide_opening(new, sample.now()).expect("the title is good");
        sample.write(op);
        sample
    }

    /// The clock's reading.
    pub fn now(&self) -> Now {
        Now {
            instant: self.clock,
            local: Zone::Utc,
        }
    }

    /// Writes a record as it is, as a journal might hold it.
    pub fn write(&mut self, op: Op) -> RecordId {
        self.count += 1;
        let id = RecordId::new(Uuid::from_u128(0x1000_0000 + u128::from(self.count)));
        let record = Record {
            id,
            seq: self.count,
            lc: self.count,
            recorded_at: self.clock,
            by: self.by.clone(),
            batch: self.batch,
            head: None,
            op,
        };
        self.clock += TimeDelta::seconds(1);
        self.incident.apply(record, &Arc::clone(&self.writer));
        id
    }

    /// From now on another writer records.
    pub fn hand_over(&mut self, writer: &str) {
        self.writer = Arc::from(writer);
    }

    /// Records a command.
    pub fn command(&mut self, command: Command) -> Result<RecordId, Refusal> {
        let op = decide(&self.incident, command, &self.writer, self.now())?;
        Ok(self.write(op))
    }

    /// Records an event that must not be refused.
    pub fn log(&mut self, kind: Kind, at: Option<&str>, text: &str) -> RecordId {
        self.command(Command::Record(event(kind, at, text)))
            .expect("a good event")
    }

    /// Records an event of which nobody knows when it happened.
    pub fn untimed(&mut self, kind: Kind, text: &str) -> RecordId {
        let when = When::Given(Timing::default());
        self.command(Command::Record(NewEvent {
            when,
            ..event(kind, None, text)
        }))
        .expect("a good event")
    }

    /// Sets a field that must not be refused.
    pub fn set(&mut self, field: FieldName, value: &str) -> RecordId {
        let change = FieldChange::Value(value.to_owned());
        self.command(Command::SetField { field, change })
            .expect("a good value")
    }

    /// The texts on the timeline, in order.
    pub fn texts(&self) -> Vec<&str> {
        self.incident
            .shown()
            .map(|event| event.body().text.as_str())
            .collect()
    }
}
