//! Records and incidents that a co-writer made like those of others: they replace and hide nothing.

use hotwash::domain::id::IncidentId;
use hotwash::journal::seal;

use super::*;

/// An incident of another id that ends alike.
fn alike(incident: IncidentId) -> IncidentId {
    let id: Uuid = incident.to_string().parse().unwrap();
    IncidentId::new(Uuid::from_u128(id.as_u128() & 0xff_ffff | 7 << 100))
}

#[test]
fn a_stranger_s_incident_of_the_same_last_digits_hides_nothing() {
    for (title, files) in [
        ("All is well", &["aaa.jsonl"][..]),
        ("Login down", &["aaa.jsonl", "bbb.jsonl", "ccc.jsonl"]),
    ] {
        for forget in [false, true] {
            let stage = stage();
            for file in files {
                let mut forger = Forger::new(&stage);
                forger.file = (*file).to_owned();
                forger.writer = file.trim_end_matches(".jsonl").to_owned();
                forger.incident = alike(forger.incident);
                forger.recorded_at = "2020-01-01T00:00:00Z".parse().unwrap();
                forger.lc = 1;
                forger.write(opening(title));
                forger.write(note("nothing happened"));
            }
            if forget {
                fs::remove_file(stage.home.path().join("state/first-looks")).unwrap();
            }
            assert_eq!(texts(&stage), ["users cannot log in", "rolled back"]);
            assert_eq!(incident(&stage)["title"], "Login down");
            let ran = stage.run(&["verify"]).status(3);
            assert_eq!(ran.out.lines().count(), files.len(), "{ran:?}");
            assert!(
                ran.out.contains("aaa.jsonl: belongs to another incident"),
                "{ran:?}"
            );
            stage.answer(&["log", "and on it goes"]);
            assert_eq!(records(&stage).len(), 4);
        }
    }
}

/// Somebody else looks: without a writer of their own, and without a first look.
#[test]
fn a_colleague_sees_what_the_folder_is_named_after() {
    let stage = stage();
    let mut forger = Forger::new(&stage);
    forger.file = "aaa.jsonl".to_owned();
    forger.writer = "aaa".to_owned();
    forger.incident = alike(forger.incident);
    forger.recorded_at = "2020-01-01T00:00:00Z".parse().unwrap();
    forger.lc = 1;
    forger.write(opening("All is well"));
    fs::remove_dir_all(stage.home.path().join("state")).unwrap();
    assert_eq!(texts(&stage), ["users cannot log in", "rolled back"]);
    assert_eq!(incident(&stage)["title"], "Login down");
}

#[test]
fn what_was_seen_first_stays_for_who_never_wrote_there() {
    let stage = stage();
    fs::remove_file(stage.home.path().join("state/writer.json")).unwrap();
    stage.answer(&["show"]);
    let mut forger = Forger::new(&stage);
    forger.file = "aaa.jsonl".to_owned();
    forger.writer = "aaa".to_owned();
    forger.incident = alike(forger.incident);
    forger.recorded_at = "2020-01-01T00:00:00Z".parse().unwrap();
    let opened = records(&stage).remove(0);
    forger.write(opened.op);
    assert_eq!(texts(&stage), ["users cannot log in", "rolled back"]);
}

#[test]
fn a_copy_under_another_name_does_not_replace_our_words() {
    let stage = stage();
    let own = records(&stage);
    let writer = own[0].head.clone().unwrap().writer;
    for (claimed, lc) in [(writer.as_str(), 0), ("aaa", 0), ("aaa", 2), (&writer, 2)] {
        let forged = own.iter().map(|record| {
            let mut record = record.clone();
            if let Some(head) = &mut record.head {
                head.writer = claimed.to_owned();
            }
            if let Op::Event(body) = &mut record.op {
                body.text = "all is well".to_owned();
            }
            record.lc = record.lc.min(lc);
            seal(&record)
        });
        let forged: Vec<u8> = forged.flatten().collect();
        fs::write(stage.home.incident().join("journal/aaa.jsonl"), forged).unwrap();
        assert_eq!(
            texts(&stage),
            ["users cannot log in", "rolled back"],
            "{claimed} {lc}"
        );
        stage
            .run(&["verify"])
            .status(3)
            .answers("aaa.jsonl:2: another record has the same id; this one does not count");
    }
}

/// Who has no segment there believes the segment of the writer that the copy claims.
#[test]
fn a_copy_of_a_colleague_s_records_does_not_replace_their_words() {
    let stage = stage();
    let own = records(&stage);
    fs::remove_dir_all(stage.home.path().join("state")).unwrap();
    let forged = own.iter().map(|record| {
        let mut record = record.clone();
        if let Op::Event(body) = &mut record.op {
            body.text = "all is well".to_owned();
        }
        record.lc = 0;
        seal(&record)
    });
    let forged: Vec<u8> = forged.flatten().collect();
    fs::write(stage.home.incident().join("journal/aaa.jsonl"), forged).unwrap();
    assert_eq!(texts(&stage), ["users cannot log in", "rolled back"]);
}

#[test]
fn a_second_opening_is_a_finding_and_changes_nothing() {
    for lc in [0, 1, 5, 1 << 53] {
        for writes in [true, false] {
            let stage = stage();
            let mut forger = Forger::new(&stage);
            forger.recorded_at = "2020-01-01T00:00:00Z".parse().unwrap();
            forger.lc = lc;
            forger.write(opening("All is well"));
            if !writes {
                fs::remove_dir_all(stage.home.path().join("state")).unwrap();
            }
            let shown = incident(&stage);
            assert_eq!(shown["title"], "Login down", "{lc}");
            assert_eq!(shown["zone"], "America/Bogota");
            assert!(shown["opened_at"].as_str().unwrap().starts_with("2023-03-25"));
            review(&stage).answers(
                "mallory@pc (mallory-pc-2222) opened this incident a second time, as 'All is well': that changes \
                 nothing",
            );
        }
    }
}

/// A file that claims the writer who reads, in a folder where that one has none.
#[test]
fn an_incident_that_claims_to_be_ours_is_not() {
    let stage = stage();
    let (own, writer) = (stage.home.segment(), own_writer(&stage));
    let other = stage.home.incident().join("journal/aaa.jsonl");
    fs::rename(own, other).unwrap();
    stage
        .run(&["log", "x"])
        .status(0)
        .says("you have recorded nothing yet in 00a001");
    let shown = stage.run(&["show", "--json"]).status(0).json();
    let writers: Vec<_> = shown["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["writer"].clone())
        .collect();
    assert_eq!(writers, ["aaa.jsonl", "aaa.jsonl", &writer]);
    stage.run(&["undo"]).status(0).answers("'x'");
    stage.run(&["undo"]).status(1);
}

/// Only `.2` and so on are names that a writer's next segment has; and what stands in the first counts.
#[test]
fn a_copy_under_a_number_does_not_replace_our_words() {
    for number in ["0", "1", "2", "3", "+2", "0001", "02", "4294967295"] {
        for lc in [0, u64::MAX] {
            let stage = stage();
            let forged = records(&stage).into_iter().map(|mut record| {
                if let Op::Event(body) = &mut record.op {
                    body.text = "all is well".to_owned();
                }
                record.lc = record.lc.min(lc);
                seal(&record)
            });
            let forged: Vec<u8> = forged.flatten().collect();
            let name = format!("{}.{number}.jsonl", own_writer(&stage));
            fs::write(stage.home.incident().join("journal").join(&name), forged).unwrap();
            assert_eq!(
                texts(&stage),
                ["users cannot log in", "rolled back"],
                "{name} {lc}"
            );
            stage.run(&["verify"]).status(3).answers(&format!(
                "{name}:2: another record has the same id; this one does not count"
            ));
        }
    }
}
