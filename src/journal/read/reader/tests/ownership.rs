//! Segments of other incidents and of other writers, whatever their names say.

use uuid::Uuid;

use super::*;
use crate::domain::record::Record;

const STRANGER: &str = "00000000-0000-0000-0000-000000abcdef";

#[test]
fn a_segment_of_another_incident_is_named_and_does_not_count() {
    let of_file = format!("belongs to another incident ({STRANGER}); none of its records counts");
    let part = format!("from here on stand records of another incident ({STRANGER}); they do not count");
    let begins = format!("begins with records of another incident ({STRANGER}); they do not count");
    let (own, other) = (lines(1..=2), of_incident(0xab_cdef));
    let headless = other[other.iter().position(|b| *b == b'\n').unwrap() + 1..].to_vec();
    for (name, bytes, records, damage) in [
        ("bo.jsonl", other.clone(), vec![1, 2], vec![(0, &*of_file)]),
        // Whatever was lost of its beginning: the first head speaks for what stands before it.
        (
            "bo.jsonl",
            [b"junk\n", &headless[..], &other].concat(),
            vec![1, 2],
            vec![(0, &*of_file), (1, "not a record")],
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
fn a_flipped_bit_in_a_head_sends_no_segment_away() {
    let complete = lines(1..=3);
    let text = String::from_utf8(complete.clone()).unwrap();
    let incident = text.find("incident").unwrap();
    for at in incident..incident + 90 {
        let mut bytes = complete.clone();
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
    let expected = |writers: &[(u64, &str)]| -> Vec<(u64, String)> {
        writers
            .iter()
            .map(|(lc, writer)| (*lc, (*writer).to_owned()))
            .collect()
    };
    assert_eq!(
        writers(journal.catch_up().unwrap()),
        expected(&[(1, "bo"), (2, "bo")])
    );
    folder.put("bo.jsonl", &first);
    let news = journal.catch_up().unwrap();
    assert!(matches!(news, News::Reload(_)), "they are here now");
    assert_eq!(writers(news), expected(&[(1, "bo"), (2, "copy.jsonl")]));
    let mut fresh = folder.journal();
    assert_eq!(
        writers(fresh.catch_up().unwrap()),
        expected(&[(1, "bo"), (2, "copy.jsonl")])
    );
    assert_eq!(journal.damage(), fresh.damage());
}

#[test]
fn a_segment_that_bears_a_writer_s_name_is_theirs_only_if_its_head_says_so_too() {
    let in_name = |mut record: Record, writer: &str| {
        if let Some(head) = &mut record.head {
            head.writer = writer.to_owned();
        }
        record
    };
    let mut strange = in_name(record(1, "strange"), "bo");
    strange.id = RecordId::new(Uuid::from_u128(0x57));
    if let Some(head) = &mut strange.head {
        head.incident = IncidentId::new(Uuid::from_u128(0xab_cdef));
    }
    for (bytes, writer) in [
        // Nobody's, cy's, another incident's, and bo's own.
        (vec![], "bo"),
        (seal(&in_name(record(1, "of cy"), "cy")), "bo"),
        (seal(&strange), "bo"),
        (of_bo(2, "own"), "copy.jsonl"),
    ] {
        let folder = Folder::new();
        folder.put("ana.jsonl", &lines(3..=3));
        folder.put("copy.jsonl", &of_bo(1, "copied"));
        if !bytes.is_empty() {
            folder.put("bo.jsonl", &bytes);
        }
        let (News::Records(read) | News::Reload(read)) = folder.journal().catch_up().unwrap();
        let copied = RecordId::new(Uuid::from_u128(0xb0 << 64 | 1));
        let found = read.iter().find(|(record, _)| record.id == copied);
        let found = found.map(|(_, writer)| &**writer);
        assert_eq!(found, Some(writer), "{}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn a_writer_s_first_segment_takes_back_what_a_copy_said_in_their_name() {
    let folder = Folder::new();
    folder.put("copy.jsonl", &of_bo(1, "x"));
    let mut journal = folder.journal();
    journal.catch_up().unwrap();
    folder.put("bo.jsonl", &of_bo(2, "y"));
    let News::Reload(read) = journal.catch_up().unwrap() else {
        panic!("the copy was taken for bo's");
    };
    let read: Vec<(u64, &str)> = read
        .iter()
        .map(|(record, writer)| (record.lc, &**writer))
        .collect();
    assert_eq!(read, [(1, "copy.jsonl"), (2, "bo")]);
}
