//! `new`.

use crate::stage::Stage;

#[test]
fn the_id_is_the_answer_and_nothing_else() {
    let ran = Stage::new().run(&["new", "Login", "service", "down"]).status(0);
    assert_eq!(ran.out, "00000000-0000-0000-0000-00000000a001\n");
    assert!(
        ran.err
            .contains("[home]/data/incidents/2023-03-25-login-service-down-00a001"),
        "{ran:?}"
    );
}

#[test]
fn json_names_the_incident_and_its_place() {
    let ran = Stage::new()
        .run(&["new", "--json", "Login service down"])
        .status(0);
    insta::assert_snapshot!(ran.out);
    assert_eq!(ran.err, "");
}

#[test]
fn options_are_taken() {
    let stage = Stage::new();
    let words = [
        "new",
        "Login down",
        "--severity",
        "sev1",
        "--at",
        "2023-03-24 23:50",
        "--zone",
        "-05:00",
    ];
    stage.answer(&words);
    let shown = stage.run(&["show", "--json"]).json();
    assert_eq!(shown["incident"]["severity"], 1);
    assert_eq!(shown["incident"]["opened_at"], "2023-03-24T23:50:00-05:00");
    assert_eq!(shown["incident"]["zone"], "-05:00");
}

#[test]
fn odd_titles_are_survived() {
    let long = "x".repeat(10_000);
    for (title, status) in [
        ("../../x", 0),
        ("\u{1f525}", 0),
        ("a\u{1b}[31m\u{202e}b", 0),
        (long.as_str(), 2),
        ("   ", 2),
        ("", 2),
    ] {
        let stage = Stage::new();
        let ran = stage.run(&["new", title]).status(status);
        assert!(!(ran.out.clone() + &ran.err).contains('\u{1b}'), "{ran:?}");
        if status == 0 {
            assert!(stage.home.incident().starts_with(stage.home.path()));
            stage.answer(&["show"]);
        } else {
            assert_eq!(ran.err.lines().count(), 2, "{ran:?}");
            stage.run(&["list"]).status(0).answers_nothing();
        }
    }
}

#[test]
fn bad_options_stop_before_anything_is_made() {
    let stage = Stage::new();
    for (words, told) in [
        (&["new", "x", "--at", "25:99"][..], "hours go to 23"),
        (
            &["new", "x", "--zone", "Mars/Base"],
            "no zone is called 'Mars/Base'",
        ),
        (&["new", "x", "--severity", "9"], "use 1 (worst) to 5"),
        (&["new"], "TITLE"),
    ] {
        let ran = stage.run(words).status(2).says(told);
        assert_eq!(
            ran.err.lines().count(),
            if told.contains("zone") { 1 } else { 2 },
            "{ran:?}"
        );
    }
    assert!(!stage.home.path().join("data").exists());
}
