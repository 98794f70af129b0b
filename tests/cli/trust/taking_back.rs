//! Only a writer takes back or removes what it wrote, and who tries otherwise is named.

use hotwash::domain::kind::Kind;
use hotwash::domain::record::{Bare, Removed};

use super::*;
use crate::stage::START;

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
                "{who} tried to take back what another writer recorded: 09:30 \"users cannot log in\"."
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
                "mallory@pc (aaa.jsonl) tried to remove what another writer recorded: 09:30 \"users cannot log in\".",
            );
        }
    }
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
            .answers("mallory@pc (mallory-pc-2222) tried to take back what another writer recorded: 09:30 ");
        stage.answer(&["redo"]);
        assert!(texts(&stage).contains(&"rolled back".to_owned()), "{lc}");
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
            "a0000, a0001, a0002 and 17 more (aaa) tried to take back what another writer recorded: 09:30 \"users",
        )
        .answers("mallory@pc (mallory-pc-2222) tried to take back what another writer recorded: 09:30 \"users");
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
