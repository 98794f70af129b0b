//! `redact`: the one rewrite of a journal there is.

use std::fs;
use std::path::Path;

use hotwash::domain::record::{EventBody, Op};

use crate::forge::{Forger, records};
use crate::stage::Stage;

const SECRET: &str = "hunter2";

/// A secret in an event, in what was typed, and in its correction.
fn leaked() -> Stage {
    let stage = Stage::live();
    for words in [
        &["log", "09:00 n: the password is hunter2"][..],
        &["log", "09:05 after it"],
        &["edit", "1", "--text", "the password is hunter2, really"],
    ] {
        stage.answer(words);
    }
    stage
}

fn files_with(folder: &Path, secret: &str) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_with(&path, secret));
        } else if String::from_utf8_lossy(&fs::read(&path).unwrap()).contains(secret) {
            found.push(path);
        }
    }
    found
}

#[test]
fn the_secret_is_nowhere_left_and_the_journal_is_sound() {
    let stage = leaked();
    assert_eq!(files_with(stage.home.path(), SECRET).len(), 1);
    let ran = stage.run(&["redact", "1", "--yes"]).status(0);
    assert_eq!(
        ran.out,
        "redacted 1: [removed by ana@laptop on 2023-03-25 14:30 UTC]\n"
    );
    assert_eq!(
        files_with(stage.home.path(), SECRET),
        Vec::<std::path::PathBuf>::new()
    );
    stage.run(&["verify"]).status(0).says("nothing is wrong");
    let shown = stage.run(&["show", "--json"]).status(0).json();
    assert_eq!(shown["events"].as_array().unwrap().len(), 2);
    let numbers: Vec<_> = shown["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| &event["number"])
        .collect();
    assert!(numbers.contains(&&serde_json::json!(1)) && numbers.contains(&&serde_json::json!(2)));
    stage
        .run(&["log", "and on it goes"])
        .status(0)
        .answers("recorded 3");
    stage
        .run(&["redact", "1", "--yes"])
        .status(1)
        .says("was removed already");
    stage
        .run(&["edit", "1", "--text", "x"])
        .status(1)
        .says("no words");
}

#[test]
fn it_asks_on_a_terminal_and_needs_yes_elsewhere() {
    let stage = leaked();
    stage
        .run(&["redact", "1"])
        .status(1)
        .says("--yes")
        .answers_nothing();
    let stage = Stage {
        terminal: Some(80),
        ..stage
    };
    for (answer, status) in [("n\n", 1), ("", 1), ("y\n", 0)] {
        stage
            .run_with(&["redact", "1"], answer)
            .status(status)
            .says("for good? [y/N]");
    }
    assert!(files_with(stage.home.path(), SECRET).is_empty());
}

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
fn nobody_rewrites_what_another_recorded() {
    let stage = leaked();
    let own = stage.home.segment();
    let theirs = own.with_file_name("bo-desk-1111.jsonl");
    fs::rename(&own, &theirs).unwrap();
    let text = fs::read_to_string(&theirs).unwrap();
    // As if another writer had recorded it all: the head names the writer, the sum goes with it.
    let writer = own.file_stem().unwrap().to_str().unwrap();
    let changed: String = text
        .lines()
        .map(|line| resealed(&line.replace(writer, "bo-desk-1111")))
        .collect();
    fs::write(&theirs, &changed).unwrap();
    stage
        .run(&["redact", "1", "--yes"])
        .status(1)
        .says("nobody rewrites another writer's file")
        .answers_nothing();
    assert_eq!(fs::read_to_string(&theirs).unwrap(), changed);
}

fn resealed(line: &str) -> String {
    let said = line.rsplit_once(",\"sum\"").unwrap().0;
    let sum = crc32fast::hash(said.as_bytes());
    format!("{said},\"sum\":\"{sum:08x}\"}}\n")
}

fn holds(stage: &Stage, words: &str) -> Vec<String> {
    let shown = |path: std::path::PathBuf| {
        let path = path.strip_prefix(stage.home.path()).unwrap().to_owned();
        path.display().to_string()
    };
    files_with(stage.home.path(), words)
        .into_iter()
        .map(shown)
        .collect()
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
fn a_title_goes_from_the_journal_and_from_the_name_of_the_folder() {
    let stage = Stage::new();
    stage.answer(&["new", "Login", "broken", "with", "hunter2xyz"]);
    stage.answer(&["set", "title", "Login broken with hunter2xyz again"]);
    assert!(!holds(&stage, SECRET).is_empty());
    stage
        .run(&["redact", "title", "--yes"])
        .status(0)
        .answers("redacted title")
        .says("hotwash set title")
        .says("-removed-");
    assert_eq!(holds(&stage, SECRET), Vec::<String>::new());
    let folder = stage.home.path().join("data/incidents");
    let names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    assert_eq!(names.len(), 1);
    assert!(names[0].to_string_lossy().contains("-removed-"), "{names:?}");
    stage.run(&["log", "it goes on"]).status(0).answers("recorded 1");
    stage.answer(&["set", "title", "Login broken"]);
    stage.run(&["list"]).status(0).answers("Login broken");
    stage.answer(&["verify"]);
}

#[test]
fn a_folder_in_which_others_write_keeps_its_name_and_is_named() {
    let stage = Stage::new();
    stage.answer(&["new", "Login", "broken", "with", "hunter2xyz"]);
    fs::write(stage.home.segment().with_file_name("bo-desk-1111.jsonl"), "").unwrap();
    stage
        .run(&["redact", "title", "--yes"])
        .status(0)
        .says("others write in this folder; once all have left it, rename the folder to 2023-03-25-removed-");
}

#[test]
fn what_can_be_removed_is_named_in_words() {
    let stage = leaked();
    for (words, status, says) in [
        (&["todo", "1"][..], 2, "there is no action item '1'"),
        (&["todo"], 2, "which todo?"),
        (&["field", "impakt"], 2, "did you mean 'impact'"),
        (&["field", "zone"], 2, "no words"),
        (&["field", "impact"], 1, "hotwash set impact VALUE"),
        (&["silence", "gap"], 1, "no finding of 'gap' was ever accepted"),
        (&["silence", "gap"], 1, "hotwash review"),
        (&["title", "please"], 2, "nothing of that name"),
        (&["99"], 2, "there is no event '99'"),
    ] {
        let words = [&["redact"], words, &["--yes"]].concat();
        stage.run(&words).status(status).says(says).answers_nothing();
    }
}

#[test]
fn unsent_lines_and_texts_for_editors_go_too() {
    let stage = leaked();
    let lines = stage.home.path().join("state/lines");
    fs::create_dir_all(&lines).unwrap();
    let kept = r#"{"line":"and the password is hunter2","unconfirmed":[],"aside":["keep me"],"over":[],"history":["09:00 n: the password is hunter2"]}"#;
    fs::write(lines.join("start.1.json"), kept).unwrap();
    fs::write(
        stage.home.path().join("state/text-abc.md"),
        "longer: the password\nis hunter2",
    )
    .unwrap();
    stage
        .run(&["redact", "1", "--yes"])
        .status(0)
        .says("3 lines kept unsent or as history went too");
    assert_eq!(holds(&stage, SECRET), Vec::<String>::new());
    assert!(
        fs::read_to_string(lines.join("start.1.json"))
            .unwrap()
            .contains("keep me")
    );
}

#[test]
fn an_earlier_name_of_ours_is_ours() {
    let stage = leaked();
    let segment = stage.home.segment();
    let old = segment.file_stem().unwrap().to_str().unwrap().to_owned();
    // As on a machine to which the home was copied.
    let writer = stage.home.path().join("state/writer.json");
    let copied = fs::read_to_string(&writer).unwrap();
    let mut copied: serde_json::Value = serde_json::from_str(&copied).unwrap();
    copied["machine"] = "another".into();
    fs::write(&writer, copied.to_string()).unwrap();
    stage.answer(&["log", "from here"]);
    assert!(
        !fs::read_to_string(&writer)
            .unwrap()
            .contains(&format!("\"writer\":\"{old}\""))
    );
    stage.answer(&["redact", "1", "--yes"]);
    assert_eq!(holds(&stage, SECRET), Vec::<String>::new());
    stage.run(&["verify"]).status(0).says("nothing is wrong");
}

#[test]
fn what_an_event_was_and_when_stays_as_it_was() {
    let stage = Stage::live();
    for line in [
        "09:00 impact: logins fail, the password is hunter2",
        "09:05 ack: the password is hunter2",
        "09:30 resolved: the password is hunter2 no more #recovered",
    ] {
        stage.answer(&["log", line]);
    }
    stage.answer(&["edit", "3", "--at", "09:20"]);
    let before = stage.answer(&["status"]);
    for event in ["1", "2", "3"] {
        stage.answer(&["redact", event, "--yes"]);
    }
    assert_eq!(holds(&stage, SECRET), Vec::<String>::new());
    assert_eq!(stage.answer(&["status"]), before);
    let shown = stage.run(&["show", "--json"]).status(0).json();
    let rows: Vec<_> = shown["events"].as_array().unwrap().iter().collect();
    let seen: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                row["kind"].as_str().unwrap(),
                &row["at"].as_str().unwrap()[11..16],
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("impact", "09:00"),
            ("acknowledgement", "09:05"),
            ("resolution", "09:20")
        ]
    );
    assert!(
        rows.iter()
            .all(|row| row["text"].as_str().unwrap().starts_with("[removed by"))
    );
    assert_eq!(rows[2]["tags"], serde_json::json!(["recovered"]));
    stage.run(&["show", "3"]).status(0).answers("09:20");
    stage.answer(&["verify"]);
}

#[test]
fn a_redaction_that_the_disk_kept_from_its_evidence_goes_on_when_it_is_asked_for_again() {
    let stage = Stage::live();
    let file = stage.home.path().join("pasted.txt");
    fs::write(&file, "login: ana\npassword is hunter2\n").unwrap();
    let path = file.display().to_string();
    stage.answer(&["log", "--evidence", &path, "what it says"]);
    stage.answer(&["log", "hunter2 is in the wiki too"]);
    fs::remove_file(&file).unwrap();
    let evidence = stage.home.segment().parent().unwrap().with_file_name("evidence");
    let piece = fs::read_dir(&evidence).unwrap().flatten().next().unwrap().path();
    let bytes = fs::read(&piece).unwrap();
    // A folder with something in it, in its place, is nothing that could be removed.
    fs::remove_file(&piece).unwrap();
    fs::create_dir_all(piece.join("x")).unwrap();
    let lines = stage.home.path().join("state/lines");
    fs::create_dir_all(&lines).unwrap();
    fs::write(
        lines.join("start.1.json"),
        r#"{"line":"what it says and more","unconfirmed":[],"aside":[],"over":[],"history":[]}"#,
    )
    .unwrap();
    let again = "hotwash redact 1 --yes, once that is repaired";
    stage
        .run(&["redact", "1", "--yes"])
        .status(74)
        .says("cannot remove")
        .says(again)
        .says("1 line kept unsent or as history went too")
        .answers("not wholly redacted 1");
    assert!(
        !fs::read_to_string(stage.home.segment())
            .unwrap()
            .contains("what it says")
    );
    fs::remove_dir_all(&piece).unwrap();
    fs::write(&piece, &bytes).unwrap();
    stage
        .run(&["redact", "1", "--yes"])
        .status(0)
        .says("hotwash redact 2");
    assert!(!piece.exists());
    stage
        .run(&["redact", "1", "--yes"])
        .status(1)
        .says("removed already");
    stage.answer(&["verify"]);
}

#[test]
fn the_secret_of_its_evidence_is_looked_for_too() {
    let stage = Stage::live();
    let file = stage.home.path().join("pasted.txt");
    fs::write(&file, "login: ana\npassword is hunter2\n").unwrap();
    let path = file.display().to_string();
    stage.answer(&["log", "--evidence", &path, "what it says"]);
    fs::rename(&file, stage.home.path().join("data/note.txt")).unwrap();
    stage.run(&["redact", "1", "--yes"]).status(0).says("note.txt");
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
fn a_copy_of_the_own_file_is_no_other_writers() {
    let stage = leaked();
    let own = stage.home.segment();
    let writer = own.file_stem().unwrap().to_str().unwrap().to_owned();
    for name in [
        "Copy.txt".to_owned(),
        format!("copy of {writer}.jsonl"),
        format!("{writer}2.jsonl"),
    ] {
        fs::copy(&own, own.with_file_name(name)).unwrap();
    }
    let ran = stage.run(&["redact", "1", "--yes", "--json"]).status(0);
    let json = ran.json();
    let left = json["left"].as_array().unwrap();
    assert_eq!(left.len(), 3, "{json:#}");
    for one in left {
        assert_eq!(one["why"], "a copy of your file under another name", "{one}");
    }
}

#[test]
fn who_lost_the_name_of_the_writer_is_told_what_to_do() {
    let stage = leaked();
    let own = stage.home.segment();
    let writer = own.file_stem().unwrap().to_str().unwrap().to_owned();
    let identity = stage.home.path().join("state/writer.json");
    fs::remove_file(&identity).unwrap();
    let former = format!("\"former\":[\"{writer}\"]");
    stage
        .run(&["redact", "1", "--yes"])
        .status(1)
        .says(&format!("add {former} to"));
    let kept = fs::read_to_string(&identity).unwrap();
    fs::write(&identity, kept.replacen('{', &format!("{{{former},"), 1)).unwrap();
    stage.answer(&["redact", "1", "--yes"]);
    assert_eq!(holds(&stage, SECRET), Vec::<String>::new());
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

/// Whoever corrects an event of ours does not choose what we lose with it.
#[test]
fn words_of_another_writer_take_nothing_of_ours_with_them() {
    let stage = leaked();
    stage.answer(&["log", "09:10 wrong"]);
    stage.answer(&["strike", "3", "--why", "after deploy"]);
    let event = records(&stage)
        .into_iter()
        .find(|record| matches!(record.op, Op::Event(_)))
        .unwrap();
    let (event, replaces) = (event.id, event.id);
    let body = EventBody {
        text: "deploy".to_owned(),
        ..EventBody::default()
    };
    Forger::new(&stage).write(Op::Amend {
        event,
        replaces,
        body,
    });
    stage.answer(&["redact", "1", "--yes"]);
    stage.run(&["show", "--struck"]).status(0).answers("after deploy");
}

/// Readers would pass over what is left, and the event's time would be lost with its words.
#[test]
fn a_name_that_is_too_long_for_a_record_removes_nothing() {
    let stage = leaked();
    let name = "x".repeat(201);
    let before = records(&stage);
    stage
        .run(&["--author", &name, "redact", "1", "--yes"])
        .status(2)
        .says("201 characters")
        .says("--author");
    assert_eq!(records(&stage), before);
}

#[test]
fn evidence_behind_a_link_is_not_called_removed() {
    let stage = Stage::live();
    let piece = stage.home.path().join("dump.txt");
    fs::write(&piece, "the password is hunter2").unwrap();
    let path = piece.to_str().unwrap().to_owned();
    stage.answer(&["log", "--evidence", &path, "see the dump"]);
    fs::remove_file(&piece).unwrap();
    let there = stage.home.path().join("elsewhere");
    let evidence = stage.home.incident().join("evidence");
    fs::rename(&evidence, &there).unwrap();
    std::os::unix::fs::symlink(&there, &evidence).unwrap();
    stage
        .run(&["redact", "1", "--yes"])
        .status(74)
        .says("symbolic link");
    fs::remove_file(&evidence).unwrap();
    fs::rename(&there, &evidence).unwrap();
    stage.answer(&["redact", "1", "--yes"]);
    assert_eq!(
        files_with(stage.home.path(), SECRET),
        Vec::<std::path::PathBuf>::new()
    );
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
