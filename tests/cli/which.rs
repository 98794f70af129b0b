//! Which incident a verb is about.

use chrono::TimeDelta;

use crate::stage::Stage;

fn two() -> Stage {
    let stage = Stage::new();
    stage.answer(&["new", "Login down"]);
    stage.answer(&["new", "Lookup slow"]);
    stage
}

#[test]
fn several_live_ones_have_to_be_told_apart() {
    let stage = two();
    let ran = stage
        .run(&["log", "-10m", "it's back"])
        .status(1)
        .answers_nothing();
    insta::assert_snapshot!(ran.err);
    stage.run(&["show"]).status(1).says("2 incidents are live");
    stage.answer(&["log", "--incident", "lookup", "x"]);
    stage.answer(&["--incident", "00a001", "log", "x"]);
    for (selector, told) in [
        ("lo", "2 incidents fit 'lo'"),
        ("nope", "no incident is called 'nope'"),
    ] {
        stage.run(&["show", "--incident", selector]).status(1).says(told);
    }
}

#[test]
fn the_environment_names_one_and_the_option_wins() {
    let mut stage = two();
    stage
        .env
        .insert("HOTWASH_INCIDENT".to_owned(), "lookup".to_owned());
    stage.run(&["show"]).status(0).answers("Lookup slow");
    stage
        .run(&["show", "--incident", "login"])
        .status(0)
        .answers("Login down");
    stage.env.insert("HOTWASH_AUTHOR".to_owned(), "bo".to_owned());
    stage.answer(&["log", "x"]);
    assert_eq!(stage.run(&["show", "--json"]).json()["events"][0]["by"], "bo");
}

#[test]
fn none_live_is_enough_to_read_and_not_to_write() {
    let stage = Stage::live();
    stage.pass(TimeDelta::hours(25));
    stage
        .run(&["show"])
        .status(0)
        .says("no incident is live; this is the latest, 2023-03-25-login-down-00a001");
    stage
        .run(&["log", "x"])
        .status(1)
        .says("hotwash --incident 00a001 --home [home] log x");
    stage.answer(&["log", "--incident", "login", "x"]);
    stage.answer(&["log", "live again"]);
}

#[test]
fn no_incident_at_all_says_how_to_start_one() {
    for words in [
        &["log", "x"][..],
        &["show"],
        &["close"],
        &["export"],
        &["set", "severity", "1"],
    ] {
        Stage::new()
            .run(words)
            .status(1)
            .says("hotwash new TITLE starts one");
    }
}

#[test]
fn lines_from_a_pipe_are_given_back_when_it_is_not_clear_where_they_belong() {
    let stage = two();
    stage
        .run_with(&["log"], "one\ntwo\n")
        .status(1)
        .says("not recorded: one\nnot recorded: two\n");
}

#[test]
fn closed_ones_are_written_in_only_when_named() {
    let stage = Stage::live();
    stage.answer(&["close", "--yes"]);
    stage.run(&["log", "x"]).status(1).says("closed");
    stage.answer(&["set", "--incident", "login", "cause", "a typo"]);
    // A bare clock is on the incident's own day.
    stage.pass(TimeDelta::days(3));
    let ran = stage
        .run(&["log", "--incident", "login", "23:00 d: late"])
        .status(0);
    assert!(ran.out.contains("2023-03-25 23:00"), "{ran:?}");
}
