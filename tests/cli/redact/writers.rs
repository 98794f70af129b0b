//! Whose words are removed: a writer's own, under whatever name it wrote, and nobody else's.

use hotwash::domain::record::{EventBody, Op};

use super::*;
use crate::forge::Forger;

#[test]
fn nobody_rewrites_what_another_recorded() {
    let stage = leaked();
    let own = stage.home.segment();
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

#[test]
fn an_earlier_name_of_ours_is_ours() {
    let stage = leaked();
    let segment = stage.home.segment();
    let old = segment.file_stem().unwrap().to_str().unwrap().to_owned();
    // As on a machine to which the home was copied.
    let writer = stage.home.path().join("state/writer.json");
    let copied = fs::read_to_string(&writer).unwrap();
    let mut copied: serde_json::Value = serde_json::from_str(&copied).unwrap();
    copied["machine"] = "another".into();
    fs::write(&writer, copied.to_string()).unwrap();
    stage.answer(&["log", "from here"]);
    assert!(
        !fs::read_to_string(&writer)
            .unwrap()
            .contains(&format!("\"writer\":\"{old}\""))
    );
    stage.answer(&["redact", "1", "--yes"]);
    assert_eq!(holds(&stage, SECRET), Vec::<String>::new());
    stage.run(&["verify"]).status(0).says("nothing is wrong");
}

#[test]
fn a_copy_of_the_own_file_is_no_other_writers() {
    let stage = leaked();
    let own = stage.home.segment();
    let writer = own.file_stem().unwrap().to_str().unwrap().to_owned();
    for name in [
        "Copy.txt".to_owned(),
        format!("copy of {writer}.jsonl"),
        format!("{writer}2.jsonl"),
    ] {
        fs::copy(&own, own.with_file_name(name)).unwrap();
    }
    let ran = stage.run(&["redact", "1", "--yes", "--json"]).status(0);
    let json = ran.json();
    let left = json["left"].as_array().unwrap();
    assert_eq!(left.len(), 3, "{json:#}");
    for one in left {
        assert_eq!(one["why"], "a copy of your file under another name", "{one}");
    }
}

#[test]
fn who_lost_the_name_of_the_writer_is_told_what_to_do() {
    let stage = leaked();
    let own = stage.home.segment();
    let writer = own.file_stem().unwrap().to_str().unwrap().to_owned();
    let identity = stage.home.path().join("state/writer.json");
    fs::remove_file(&identity).unwrap();
    let former = format!("\"former\":[\"{writer}\"]");
    stage
        .run(&["redact", "1", "--yes"])
        .status(1)
        .says(&format!("add {former} to"));
    let kept = fs::read_to_string(&identity).unwrap();
    fs::write(&identity, kept.replacen('{', &format!("{{{former},"), 1)).unwrap();
    stage.answer(&["redact", "1", "--yes"]);
    assert_eq!(holds(&stage, SECRET), Vec::<String>::new());
}

/// Whoever corrects an event of ours does not choose what we lose with it.
#[test]
fn words_of_another_writer_take_nothing_of_ours_with_them() {
    let stage = leaked();
    stage.answer(&["log", "09:10 wrong"]);
    stage.answer(&["strike", "3", "--why", "after deploy"]);
    let event = records(&stage)
        .into_iter()
        .find(|record| matches!(record.op, Op::Event(_)))
        .unwrap();
    let (event, replaces) = (event.id, event.id);
    let body = EventBody {
        text: "deploy".to_owned(),
        ..EventBody::default()
    };
    Forger::new(&stage).write(Op::Amend {
        event,
        replaces,
        body,
    });
    stage.answer(&["redact", "1", "--yes"]);
    stage.run(&["show", "--struck"]).status(0).answers("after deploy");
}

/// Readers would pass over what is left, and the event's time would be lost with its words.
#[test]
fn a_name_that_is_too_long_for_a_record_removes_nothing() {
    let stage = leaked();
    let name = "x".repeat(201);
    let before = records(&stage);
    stage
        .run(&["--author", &name, "redact", "1", "--yes"])
        .status(2)
        .says("201 characters")
        .says("--author");
    assert_eq!(records(&stage), before);
}
