//! A whole journal of mutated lines: every line is a record or told as damage, and what is read can be shown.

use std::collections::HashSet;
use std::fs;
use std::sync::Arc;

use hotwash::domain::id::RecordId;
use hotwash::journal::{Damage, Disk, IncidentReading, LineContent, Shelf, read_line};

use crate::drive::{corpus, run};
use crate::lines::{all, reseal};

/// The end of the incident's id in the corpus.
const FOLDER: &str = "incidents/2023-03-25-checkout-down-0c0ffe/journal";

/// The lines that a finding is about: neighbours that suffer the same are told as one.
fn covers(damage: &Damage, line: u64) -> bool {
    let (_, more) = damage.what.split_once("(and so ").unwrap_or_default();
    let counted = more.split(' ').find_map(|word| word.parse().ok());
    let more = counted.unwrap_or_else(|| u64::from(more.starts_with("is the next line")));
    (damage.line..=damage.line + more).contains(&line)
}

fn rule(input: &[u8], reading: &IncidentReading) {
    let mut records = HashSet::<RecordId>::new();
    let told = |line: u64| {
        reading
            .damage
            .iter()
            .any(|damage| damage.line > 0 && covers(damage, line))
    };
    for line in all(input) {
        match line.bytes.as_deref().map(read_line) {
            Some(LineContent::Empty) => {}
            Some(LineContent::Record(record, _)) => drop(records.insert(record.id)),
            Some(LineContent::Changed(record)) => {
                records.insert(record.id);
                assert!(
                    told(line.number),
                    "line {} was changed: {:?}",
                    line.number,
                    reading.damage
                );
            }
            Some(LineContent::Damaged(_)) | None => {
                assert!(
                    told(line.number),
                    "line {} is damaged: {:?}",
                    line.number,
                    reading.damage
                );
            }
        }
    }
    let strange = reading
        .damage
        .iter()
        .any(|damage| damage.what.contains("another incident"));
    assert!(
        strange || reading.records == records.len(),
        "every record counts once"
    );
    assert!(reading.damage.len() < 3000, "what is told is bounded");
    let events = reading.incident.events().iter();
    assert!(events.clone().all(|event| strange || records.contains(&event.id)));
    assert!(reading.incident.shown().len() <= events.len());
}

#[test]
fn journals() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join(FOLDER);
    fs::create_dir_all(&folder).unwrap();
    let shelf = Shelf::new(home.path(), Arc::new(Disk));
    let path = shelf.list().unwrap().incidents.remove(0);
    run(&corpus("lines"), 600, reseal, |input| {
        fs::write(folder.join("ana.jsonl"), input).unwrap();
        let reading = shelf.read(&path, "ana").unwrap();
        rule(input, &reading);
    });
}
