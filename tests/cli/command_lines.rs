//! Command lines that make no sense, and those that only seem so.

use crate::stage::Stage;

#[test]
fn command_lines_that_make_no_sense_take_two_lines() {
    let stage = Stage::new();
    for words in [
        &["lgo", "x"][..],
        &["list", "--nope"],
        &["new"],
        &["show", "--kind", "q"],
        &["edit"],
    ] {
        let ran = stage.run(words).status(2).answers_nothing();
        assert_eq!(ran.err.lines().count(), 2, "{ran:?}");
        assert!(ran.err.starts_with("error: "), "{ran:?}");
    }
}

#[test]
fn a_verb_option_or_kind_that_is_none_names_the_nearest_and_records_nothing() {
    let stage = Stage::live();
    for (words, told) in [
        (&["lgo", "x"][..], "did you mean 'log'?"),
        (&["todo", "lsit"], "did you mean 'list'?"),
        (&["help", "todo", "edti"], "hotwash help tells the verbs"),
        (
            &["log", "--kinf", "x", "y"],
            "a similar argument exists: '--kind'",
        ),
        (&["log", "--kinf x y"], "use '-- --kinf x y'"),
        (&["log", "-k", "note", "x"], "use '-- -k'"),
        (&["log", "--kind", "mitigaton", "x"], "did you mean 'mitigation'?"),
        (&["log", "--kind", "rolback", "x"], "did you mean 'rollback'?"),
        (
            &["todo", "add", "x", "--type", "prevnt"],
            "did you mean 'prevent'?",
        ),
        (
            &["new", "x", "--severty", "1"],
            "a similar argument exists: '--severity'",
        ),
        (
            &["new", "x", "--zone", "Europ/Paris"],
            "did you mean Europe/Paris?",
        ),
    ] {
        stage.run(words).status(2).says(told).answers_nothing();
    }
    assert_eq!(
        stage.run(&["show", "--json"]).json()["events"],
        serde_json::json!([])
    );
}

#[test]
fn texts_may_begin_with_a_dash_and_a_digit_or_behind_two_dashes() {
    let stage = Stage::live();
    stage
        .run(&["log", "-10m", "rolled", "back"])
        .status(0)
        .answers("rolled back");
    stage
        .run(&["log", "--kind", "m", "-5", "pods"])
        .status(0)
        .answers("-5 pods");
    stage
        .run(&["log", "--", "--kinf", "x"])
        .status(0)
        .answers("--kinf x");
    stage
        .run(&["todo", "add", "-5", "pods", "--owner", "bo"])
        .status(0)
        .answers("-5 pods  @bo");
    stage.answer(&["new", "-5%", "of", "users", "--severity", "sev2"]);
    let list = stage.run(&["list"]).status(0).answers("-5% of users");
    assert!(list.out.contains("SEV2"), "{list:?}");
}

#[test]
fn help_is_an_answer() {
    let stage = Stage::new();
    stage.run(&["help"]).status(0).answers("status");
    for verb in ["new", "log", "set", "todo add", "export", "completions"] {
        let words: Vec<&str> = ["help"].into_iter().chain(verb.split(' ')).collect();
        stage
            .run(&words)
            .status(0)
            .answers(&format!("Usage: hotwash {verb}"));
    }
    stage.run(&["help", "lgo"]).status(2).says("did you mean 'log'?");
    stage.run(&["--help"]).status(0).answers("status");
    stage
        .run(&["log", "--help"])
        .status(0)
        .answers("-10m rolled back");
    stage.run(&["--version"]).status(0).answers("hotwash ");
}

#[test]
fn the_interface_needs_a_terminal() {
    Stage::new()
        .run(&[])
        .status(2)
        .answers_nothing()
        .says("new, log, show");
}
