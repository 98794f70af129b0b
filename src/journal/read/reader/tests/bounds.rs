//! Bounds: bytes, files and damage without end are read and reported in bounded memory.

use std::fs::OpenOptions;

use super::*;
use crate::journal::fault::Faulty;

#[test]
fn garbage_is_read_in_bounded_memory_and_reported_in_short() {
    let folder = Folder::new();
    folder.put("ana.jsonl", &b"x\ny{\n\n".repeat(1 << 20));
    let (records, damage) = folder.read();
    assert_eq!((records.len(), damage.len()), (0, 1001));
}

#[test]
fn of_a_file_that_is_longer_than_a_segment_nothing_is_read() {
    let folder = Folder::new();
    folder.put("ana.jsonl", &lines(1..=1));
    folder.put("bo.jsonl", &lines(2..=2));
    let long = OpenOptions::new()
        .append(true)
        .open(folder.at("bo.jsonl"))
        .unwrap();
    long.set_len(20 << 30).unwrap();
    let disk = Faulty::new();
    let mut journal = folder.journal_on(Arc::new(disk.clone()));
    assert_eq!(numbers(&journal.catch_up().unwrap()), [1]);
    let what = "cannot be read: it has 21474836480 bytes, and a segment has 1 GiB at most";
    assert_eq!(said(&journal.damage()), [format!("bo.jsonl:0: {what}")]);
    assert_eq!(
        journal.next_lc(),
        2,
        "nobody counts on what nobody can have written"
    );
}

#[test]
fn of_files_without_number_our_own_are_read() {
    let folder = Folder::new();
    for n in 0..MAX_FILES + 10 {
        folder.put(&format!("a{n:05}.jsonl"), b"");
    }
    folder.put("ana.jsonl", &lines(1..=1));
    folder.put("ana.2.jsonl", b"");
    let mut journal = folder.journal();
    assert_eq!(numbers(&journal.catch_up().unwrap()), [1]);
    let what = ":0: the journal has 4108 files; 12 of them are not read: 4096 is the most";
    assert_eq!(said(&journal.damage()), [what]);
    assert_eq!(journal.size().0, MAX_FILES);
    // What is read already is still read when others come before it.
    folder.put("a.jsonl", &lines(2..=2));
    assert_eq!(journal.catch_up().unwrap(), News::Records(Vec::new()));
}

#[test]
fn damage_without_end_is_reported_in_short() {
    let folder = Folder::new();
    let torn: Vec<u8> = (0..1000)
        .flat_map(|n| format!("junk\n{{\"v\":{n}\n").into_bytes())
        .collect();
    for n in 0..20 {
        folder.put(&format!("bo.{n}.jsonl"), &torn);
    }
    let (_, damage) = folder.read();
    assert_eq!(damage.len(), MOST_REPORTED + 1);
    assert!(damage.contains(&":0: more is damaged than is told here".to_owned()));
}
