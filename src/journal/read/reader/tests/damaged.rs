//! Damaged lines: each costs itself alone, and is named.

use proptest::prelude::*;

use super::*;
use crate::domain::record::{self as domain, EventBody, Record};

#[test]
fn damage_costs_one_line_and_is_named() {
    let (one, two, three) = (lines(1..=1), lines(2..=2), lines(3..=3));
    let cases: [(Vec<u8>, &[u64], &[&str]); 9] = [
        (
            [&one[..], b"junk\n", &two].concat(),
            &[1, 2],
            &["2: not a record"],
        ),
        ([&one[..], b"\n\n", &two].concat(), &[1, 2], &[]),
        ([&one[..], &three].concat(), &[1, 3], &["2: record 2 is missing"]),
        (
            [&one[..], &three, &two].concat(),
            &[1, 2, 3],
            &["3: record 2 is out of order"],
        ),
        (
            [&one[..], &two, &two].concat(),
            &[1, 2],
            &["3: record 2 stands twice"],
        ),
        (
            [&one[..], &two[..30], b"\n", &two].concat(),
            &[1, 2],
            &["2: torn (the write never finished)"],
        ),
        (
            [&one[..], &[0; 512]].concat(),
            &[1],
            &["2: zero bytes where a record should be"],
        ),
        (
            [&one[..], &vec![b'A'; 2 << 20], b"\n", &two].concat(),
            &[1, 2],
            &["2: longer than 1 MiB"],
        ),
        (
            [&b"<<<<<<< HEAD\n"[..], &one, b"=======\n", &one, b">>>>>>> x\n"].concat(),
            &[1],
            &[
                "1: a conflict marker of git",
                "3: a conflict marker of git",
                "4: record 1 stands twice",
                "5: a conflict marker of git",
            ],
        ),
    ];
    for (bytes, records, damage) in cases {
        let folder = Folder::new();
        folder.put("ana.jsonl", &bytes);
        let damage: Vec<String> = damage.iter().map(|what| format!("ana.jsonl:{what}")).collect();
        assert_eq!(folder.read(), (records.to_vec(), damage), "{records:?}");
    }
}

#[test]
fn converted_line_ends_cost_nothing() {
    let folder = Folder::new();
    let text = String::from_utf8(lines(1..=3)).unwrap().replace('\n', "\r\n");
    folder.put("ana.jsonl", format!("\u{feff}{text}").as_bytes());
    let mut journal = folder.journal();
    assert_eq!(numbers(&journal.catch_up().unwrap()), [1, 2, 3]);
    assert_eq!(journal.damage(), []);
    assert_eq!(journal.notes().len(), 2);
}

#[test]
fn a_torn_end_is_damage_only_where_nobody_can_be_writing() {
    let torn = [&lines(1..=1)[..], &lines(2..=2)[..50]].concat();
    let folder = Folder::new();
    folder.put("bo.jsonl", &torn);
    let mut journal = folder.journal();
    journal.catch_up().unwrap();
    assert_eq!(journal.damage(), []);
    assert_eq!(said(&journal.notes()), ["bo.jsonl:2: still arriving"]);

    let folder = Folder::new();
    folder.put("ana.jsonl", &torn);
    let held = Lock::take(&Disk, &folder.at("ana.lock"), &crate::journal::Patience::second()).unwrap();
    let mut journal = folder.journal();
    journal.catch_up().unwrap();
    assert_eq!(
        (journal.damage().len(), journal.notes().len()),
        (0, 1),
        "being written"
    );
    drop(held);
    journal.catch_up().unwrap();
    assert_eq!(
        said(&journal.damage()),
        ["ana.jsonl:2: torn (the write never finished)"]
    );
    folder.add("ana.jsonl", &lines(2..=2)[50..]);
    assert_eq!(numbers(&journal.catch_up().unwrap()), [2], "it went on after all");
    assert_eq!(journal.damage(), []);
}

#[test]
fn the_last_two_lines_cut_at_every_byte() {
    let uncut = lines(1..=4);
    let kept = lines(1..=2).len();
    for cut in kept..=uncut.len() {
        let folder = Folder::new();
        folder.put("ana.jsonl", &uncut[..cut]);
        let mut journal = folder.journal();
        let complete = (1..=4).filter(|&n| lines(1..=n).len() - 1 <= cut).max().unwrap();
        let read = numbers(&journal.catch_up().unwrap());
        assert_eq!(read, (1..=complete).collect::<Vec<_>>(), "cut at {cut}");
        let inside = cut > lines(1..=complete).len();
        assert_eq!(journal.damage().len(), usize::from(inside), "cut at {cut}");
        // What a writer does next: a newline where one is missing, then the next record.
        let newline: &[u8] = if uncut[..cut].ends_with(b"\n") { b"" } else { b"\n" };
        folder.add(
            "ana.jsonl",
            &[newline, &lines(complete + 1..=complete + 1)].concat(),
        );
        assert_eq!(
            numbers(&journal.catch_up().unwrap()),
            [complete + 1],
            "cut at {cut}"
        );
        assert_eq!(folder.read().0.len() as u64, complete + 1);
        assert_eq!(journal.damage().len(), usize::from(inside), "cut at {cut}");
    }
}

#[test]
fn every_byte_of_a_record_flipped_is_noticed() {
    let complete = lines(1..=3);
    let second = lines(1..=1).len()..lines(1..=2).len();
    for at in second {
        let mut bytes = complete.clone();
        bytes[at] ^= 1 << (at % 8);
        let folder = Folder::new();
        folder.put("ana.jsonl", &bytes);
        let (read, damage) = folder.read();
        assert!(!damage.is_empty(), "byte {at}");
        assert!(read.contains(&1), "byte {at}: {read:?}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let folder = Folder::new();
        folder.put("ana.jsonl", &[lines(1..=1), bytes].concat());
        let (records, _) = folder.read();
        prop_assert_eq!(records.first(), Some(&1));
    }

    #[test]
    fn read_in_pieces_is_read_at_once(cuts in proptest::collection::vec(0usize..900, 0..6)) {
        let complete = [&lines(1..=1)[..], b"junk\n\n", &lines(2..=3), b"<<<<<<< x\n", &lines(4..=4)].concat();
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(complete.len())).collect();
        cuts.extend([0, complete.len()]);
        cuts.sort_unstable();
        let folder = Folder::new();
        folder.put("bo.jsonl", b"");
        let mut journal = folder.journal();
        let mut read = Vec::new();
        for piece in cuts.windows(2) {
            folder.add("bo.jsonl", &complete[piece[0]..piece[1]]);
            let News::Records(entries) = journal.catch_up().unwrap() else {
                panic!("it only grew");
            };
            read.extend(entries.into_iter().map(|(record, _)| record.lc));
        }
        let at_once = folder.read();
        prop_assert_eq!((read, said(&journal.damage())), at_once);
    }
}

/// A record that a stranger could have sealed, with this event in place of its own.
fn sealed(n: u64, body: EventBody) -> Vec<u8> {
    seal(&Record {
        op: domain::Op::Event(body),
        ..record(n, "")
    })
}

fn said_to_be(text: String) -> EventBody {
    EventBody {
        text,
        ..EventBody::default()
    }
}

#[test]
fn a_record_that_holds_more_than_it_may_is_damage_and_costs_only_itself() {
    let names = |mark: char| (0..201).map(|n| format!("{mark}n{n} ")).collect::<String>();
    let tagged = EventBody {
        tags: (0..201).map(|n| n.to_string()).collect(),
        ..EventBody::default()
    };
    for (body, what) in [
        (
            said_to_be("x".repeat(65_537)),
            "the text has 65537 bytes; 65536 is the most",
        ),
        (said_to_be(names('#')), "it has 201 tags; 200 is the most"),
        (said_to_be(names('@')), "it mentions 201 people; 200 is the most"),
        (tagged, "it has 201 tags; 200 is the most"),
    ] {
        let folder = Folder::new();
        folder.put(
            "ana.jsonl",
            &[lines(1..=1), sealed(2, body), lines(3..=3)].concat(),
        );
        let what = format!("ana.jsonl:2: holds more than a record may: {what}");
        assert_eq!(folder.read(), (vec![1, 3], vec![what]));
    }
    let folder = Folder::new();
    let long = Record {
        by: "é".repeat(201),
        ..record(1, "x")
    };
    folder.put("ana.jsonl", &[seal(&long), lines(2..=2)].concat());
    let what = "holds more than a record may: the name of its author has 201 characters; 200 is the most";
    assert_eq!(
        folder.read(),
        (vec![2], vec![format!("ana.jsonl:1: {what}")]),
        "its head counts"
    );
}
