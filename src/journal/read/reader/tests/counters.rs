//! Counters that no journal can have come to.

use std::fs;

use super::*;
use crate::domain::record::Record;

#[test]
fn impossible_counters_do_not_spread() {
    let folder = Folder::new();
    let absurd = Record {
        lc: u64::MAX,
        ..record(2, "x")
    };
    folder.put("ana.jsonl", &[lines(1..=1), seal(&absurd)].concat());
    let mut journal = folder.journal();
    journal.catch_up().unwrap();
    assert_eq!(journal.next_lc(), 2);
    assert_eq!(journal.damage().len(), 1);
}

#[test]
fn a_counter_is_impossible_as_long_as_so_few_records_are_there() {
    let folder = Folder::new();
    let high = |above: u64| Record {
        lc: (1 << 32) + above,
        ..record(2, "high")
    };
    for (above, damaged) in [(2, 0), (3, 1)] {
        folder.put("ana.jsonl", &[lines(1..=1), seal(&high(above))].concat());
        let mut journal = folder.journal();
        journal.catch_up().unwrap();
        assert_eq!(journal.damage().len(), damaged);
        // Half as far as it is believed, it is followed.
        let next = if damaged > 0 { 2 } else { (1 << 31) + 3 };
        assert_eq!(journal.next_lc(), next);
        folder.put("bo.jsonl", &of_bo(1, "one more"));
        journal.catch_up().unwrap();
        let mut fresh = folder.journal();
        fresh.catch_up().unwrap();
        journal.catch_up().unwrap();
        assert_eq!(
            (journal.damage(), journal.next_lc()),
            (fresh.damage(), fresh.next_lc())
        );
        fs::remove_file(folder.at("bo.jsonl")).unwrap();
    }
}

#[test]
fn our_own_counters_are_followed_farther_than_those_of_others() {
    const FAR: u64 = (1 << 31) + 100;
    let far = |writer: &str| {
        let mut far = Record {
            lc: FAR,
            ..record(1, "far")
        };
        if let Some(head) = &mut far.head {
            head.writer = writer.to_owned();
        }
        seal(&far)
    };
    for (writer, next) in [("ana", FAR + 1), ("bo", (1 << 31) + 2)] {
        let folder = Folder::new();
        folder.put(&format!("{writer}.jsonl"), &far(writer));
        let mut journal = folder.journal();
        journal.catch_up().unwrap();
        assert_eq!((journal.next_lc(), journal.damage().len()), (next, 0), "{writer}");
    }
}
