//! What still holds the words after a redaction is named, with the reason and the next step.

use super::*;

#[test]
fn json_tells_what_is_left() {
    let stage = leaked();
    let json = stage.run(&["redact", "1", "--yes", "--json"]).status(0).json();
    assert_eq!(json["lines"], 2);
    assert_eq!(json["events"][0]["number"], 1);
    assert_eq!(json["left_with"], serde_json::json!([]));
}

#[test]
fn a_draft_that_may_hold_it_is_named() {
    let stage = leaked();
    stage.answer(&["close"]);
    stage
        .run(&["redact", "1", "--yes", "--incident", "login"])
        .status(0)
        .says("drafts/login-down.md");
}

#[test]
fn what_still_holds_the_words_is_named_with_the_reason_and_the_next_step() {
    let stage = leaked();
    let own = stage.home.segment();
    for words in [
        &["log", "09:10 n: tried hunter2 again"][..],
        &["set", "lessons", "the password is hunter2 was in the log"],
        &["todo", "add", "change the password is hunter2 thing"],
        &["close", "--yes"],
        &["new", "Something else"],
        &[
            "log",
            "--incident",
            "something",
            "they still use: the password is hunter2",
        ],
    ] {
        stage.answer(words);
    }
    let config = stage.home.path().join("config");
    fs::create_dir_all(config.join("templates")).unwrap();
    fs::write(config.join("templates/own.md"), "The *password* is hunter2\n").unwrap();
    fs::write(
        stage.home.path().join("data/stray.txt"),
        r"The pass\word is hunter2",
    )
    .unwrap();
    let theirs = own.with_file_name("bo-desk-1111.jsonl");
    fs::write(&theirs, "the password is hunter2\n").unwrap();
    let ran = stage
        .run(&["redact", "1", "--yes", "--incident", "login", "--json"])
        .status(0);
    let json = ran.json();
    let left: Vec<_> = json["left"].as_array().unwrap().iter().collect();
    for (path, why, next) in [
        (
            ".jsonl",
            "other records of yours",
            "hotwash redact 3, hotwash redact todo 1, hotwash redact field lessons",
        ),
        ("bo-desk-1111.jsonl", "another writer", "on their machine"),
        ("drafts/login-down.md", "a draft", "export"),
        ("something-else-", "another incident", "show"),
        ("templates/own.md", "your own file", "take the words out"),
        ("stray.txt", "did not put it there", "remove it"),
    ] {
        let named = left.iter().any(|left| {
            let has = |name: &str, part: &str| left[name].as_str().unwrap().contains(part);
            has("path", path) && has("why", why) && has("next", next)
        });
        assert!(named, "{path}: {left:#?}");
        assert!(
            ran.err.contains(why) && ran.err.contains(next),
            "{path}: {}",
            ran.err
        );
    }
    assert_eq!(left.len(), 6, "{left:#?}");
    for again in [&["3"][..], &["todo", "1"], &["field", "lessons"]] {
        let words = [&["redact"], again, &["--yes", "--incident", "login"]].concat();
        stage.answer(&words);
    }
    assert!(!fs::read_to_string(own).unwrap().contains(SECRET));
}

#[test]
fn the_incidents_behind_a_link_are_looked_into_and_other_links_are_named() {
    let stage = leaked();
    stage.answer(&["log", "09:10 n: again: the password is hunter2"]);
    stage.answer(&["set", "impact", "the password is hunter2"]);
    let incidents = stage.home.path().join("data/incidents");
    let synced = tempfile::tempdir().unwrap();
    let there = synced.path().join("incidents");
    fs::rename(&incidents, &there).unwrap();
    std::os::unix::fs::symlink(&there, &incidents).unwrap();
    let incident = fs::read_dir(&there).unwrap().flatten().next().unwrap().path();
    fs::create_dir_all(incident.join(".git/objects")).unwrap();
    fs::create_dir_all(incident.join("drafts")).unwrap();
    fs::write(incident.join("drafts/own.md"), "the password is hunter2").unwrap();
    fs::write(there.join("old.jsonl.gz"), "x").unwrap();
    std::os::unix::fs::symlink("/etc", stage.home.path().join("data/elsewhere")).unwrap();
    // What is large takes nothing from what comes behind it.
    let large = fs::File::create(stage.home.path().join("data/aaa")).unwrap();
    large.set_len(20 * 1024 * 1024 * 1024).unwrap();
    fs::write(stage.home.path().join("data/zzz"), "the password is hunter2").unwrap();
    let ran = stage.run(&["redact", "1", "--yes", "--json"]).status(0);
    let json = ran.json();
    assert_eq!(json["also_in"], serde_json::json!(["3", "field impact"]));
    let has = |list: &str, path: &str| {
        let all = json[list].as_array().unwrap();
        all.iter()
            .filter(|one| one["path"].as_str().unwrap().ends_with(path))
            .count()
    };
    for (list, path) in [
        ("left", "drafts/own.md"),
        ("left", "data/zzz"),
        ("left", ".jsonl"),
        ("not_looked_into", ".git"),
        ("not_looked_into", "old.jsonl.gz"),
        ("not_looked_into", "data/elsewhere"),
        ("not_looked_into", "data/aaa"),
    ] {
        assert_eq!(has(list, path), 1, "{path}: {json:#}");
    }
    assert!(
        ran.err.contains("hotwash redact 3, hotwash redact field impact"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("git filter-repo"), "{}", ran.err);
}

#[test]
fn words_in_names_are_told_of_where_they_stand() {
    let stage = Stage::live();
    stage.answer(&["log", "09:00 n: the password is hunter2x"]);
    stage.answer(&["todo", "add", "change it", "--owner", "hunter2x"]);
    stage
        .run(&["redact", "1", "--yes"])
        .status(0)
        .says("hotwash redact todo 1");
    stage.answer(&["redact", "todo", "1", "--yes"]);
    assert_eq!(holds(&stage, SECRET), Vec::<String>::new());
    stage.answer(&["--author", "ana hunter2y", "log", "n: the password is hunter2y"]);
    stage
        .run(&["redact", "2", "--yes"])
        .status(0)
        .says("the name that you recorded under");
}

#[test]
fn where_no_secret_is_seen_that_is_said() {
    let stage = Stage::live();
    stage.answer(&["log", "oops wrong window swordfish"]);
    stage.answer(&["log", "pass is Zebra77quokka"]);
    let plain = "no secret was recognised in it";
    stage.run(&["redact", "1", "--yes"]).status(0).says(plain);
    let ran = stage.run(&["redact", "2", "--yes"]).status(0);
    assert!(!ran.err.contains(plain), "{}", ran.err);
}

#[test]
fn a_packed_copy_beside_the_segment_is_named_as_not_looked_into() {
    let stage = leaked();
    fs::write(stage.home.segment().with_extension("jsonl.gz"), b"\x1f\x8b").unwrap();
    stage
        .run(&["redact", "1", "--yes"])
        .status(0)
        .says("not looked into")
        .says(".jsonl.gz");
}

#[test]
fn a_draft_in_which_somebody_edited_the_words_is_named() {
    let stage = leaked();
    stage.answer(&["close"]);
    let draft = stage.home.incident().join("drafts/login-down.md");
    let text = fs::read_to_string(&draft).unwrap();
    let edited = text.replace("[write what surprised you]", &format!("In the log: {SECRET}"));
    fs::write(&draft, edited).unwrap();
    let login = ["--incident", "login"];
    stage
        .run(&[&["redact", "1", "--yes"][..], &login].concat())
        .status(0)
        .says("drafts/login-down.md");
    stage.answer(&[&["reopen"][..], &login].concat());
    stage.run(&["close"]).status(0).says("kept as edited: Lessons");
    let text = fs::read_to_string(&draft).unwrap();
    assert_eq!(
        text.matches(SECRET).count(),
        1,
        "only where somebody wrote it: {text}"
    );
}
