//! Reading files that other hands wrote, cut, doubled or replaced.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::symlink;

use proptest::prelude::*;
use tempfile::TempDir;

use uuid::Uuid;

use super::*;
use crate::domain::id::RecordId;
use crate::domain::record::{self as domain, EventBody, Record};
use crate::journal::fault::{DiskOp, Fault, Faulty};
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
fn another_record_with_the_same_id_is_told() {
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
    let whole = lines(1..=4);
    let kept = lines(1..=2).len();
    for cut in kept..=whole.len() {
        let folder = Folder::new();
        folder.put("ana.jsonl", &whole[..cut]);
        let mut journal = folder.journal();
        let complete = (1..=4).filter(|&n| lines(1..=n).len() - 1 <= cut).max().unwrap();
        let read = numbers(&journal.catch_up().unwrap());
        assert_eq!(read, (1..=complete).collect::<Vec<_>>(), "cut at {cut}");
        let inside = cut > lines(1..=complete).len();
        assert_eq!(journal.damage().len(), usize::from(inside), "cut at {cut}");
        // What a writer does next: a newline where one is missing, then the next record.
        let newline: &[u8] = if whole[..cut].ends_with(b"\n") { b"" } else { b"\n" };
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
    let whole = lines(1..=3);
    let second = lines(1..=1).len()..lines(1..=2).len();
    for at in second {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        let folder = Folder::new();
        folder.put("ana.jsonl", &bytes);
        let (read, damage) = folder.read();
        assert!(!damage.is_empty(), "byte {at}");
        assert!(read.contains(&1), "byte {at}: {read:?}");
    }
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
fn what_is_no_file_is_told_and_never_blocks() {
    let folder = Folder::new();
    folder.put("ana.jsonl", &lines(1..=1));
    fs::create_dir(folder.at("folder.jsonl")).unwrap();
    symlink("/dev/zero", folder.at("link.jsonl")).unwrap();
    let fifo = rustix::fs::FileType::Fifo;
    let mode = rustix::fs::Mode::RWXU;
    rustix::fs::mknodat(rustix::fs::CWD, folder.at("pipe.jsonl"), fifo, mode, 0).unwrap();
    let (records, damage) = folder.read();
    assert_eq!(records, [1]);
    assert_eq!(
        damage,
        [
            "folder.jsonl:0: cannot be read: it is a folder",
            "link.jsonl:0: cannot be read: it is a symbolic link",
            "pipe.jsonl:0: cannot be read: it is a pipe (FIFO)",
        ]
    );
}

#[test]
fn a_read_that_fails_is_told_and_made_up_for() {
    let folder = Folder::new();
    folder.put("ana.jsonl", &lines(1..=3));
    let disk = Faulty::new();
    let mut journal = folder.journal_on(Arc::new(disk.clone()));
    // At first the file is opened to see whose it is.
    for (op, skip) in [(DiskOp::Open, 1), (DiskOp::Read, 0)] {
        disk.plan(op, skip, 1, Fault::Os(5));
        assert_eq!(numbers(&journal.catch_up().unwrap()), [0u64; 0]);
        assert!(said(&journal.damage())[0].starts_with("ana.jsonl:0: cannot be read: "));
        assert_eq!(journal.next_in("ana.jsonl".as_ref()), Next::Unreadable);
    }
    disk.plan(DiskOp::List, 0, 1, Fault::Os(5));
    assert!(journal.catch_up().is_err());
    assert_eq!(numbers(&journal.catch_up().unwrap()), [1, 2, 3]);
    assert_eq!(journal.damage(), []);
}

#[test]
fn counters_that_cannot_be_read_are_outrun() {
    let folder = Folder::new();
    folder.put("ana.jsonl", &lines(1..=200));
    let disk = Faulty::new();
    let mut journal = folder.journal_on(Arc::new(disk.clone()));
    disk.plan(DiskOp::Read, 0, 1000, Fault::Os(5));
    journal.catch_up().unwrap();
    let next = journal.next_lc();
    assert!((201..1000).contains(&next), "{next}");
    disk.repair();
    journal.catch_up().unwrap();
    assert_eq!(journal.next_lc(), 201);
    let sparse = fs::File::create(folder.at("bo.jsonl")).unwrap();
    sparse.set_len(1 << 42).unwrap();
    disk.plan(DiskOp::Read, 0, 1000, Fault::Os(5));
    journal.catch_up().unwrap();
    assert!(journal.next_lc() <= 201 + (1 << 32));
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
fn garbage_is_read_in_bounded_memory_and_reported_in_short() {
    let folder = Folder::new();
    folder.put("ana.jsonl", &b"x\ny{\n\n".repeat(1 << 20));
    let (records, damage) = folder.read();
    assert_eq!((records.len(), damage.len()), (0, 1001));
}

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

const STRANGER: &str = "00000000-0000-0000-0000-000000abcdef";

#[test]
fn a_segment_of_another_incident_is_named_and_does_not_count() {
    let whole = format!("belongs to another incident ({STRANGER}); none of its records counts");
    let part = format!("from here on stand records of another incident ({STRANGER}); they do not count");
    let begins = format!("begins with records of another incident ({STRANGER}); they do not count");
    let (own, other) = (lines(1..=2), of_incident(0xab_cdef));
    let headless = other[other.iter().position(|b| *b == b'\n').unwrap() + 1..].to_vec();
    for (name, bytes, records, damage) in [
        ("bo.jsonl", other.clone(), vec![1, 2], vec![(0, &*whole)]),
        // Whatever was lost of its beginning: the first head speaks for what stands before it.
        (
            "bo.jsonl",
            [b"junk\n", &headless[..], &other].concat(),
            vec![1, 2],
            vec![(0, &*whole), (1, "not a record")],
        ),
        (
            "bo.jsonl",
            [&own[..], &other].concat(),
            vec![1, 2],
            vec![(3, &*part)],
        ),
        (
            "bo.jsonl",
            [&other[..], &own].concat(),
            vec![1, 2],
            vec![(0, &*begins)],
        ),
        (
            "bo.jsonl",
            [&own[..], &other, &own].concat(),
            vec![1, 2],
            vec![
                (3, &*part),
                (5, "record 1 stands twice"),
                (6, "record 2 stands twice"),
            ],
        ),
        (
            "bo.jsonl",
            headless,
            vec![1, 2, 102],
            vec![(1, "record 1 is missing")],
        ),
    ] {
        let folder = Folder::new();
        folder.put("ana.jsonl", &own);
        folder.put(name, &bytes);
        let damage: Vec<String> = damage
            .iter()
            .map(|(line, what)| format!("{name}:{line}: {what}"))
            .collect();
        assert_eq!(
            folder.read(),
            (records, damage),
            "{}",
            String::from_utf8_lossy(&bytes)
        );
        let mut journal = folder.journal();
        journal.catch_up().unwrap();
        assert!(journal.next_lc() < 104, "its counters do not spread");
    }
}

#[test]
fn copies_of_this_incident_s_segments_are_none_of_another() {
    let folder = Folder::new();
    folder.put("ana.jsonl", &lines(1..=3));
    folder.put("ana.sync-conflict-20230325-101500-ABCDEFG.jsonl", &lines(1..=4));
    folder.put("ana (conflicted copy).jsonl", &lines(1..=2));
    assert_eq!(folder.read(), (vec![1, 2, 3, 4], vec![]));
}

#[test]
fn where_no_head_fits_the_folder_most_decide() {
    let folder = Folder::new();
    let named = IncidentId::new(Uuid::from_u128(0x12_3456));
    let read = || {
        let mut journal = Journal::new(folder.0.path().to_owned(), named, "ana", Arc::new(Disk));
        (
            numbers(&journal.catch_up().unwrap()),
            journal.damage().len(),
            journal.incident(),
        )
    };
    assert_eq!(read(), (vec![], 0, named));
    folder.put("bo.jsonl", &of_incident(7));
    assert_eq!(read(), (vec![101, 102], 0, IncidentId::new(Uuid::from_u128(7))));
    folder.put("x.jsonl", &lines(1..=2));
    assert_eq!(read(), (vec![101, 102], 1, IncidentId::new(Uuid::from_u128(7))));
    folder.put("y.jsonl", &lines(1..=2));
    assert_eq!(read(), (vec![1, 2], 1, IncidentId::new(Uuid::from_u128(99))));
    folder.put("z.jsonl", &of_incident(0x77_0012_3456));
    assert_eq!(
        read(),
        (
            vec![101, 102],
            3,
            IncidentId::new(Uuid::from_u128(0x77_0012_3456))
        )
    );
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
        let told = said(&journal.damage())
            .into_iter()
            .filter(|what| !what.contains("are gone"))
            .collect();
        assert_eq!((numbers(&News::Records(known)), told), fresh, "{}", steps.len());
        assert_eq!(fresh.0, [1, 2]);
    }
}

#[test]
fn a_flipped_bit_in_a_head_sends_no_segment_away() {
    let whole = lines(1..=3);
    let text = String::from_utf8(whole.clone()).unwrap();
    let incident = text.find("incident").unwrap();
    for at in incident..incident + 90 {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        let folder = Folder::new();
        folder.put("ana.jsonl", &bytes);
        let mut journal = folder.journal();
        let read = numbers(&journal.catch_up().unwrap());
        assert!(read.ends_with(&[2, 3]), "byte {at}: {read:?}");
        assert_eq!(
            journal.incident(),
            record(1, "").head.unwrap().incident,
            "byte {at}"
        );
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
        let whole = [&lines(1..=1)[..], b"junk\n\n", &lines(2..=3), b"<<<<<<< x\n", &lines(4..=4)].concat();
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(whole.len())).collect();
        cuts.extend([0, whole.len()]);
        cuts.sort_unstable();
        let folder = Folder::new();
        folder.put("bo.jsonl", b"");
        let mut journal = folder.journal();
        let mut read = Vec::new();
        for piece in cuts.windows(2) {
            folder.add("bo.jsonl", &whole[piece[0]..piece[1]]);
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
fn damage_without_end_is_told_in_short() {
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

/// A record of bo's, as it stands in a file of this name.
fn of_bo(n: u64, text: &str) -> Vec<u8> {
    let mut record = record(n, text);
    record.id = RecordId::new(Uuid::from_u128(0xb0 << 64 | u128::from(n)));
    if let Some(head) = &mut record.head {
        head.writer = "bo".to_owned();
    }
    seal(&record)
}

#[test]
fn a_file_of_another_name_speaks_for_a_writer_only_while_they_have_none() {
    let folder = Folder::new();
    let (first, second) = (of_bo(1, "x"), of_bo(2, "y"));
    folder.put("copy.jsonl", &[&first[..], &second].concat());
    let mut journal = folder.journal();
    let writers = |news: News| {
        let (News::Records(entries) | News::Reload(entries)) = news;
        let writers = entries
            .into_iter()
            .map(|(record, writer)| (record.lc, writer.to_string()));
        writers.collect::<Vec<_>>()
    };
    let told = |writers: &[(u64, &str)]| -> Vec<(u64, String)> {
        writers
            .iter()
            .map(|(lc, writer)| (*lc, (*writer).to_owned()))
            .collect()
    };
    assert_eq!(
        writers(journal.catch_up().unwrap()),
        told(&[(1, "bo"), (2, "bo")])
    );
    folder.put("bo.jsonl", &first);
    let news = journal.catch_up().unwrap();
    assert!(matches!(news, News::Reload(_)), "they are here now");
    assert_eq!(writers(news), told(&[(1, "bo"), (2, "copy.jsonl")]));
    let mut fresh = folder.journal();
    assert_eq!(
        writers(fresh.catch_up().unwrap()),
        told(&[(1, "bo"), (2, "copy.jsonl")])
    );
    assert_eq!(journal.damage(), fresh.damage());
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
