//! The records of several files as one journal: their order, copies, and two with the same id.

use super::*;
use crate::domain::record::Record;

#[test]
fn several_writers_are_one_journal_in_the_order_of_their_stamps() {
    let folder = Folder::new();
    let of_bo = |n: u64, lc: u64| {
        let mut bo = record(n, "bo");
        (bo.id, bo.lc) = (record(100 + n, "").id, lc);
        if let Some(head) = &mut bo.head {
            head.writer = "bo".to_owned();
        }
        seal(&bo)
    };
    folder.put("x.jsonl", &[of_bo(1, 2), of_bo(2, 5)].concat());
    folder.put("ana.jsonl", &lines(1..=3));
    let News::Records(entries) = folder.journal().catch_up().unwrap() else {
        panic!("nothing was read before");
    };
    let order: Vec<(u64, &str)> = entries
        .iter()
        .map(|(record, writer)| (record.lc, &**writer))
        .collect();
    assert_eq!(order, [(1, "ana"), (2, "ana"), (2, "bo"), (3, "ana"), (5, "bo")]);
}

#[test]
fn copies_count_once() {
    let folder = Folder::new();
    folder.put("ana.jsonl", &lines(1..=3));
    folder.put("ana (conflicted copy).jsonl", &lines(1..=2));
    let moved = Record {
        seq: 1,
        head: record(1, "").head,
        ..record(3, "text")
    };
    folder.put("ana.2.jsonl", &seal(&moved));
    assert_eq!(folder.read(), (vec![1, 2, 3], vec![]));
}

#[test]
fn another_record_with_the_same_id_is_reported() {
    let folder = Folder::new();
    folder.put("ana.jsonl", &lines(1..=2));
    let others = [
        record(2, "other"),
        Record {
            by: "bo@laptop".to_owned(),
            ..record(2, "text")
        },
        Record {
            recorded_at: "2023-03-25T14:41:08Z".parse().unwrap(),
            ..record(2, "text")
        },
    ];
    let others = (1..)
        .zip(others)
        .map(|(seq, other)| seal(&Record { seq, ..other }));
    folder.put("bo.jsonl", &others.collect::<Vec<_>>().concat());
    let mut journal = folder.journal();
    let News::Records(entries) = journal.catch_up().unwrap() else {
        panic!("nothing was read before");
    };
    assert_eq!(
        entries[1].0,
        record(2, "text"),
        "the first by counter and file counts"
    );
    assert_eq!(
        said(&journal.damage()),
        [1, 2, 3].map(|line| {
            format!("bo.jsonl:{line}: another record has the same id; this one does not count")
        })
    );
}

#[test]
fn a_record_that_counts_before_one_handed_out_reloads() {
    let folder = Folder::new();
    let mut forged = String::from_utf8(lines(1..=1)).unwrap();
    forged = forged.replace("text\":\"text", "text\":\"lies");
    folder.put("ana.jsonl", forged.as_bytes());
    let mut journal = folder.journal();
    assert_eq!(numbers(&journal.catch_up().unwrap()), [1]);
    assert_eq!(
        said(&journal.damage()),
        ["ana.jsonl:1: changed outside hotwash (wrong checksum)"]
    );
    folder.put("bo.jsonl", &lines(1..=1));
    let News::Reload(entries) = journal.catch_up().unwrap() else {
        panic!("a line whose checksum is right counts before one where it is wrong");
    };
    assert_eq!(entries[0].0, record(1, "text"));
}
