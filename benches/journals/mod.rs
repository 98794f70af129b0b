//! Journals of any length for the benchmarks, written as hotwash writes them: about 240 bytes a record.

#![allow(dead_code, reason = "no benchmark needs all of it")]

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use hotwash::domain::id::{IncidentId, RecordId};
use hotwash::domain::kind::Kind;
use hotwash::domain::record::{EventBody, Head, Op, Opening, Record, Timing};
use hotwash::domain::time::{Moment, Precision, Zone};
use hotwash::incidents::scribe::Author;
use hotwash::journal::{Disk, IncidentPath, Shelf, seal};
use hotwash::system::machine::Machine;
use uuid::Uuid;

/// Whose journals these are.
pub const WRITER: &str = "ana-laptop-7f3a9c";

/// What people write; repeated over and over.
const SAID: [(Kind, &str); 12] = [
    (
        Kind::Investigation,
        "p99 of checkout at 2.4 s, twice what it was an hour ago",
    ),
    (
        Kind::Note,
        "dashboard https://grafana.example/d/checkout?from=now-3h shows it well",
    ),
    (Kind::Change, "deployed api 2024.11.3 to eu-west by @mira #deploy"),
    (
        Kind::Detection,
        "Users cannot log in; 12 % of requests answer 502",
    ),
    (
        Kind::Hypothesis,
        "the pool of database connections runs dry after the deploy",
    ),
    (
        Kind::Investigation,
        "140 of 150 connections idle in transaction on db-3, oldest 11 min",
    ),
    (
        Kind::RuledOut,
        "not the certificate: it is good until March, checked from outside",
    ),
    (
        Kind::Communication,
        "told support and the status page: logins fail for some, we are on it",
    ),
    (
        Kind::Escalation,
        "paged @netops through the second line; nobody answers yet",
    ),
    (
        Kind::Mitigation,
        "rolled api back to 2024.11.2 on half of the hosts in eu-west",
    ),
    (
        Kind::Fix,
        "raising the limit of the pool to 300 and restarting one host at a time",
    ),
    (Kind::Note, "größere Störung beim Anbieter bestätigt, 見ています"),
];

/// An incident of so many events on the shelf of a data folder, the newest of them a moment ago.
pub fn incident(data: &Path, events: usize) -> IncidentPath {
    let newest = Utc::now() - TimeDelta::seconds(30);
    ending(data, events, newest)
}

/// An incident of so many events, the newest written down at `newest`.
pub fn ending(data: &Path, events: usize, newest: DateTime<Utc>) -> IncidentPath {
    let count = i64::try_from(events).expect("an incident of a sane size");
    let began = newest - TimeDelta::seconds(7 * count);
    let shelf = Shelf::new(data, Arc::new(Disk));
    let id = IncidentId::new(Uuid::now_v7());
    let path = shelf
        .create("Logins fail", began.date_naive(), id)
        .expect("a new folder");
    let mut bytes = seal(&opening(id, began));
    for nth in 0..events {
        bytes.extend_from_slice(&seal(&event(nth, began)));
    }
    std::fs::write(path.journal().join(format!("{WRITER}.jsonl")), bytes).expect("room on the disk");
    path
}

/// The author of these journals.
pub fn author() -> Author {
    Author {
        writer: WRITER.to_owned(),
        by: "ana@laptop".to_owned(),
    }
}

/// This machine, in UTC.
pub fn machine() -> Arc<Machine> {
    let mut machine = Machine::real(&|name| std::env::var(name).ok());
    machine.local = Zone::Utc;
    Arc::new(machine)
}

fn opening(id: IncidentId, at: DateTime<Utc>) -> Record {
    let op = Op::Open(Opening {
        title: "Logins fail".to_owned(),
        severity: None,
        zone: Zone::Utc,
        at: Moment::Zoned(at.fixed_offset()),
    });
    let head = Head {
        incident: id,
        writer: WRITER.to_owned(),
    };
    Record {
        head: Some(head),
        ..record(1, at, op)
    }
}

/// The `nth` event of a journal that began then.
pub fn event(nth: usize, began: DateTime<Utc>) -> Record {
    let count = i64::try_from(nth).expect("an incident of a sane size");
    let at = began + TimeDelta::microseconds(7_000_000 * count + 123_456);
    let (kind, text) = SAID[nth % SAID.len()];
    let op = Op::Event(EventBody {
        kind,
        text: text.to_owned(),
        timing: Timing {
            at: Some(Moment::Zoned(at.fixed_offset())),
            precision: Precision::Second,
            ..Timing::default()
        },
        ..EventBody::default()
    });
    record(nth as u64 + 2, at, op)
}

fn record(seq: u64, at: DateTime<Utc>, op: Op) -> Record {
    Record {
        id: RecordId::new(Uuid::now_v7()),
        seq,
        lc: seq,
        recorded_at: at,
        by: "ana@laptop".to_owned(),
        batch: None,
        head: None,
        op,
    }
}
