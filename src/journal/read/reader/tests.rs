//! Reading files that other hands wrote, cut, doubled or replaced.

mod bounds;
mod counters;
mod damaged;
mod following;
mod ownership;
mod union;
mod unreadable;

use std::fs::{self, OpenOptions};
use std::io::Write;

use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::journal::line::tests::record;
use crate::journal::{Disk, seal};

/// A journal folder whose own writer is `ana`.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        fs::write(self.at(name), bytes).unwrap();
    }

    fn add(&self, name: &str, bytes: &[u8]) {
        let mut file = OpenOptions::new().append(true).open(self.at(name)).unwrap();
        file.write_all(bytes).unwrap();
    }

    fn journal(&self) -> Journal {
        self.journal_on(Arc::new(Disk))
    }

    fn journal_on(&self, disk: Arc<dyn Storage>) -> Journal {
        // That of the records below.
        let incident = record(1, "").head.unwrap().incident;
        Journal::new(self.0.path().to_owned(), incident, "ana", disk)
    }

    /// The numbers of the records, and what is said of the damage.
    fn read(&self) -> (Vec<u64>, Vec<String>) {
        let mut journal = self.journal();
        let read = numbers(&journal.catch_up().unwrap());
        (read, said(&journal.damage()))
    }
}

fn numbers(news: &News) -> Vec<u64> {
    let (News::Records(entries) | News::Reload(entries)) = news;
    entries.iter().map(|(record, _)| record.lc).collect()
}

fn said(damage: &[Damage]) -> Vec<String> {
    let shown = |damage: &Damage| format!("{}:{}: {}", damage.file, damage.line, damage.what);
    damage.iter().map(shown).collect()
}

fn lines(range: std::ops::RangeInclusive<u64>) -> Vec<u8> {
    range.flat_map(|n| seal(&record(n, "text"))).collect()
}

/// Two records of an incident that ends in `short`, under ids of its own.
fn of_incident(short: u128) -> Vec<u8> {
    let of = |n: u64| {
        let mut record = record(n, "other");
        record.id = RecordId::new(Uuid::from_u128(short << 32 | u128::from(n)));
        record.lc += 100;
        if let Some(head) = &mut record.head {
            head.incident = IncidentId::new(Uuid::from_u128(short));
        }
        seal(&record)
    };
    [of(1), of(2)].concat()
}

/// A record of bo's, as it stands in a file of this name.
fn of_bo(n: u64, text: &str) -> Vec<u8> {
    let mut record = record(n, text);
    record.id = RecordId::new(Uuid::from_u128(0xb0 << 64 | u128::from(n)));
    if let Some(head) = &mut record.head {
        head.writer = "bo".to_owned();
    }
    seal(&record)
}
