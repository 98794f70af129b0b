//! `redact`: the one rewrite of a journal there is.

mod evidence;
mod left;
mod writers;

use std::fs;
use std::path::Path;

use crate::forge::records;
use crate::stage::Stage;

const SECRET: &str = "hunter2";

/// A secret in an event, in what was typed, and in its correction.
fn leaked() -> Stage {
    let stage = Stage::live();
    for words in [
        &["log", "09:00 n: the password is hunter2"][..],
        &["log", "09:05 after it"],
        &["edit", "1", "--text", "the password is hunter2, really"],
    ] {
        stage.answer(words);
    }
    stage
}

fn files_with(folder: &Path, secret: &str) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_with(&path, secret));
        } else if String::from_utf8_lossy(&fs::read(&path).unwrap()).contains(secret) {
            found.push(path);
        }
    }
    found
}

#[test]
fn the_secret_is_nowhere_left_and_the_journal_is_sound() {
    let stage = leaked();
    assert_eq!(files_with(stage.home.path(), SECRET).len(), 1);
    let ran = stage.run(&["redact", "1", "--yes"]).status(0);
    assert_eq!(
        ran.out,
        "redacted 1: [removed by ana@laptop on 2023-03-25 14:30 UTC]\n"
    );
    assert_eq!(
        files_with(stage.home.path(), SECRET),
        Vec::<std::path::PathBuf>::new()
    );
    stage.run(&["verify"]).status(0).says("nothing is wrong");
    let shown = stage.run(&["show", "--json"]).status(0).json();
    assert_eq!(shown["events"].as_array().unwrap().len(), 2);
    let numbers: Vec<_> = shown["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| &event["number"])
        .collect();
    assert!(numbers.contains(&&serde_json::json!(1)) && numbers.contains(&&serde_json::json!(2)));
    stage
        .run(&["log", "and on it goes"])
        .status(0)
        .answers("recorded 3");
    stage
        .run(&["redact", "1", "--yes"])
        .status(1)
        .says("was removed already");
    stage
        .run(&["edit", "1", "--text", "x"])
        .status(1)
        .says("no words");
}

#[test]
fn it_asks_on_a_terminal_and_needs_yes_elsewhere() {
    let stage = leaked();
    stage
        .run(&["redact", "1"])
        .status(1)
        .says("--yes")
        .answers_nothing();
    let stage = Stage {
        terminal: Some(80),
        ..stage
    };
    for (answer, status) in [("n\n", 1), ("", 1), ("y\n", 0)] {
        stage
            .run_with(&["redact", "1"], answer)
            .status(status)
            .says("for good? [y/N]");
    }
    assert!(files_with(stage.home.path(), SECRET).is_empty());
}

fn resealed(line: &str) -> String {
    let said = line.rsplit_once(",\"sum\"").unwrap().0;
    let sum = crc32fast::hash(said.as_bytes());
    format!("{said},\"sum\":\"{sum:08x}\"}}\n")
}

fn holds(stage: &Stage, words: &str) -> Vec<String> {
    let shown = |path: std::path::PathBuf| {
        let path = path.strip_prefix(stage.home.path()).unwrap().to_owned();
        path.display().to_string()
    };
    files_with(stage.home.path(), words)
        .into_iter()
        .map(shown)
        .collect()
}

#[test]
fn a_title_goes_from_the_journal_and_from_the_name_of_the_folder() {
    let stage = Stage::new();
    stage.answer(&["new", "Login", "broken", "with", "hunter2xyz"]);
    stage.answer(&["set", "title", "Login broken with hunter2xyz again"]);
    assert!(!holds(&stage, SECRET).is_empty());
    stage
        .run(&["redact", "title", "--yes"])
        .status(0)
        .answers("redacted title")
        .says("hotwash set title")
        .says("-removed-");
    assert_eq!(holds(&stage, SECRET), Vec::<String>::new());
    let folder = stage.home.path().join("data/incidents");
    let names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    assert_eq!(names.len(), 1);
    assert!(names[0].to_string_lossy().contains("-removed-"), "{names:?}");
    stage.run(&["log", "it goes on"]).status(0).answers("recorded 1");
    stage.answer(&["set", "title", "Login broken"]);
    stage.run(&["list"]).status(0).answers("Login broken");
    stage.answer(&["verify"]);
}

#[test]
fn a_folder_in_which_others_write_keeps_its_name_and_is_named() {
    let stage = Stage::new();
    stage.answer(&["new", "Login", "broken", "with", "hunter2xyz"]);
    fs::write(stage.home.segment().with_file_name("bo-desk-1111.jsonl"), "").unwrap();
    stage
        .run(&["redact", "title", "--yes"])
        .status(0)
        .says("others write in this folder; once all have left it, rename the folder to 2023-03-25-removed-");
}

#[test]
fn what_can_be_removed_is_named_in_words() {
    let stage = leaked();
    for (words, status, says) in [
        (&["todo", "1"][..], 2, "there is no action item '1'"),
        (&["todo"], 2, "which todo?"),
        (&["field", "impakt"], 2, "did you mean 'impact'"),
        (&["field", "zone"], 2, "no words"),
        (&["field", "impact"], 1, "hotwash set impact VALUE"),
        (&["silence", "gap"], 1, "no finding of 'gap' was ever accepted"),
        (&["silence", "gap"], 1, "hotwash review"),
        (&["title", "please"], 2, "nothing of that name"),
        (&["99"], 2, "there is no event '99'"),
    ] {
        let words = [&["redact"], words, &["--yes"]].concat();
        stage.run(&words).status(status).says(says).answers_nothing();
    }
}

#[test]
fn unsent_lines_and_texts_for_editors_go_too() {
    let stage = leaked();
    let lines = stage.home.path().join("state/lines");
    fs::create_dir_all(&lines).unwrap();
    let kept = r#"{"line":"and the password is hunter2","unconfirmed":[],"aside":["keep me"],"over":[],"history":["09:00 n: the password is hunter2"]}"#;
    fs::write(lines.join("start.1.json"), kept).unwrap();
    fs::write(
        stage.home.path().join("state/text-abc.md"),
        "longer: the password\nis hunter2",
    )
    .unwrap();
    stage
        .run(&["redact", "1", "--yes"])
        .status(0)
        .says("3 lines kept unsent or as history went too");
    assert_eq!(holds(&stage, SECRET), Vec::<String>::new());
    assert!(
        fs::read_to_string(lines.join("start.1.json"))
            .unwrap()
            .contains("keep me")
    );
}

#[test]
fn what_an_event_was_and_when_stays_as_it_was() {
    let stage = Stage::live();
    for line in [
        "09:00 impact: logins fail, the password is hunter2",
        "09:05 ack: the password is hunter2",
        "09:30 resolved: the password is hunter2 no more #recovered",
    ] {
        stage.answer(&["log", line]);
    }
    stage.answer(&["edit", "3", "--at", "09:20"]);
    let before = stage.answer(&["status"]);
    for event in ["1", "2", "3"] {
        stage.answer(&["redact", event, "--yes"]);
    }
    assert_eq!(holds(&stage, SECRET), Vec::<String>::new());
    assert_eq!(stage.answer(&["status"]), before);
    let shown = stage.run(&["show", "--json"]).status(0).json();
    let rows: Vec<_> = shown["events"].as_array().unwrap().iter().collect();
    let seen: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                row["kind"].as_str().unwrap(),
                &row["at"].as_str().unwrap()[11..16],
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("impact", "09:00"),
            ("acknowledgement", "09:05"),
            ("resolution", "09:20")
        ]
    );
    assert!(
        rows.iter()
            .all(|row| row["text"].as_str().unwrap().starts_with("[removed by"))
    );
    assert_eq!(rows[2]["tags"], serde_json::json!(["recovered"]));
    stage.run(&["show", "3"]).status(0).answers("09:20");
    stage.answer(&["verify"]);
}
