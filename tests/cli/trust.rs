//! A co-writer of the folder can add, and cannot stop, silence or speak for anybody.

mod copies;
mod counters;
mod liveness;
mod taking_back;

use std::fs;

use hotwash::domain::record::{FieldChange, FieldName, Op};
use uuid::Uuid;

use crate::forge::{Forger, event, note, opening, records};
use crate::harness::Ran;
use crate::stage::Stage;

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

/// Ours as the file of ours says whose it is.
fn own_writer(stage: &Stage) -> String {
    records(stage)[0].head.clone().unwrap().writer
}
