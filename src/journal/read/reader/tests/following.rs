//! Reading on: new records are read once, and a file that was cut or replaced is read anew.

use std::fs;

use super::*;

#[test]
fn what_is_new_is_read_once() {
    let folder = Folder::new();
    folder.put("ana.jsonl", &lines(1..=2));
    let mut journal = folder.journal();
    assert_eq!(numbers(&journal.catch_up().unwrap()), [1, 2]);
    assert_eq!(journal.catch_up().unwrap(), News::Records(Vec::new()));
    folder.add("ana.jsonl", &lines(3..=3));
    assert_eq!(numbers(&journal.catch_up().unwrap()), [3]);
    let next = |file: &str| journal.next_in(file.as_ref());
    let at = |seq, needs_head| Next::At { seq, needs_head };
    assert_eq!(
        (next("ana.jsonl"), next("ana.2.jsonl")),
        (at(4, false), at(1, true))
    );
    assert_eq!((journal.next_lc(), journal.size()), (4, (1, 3)));
}

#[test]
fn a_file_that_was_cut_or_replaced_is_read_anew() {
    type Change = fn(&Folder);
    let changes: [(&str, Change, &[u64]); 4] = [
        ("cut", |f| f.put("ana.jsonl", &lines(1..=2)), &[1, 2]),
        (
            "replaced",
            |f| {
                f.put("new", &lines(1..=5));
                fs::rename(f.at("new"), f.at("ana.jsonl")).unwrap();
            },
            &[1, 2, 3, 4, 5],
        ),
        (
            "rewritten and longer",
            |f| f.put("ana.jsonl", &[&b"\n\n"[..], &lines(1..=4)].concat()),
            &[1, 2, 3, 4],
        ),
        ("removed", |f| fs::remove_file(f.at("ana.jsonl")).unwrap(), &[]),
    ];
    for (name, change, records) in changes {
        let folder = Folder::new();
        folder.put("ana.jsonl", &lines(1..=3));
        let mut journal = folder.journal();
        journal.catch_up().unwrap();
        change(&folder);
        let news = journal.catch_up().unwrap();
        assert!(matches!(news, News::Reload(_)), "{name}");
        assert_eq!(numbers(&news), records, "{name}");
        let gone = 3 - records.len().min(3);
        let damage: Vec<String> = (gone > 0)
            .then(|| format!("ana.jsonl:0: {gone} records that stood here are gone since they were read"))
            .into_iter()
            .collect();
        assert_eq!(said(&journal.damage()), damage, "{name}");
    }
}

#[test]
fn a_held_file_is_read_no_further() {
    let folder = Folder::new();
    folder.put("ana.jsonl", &lines(1..=1));
    let mut journal = folder.journal();
    journal.catch_up().unwrap();
    journal.hold("ana.jsonl".as_ref()).unwrap();
    journal.hold("ana.2.jsonl".as_ref()).unwrap();
    folder.add("ana.jsonl", &lines(2..=2));
    folder.put("ana.2.jsonl", &lines(3..=3));
    assert_eq!(journal.catch_up().unwrap(), News::Records(Vec::new()));
    assert_eq!(
        journal.reload().unwrap().len(),
        1,
        "not even when all is read again"
    );
    journal.release(&["ana.jsonl".into(), "ana.2.jsonl".into()]);
    assert_eq!(numbers(&journal.catch_up().unwrap()), [2, 3]);
}

#[test]
fn a_running_reader_finds_out_as_a_new_one_would() {
    let (own, other) = (lines(1..=2), of_incident(0xab_cdef));
    let second = other.iter().position(|b| *b == b'\n').unwrap() + 1;
    for steps in [
        // It comes first, alone, and is taken for this incident's.
        vec![("bo.jsonl", &other[..]), ("ana.jsonl", &own)],
        vec![("ana.jsonl", &own), ("bo.jsonl", &other)],
        // Its head comes after records of it were read.
        vec![
            ("ana.jsonl", &own),
            ("bo.jsonl", &other[second..]),
            ("bo.jsonl", &other),
        ],
        vec![
            ("bo.jsonl", b""),
            ("bo.jsonl", &other[..second]),
            ("ana.jsonl", b""),
            ("ana.jsonl", &own),
        ],
        vec![
            ("ana.jsonl", &own),
            ("bo.jsonl", &own),
            ("bo.jsonl", &other),
            ("bo.jsonl", &own[..second]),
        ],
    ] {
        let folder = Folder::new();
        let mut journal = folder.journal();
        let mut known = Vec::new();
        for (name, bytes) in &steps {
            if !folder.at(name).exists() {
                folder.put(name, b"");
            }
            folder.add(name, bytes);
            match journal.catch_up().unwrap() {
                News::Reload(entries) => known = entries,
                News::Records(entries) => known.extend(entries),
            }
        }
        let fresh = folder.read();
        known.sort_by_key(|(record, _)| record.lc);
        let reported = said(&journal.damage())
            .into_iter()
            .filter(|what| !what.contains("are gone"))
            .collect();
        assert_eq!(
            (numbers(&News::Records(known)), reported),
            fresh,
            "{}",
            steps.len()
        );
        assert_eq!(fresh.0, [1, 2]);
    }
}
