//! `log`.

use crate::stage::Stage;

#[test]
fn a_line_is_read_by_the_grammar() {
    let stage = Stage::live();
    for (words, answer) in [
        (&["log", "Users cannot log in"][..], "recorded 1  09:30:"),
        (
            &["log", "09:05", "d:", "Users", "cannot", "log", "in"],
            "recorded 2  09:05  DETECT  Users cannot log in\n",
        ),
        (
            &["log", "-10m", "rolled back", "@netops"],
            "recorded 3  09:20  NOTE  rolled back @netops\n",
        ),
        (
            &["log", "~09:00-09:10 i: checked"],
            "recorded 4  ~09:00-09:10  INVEST  checked\n",
        ),
        (
            &["log", "yesterday 23:50 b: slow"],
            "recorded 5  2023-03-24 23:50  IMPACT  slow\n",
        ),
        (
            &["log", "todo: add a check @bo due 2026-12-01"],
            "recorded todo 1  [ ] add a check @bo  due 2026-12-01\n",
        ),
        (&["log", r"\09:30 is when"], "NOTE  09:30 is when\n"),
    ] {
        stage.run(words).status(0).answers(answer);
    }
}

#[test]
fn with_options_the_text_is_taken_as_it_is() {
    let stage = Stage::live();
    for (words, answer) in [
        (
            &["log", "--kind", "rollback", "09:30 d: x"][..],
            "MITIG  09:30 d: x",
        ),
        (&["log", "--at", "-10m", "d: x"], "  09:20  NOTE  d: x"),
        (&["log", "--at", "none", "x"], "  time not recorded  NOTE  x"),
        (
            &["log", "--at", "2023-03-20", "x"],
            "  2023-03-20 date only  NOTE  x",
        ),
        (
            &["log", "--at", "09:00", "--until", "09:10", "--about", "x"],
            "  ~09:00-09:10  NOTE  x",
        ),
        (&["log", "--about", "09:00 d: x"], "  ~09:00  DETECT  x"),
        (&["log", "--about", "x"], "  ~09:30:"),
    ] {
        stage.run(words).status(0).answers(answer);
    }
}

#[test]
fn of_several_open_suspicions_those_left_open_are_named_and_how_to_name_one() {
    let stage = Stage::live();
    stage.answer(&["log", "h: Network connectivity?"]);
    let ran = stage.run(&["log", "c: a router"]).status(0);
    assert_eq!(
        ran.err,
        "the hypothesis that is open stays so; --ends N names one: hotwash edit 2 --ends 1\n    1  'Network connectivity?'\n"
    );
    stage.answer(&["log", "h: connection pool of the database"]);
    let ran = stage.run(&["log", "x: the network is sound"]).status(0);
    assert_eq!(
        ran.err,
        "none of the 2 open hypotheses is ended by it; --ends N names one: hotwash edit 4 --ends 1\n    \
         1  'Network connectivity?'\n    3  'connection pool of the database'\n"
    );
    stage
        .run(&["edit", "4", "--ends", "1"])
        .status(0)
        .answers("edited 4: ends 1");
    stage
        .run(&["edit", "4", "--ends", "2"])
        .status(2)
        .says("event 2 is no hypothesis");
    stage
        .run(&["edit", "1", "--ends", "3"])
        .status(2)
        .says("only a dead end");
    let shown = stage.run(&["show", "--json"]).json();
    assert_eq!(shown["events"][3]["ends"], shown["events"][0]["id"]);
    // With one open there is no question.
    let ran = stage.run(&["log", "x: the pool is large enough"]).status(0);
    assert_eq!(ran.err, "");
    let ran = stage.run(&["log", "x: nothing was open"]).status(0);
    assert_eq!(ran.err, "");
}

#[test]
fn a_dead_end_ends_the_hypothesis_that_is_named() {
    let stage = Stage::live();
    stage.answer(&["log", "h: the network"]);
    stage.answer(&["log", "h: the database"]);
    stage.answer(&["log", "n"]);
    stage.answer(&["log", "--kind", "x", "--ends", "1", "not the network"]);
    let shown = stage.run(&["show", "--json"]).json();
    assert_eq!(shown["events"][3]["ends"], shown["events"][0]["id"]);
    for (ends, told) in [
        ("9", "there is no event '9'"),
        ("ffffff", "there is no event"),
        ("3", "event 3 is no hypothesis"),
    ] {
        stage
            .run(&["log", "--kind", "x", "--ends", ends, "y"])
            .status(2)
            .says(told)
            .answers_nothing();
    }
    stage
        .run(&["log", "--ends", "1", "y"])
        .status(2)
        .says("only a dead end");
    stage.answer(&["log", "--kind", "m", "--ends-impact", "rolled back"]);
    stage.run(&["show"]).answers("rolled back  (impact over)");
}

#[test]
fn a_time_that_is_none_records_nothing() {
    let stage = Stage::live();
    for (words, told) in [
        (&["log", "--at", "25:99", "x"][..], "--at: '25:99' is not a time"),
        (&["log", "--at", "2023-02-30", "x"], "there is no 30 February"),
        (&["log", "--at", "-999999d", "x"], "outside the years"),
        (
            &["log", "--until", "09:10", "x"],
            "a range needs the time at which it began",
        ),
        (
            &["log", "--at", "none", "--until", "09:10", "x"],
            "a range needs the time",
        ),
        (
            &["log", "--at", "09:00-09:05", "--until", "09:10", "x"],
            "--at says already",
        ),
        (&["log", "--kind", "nonsense", "x"], "the kinds are impact"),
        (&["log", "--about", "todo: x"], "--about is for events"),
        (&["log", ""], "nothing to record"),
        (&["log"], "nothing to record"),
    ] {
        let ran = stage.run(words).status(2).says(told).answers_nothing();
        assert!(ran.err.lines().count() <= 3, "{ran:?}");
    }
    assert_eq!(
        stage.run(&["show", "--json"]).json()["events"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
}

#[test]
fn what_is_read_in_an_unexpected_way_is_said() {
    let stage = Stage::live();
    stage
        .run(&["log", "25:99 x"])
        .status(0)
        .says("'25:99' is kept as text");
    stage.run(&["log", "09:40 x"]).status(0).says("ahead of now");
    stage
        .run(&["log", "x", "--kind", "d"])
        .status(0)
        .says("'--kind' is kept as text")
        .answers("NOTE  x --kind d");
}

#[test]
fn lines_of_standard_input_are_entries_and_a_bad_one_does_not_stop_the_rest() {
    let stage = Stage::live();
    let mut input = b"09:00 d: one\n\n  \ntodo:\n\xff\xfe\n".to_vec();
    input.extend(vec![b'Z'; 200_000]);
    input.extend(b"\nlast, without a newline");
    let ran = stage.run_with(&["log", "-"], input).status(2);
    assert!(
        ran.out
            .starts_with("recorded 1  09:00  DETECT  one\nrecorded 2  "),
        "{ran:?}"
    );
    assert!(ran.out.ends_with("NOTE  last, without a newline\n"), "{ran:?}");
    for told in [
        "line 4: there is no text to record",
        "not recorded: todo:",
        "line 5: the line is not UTF-8",
        "line 6: the line is too long",
    ] {
        assert!(ran.err.contains(told), "{told}: {ran:?}");
    }
    assert_eq!(ran.err.matches('Z').count(), 200_000, "nothing of it is lost");
    stage
        .run_with(&["log"], "a pipe needs no dash\n")
        .status(0)
        .answers("a pipe needs no dash");
}

#[test]
fn on_a_terminal_one_line_is_asked_for() {
    let stage = Stage {
        terminal: Some(80),
        ..Stage::live()
    };
    let ran = stage.run_with(&["log"], "d: asked\nand not this\n").status(0);
    assert_eq!(ran.err, "What happened? ");
    assert!(ran.out.ends_with("DETECT  asked\n"), "{ran:?}");
}

#[test]
fn json_lists_what_was_recorded() {
    let stage = Stage::live();
    let ran = stage.run_with(
        &["log", "--json", "-"],
        "09:00 alert: latency is up @ana #db\ntodo: raise the limit @bo due 2026-12-01\n",
    );
    insta::assert_snapshot!(ran.status(0).out);
}

#[test]
fn the_line_as_typed_is_kept_and_the_author_shown() {
    let stage = Stage::live();
    stage.answer(&["log", "--author", "bo", "09:00 d: x"]);
    let journal = std::fs::read_to_string(stage.home.segment()).unwrap();
    assert!(journal.contains(r#""typed":"09:00 d: x""#), "{journal}");
    assert!(journal.contains(r#""by":"bo""#), "{journal}");
}

#[test]
fn on_a_closed_incident_a_bare_time_is_near_to_what_was_entered_last() {
    let stage = Stage::live();
    stage.answer(&["log", "2023-03-20 10:00 g: deployed"]);
    stage.answer(&["log", "2023-03-23 23:30 b: slow"]);
    stage.answer(&["log", "2023-03-25 01:10 r: whole again"]);
    stage.answer(&["close", "--yes"]);
    stage
        .run(&["--incident", "login", "log", "23:40 d: the first page"])
        .status(0)
        .answers("2023-03-24 23:40  DETECT");
}

#[test]
fn a_dash_behind_two_is_text() {
    let stage = Stage::live();
    let log = stage.home.path().join("app.log");
    std::fs::write(&log, "abc").unwrap();
    let log = log.to_str().unwrap();
    for words in [
        &["log", "--kind", "note", "--", "-"][..],
        &["log", "--kind", "i", "--evidence", log, "--", "-"],
    ] {
        stage.run_with(words, "not this\n").status(0);
    }
    let shown = stage.run(&["show", "--json"]).json();
    let texts: Vec<&str> = shown["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["text"].as_str().unwrap())
        .collect();
    assert_eq!(texts, ["-", "-"]);
    stage.run_with(&["log", "-"], "this\n").status(0).answers("this");
}

#[test]
fn nothing_to_record_is_a_mistake_in_json_too() {
    let stage = Stage::live();
    for words in [&["log", "--json", ""][..], &["log", "--json", "-"]] {
        stage
            .run(words)
            .status(2)
            .says("nothing to record")
            .answers_nothing();
    }
}

#[test]
fn what_is_added_to_a_closed_incident_is_not_in_its_draft_and_the_command_that_mends_it_does() {
    let stage = Stage::live();
    let ran = stage.run(&["log", "x"]).status(0);
    assert_eq!(ran.err, "", "it is open");
    stage.answer(&["close", "--yes"]);
    let draft = stage.home.incident().join("drafts/login-down.md");
    let text = || std::fs::read_to_string(&draft).unwrap();
    let ran = stage
        .run(&["log", "--incident", "login", "d: remembered later"])
        .status(0)
        .says("does not have this");
    assert!(!text().contains("remembered later"));
    let told = ran.err.replace("[home]", stage.home.path().to_str().unwrap());
    let mut lines = told.lines().map(str::trim);
    let command = lines.find_map(|line| line.strip_prefix("hotwash ")).unwrap();
    let words: Vec<&str> = command
        .split(' ')
        .skip_while(|word| *word != "--incident")
        .collect();
    stage.run(&words).status(0).says("written to");
    assert!(text().contains("remembered later"));
}
