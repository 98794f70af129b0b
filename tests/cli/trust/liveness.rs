//! What only others recorded makes no incident live, and none ours to write into without a word.

use chrono::TimeDelta;

use super::*;

#[test]
fn a_far_future_is_no_life() {
    let stage = stage();
    stage.pass(TimeDelta::days(3));
    let mut forger = Forger::new(&stage);
    forger.recorded_at = "2199-01-01T00:00:00Z".parse().unwrap();
    forger.write(note("see you"));
    assert_eq!(stage.answer(&["status"]), "");
    assert!(stage.answer(&["list"]).contains("open"));
    stage
        .run(&["log", "something else"])
        .status(1)
        .says("no incident is live");
    stage.answer(&["log", "--incident", "login", "on it"]);
    stage.answer(&["log", "and more"]);
    assert!(stage.answer(&["status"]).contains("Login down"));
}

#[test]
fn where_only_others_recorded_a_bare_verb_says_so_once() {
    let stage = stage();
    fs::remove_dir_all(stage.home.path().join("state")).unwrap();
    let word = "you have recorded nothing yet in 00a001 ('Login down'), the only live incident; in it: ana@laptop. \
                hotwash new TITLE starts another";
    let named = stage.run(&["log", "--incident", "login", "named"]).status(0);
    assert!(!named.err.contains("you have recorded nothing"), "{named:?}");
    fs::remove_dir_all(stage.home.path().join("state")).unwrap();
    stage.run(&["log", "mine too"]).status(0).says(word);
    let again = stage.run(&["log", "again"]).status(0);
    assert!(!again.err.contains("you have recorded nothing"), "{again:?}");
}

#[test]
fn what_others_recorded_alone_makes_no_incident_ours_to_write_into_without_a_word() {
    let stage = stage();
    stage.pass(TimeDelta::days(3));
    let mut forger = Forger::new(&stage);
    forger.recorded_at += TimeDelta::days(3);
    forger.write(note("still down"));
    let word = "you have recorded nothing since 2023-03-25 in 00a001 ('Login down'), the only live incident; in it: \
                ana@laptop, mallory@pc. hotwash new TITLE starts another";
    stage.run(&["log", "mine"]).status(0).says(word);
    let again = stage.run(&["log", "again"]).status(0);
    assert!(!again.err.contains("you have recorded"), "{again:?}");
}
