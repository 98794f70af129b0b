//! `close`.

use crate::stage::Stage;

const DRAFT: &str = "[home]/data/incidents/2023-03-25-login-down-00a001/drafts/login-down.md\n";

/// An incident that contradicts itself: resolved before it was detected.
fn contradictory() -> Stage {
    let stage = Stage::live();
    for line in ["09:00 d: users cannot log in", "08:00 r: all is well"] {
        stage.answer(&["log", line]);
    }
    stage
}

#[test]
fn the_draft_is_written_and_its_path_the_answer() {
    let stage = Stage::live();
    stage.answer(&["log", "d: users cannot log in"]);
    let ran = stage.run(&["close"]).status(0);
    assert_eq!(ran.out, DRAFT);
    let draft = std::fs::read_to_string(stage.home.incident().join("drafts/login-down.md")).unwrap();
    assert!(draft.contains("users cannot log in"), "{draft}");
    stage.run(&["show"]).answers("closed 2023-03-25 09:30");
}

#[test]
fn errors_of_the_review_have_to_be_accepted() {
    let stage = contradictory();
    let ran = stage
        .run(&["close"])
        .status(1)
        .answers_nothing()
        .says("not closed")
        .says("hotwash close --yes");
    assert!(ran.err.contains("review: error:"), "{ran:?}");
    assert_eq!(
        stage.run(&["show", "--json"]).json()["incident"]["status"],
        "open"
    );
    assert_eq!(stage.answer(&["close", "--yes"]), DRAFT);
}

#[test]
fn on_a_terminal_it_asks() {
    for (answer, status) in [("y\n", 0), ("yes\n", 0), ("\n", 1), ("n\n", 1), ("", 1)] {
        let stage = Stage {
            terminal: Some(80),
            ..contradictory()
        };
        stage
            .run_with(&["close"], answer)
            .status(status)
            .says("Close anyway? [y/N]");
    }
}

#[test]
fn closing_twice_is_refused_with_when_and_where() {
    let stage = Stage::live();
    stage.answer(&["close", "--at", "09:10"]);
    let ran = stage
        .run(&["close", "--incident", "login"])
        .status(1)
        .answers_nothing();
    assert!(
        ran.err.contains("was closed already on 2023-03-25 at 09:10"),
        "{ran:?}"
    );
    assert!(ran.err.contains(DRAFT.trim()), "{ran:?}");
    assert_eq!(ran.err.lines().count(), 2);
}

#[test]
fn json_names_the_draft() {
    let stage = Stage::live();
    let json = stage.run(&["close", "--json", "--at", "09:10"]).status(0).json();
    assert_eq!(json["closed_at"], "2023-03-25T09:10:00-05:00");
    assert_eq!(json["draft"], DRAFT.trim());
}

#[test]
fn a_broken_template_of_the_user_is_named_and_nothing_is_closed() {
    let stage = Stage::live();
    let templates = stage.home.path().join("config/templates");
    std::fs::create_dir_all(&templates).unwrap();
    std::fs::write(templates.join("classic.md"), "fine\n{{ nonsense }}\n").unwrap();
    stage
        .run(&["close"])
        .status(1)
        .says("not closed: template classic (")
        .says("classic.md), line 2")
        .answers_nothing();
    assert_eq!(
        stage.run(&["show", "--json"]).json()["incident"]["status"],
        "open"
    );
}

#[test]
fn a_file_that_is_no_draft_is_spared() {
    let stage = Stage::live();
    let drafts = stage.home.incident().join("drafts");
    std::fs::write(drafts.join("login-down.md"), "mine").unwrap();
    let ran = stage
        .run(&["close"])
        .status(0)
        .says("login-down.md is left as it is, since it does not have the comment by which hotwash knows its drafts; the new");
    assert_eq!(ran.out, DRAFT.replace(".md", "-2.md"));
    assert_eq!(
        std::fs::read_to_string(drafts.join("login-down.md")).unwrap(),
        "mine"
    );
}

#[test]
fn findings_are_more_only_where_others_were_told() {
    let stage = Stage::live();
    stage.answer(&["log", "d: users cannot log in"]);
    let ran = stage.run(&["close"]).status(0);
    assert!(!ran.err.contains(" more "), "{ran:?}");
    assert!(
        ran.err.contains("review: ") && ran.err.contains(" findings; "),
        "{ran:?}"
    );
    contradictory().run(&["close"]).status(1).says(" more finding");
}

#[test]
fn what_cannot_have_happened_yet_is_refused() {
    let stage = Stage::live();
    for line in [
        "08:30 b: 100 users cannot pay",
        "08:35 alert: probe",
        "08:50 c: bad config",
        "2023-04-25 09:00 r: whole again, in the wrong month",
    ] {
        stage.answer(&["log", line]);
    }
    let ran = stage.run(&["review"]).status(1);
    assert!(ran.out.starts_with("Contradictions\nerror: 25 Apr "), "{ran:?}");
    assert!(ran.out.contains("(event_in_future)"), "{ran:?}");
    stage
        .run(&["close"])
        .status(1)
        .answers_nothing()
        .says("is dated 30 d");
    stage.answer(&["edit", "4", "--at", "2023-03-25 09:20"]);
    stage.answer(&["close"]);
}

#[test]
fn a_close_in_the_future_is_refused_and_one_before_the_end_is_named() {
    let resolved = || {
        let stage = Stage::live();
        stage.answer(&["log", "08:30 d: users cannot log in"]);
        stage.answer(&["log", "09:00 r: up"]);
        stage
    };
    let stage = resolved();
    let ahead = ["close", "--at", "2023-04-25 09:00"];
    stage
        .run(&ahead)
        .status(1)
        .answers_nothing()
        .says("review: error: The close is dated 30 d");
    let status = stage.run(&["show", "--json"]).json()["incident"]["status"].clone();
    assert_eq!(status, "open");
    assert_eq!(stage.answer(&[&ahead[..], &["--yes"]].concat()), DRAFT);
    let rule = |stage: &Stage| stage.run(&["review", "--json"]).json()["findings"][0]["rule"].clone();
    assert_eq!(rule(&stage), "close_in_future");

    let stage = resolved();
    stage
        .run(&["close", "--at", "08:35"])
        .status(0)
        .says("review: warning: It was closed 25 min before the resolution (09:00 \"");
    let findings = stage.answer(&["review"]);
    assert!(findings.contains("(closed_before_resolution)"), "{findings}");
}
