//! `todo`.

use serde_json::json;

use crate::stage::Stage;

#[test]
fn action_items_are_added_corrected_and_done() {
    let stage = Stage::live();
    for (words, answer) in [
        (
            &[
                "todo",
                "add",
                "add a check",
                "--owner",
                "@bo",
                "--due",
                "+3d",
                "--type",
                "prevent",
            ][..],
            "recorded todo 1  [ ] add a check  @bo  due 2023-03-28  prevent\n",
        ),
        (
            &["todo", "add", "page", "@netops", "earlier", "due", "2023-04-01"],
            "recorded todo 2  [ ] page @netops earlier  due 2023-04-01\n",
        ),
        (
            &[
                "todo",
                "edit",
                "1",
                "--text",
                "add a probe",
                "--due",
                "none",
                "--priority",
                "high",
            ],
            "edited todo 1  [ ] add a probe  @bo  prevent  priority high\n",
        ),
        (
            &["todo", "done", "1"],
            "done todo 1  [x] add a probe  @bo  prevent  priority high\n",
        ),
    ] {
        assert_eq!(stage.answer(words), answer, "{words:?}");
    }
    for (words, status, told) in [
        (&["todo", "done", "1"][..], 1, "nothing would change"),
        (&["todo", "done", "7"], 2, "there is no action item 7"),
        (&["todo", "done", "x"], 2, "give its number in hotwash todo list"),
        (&["todo", "edit", "1"], 2, "there is nothing to change"),
        (
            &["todo", "edit", "1", "--due", "soon"],
            2,
            "--due: 'soon' is not a date",
        ),
        (
            &["todo", "edit", "1", "--type", "x"],
            2,
            "the types are mitigate prevent",
        ),
        (&["todo"], 2, "error"),
    ] {
        stage.run(words).status(status).says(told).answers_nothing();
    }
    stage.run(&["undo"]).status(0).answers("the change of todo 1");
    stage.run(&["todo", "list"]).answers("[ ] add a probe");
}

#[test]
fn the_most_pressing_comes_first() {
    let stage = Stage::live();
    for (text, due) in [
        ("undated", "none"),
        ("later", "2023-04-01"),
        ("late", "2023-03-20"),
        ("today", "today"),
        ("finished", "2023-01-01"),
    ] {
        stage.answer(&["todo", "add", text, "--due", due]);
    }
    stage.answer(&["todo", "done", "5"]);
    let texts = |words: &[&str]| {
        let json = stage.run(words).status(0).json();
        let items = json["action_items"].as_array().unwrap().clone();
        items
            .iter()
            .map(|item| item["text"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        texts(&["todo", "list", "--json"]),
        ["late", "today", "later", "undated"]
    );
    assert_eq!(texts(&["todo", "list", "--json", "--done"])[4], "finished");
    let ran = stage.run(&["todo", "list"]).status(0);
    assert!(
        ran.out
            .starts_with("  3  [ ] late  overdue 5 days (2023-03-20)\n"),
        "{ran:?}"
    );
    stage
        .run(&["show"])
        .answers("[ ] late  overdue 5 days (2023-03-20)");
    stage
        .run(&["handover"])
        .answers("LATER     4 action items, 2 due\n- 3 late (no owner, overdue 5 days (2023-03-20))\n");
}

#[test]
fn all_incidents_are_looked_through() {
    let stage = Stage::live();
    stage.answer(&["todo", "add", "one"]);
    stage.answer(&["close"]);
    stage.answer(&["new", "Mail", "down"]);
    stage.answer(&["todo", "add", "two", "--due", "2023-03-01"]);
    let ran = stage.run(&["todo", "list", "--all"]).status(0);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert!(
        lines[0].ends_with("two  overdue 24 days (2023-03-01)  (Mail down)"),
        "{ran:?}"
    );
    assert!(lines[1].ends_with("one  (Login down)"), "{ran:?}");
    let json = stage.run(&["todo", "list", "--all", "--json"]).json();
    assert_eq!(json["action_items"][0]["overdue"], true);
    assert_eq!(json["action_items"][1]["slug"], "login-down");
    stage
        .run(&["todo", "done", "1", "--incident", "login"])
        .status(0)
        .answers("[x] one");
    let done = stage.run(&["todo", "done", "1", "--json"]).status(0).json();
    assert_eq!(done["action_items"][0]["done"], json!(true));
}

#[test]
fn a_closed_incident_that_is_named_is_followed_up_and_that_is_marked() {
    let stage = Stage::live();
    stage.answer(&["log", "todo: add a check"]);
    stage.answer(&["close"]);
    for (words, answer) in [
        (
            &["todo", "add", "page earlier"][..],
            "recorded todo 2  [ ] page earlier  (after close)\n",
        ),
        (
            &["log", "todo: watch the queue"],
            "recorded todo 3  [ ] watch the queue  (after close)\n",
        ),
        (
            &["todo", "done", "1"],
            "done todo 1  [x] add a check  (after close)\n",
        ),
        (
            &["todo", "edit", "2", "--owner", "bo"],
            "edited todo 2  [ ] page earlier  @bo  (after close)\n",
        ),
    ] {
        stage
            .run(words)
            .status(1)
            .says("no incident is live")
            .answers_nothing();
        let ran = stage.run(&[&["--incident", "login"], words].concat()).status(0);
        assert_eq!(ran.out, answer);
    }
}
