//! `list`.

use chrono::TimeDelta;

use crate::stage::Stage;

fn three() -> Stage {
    let stage = Stage::new();
    stage.run(&["new", "first", "--severity", "3"]).status(0);
    stage.run(&["close", "--yes"]).status(0);
    stage.run(&["new", "second"]).status(0);
    stage.pass(TimeDelta::hours(25));
    stage.run(&["new", "third \u{1b}[31m"]).status(0);
    stage.run(&["log", "x"]).status(0);
    stage
}

#[test]
fn open_ones_go_first_then_the_newest() {
    insta::assert_snapshot!(three().run(&["list"]).status(0).out);
}

#[test]
fn json_is_the_contract() {
    insta::assert_snapshot!(three().run(&["list", "--json"]).status(0).out);
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
        std::fs::read_dir(stage.home()).unwrap().count(),
        0,
        "reading makes nothing"
    );
}

#[test]
fn zones_are_named_where_they_differ() {
    let stage = Stage::new();
    stage.run(&["new", "here"]).status(0);
    let told = |args: &[&str]| stage.run(args).status(0).out;
    assert!(!told(&["list"]).contains("Europe/Berlin"));
    stage.run(&["new", "there", "--zone", "Europe/Berlin"]).status(0);
    assert!(
        told(&["list"]).contains(" Europe/Berlin   there"),
        "{}",
        told(&["list"])
    );
    assert!(!told(&["list", "--zone", "UTC"]).contains("Europe/Berlin"));
}
