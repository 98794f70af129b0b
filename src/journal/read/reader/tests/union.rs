//! The records of several files as one journal: their order, copies, and two with the same id.

use super::*;
use crate::domain::record::{Op, Record, Removed};

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

/// One and the same record as this writer has it in a file of their own; `None`: with its words removed.
fn in_the_name_of(writer: &str, text: Option<&str>) -> Vec<u8> {
    let mut one = record(1, text.unwrap_or_default());
    if text.is_none() {
        one.op = Op::Redacted {
            was: Removed::Event(None),
            redacted_by: "ana@laptop".to_owned(),
            redacted_at: one.recorded_at,
        };
    }
    if let Some(head) = &mut one.head {
        head.writer = writer.to_owned();
    }
    seal(&one)
}

#[test]
fn only_its_own_writer_removes_a_record() {
    for (holds, its, removes, their, removed) in [
        ("ana.jsonl", "ana", "ana.2.jsonl", "ana", true),
        ("ana.jsonl", "ana", "bo.jsonl", "bo", false),
        ("ana.jsonl", "ana", "copy.jsonl", "ana", false),
        ("bo.jsonl", "bo", "bo.2.jsonl", "bo", true),
        ("bo.jsonl", "bo", "cy.jsonl", "cy", false),
        ("bo.jsonl", "bo", "ab.jsonl", "ab", false),
        // What we removed stays removed, whoever else claims to have written it.
        ("bo.jsonl", "bo", "ana.jsonl", "ana", true),
        // Two copies, and the writer's own file beside a copy.
        ("x.jsonl", "bo", "y.jsonl", "bo", true),
        ("x.jsonl", "bo", "bo.jsonl", "bo", true),
    ] {
        let (one, other) = (in_the_name_of(its, Some("text")), in_the_name_of(their, None));
        let what = if removed {
            format!("{holds}:1: still holds what was redacted elsewhere")
        } else {
            format!("{removes}:1: removes a record of another writer, who alone can; it is not removed")
        };
        for files in [
            [(holds, &one), (removes, &other)],
            [(removes, &other), (holds, &one)],
        ] {
            let folder = Folder::new();
            let mut journal = folder.journal();
            let mut stands = None;
            for (name, bytes) in files {
                folder.put(name, bytes);
                let (News::Records(news) | News::Reload(news)) = journal.catch_up().unwrap();
                stands = news.into_iter().last().map(|(record, _)| record.op).or(stands);
            }
            let is_removed = matches!(stands, Some(Op::Redacted { .. }));
            assert_eq!(is_removed, removed, "{files:?}");
            assert_eq!(said(&journal.damage()), [what.as_str()]);
            assert_eq!(journal.removals().len(), usize::from(!removed));
        }
    }
}

#[test]
fn a_copy_that_is_read_before_the_original_is_no_other_record() {
    let folder = Folder::new();
    folder.put("aa.jsonl", &lines(1..=2));
    folder.put("ana.jsonl", &lines(1..=2));
    assert_eq!(folder.read(), (vec![1, 2], vec![]));
}

#[test]
fn of_two_lines_the_first_of_our_segments_counts_and_of_others_the_lower_counter() {
    let with_counter = |writer: &str, text: &str, lc: u64| {
        let mut one = Record {
            lc,
            ..record(1, text)
        };
        if let Some(head) = &mut one.head {
            head.writer = writer.to_owned();
        }
        seal(&one)
    };
    for (writer, counts) in [("ana", 5), ("bo", 3)] {
        let folder = Folder::new();
        folder.put(&format!("{writer}.jsonl"), &with_counter(writer, "first", 5));
        folder.put(&format!("{writer}.2.jsonl"), &with_counter(writer, "second", 3));
        let (read, damage) = folder.read();
        assert_eq!((read, damage.len()), (vec![counts], 1), "{writer}");
    }
}

#[test]
fn a_line_that_counts_over_one_handed_out_takes_the_place_of_no_new_record() {
    let folder = Folder::new();
    let forged = String::from_utf8(lines(1..=1)).unwrap();
    let forged = forged.replace("text\":\"text", "text\":\"lies");
    folder.put("cy.jsonl", forged.as_bytes());
    let mut journal = folder.journal();
    assert_eq!(numbers(&journal.catch_up().unwrap()), [1]);
    folder.put("aa.jsonl", &of_bo(2, "new"));
    folder.put("zz.jsonl", &lines(1..=1));
    let news = journal.catch_up().unwrap();
    assert!(matches!(news, News::Reload(_)));
    assert_eq!(numbers(&news), [1, 2]);
}
