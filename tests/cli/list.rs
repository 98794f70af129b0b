//! `list`.

use chrono::TimeDelta;

use crate::stage::Stage;

fn three() -> Stage {
    let stage = Stage::new();
    stage.answer(&["new", "first", "--severity", "3"]);
    stage.answer(&["close", "--yes"]);
    stage.answer(&["new", "second"]);
    stage.pass(TimeDelta::hours(25));
    stage.answer(&["new", "third \u{1b}[31m"]);
    stage.answer(&["log", "x"]);
    stage
}

#[test]
fn open_ones_go_first_then_the_newest() {
    insta::assert_snapshot!(three().answer(&["list"]));
}

#[test]
fn json_is_the_contract() {
    insta::assert_snapshot!(three().answer(&["list", "--json"]));
}

#[test]
fn an_empty_shelf_is_said() {
    let stage = Stage::new();
    stage
        .run(&["list"])
        .status(0)
        .answers_nothing()
        .says("there is no incident yet");
    let ran = stage.run(&["list", "--json"]).status(0);
    assert_eq!(ran.json(), serde_json::json!({ "schema": 1, "incidents": [] }));
    assert_eq!(
        std::fs::read_dir(stage.home.path()).unwrap().count(),
        0,
        "reading makes nothing"
    );
}

#[test]
fn zones_are_named_where_they_differ() {
    let stage = Stage::new();
    stage.answer(&["new", "here"]);
    let told = |args: &[&str]| stage.answer(args);
    assert!(!told(&["list"]).contains("Europe/Berlin"));
    stage.answer(&["new", "there", "--zone", "Europe/Berlin"]);
    assert!(
        told(&["list"]).contains(" Europe/Berlin   there"),
        "{}",
        told(&["list"])
    );
    assert!(!told(&["list", "--zone", "UTC"]).contains("Europe/Berlin"));
}
