//! `review` and `reopen`.

use crate::stage::Stage;

/// An incident that contradicts itself: resolved before it was detected.
fn contradictory() -> Stage {
    let stage = Stage::live();
    for line in ["09:00 d: users cannot log in", "08:00 r: all is well"] {
        stage.answer(&["log", line]);
    }
    stage
}

#[test]
fn an_error_that_stands_is_exit_status_1() {
    let stage = contradictory();
    let ran = stage.run(&["review"]).status(1);
    assert!(ran.out.starts_with("Contradictions\nerror: "), "{ran:?}");
    assert!(ran.out.contains("(events 1, 2)  (order_impossible)"), "{ran:?}");
    let json = stage.run(&["review", "--json"]).status(1).json();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["findings"][0]["level"], "error");
    assert_eq!(json["findings"][0]["group"], "contradiction");
    assert_eq!(json["silenced"], 0);
    stage.answer(&["edit", "2", "--at", "09:20"]);
    stage.answer(&["review"]);
}

#[test]
fn contradictions_and_questions_are_printed_and_hygiene_is_counted() {
    let stage = contradictory();
    stage.answer(&["todo", "add", "Alert on failing logins"]);
    let ran = stage.run(&["review"]).status(1);
    let line = |told: &str| ran.out.lines().position(|line| line == told);
    assert!(line("Contradictions") < line("Questions"), "{ran:?}");
    assert!(!ran.out.contains("action_item_without_owner"), "{ran:?}");
    let ran = ran.says("more about owners, due dates and precision: hotwash review --all");
    assert!(!ran.out.contains("precision"), "{ran:?}");
    let all = stage.run(&["review", "--all"]).status(1);
    assert!(all.out.starts_with(&ran.out), "{all:?}");
    assert!(
        all.out.contains("\n\nOwners, due dates and precision\n"),
        "{all:?}"
    );
    assert!(all.out.contains("action_item_without_owner"), "{all:?}");
    assert!(!all.err.contains("--all"), "{all:?}");
}

#[test]
fn what_is_silenced_is_left_out_and_counted_until_its_events_change() {
    let stage = contradictory();
    let rule = stage.run(&["review", "--json"]).json()["findings"][0]["rule"].clone();
    let rule = rule.as_str().unwrap();
    let selector = format!("{rule}:2");
    stage
        .run(&["review", "--silence", &selector, "--why", "the clock was wrong"])
        .status(0)
        .answers("silenced error: ");
    stage.run(&["review"]).status(0).says("1 finding is silenced");
    stage.answer(&["close"]);
    let json = stage.run(&["review", "--json"]).status(0).json();
    assert_eq!(json["silenced"], 1);
    let shown = stage.run(&["show", "--json"]).json();
    let of_rule = |finding: &&serde_json::Value| finding["rule"] == rule;
    assert_eq!(
        shown["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(of_rule)
            .count(),
        0
    );
    let undo = ["--incident", "login", "undo"];
    stage.run(&undo).answers("the closing");
    stage.run(&undo).answers(&format!("the silencing of {rule}"));
    stage.run(&["review"]).status(1);
}

#[test]
fn only_what_stands_is_silenced_and_only_with_a_reason() {
    let stage = contradictory();
    for (words, told) in [
        (
            &["review", "--silence", "nonsense", "--why", "x"][..],
            "its findings are of ",
        ),
        (
            &["review", "--silence", "nonsense:9", "--why", "x"],
            "there is no event '9'",
        ),
        (&["review", "--silence", "nonsense"], "--why"),
        (&["review", "--why", "x"], "--silence"),
        (
            &["review", "--silence", "milestone_missing", "--why", " "],
            "no text",
        ),
    ] {
        stage.run(words).status(2).says(told).answers_nothing();
    }
}

#[test]
fn a_closed_incident_goes_on_when_it_is_named() {
    let stage = Stage::live();
    stage
        .run(&["reopen"])
        .status(1)
        .says("open already")
        .answers_nothing();
    stage.answer(&["close"]);
    stage
        .run(&["reopen"])
        .status(1)
        .says("a closed incident is reopened by its name")
        .says("00a001  closed")
        .answers_nothing();
    // One that is live is no candidate, even if it is the only one.
    stage.answer(&["new", "Mail is slow"]);
    let told = stage.run(&["reopen"]).status(1).says("Login down");
    assert!(!told.err.contains("Mail"), "{told:?}");
    stage.answer(&["--incident", "mail", "close"]);
    let ran = stage.run(&["reopen", "--incident", "login"]).status(0);
    assert_eq!(ran.out, "reopened 2023-03-25-login-down-00a001\n");
    stage.answer(&["log", "it is back"]);
    stage.answer(&["close"]);
    let json = stage
        .run(&["reopen", "--incident", "login", "--json"])
        .status(0)
        .json();
    assert_eq!(json["status"], "open");
}

#[test]
fn a_secret_in_evidence_and_a_damaged_line_are_findings() {
    let stage = Stage::live();
    let dump = "all fine\nran with password=hunter2\n";
    stage
        .run_with(
            &[
                "log",
                "--keep-secrets",
                "--evidence",
                "-",
                "the output of the deploy",
            ],
            dump,
        )
        .status(0);
    let found = |rule: &str| -> Vec<String> {
        let json = stage.run(&["review", "--json"]).json();
        let findings = json["findings"].as_array().unwrap().clone();
        let of_rule = findings.iter().filter(|finding| finding["rule"] == rule);
        of_rule.map(|finding| finding["message"].to_string()).collect()
    };
    let secrets = found("likely_secret");
    assert_eq!(secrets.len(), 1);
    assert!(
        secrets[0].contains("The evidence of the note of ") && !secrets[0].contains("hunter2"),
        "{secrets:?}"
    );
    assert!(found("journal_damaged").is_empty());
    let journal = stage.home.segment();
    let text = std::fs::read_to_string(&journal).unwrap();
    std::fs::write(&journal, text.replace("the output", "an output")).unwrap();
    assert_eq!(found("journal_damaged").len(), 1);
    let selector = "likely_secret:1";
    stage.answer(&[
        "review",
        "--silence",
        selector,
        "--why",
        "it is the example of the manual",
    ]);
    assert!(found("likely_secret").is_empty());
}
