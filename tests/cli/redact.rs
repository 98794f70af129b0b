//! `redact`: the one rewrite of a journal there is.

use std::fs;
use std::path::Path;

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
        stage.run(words).status(0);
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
    assert_eq!(files_with(stage.home(), SECRET).len(), 1);
    let ran = stage.run(&["redact", "1", "--yes"]).status(0);
    assert_eq!(
        ran.out,
        "redacted 1: [removed by ana@laptop on 2023-03-25 14:30 UTC]\n"
    );
    assert_eq!(files_with(stage.home(), SECRET), Vec::<std::path::PathBuf>::new());
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
    assert!(files_with(stage.home(), SECRET).is_empty());
}

#[test]
fn json_tells_what_is_left() {
    let stage = leaked();
    let json = stage.run(&["redact", "1", "--yes", "--json"]).status(0).json();
    assert_eq!(json["lines"], 2);
    assert_eq!(json["events"][0]["number"], 1);
    assert_eq!(json["left_with"], serde_json::json!([]));
}

#[test]
fn a_draft_that_may_hold_it_is_named() {
    let stage = leaked();
    stage.run(&["close"]).status(0);
    stage
        .run(&["redact", "1", "--yes", "--incident", "login"])
        .status(0)
        .says("drafts/login-down.md");
}

#[test]
fn nobody_rewrites_what_another_recorded() {
    let stage = leaked();
    let own = stage.segment();
    let theirs = own.with_file_name("bo-desk-1111.jsonl");
    fs::rename(&own, &theirs).unwrap();
    let text = fs::read_to_string(&theirs).unwrap();
    // As if another writer had recorded it all: the head names the writer, the sum goes with it.
    let writer = own.file_stem().unwrap().to_str().unwrap();
    let changed: String = text
        .lines()
        .map(|line| resealed(&line.replace(writer, "bo-desk-1111")))
        .collect();
    fs::write(&theirs, &changed).unwrap();
    stage
        .run(&["redact", "1", "--yes"])
        .status(1)
        .says("nobody rewrites another writer's file")
        .answers_nothing();
    assert_eq!(fs::read_to_string(&theirs).unwrap(), changed);
}

fn resealed(line: &str) -> String {
    let said = line.rsplit_once(",\"sum\"").unwrap().0;
    let sum = crc32fast::hash(said.as_bytes());
    format!("{said},\"sum\":\"{sum:08x}\"}}\n")
}
