//! `status`.

use chrono::TimeDelta;

use crate::stage::Stage;

#[test]
fn one_line_for_a_prompt() {
    let stage = Stage::live();
    stage.answer(&["log", "07:00 b: Users cannot log in"]);
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
    stage.answer(&["new", "x"]);
    stage.pass(TimeDelta::hours(25));
    silent(&stage);
    stage.answer(&["new", "y"]);
    stage.answer(&["close", "--yes"]);
    silent(&stage);
}

#[test]
fn of_several_the_gravest_is_told_then_the_oldest_and_how_many_more() {
    let stage = Stage::live();
    for words in [&["new", "Second"][..], &["new", "Third", "--severity", "SEV2"]] {
        stage.answer(words);
    }
    let told = |stage: &Stage| stage.answer(&["status", "--format", "{severity} {title}"]);
    assert_eq!(told(&stage), "SEV2 Login down +2\n");
    stage.answer(&["set", "--incident", "third", "severity", "1"]);
    assert_eq!(told(&stage), "SEV1 Third +2\n");
    let live = stage.run(&["status", "--json"]).json();
    let live = live["incidents"].as_array().unwrap().iter();
    let titles: Vec<_> = live.map(|incident| incident["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Third", "Login down", "Second"]);
}

#[test]
fn what_a_placeholder_stands_for_is_not_filled_again() {
    let stage = Stage::new();
    stage.answer(&["new", "{id} \u{1b}[31m"]);
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
            .says("{title} {severity} {elapsed} {state} {slug} {id} {events}")
            .answers_nothing();
    }
}

#[test]
fn nothing_in_a_value_is_expanded_unless_it_is_asked_for_as_written() {
    let stage = Stage::new();
    stage.answer(&["new", "can't $(touch x) 50% #{pid}"]);
    let shown = "can\u{2019}t \u{ff04}(touch x) 50\u{ff05} \u{ff03}{pid}\n";
    let told = |format: &str| stage.answer(&["status", "--format", format]);
    assert!(stage.answer(&["status"]).ends_with(shown));
    assert_eq!(told("{title}"), shown);
    assert_eq!(
        told("#[bold]{slug}"),
        "#[bold]can-t-touch-x-50-pid\n",
        "a format is the user's own"
    );
    assert_eq!(told("{title:raw}"), "can't $(touch x) 50% #{pid}\n");
    assert_eq!(told("x={title:shell}"), "x='can'\\''t $(touch x) 50% #{pid}'\n");
    for unknown in ["{title:nosuch}", "{title:}", "{nosuch:raw}"] {
        stage
            .run(&["status", "--format", unknown])
            .status(2)
            .says(unknown)
            .says("{title:shell}");
    }
}

#[test]
fn a_prompt_says_nothing_of_a_journal_that_cannot_be_read() {
    let stage = Stage::live();
    let journal = stage.home.incident().join("journal");
    stage.answer(&["new", "Mail down"]);
    std::fs::remove_dir_all(&journal).unwrap();
    std::fs::write(&journal, "").unwrap();
    let ran = stage.run(&["status"]).status(0);
    assert_eq!(ran.err, "", "{ran:?}");
    stage.run(&["list"]).status(0).says("is left out: ");
    stage.run(&["verify"]).status(3);
}

#[test]
fn an_incident_that_is_resolved_is_told_as_such() {
    let stage = Stage::new();
    stage.answer(&["new", "Login down", "--severity", "2"]);
    stage.answer(&["log", "-10m", "i: looking"]);
    stage.answer(&["log", "-10m", "d: down"]);
    let told = |args: &[&str]| stage.answer(args);
    assert_eq!(told(&["status"]), "SEV2 10m Login down\n");
    assert_eq!(told(&["status", "--format", "{state}"]), "live\n");
    stage.answer(&["log", "-2m", "r: up"]);
    assert_eq!(told(&["status"]), "SEV2 resolved 8m Login down\n");
    assert_eq!(told(&["status", "--format", "{state}"]), "resolved\n");
}
