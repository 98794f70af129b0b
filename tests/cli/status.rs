//! `status`.

use chrono::TimeDelta;

use crate::stage::Stage;

#[test]
fn one_line_for_a_prompt() {
    let stage = Stage::live();
    stage.run(&["log", "07:00 b: Users cannot log in"]).status(0);
    let ran = stage.run(&["status"]).status(0);
    assert_eq!((&*ran.out, &*ran.err), ("SEV2 2h 30m Login down\n", ""));
    let format = "{slug} {id} {events} {elapsed} {severity} {title} {} {N} {{";
    let ran = stage.run(&["status", "--format", format]).status(0);
    assert_eq!(ran.out, "login-down 00a001 1 2h 30m SEV2 Login down {} {N} {{\n");
}

#[test]
fn nothing_when_none_is_live() {
    let stage = Stage::new();
    let silent = |stage: &Stage| {
        let ran = stage.run(&["status"]).status(0);
        assert_eq!((&*ran.out, &*ran.err), ("", ""));
    };
    silent(&stage);
    stage.run(&["new", "x"]).status(0);
    stage.pass(TimeDelta::hours(25));
    silent(&stage);
    stage.run(&["new", "y"]).status(0);
    stage.run(&["close", "--yes"]).status(0);
    silent(&stage);
}

#[test]
fn more_than_one_are_counted() {
    let stage = Stage::live();
    stage.run(&["new", "Second"]).status(0);
    assert_eq!(stage.run(&["status"]).status(0).out, "0m Second +1\n");
    let live = stage.run(&["status", "--json"]).json();
    assert_eq!(live["incidents"].as_array().unwrap().len(), 2);
}

#[test]
fn what_a_placeholder_stands_for_is_not_filled_again() {
    let stage = Stage::new();
    stage.run(&["new", "{id} \u{1b}[31m"]).status(0);
    let ran = stage.run(&["status", "--format", "{title}"]).status(0);
    assert!(
        ran.out.starts_with("{id} ") && !ran.out.contains('\u{1b}'),
        "{ran:?}"
    );
}

#[test]
fn a_placeholder_that_is_none_is_refused_also_when_nothing_is_live() {
    for stage in [Stage::new(), Stage::live()] {
        stage
            .run(&["status", "--format", "{title} {nosuch}"])
            .status(2)
            .says("'{nosuch}'")
            .says("{title} {severity} {elapsed} {slug} {id} {events}")
            .answers_nothing();
    }
}
