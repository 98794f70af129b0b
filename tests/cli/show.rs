//! `show`.

use chrono::{DateTime, TimeDelta, Utc};

use crate::stage::{START, Stage};

/// An incident with something of everything.
fn eventful() -> Stage {
    let stage = Stage::live();
    for line in [
        "08:50 b: Users cannot log in",
        "~09:00 alert: latency is up",
        "09:05-09:12 h: the network @netops",
        "yesterday 23:50 g: new load balancer, see the ticket for the long story of why it was done on a Friday night",
        "x: not the network",
        "todo: add a check @bo due 2026-12-01",
    ] {
        stage.answer(&["log", line]);
    }
    stage.answer(&["log", "--at", "none", "--kind", "ack", "ana\tlooked\u{1b}[31m"]);
    stage
}

#[test]
fn a_pipe_gets_one_line_an_event() {
    insta::assert_snapshot!(eventful().answer(&["show"]));
}

#[test]
fn a_terminal_gets_wrapped_lines() {
    let stage = Stage {
        terminal: Some(60),
        ..eventful()
    };
    let ran = stage.run(&["show"]).status(0);
    assert!(
        ran.out.lines().all(|line| line.chars().count() <= 60),
        "{}",
        ran.out
    );
    insta::assert_snapshot!(ran.out);
}

#[test]
fn json_is_the_contract() {
    insta::assert_snapshot!(eventful().answer(&["show", "--json"]));
}

#[test]
fn other_zones_show_the_same_instants() {
    let stage = eventful();
    stage
        .run(&["show", "--zone", "UTC"])
        .status(0)
        .answers("13:50")
        .answers("UTC");
    let shown = stage.run(&["show", "--zone", "UTC", "--json"]).json();
    assert_eq!(shown["events"][1]["at"], "2023-03-25T13:50:00+00:00");
    stage.run(&["show", "--zone", "nowhere"]).status(2).says("--zone");
}

#[test]
fn an_unknown_zone_has_no_offsets() {
    let stage = Stage::new();
    stage.answer(&["new", "x", "--zone", "unknown"]);
    stage.answer(&["log", "09:00 d: y"]);
    let ran = stage
        .run(&["show", "--json", "--zone", "UTC"])
        .status(0)
        .says("zone is not recorded");
    let shown = ran.json();
    assert_eq!(shown["events"][0]["at"], "2023-03-25T09:00:00");
    assert_eq!(shown["incident"]["zone"], "unknown");
    stage.run(&["show"]).answers("zone not recorded");
}

#[test]
fn one_kind_alone() {
    let ran = eventful().run(&["show", "--kind", "hypo"]).status(0);
    assert_eq!(ran.out.lines().count(), 5, "{}", ran.out);
}

#[test]
fn as_of_shows_what_was_recorded_by_then() {
    let stage = Stage::live();
    stage.answer(&["log", "early"]);
    stage.pass(TimeDelta::hours(1));
    stage.answer(&["log", "09:00 late"]);
    let count = |as_of: &str| {
        let shown = stage.run(&["show", "--json", "--as-of", as_of]).json();
        shown["events"].as_array().unwrap().len()
    };
    assert_eq!(count("09:29"), 0);
    assert_eq!(count("10:00"), 1);
    assert_eq!(count("10:31"), 2);
    assert_eq!(count("2023-03-25"), 2);
    assert_eq!(count("2023-03-24"), 0);
}

#[test]
fn colours_are_asked_for() {
    let stage = Stage {
        terminal: Some(80),
        ..Stage::live()
    };
    stage.answer(&["log", "x"]);
    let has_colours = |words: &[&str]| stage.run(words).out.contains('\u{1b}');
    assert!(has_colours(&["show", "--color", "always"]));
    assert!(!has_colours(&["show", "--color", "never"]));
    assert!(!has_colours(&["show"]), "TERM is not set");
    stage
        .run(&["show", "--color", "blue"])
        .status(2)
        .says("auto, always or never");
}

#[test]
fn what_came_after_the_close_is_marked() {
    let stage = Stage::live();
    stage.answer(&["close", "--yes"]);
    stage
        .run(&["log", "--incident", "login", "late"])
        .status(0)
        .answers("(after close)");
    stage
        .run(&["show"])
        .status(0)
        .answers("late  (after close)")
        .says("no incident is live");
}

#[test]
fn a_day_lasts_until_the_next_midnight_however_many_hours_it_has() {
    for (start, day, last, hours) in [
        ("2023-10-29T10:00:00Z", "2023-10-29", "2023-10-29T22:30:00Z", 25),
        ("2023-03-26T10:00:00Z", "2023-03-26", "2023-03-26T21:30:00Z", 23),
    ] {
        let stage = Stage::new();
        let since = |at: &str| at.parse::<DateTime<Utc>>().unwrap() - START.parse::<DateTime<Utc>>().unwrap();
        stage.pass(since(start));
        stage.answer(&["new", "x", "--zone", "Europe/Paris"]);
        stage.pass(since(last) - since(start));
        stage.answer(&["log", "half an hour before midnight"]);
        stage.pass(TimeDelta::minutes(45));
        stage.answer(&["log", "after midnight"]);
        let shown = stage.run(&["show", "--as-of", day, "--json"]).json();
        let texts: Vec<_> = shown["events"]
            .as_array()
            .unwrap()
            .iter()
            .map(|event| &event["text"])
            .collect();
        assert_eq!(texts, ["half an hour before midnight"], "a day of {hours} hours");
    }
}

#[test]
fn one_event_is_shown_whole_with_every_record_about_it() {
    let stage = Stage::live();
    stage
        .run_with(&["log", "--evidence", "-", "09:30 d: mail is slow"], "64 bytes\n")
        .status(0);
    stage.answer(&["edit", "1", "--kind", "impact", "--text", "mail is down"]);
    stage.answer(&["strike", "1", "--why", "another incident"]);
    let shown = stage.answer(&["show", "1"]);
    for told in [
        "1 IMPACT  mail is down",
        "evidence  ",
        "9 bytes, evidence/",
        "recorded",
        "as typed: 09:30 d: mail is slow",
        "corrected the kind: detection → impact; the text, before: mail is slow",
        "withdrew it: another incident",
    ] {
        assert!(shown.contains(told), "{told}: {shown}");
    }
    assert_eq!(
        stage.run(&["show", "1", "--json"]).status(0).json()["text"],
        "mail is down"
    );
    stage.run(&["show", "7"]).status(2).says("there is no event '7'");
    stage.run(&["show", "1", "--kind", "note"]).status(2);
}
