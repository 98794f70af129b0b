//! A co-writer of the folder can add, and cannot stop, silence or speak for anybody.

use std::fs;

use chrono::TimeDelta;
use hotwash::domain::id::IncidentId;
use hotwash::domain::kind::Kind;
use hotwash::domain::record::{Bare, EventBody, FieldChange, FieldName, Op, Record, Removed};
use hotwash::journal::seal;
use uuid::Uuid;

use crate::forge::{Forger, event, note, opening, records};
use crate::harness::Ran;
use crate::stage::{START, Stage};

/// Counters that no journal comes to.
const ABSURD: [u64; 4] = [(1 << 32) + 1000, 1 << 53, (1 << 53) + 1, u64::MAX];

fn stage() -> Stage {
    let stage = Stage::live();
    stage.answer(&["log", "users cannot log in"]);
    stage.answer(&["log", "rolled back"]);
    stage
}

fn texts(stage: &Stage) -> Vec<String> {
    let shown = stage
        .run(&["show", "--incident", "login", "--json"])
        .status(0)
        .json();
    let events = shown["events"].as_array().unwrap();
    events
        .iter()
        .map(|event| event["text"].as_str().unwrap().to_owned())
        .collect()
}

fn incident(stage: &Stage) -> serde_json::Value {
    stage
        .run(&["show", "--incident", "login", "--json"])
        .status(0)
        .json()["incident"]
        .take()
}

fn review(stage: &Stage) -> Ran {
    stage.run(&["review", "--incident", "login"])
}

fn set(field: FieldName, value: &str) -> Op {
    Op::Set {
        field,
        change: FieldChange::Value(value.to_owned()),
        replaces: None,
    }
}

/// Every verb that changes something does, and says so only because it did.
fn everything_can_be_changed(stage: &Stage, first: usize) {
    let (one, two) = (first.to_string(), (first + 1).to_string());
    let named = |words: &[&str]| stage.run(&[&["--incident", "login"], words].concat());
    named(&["set", "title", "Login", "is", "down"])
        .status(0)
        .answers("Login is down");
    assert_eq!(incident(stage)["title"], "Login is down");
    named(&["set", "severity", "2"]).status(0);
    assert_eq!(incident(stage)["severity"], 2);
    named(&["edit", &one, "--text", "nobody can log in"]).status(0);
    assert!(texts(stage).contains(&"nobody can log in".to_owned()));
    named(&["strike", &two]).status(0);
    assert!(!texts(stage).contains(&"rolled back".to_owned()));
    named(&["undo"]).status(0);
    assert!(texts(stage).contains(&"rolled back".to_owned()));
    named(&["redo"]).status(0);
    assert!(!texts(stage).contains(&"rolled back".to_owned()));
    named(&["hide", &one]).status(0);
    named(&["todo", "add", "add a check"]).status(0);
    named(&["todo", "done", "1"]).status(0);
    named(&["close", "--yes"]).status(0);
    assert_eq!(incident(stage)["status"], "closed");
    named(&["reopen"]).status(0);
    assert_eq!(incident(stage)["status"], "open");
}

#[test]
fn no_counter_wins_for_ever() {
    for lc in ABSURD {
        let stage = stage();
        let mut forger = Forger::new(&stage);
        forger.lc = lc;
        let first = event(&stage, 1);
        for op in [
            set(FieldName::Title, "all is well"),
            set(FieldName::Severity, "5"),
            Op::Reopen { replaces: None },
            Op::Strike {
                event: first,
                replaces: first,
                why: None,
            },
            Op::Amend {
                event: event(&stage, 2),
                replaces: event(&stage, 2),
                body: EventBody {
                    text: "never happened".to_owned(),
                    ..EventBody::default()
                },
            },
            note("later than all"),
        ] {
            forger.lc = forger.lc.max(lc);
            forger.write(op);
        }
        let ran = stage.run(&["verify"]).status(3);
        assert!(
            ran.out.contains(&format!(
                "/journal/mallory-pc-2222.jsonl:1: has an impossible counter ({lc})"
            )),
            "{ran:?}"
        );
        let shown = incident(&stage);
        assert_eq!(
            (&shown["title"], &shown["severity"]),
            (&"Login down".into(), &2.into())
        );
        // Who strikes names what they strike: it is seen, and can be answered.
        assert_eq!(texts(&stage)[0], "later than all");
        stage.answer(&["log", "users cannot log in, really"]);
        assert!(records(&stage).iter().all(|record| record.lc < 100));
        let shown = stage.run(&["show", "--json"]).status(0).json();
        let stands = shown["events"].as_array().unwrap().last().unwrap()["number"].clone();
        let stands = stands.to_string();
        stage.answer(&["edit", &stands, "--text", "x"]);
        stage.answer(&["set", "title", "Login is down"]);
        assert_eq!(incident(&stage)["title"], "Login is down");
        stage.answer(&["set", "severity", "1"]);
        assert_eq!(incident(&stage)["severity"], 1);
        stage.answer(&["close", "--yes"]);
        assert_eq!(incident(&stage)["status"], "closed");
    }
}

#[test]
fn a_high_counter_that_can_be_is_followed_and_outdone() {
    let stage = stage();
    let mut forger = Forger::new(&stage);
    forger.lc = 1 << 31;
    forger.write(set(FieldName::Title, "all is well"));
    forger.write(Op::Reopen { replaces: None });
    everything_can_be_changed(&stage, 1);
    stage.answer(&["verify"]);
}

#[test]
fn who_replaces_what_counts_is_heard_whatever_the_counter() {
    let stage = stage();
    stage.answer(&["set", "title", "Ours"]);
    let ours = records(&stage).last().unwrap().id;
    let mut forger = Forger::new(&stage);
    forger.lc = 1;
    let theirs = Op::Set {
        field: FieldName::Title,
        change: FieldChange::Value("Theirs".to_owned()),
        replaces: Some(ours),
    };
    forger.write(theirs);
    assert_eq!(incident(&stage)["title"], "Theirs", "a colleague who saw ours");
    everything_can_be_changed(&stage, 1);
}

#[test]
fn our_own_segment_is_not_poisoned_for_good() {
    for (seq, lc) in [
        (1 << 53, 1 << 53),
        (3, 1 << 53),
        (1 << 53, 3),
        (u64::MAX, u64::MAX),
    ] {
        let stage = stage();
        let own = stage.home.segment();
        let mut forger = Forger::new(&stage);
        forger.file = own.file_name().unwrap().to_string_lossy().into_owned();
        let poison = Record {
            seq,
            lc,
            op: note("poison"),
            ..records(&stage).pop().unwrap()
        };
        let poison = Record {
            id: hotwash::domain::id::RecordId::new(Uuid::from_u128(0xbad)),
            ..poison
        };
        forger.append(&poison);
        stage.answer(&["log", "and on it goes"]);
        // The poison comes before all others.
        everything_can_be_changed(&stage, 2);
        let last = records(&stage).pop().unwrap();
        assert!(last.lc < 100 && last.seq < 100, "{last:?}");
        let ran = stage.run(&["verify"]).status(3);
        let line = format!("{}:4: has an impossible", forger.file);
        assert!(ran.out.contains(&line), "{ran:?}");
    }
}

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

#[test]
fn only_a_writer_takes_back_what_it_wrote() {
    let stage = stage();
    let first = event(&stage, 1);
    stage.answer(&["undo"]);
    let undo = records(&stage).pop().unwrap().id;
    let writer = records(&stage)[0].head.clone().unwrap().writer;
    for (file, claimed) in [
        ("mallory-pc-2222.jsonl", "mallory-pc-2222"),
        ("aaa.jsonl", &writer),
    ] {
        let mut forger = Forger::new(&stage);
        forger.file = file.to_owned();
        forger.writer = claimed.to_owned();
        forger.lc = 50;
        if file == "aaa.jsonl" {
            forger.lc = 60;
        }
        forger.write(Op::Undo { replaces: first });
        forger.write(Op::Redo { replaces: undo });
    }
    assert_eq!(texts(&stage), ["users cannot log in"]);
    for who in ["mallory@pc (mallory-pc-2222)", "mallory@pc (aaa.jsonl)"] {
        review(&stage)
            .answers(&format!(
                "{who} tried to take back what another writer recorded: event 1, 'users cannot log in'."
            ))
            .answers(&format!(
                "{who} tried to bring back what another writer took back."
            ));
    }
    stage.run(&["redo"]).status(0).answers("rolled back");
}

#[test]
fn only_a_writer_removes_its_own_words() {
    let writer = records(&stage())[0].head.clone().unwrap().writer;
    for (file, claimed) in [("aaa.jsonl", "aaa"), ("aaa.jsonl", &*writer)] {
        for forget in [false, true] {
            let stage = stage();
            let mut forger = Forger::new(&stage);
            forger.file = file.to_owned();
            forger.writer = claimed.to_owned();
            forger.lc = 2;
            let removed = Op::Redacted {
                // Whatever it says of the kind: it is not another's to say.
                was: Removed::Event(Some(Bare {
                    kind: Kind::Resolution,
                    ..Bare::default()
                })),
                redacted_by: "ana@laptop".to_owned(),
                redacted_at: START.parse().unwrap(),
            };
            forger.write_as(event(&stage, 1), removed);
            if forget {
                fs::remove_dir_all(stage.home.path().join("state")).unwrap();
            }
            assert_eq!(texts(&stage), ["users cannot log in", "rolled back"]);
            stage
                .run(&["verify"])
                .status(3)
                .answers("aaa.jsonl:1: removes a record of another writer, who alone can; it is not removed");
            review(&stage).answers(
                "mallory@pc (aaa.jsonl) tried to remove what another writer recorded: event 1, 'users cannot log in'.",
            );
        }
    }
}

#[test]
fn a_far_future_is_no_life() {
    let stage = stage();
    stage.pass(TimeDelta::days(3));
    let mut forger = Forger::new(&stage);
    forger.recorded_at = "2199-01-01T00:00:00Z".parse().unwrap();
    forger.write(note("see you"));
    assert_eq!(stage.answer(&["status"]), "");
    assert!(stage.answer(&["list"]).contains("open"));
    stage
        .run(&["log", "something else"])
        .status(1)
        .says("no incident is live");
    stage.answer(&["log", "--incident", "login", "on it"]);
    stage.answer(&["log", "and more"]);
    assert!(stage.answer(&["status"]).contains("Login down"));
}

#[test]
fn where_only_others_recorded_a_bare_verb_says_so_once() {
    let stage = stage();
    fs::remove_dir_all(stage.home.path().join("state")).unwrap();
    let word = "you have recorded nothing yet in 00a001 ('Login down'), the only live incident; in it: ana@laptop. \
                hotwash new TITLE starts another";
    let named = stage.run(&["log", "--incident", "login", "named"]).status(0);
    assert!(!named.err.contains("you have recorded nothing"), "{named:?}");
    fs::remove_dir_all(stage.home.path().join("state")).unwrap();
    stage.run(&["log", "mine too"]).status(0).says(word);
    let again = stage.run(&["log", "again"]).status(0);
    assert!(!again.err.contains("you have recorded nothing"), "{again:?}");
}

/// Ours as the file of ours says whose it is.
fn own_writer(stage: &Stage) -> String {
    records(stage)[0].head.clone().unwrap().writer
}

#[test]
fn what_others_try_does_not_wear_our_undo() {
    for (lc, undone_before) in [(1, true), (50, true), (1, false), (50, false)] {
        let stage = stage();
        let ours = event(&stage, 2);
        if undone_before {
            stage.answer(&["undo"]);
        }
        let mut forger = Forger::new(&stage);
        forger.lc = lc;
        forger.batch = Some(ours);
        forger.write(note("x"));
        forger.batch = None;
        for _ in 0..101 {
            forger.lc = lc;
            forger.write(Op::Undo { replaces: ours });
        }
        if !undone_before {
            stage.run(&["undo"]).status(0).answers("rolled back");
        }
        assert!(!texts(&stage).contains(&"rolled back".to_owned()), "{lc}");
        review(&stage)
            .answers("mallory@pc (mallory-pc-2222) tried to take back what another writer recorded: event");
        stage.answer(&["redo"]);
        assert!(texts(&stage).contains(&"rolled back".to_owned()), "{lc}");
    }
}

/// Somebody's filler makes a counter possible that is not without it.
#[test]
fn our_records_stand_when_the_files_are_gone_whose_counters_they_followed() {
    for high in [1 << 31, (1 << 32) + 50] {
        let stage = stage();
        let mut forger = Forger::new(&stage);
        for _ in 0..100 {
            forger.lc = 5;
            forger.write(note("f"));
        }
        forger.lc = high;
        forger.write(set(FieldName::Title, "all is well"));
        stage.answer(&["verify"]);
        stage.answer(&["set", "title", "Ours"]);
        stage.answer(&["log", "and on it goes"]);
        assert_eq!(incident(&stage)["title"], "Ours");
        fs::remove_file(stage.home.incident().join("journal/mallory-pc-2222.jsonl")).unwrap();
        assert_eq!(incident(&stage)["title"], "Ours", "{high}");
        stage.answer(&["verify"]);
        let counters: Vec<u64> = records(&stage).iter().map(|record| record.lc).collect();
        stage.answer(&["set", "title", "Ours again"]);
        assert_eq!(incident(&stage)["title"], "Ours again");
        assert!(counters.iter().all(|lc| *lc < records(&stage).last().unwrap().lc));
        assert_eq!(texts(&stage).last().unwrap(), "and on it goes");
    }
}

#[test]
fn a_second_file_of_the_same_stranger_silences_nothing() {
    let stage = stage();
    let first = event(&stage, 1);
    let mut forger = Forger::new(&stage);
    forger.write(Op::Undo { replaces: first });
    forger.write(opening("All is well"));
    let mut second = Forger::new(&stage);
    (second.file, second.writer) = ("bo-pc-3333.jsonl".to_owned(), "bo-pc-3333".to_owned());
    (second.by, second.lc) = ("bo@pc".to_owned(), 2000);
    for (rule, events) in [
        ("not_theirs", vec![first]),
        ("opened_twice", vec![]),
        ("not_theirs", vec![]),
    ] {
        second.write(Op::Silence {
            rule: rule.to_owned(),
            events,
            why: "fine".to_owned(),
        });
    }
    review(&stage)
        .answers("mallory@pc (mallory-pc-2222) tried to take back")
        .answers("mallory@pc (mallory-pc-2222) opened this incident a second time");
}

#[test]
fn who_tries_among_a_flood_is_named() {
    let stage = stage();
    let first = event(&stage, 1);
    let mut flood = Forger::new(&stage);
    (flood.file, flood.writer) = ("aaa.jsonl".to_owned(), "aaa".to_owned());
    for n in 0..1500 {
        flood.by = format!("a{n:04}");
        flood.write(Op::Undo { replaces: first });
    }
    let mut forger = Forger::new(&stage);
    forger.lc = 20_000;
    forger.write(Op::Undo { replaces: first });
    review(&stage)
        .answers(
            "a0000, a0001, a0002 and 17 more (aaa) tried to take back what another writer recorded: event 1",
        )
        .answers("mallory@pc (mallory-pc-2222) tried to take back what another writer recorded: event 1");
}

#[test]
fn who_tries_to_take_back_the_opening_or_an_undo_is_named() {
    let stage = stage();
    stage.answer(&["undo"]);
    let (opened, undo) = (records(&stage)[0].id, records(&stage).pop().unwrap().id);
    let mut forger = Forger::new(&stage);
    forger.write(Op::Undo { replaces: opened });
    forger.write(Op::Undo { replaces: undo });
    assert_eq!(texts(&stage), ["users cannot log in"]);
    review(&stage).answers("mallory@pc (mallory-pc-2222) tried to take back what another writer recorded");
}

#[test]
fn what_others_recorded_alone_makes_no_incident_ours_to_write_into_without_a_word() {
    let stage = stage();
    stage.pass(TimeDelta::days(3));
    let mut forger = Forger::new(&stage);
    forger.recorded_at += TimeDelta::days(3);
    forger.write(note("still down"));
    let word = "you have recorded nothing since 2023-03-25 in 00a001 ('Login down'), the only live incident; in it: \
                ana@laptop, mallory@pc. hotwash new TITLE starts another";
    stage.run(&["log", "mine"]).status(0).says(word);
    let again = stage.run(&["log", "again"]).status(0);
    assert!(!again.err.contains("you have recorded"), "{again:?}");
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
