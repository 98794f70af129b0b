//! `edit`, `strike`, `hide`, `undo` and `redo`.

use crate::stage::Stage;

/// A live incident with three events.
fn stage() -> Stage {
    let stage = Stage::live();
    for line in [
        "09:00 d: users cannot log in",
        "09:05-09:12 h: the network",
        "yesterday 23:50 g: new balancer",
    ] {
        stage.answer(&["log", line]);
    }
    stage
}

#[test]
fn an_edit_says_what_it_was_and_what_it_is() {
    let stage = stage();
    for (words, answer) in [
        (
            &["edit", "1", "--kind", "impact"][..],
            "edited 1: kind detection -> impact\n",
        ),
        (
            &["edit", "1", "--at", "08:50", "--text", "nobody can log in"],
            "edited 1: time 09:00 -> 08:50; text 'users cannot log in' -> 'nobody can log in'\n",
        ),
        (
            &["edit", "2", "--at", "09:07"],
            "edited 2: time 09:05-09:12 -> 09:07-09:12\n",
        ),
        (
            &["edit", "2", "--until", "9:20"],
            "edited 2: time 09:07-09:12 -> 09:07-09:20\n",
        ),
        (
            &["edit", "2", "--until", "none"],
            "edited 2: time 09:07-09:20 -> 09:07\n",
        ),
        (&["edit", "2", "--about"], "edited 2: time 09:07 -> ~09:07\n"),
        (
            &["edit", "2", "--at", "none"],
            "edited 2: time ~09:07 -> not recorded\n",
        ),
        (&["edit", "3", "--at", "22:00"], "edited 3: time 23:50 -> 22:00\n"),
        (
            &["edit", "3", "--at", "2023-03-23 22:00"],
            "edited 3: time 2023-03-24 22:00 -> 2023-03-23 22:00\n",
        ),
        (
            &["edit", "3", "--text", "-x"],
            "edited 3: text 'new balancer' -> '-x'\n",
        ),
        (
            &["edit", "1", "--kind", "alert"],
            "edited 1: kind impact -> detection\n",
        ),
        (
            &["edit", "1", "--kind", "report"],
            "edited 1: noticed by monitor -> person\n",
        ),
    ] {
        assert_eq!(stage.answer(words), answer, "{words:?}");
    }
    let shown = stage.run(&["show"]).status(0);
    assert!(
        shown.out.contains("nobody can log in  (by a person; corrected)"),
        "{shown:?}"
    );
}

#[test]
fn json_tells_the_event_as_it_is_now() {
    let stage = stage();
    let id = stage.run(&["show", "--json"]).json()["events"][1]["id"].clone();
    let id = id.as_str().unwrap();
    let edited = stage
        .run(&["edit", id, "--text", "down", "--json"])
        .status(0)
        .json();
    assert_eq!(edited["events"][0]["text"], "down");
    assert_eq!(edited["events"][0]["amended"], true);
    let struck = stage.run(&["strike", &id[30..], "--json"]).status(0).json();
    assert_eq!(struck["schema"], 1);
    assert_eq!(struck["events"][0]["id"], id);
    let undone = stage.run(&["undo", "--json"]).status(0).json();
    assert_eq!(undone["events"][0]["id"], id);
    assert!(undone["undone"].is_string());
}

#[test]
fn a_struck_event_is_hidden_and_counted() {
    let stage = stage();
    let ran = stage
        .run(&["strike", "2", "--why", "it was another incident"])
        .status(0);
    assert_eq!(ran.out, "struck 2  09:05-09:12  HYPO  the network\n");
    let shown = stage.run(&["show"]).status(0);
    assert!(!shown.out.contains("the network"), "{shown:?}");
    assert!(
        shown
            .out
            .ends_with("\n1 struck: hotwash show --struck lists it\n"),
        "{shown:?}"
    );
    stage.answer(&["log", "by mistake"]);
    stage.answer(&["undo"]);
    let struck = stage.run(&["show", "--struck"]).status(0);
    assert!(
        struck.out.contains(
            "  2  2023-03-25 09:05-09:12  HYPO      the network  (withdrawn by ana@laptop: it was another incident)\n"
        ),
        "{struck:?}"
    );
    assert!(
        struck.out.contains("by mistake  (undone by ana@laptop)\n"),
        "{struck:?}"
    );
    let json = stage.run(&["show", "--json"]).status(0).json();
    assert_eq!(json["events"].as_array().unwrap().len(), 2);
    assert_eq!(json["struck"][0]["number"], 2);
    stage
        .run(&["strike", "2"])
        .status(1)
        .says("event 2 was struck already")
        .answers_nothing();
    stage.run(&["edit", "2", "--text", "x"]).status(1).says("struck");
    assert_eq!(
        stage.answer(&["undo"]),
        "undone: the strike of event 2, 'the network'\n"
    );
    stage.run(&["show"]).answers("the network");
}

#[test]
fn undo_goes_back_step_by_step_to_the_opening() {
    let stage = Stage::live();
    for words in [
        &["log", "09:00 one"][..],
        &["edit", "1", "--text", "two"],
        &["set", "impact", "some"],
        &["set", "links", "--add", "a"],
        &["set", "links", "--remove", "a"],
        &["set", "severity", "3"],
        &["set", "title", "Other"],
        &["log", "todo: add a check"],
        &["close"],
    ] {
        stage.answer(words);
    }
    for told in [
        "the closing; the incident is open",
        "todo 1, 'add a check'",
        "title 'Other'; it is now 'Login down'",
        "severity '3'; it is now '2'",
        "links without 'a'; it is now 'a'",
        "links 'a'; it is now not recorded",
        "impact 'some'; it is now not recorded",
        "the correction of event 1, 'one': text 'two' -> 'one'",
        "event 1, 'one'",
    ] {
        let ran = stage.run(&["undo", "--incident", "login"]).status(0);
        assert_eq!(ran.out, format!("undone: {told}\n"));
    }
    stage
        .run(&["undo"])
        .status(1)
        .says("nothing of yours left")
        .answers_nothing();
    for told in [
        "event 1, 'one'",
        "the correction of event 1, 'two': text 'one' -> 'two'",
        "impact 'some'",
        "links 'a'",
        "links without 'a'; it is now not recorded",
        "severity '3'",
        "title 'Other'",
        "todo 1, 'add a check'",
        "the closing; the incident is closed",
    ] {
        let ran = stage.run(&["redo", "--incident", "login"]).status(0);
        assert_eq!(ran.out, format!("redone: {told}\n"));
    }
    stage
        .run(&["redo", "--incident", "login"])
        .status(1)
        .says("nothing of yours left to redo")
        .answers_nothing();
}

#[test]
fn a_list_through_a_pipe_is_one_step() {
    let stage = Stage::live();
    stage.answer(&["log", "before"]);
    let lines = "09:00 d: users cannot log in\n09:05 h: the network\ntodo: add a check\n09:10 x: it is not\n";
    stage.run_with(&["log", "-"], lines).status(0);
    let first = "3 events and 1 todo at once, 'users cannot log in' ...";
    let texts = || stage.answer(&["show"]).matches("network").count();
    assert_eq!(stage.answer(&["undo"]), format!("undone: {first}\n"));
    assert_eq!(
        (texts(), stage.run(&["todo", "list"]).out.contains("add a check")),
        (0, false)
    );
    assert_eq!(stage.answer(&["redo"]), format!("redone: {first}\n"));
    assert_eq!(
        (texts(), stage.run(&["todo", "list"]).out.contains("add a check")),
        (1, true)
    );
    let undone = stage.run(&["undo", "--json"]).status(0).json();
    assert_eq!(undone["events"].as_array().unwrap().len(), 3);
    let redone = stage.run(&["redo", "--json"]).status(0).json();
    assert_eq!(redone["redone"], undone["undone"]);
    stage.answer(&["undo"]);
    assert_eq!(stage.answer(&["undo"]), "undone: event 1, 'before'\n");
}

#[test]
fn what_is_hidden_stays_in_the_timeline_and_out_of_drafts() {
    let stage = stage();
    let drafted = || stage.answer(&["export"]).contains("the network");
    assert!(drafted());
    assert_eq!(
        stage.answer(&["hide", "2"]),
        "hidden: event 2, 'the network' stands in drafts no more\n"
    );
    assert!(!drafted());
    stage.run(&["show"]).answers("the network  (not in drafts)");
    stage.run(&["show", "2"]).answers("left it out of drafts");
    let event = &stage.run(&["show", "--json"]).json()["events"][2];
    assert_eq!(
        (&event["hidden"], &event["amended"]),
        (&true.into(), &false.into())
    );
    stage.run(&["hide", "2"]).status(1).says("nothing would change");
    assert_eq!(
        stage.answer(&["undo"]),
        "undone: the correction of event 2, 'the network': drafts left out -> in\n"
    );
    assert!(drafted());
    stage.answer(&["redo"]);
    assert_eq!(
        stage.answer(&["unhide", "2"]),
        "unhidden: event 2, 'the network' stands in drafts again\n"
    );
    assert!(drafted());
    stage.answer(&["log", "09:20 a tag is #hidden in a text and hides nothing"]);
    assert!(stage.run(&["export"]).out.contains("hides nothing"));
}

#[test]
fn a_mitigation_helped_or_failed_and_no_other_event_did() {
    let stage = Stage::live();
    stage.answer(&["log", "09:00 d: slow"]);
    stage.answer(&["log", "09:40 m: rolled back #failed"]);
    let said = |outcome: &str| stage.answer(&["edit", "2", "--outcome", outcome]);
    assert_eq!(
        said("helped"),
        "edited 2: text 'rolled back #failed' -> 'rolled back'; outcome did not help -> helped\n"
    );
    stage.run(&["show"]).answers("rolled back  (helped; corrected)");
    assert!(stage.answer(&["export"]).contains("rolled back → *helped*"));
    let event = &stage.run(&["show", "--json"]).json()["events"][1];
    assert_eq!(event["tags"], serde_json::json!(["helped"]));
    assert_eq!(said("failed"), "edited 2: outcome helped -> did not help\n");
    stage.run(&["show", "2"]).answers("said that it did not help");
    assert_eq!(said("none"), "edited 2: outcome did not help -> not said\n");
    assert_eq!(
        stage.answer(&["undo"]),
        "undone: the correction of event 2, 'rolled back': outcome not said -> did not help\n"
    );
    let to = |outcome| ["edit", "1", "--outcome", outcome];
    stage
        .run(&to("helped"))
        .status(2)
        .says("event 1 is no mitigation: it can neither have helped nor failed")
        .says("--kind mitigation")
        .answers_nothing();
    stage.run(&to("worked")).status(2).says("helped, failed, none");
    stage.answer(&["edit", "1", "--outcome", "helped", "--kind", "m"]);
    stage.run(&["show"]).answers("slow  (helped; corrected)");
}

#[test]
fn a_closed_incident_is_corrected_when_it_is_named() {
    let stage = stage();
    stage.answer(&["close"]);
    for words in [&["edit", "1", "--text", "x"][..], &["strike", "1"], &["undo"]] {
        stage
            .run(words)
            .status(1)
            .says("no incident is live")
            .answers_nothing();
    }
    let named = ["--incident", "login"];
    stage.answer(&[&["edit", "1", "--text", "x"], &named[..]].concat());
    stage.run(&["show"]).answers("x  (corrected after close)");
    let event = &stage.run(&["show", "--json"]).json()["events"][1];
    assert_eq!(event["amended_after_close"], true);
    assert_eq!(event["after_close"], false, "the event itself was there before");
}

#[test]
fn what_cannot_be_is_told() {
    let stage = stage();
    for (words, status, told) in [
        (&["edit", "9", "--text", "x"][..], 2, "there is no event '9'"),
        (&["edit", "00a", "--text", "x"], 2, "there is no event '00a'"),
        (&["strike", "000000"], 2, "there is no event '000000'"),
        (&["edit", "1"], 2, "there is nothing to change"),
        (&["edit", "1", "--text", ""], 2, "no text"),
        (&["edit", "1", "--kind", "detect"], 1, "nothing would change"),
        (&["edit", "1", "--kind", "nonsense"], 2, "the kinds are"),
        (&["edit", "1", "--at", "25:99"], 2, "--at"),
        (&["edit", "2", "--at", "09:30"], 2, "before its beginning"),
    ] {
        stage.run(words).status(status).says(told).answers_nothing();
    }
}

#[test]
fn what_was_undone_is_not_called_struck() {
    let stage = Stage::live();
    stage.answer(&["log", "09:00 one"]);
    stage.answer(&["log", "09:10:30 two"]);
    stage.answer(&["strike", "1"]);
    stage.answer(&["log", "three"]);
    stage.answer(&["undo"]);
    stage
        .run(&["strike", "3"])
        .status(1)
        .says("event 3 was undone")
        .says("hotwash redo brings it back");
    stage.answer(&["strike", "2"]);
    stage
        .run(&["strike", "2"])
        .status(1)
        .says("event 2 was struck already");
    let shown = stage.run(&["show", "--struck"]).status(0);
    let starts: Vec<usize> = shown.out.lines().filter_map(|line| line.find("NOTE")).collect();
    assert_eq!(starts.len(), 3, "{shown:?}");
    assert!(starts.iter().all(|start| *start == starts[0]), "{shown:?}");
}
