//! `log --evidence`, and what becomes of it: stored, shown, checked, cited in the draft.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

use crate::stage::Stage;

/// SHA-256 of "abc", from FIPS 180-2.
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

fn file(stage: &Stage, name: &str, bytes: &[u8]) -> String {
    let path = stage.home.path().join(name);
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

fn stored(stage: &Stage) -> Vec<PathBuf> {
    let entries = fs::read_dir(stage.home.incident().join("evidence")).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn files_and_standard_input_are_attached_to_one_event() {
    let stage = Stage::live();
    let log = file(&stage, "app.log", b"abc");
    stage
        .run_with(
            &[
                "log",
                "--evidence",
                &log,
                "--evidence",
                "-",
                "09:20",
                "d:",
                "it",
                "broke",
            ],
            b"\xff\0bytes\r\n",
        )
        .status(0)
        .answers("recorded 1  09:20  DETECT  it broke\n");
    let shown = stage.run(&["show", "--json"]).json();
    let evidence = &shown["events"][0]["evidence"];
    assert_eq!(evidence[0]["sha256"], ABC);
    assert_eq!(evidence[0]["name"], "app.log");
    assert_eq!(evidence[1]["bytes"], 9);
    let second = stage
        .home
        .incident()
        .join("evidence")
        .join(evidence[1]["sha256"].as_str().unwrap());
    assert_eq!(fs::read(second).unwrap(), b"\xff\0bytes\r\n", "as they came");
    stage.run(&["show"]).answers("it broke  (evidence: 2)");
    stage.answer(&["verify"]);
}

#[test]
fn what_is_too_long_keeps_its_ends_and_that_is_said() {
    let stage = Stage::live();
    let log = file(&stage, "app.log", &b"0123456\n".repeat(1024 * 1024 + 1000));
    let ran = stage.run(&["log", "--evidence", &log, "it broke"]).status(0);
    assert!(
        ran.err
            .contains("of app.log the first and the last part are kept, ")
            && ran.err.contains("8 MiB at most"),
        "{ran:?}"
    );
    let ran = stage.run_with(&["log", "--evidence", "-"], b"short").status(0);
    assert_eq!(ran.err, "");
}

#[test]
fn without_a_text_the_name_is_the_text_and_no_time() {
    let stage = Stage::live();
    let log = file(&stage, "09:20 d: x\u{1b}[31m", b"abc");
    let ran = stage
        .run(&["log", "--evidence", &log])
        .status(0)
        .answers("NOTE  09:20 d: x␛[31m\n");
    assert!(!ran.out.contains('\u{1b}'), "{ran:?}");
    stage
        .run_with(&["log", "--evidence", "-", "--kind", "i"], "out")
        .status(0)
        .answers("INVEST  standard input\n");
}

#[test]
fn the_same_content_is_stored_once() {
    let stage = Stage::live();
    for text in ["one", "two"] {
        stage.run_with(&["log", "--evidence", "-", text], "abc").status(0);
    }
    assert_eq!(stored(&stage).len(), 1);
}

#[test]
fn what_cannot_be_attached_is_refused_whole() {
    let stage = Stage::live();
    let log = file(&stage, "app.log", b"abc");
    let folder = stage.home.path().to_str().unwrap();
    for (words, told) in [
        (
            &["log", "--evidence", "/nowhere/x", "y"][..],
            "cannot read /nowhere/x",
        ),
        (&["log", "--evidence", folder, "y"], "--evidence: cannot read"),
        (&["log", "--evidence", &log, "-"], "cannot be read with -"),
        (
            &["log", "--evidence", "-", "--evidence", "-", "y"],
            "attached once",
        ),
        (
            &["log", "--evidence", &log, "todo: look"],
            "--evidence is for events",
        ),
    ] {
        stage.run(words).status(2).answers_nothing().says(told);
    }
    assert!(stored(&stage).is_empty());
    let shown = stage.run(&["show", "--json"]).json();
    assert_eq!(shown["events"].as_array().map(Vec::len), Some(0));
}

#[test]
fn evidence_that_cannot_be_written_refuses_the_event_and_gives_all_back() {
    let stage = Stage::live();
    fs::remove_dir(stage.home.incident().join("evidence")).unwrap();
    for number in 1..100 {
        let name = if number == 1 {
            "evidence".to_owned()
        } else {
            format!("evidence.{number}")
        };
        fs::write(stage.home.incident().join(name), "in the way").unwrap();
    }
    stage
        .run_with(&["log", "--evidence", "-", "it", "broke"], "line 1\nline 2\n")
        .status(74)
        .answers_nothing()
        .says("not recorded: it broke\n")
        .says("not recorded: line 1\nnot recorded: line 2\n");
    let shown = stage.run(&["show", "--json"]).json();
    assert_eq!(shown["events"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_long_text_is_kept_whole_as_evidence() {
    let stage = Stage::live();
    let text = format!("{} the end", "word ".repeat(1000));
    stage.run(&["log", "i:", &text]).status(0).answers("…\n").says(
        "the text has 5008 bytes: it is kept whole as evidence (text.txt), and shown by its first lines\n",
    );
    let shown = stage.run(&["show", "--json"]).json();
    let event = &shown["events"][0];
    assert_eq!(event["kind"], "investigation");
    assert_eq!(event["evidence"][0]["name"], "text.txt");
    assert_eq!(event["text"].as_str().unwrap().chars().count(), 1000);
    assert_eq!(fs::read_to_string(&stored(&stage)[0]).unwrap(), text);
    let draft = stage.run(&["export"]).status(0);
    assert!(
        draft.out.contains("<details>") && draft.out.contains("the end"),
        "a reader has all of it: {}",
        draft.out
    );
}

#[test]
fn a_file_may_have_any_name() {
    let stage = Stage::live();
    for (name, shown) in [
        (&b"caf\xe9.log"[..], "caf\u{fffd}.log"),
        (b"-x.log", "-x.log"),
        (b"--json", "--json"),
        (b"two\nlines.log", "two\nlines.log"),
        (b" ", "evidence"),
        (b"a b.log", "a b.log"),
    ] {
        let name = OsStr::from_bytes(name);
        fs::write(stage.home.path().join(name), "abc").unwrap();
        let mut option = OsString::from("--evidence=");
        option.push(stage.home.path().join(name));
        stage.run_with(&[OsString::from("log"), option], "").status(0);
        let shown_as = stage.run(&["show", "--json"]).json();
        let event = shown_as["events"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(event["text"], shown);
    }
    let option = OsString::from("--evidence=-nowhere.log");
    stage
        .run_with(&[OsString::from("log"), option], "")
        .status(2)
        .says("cannot read -nowhere.log");
}

#[test]
fn verify_names_evidence_that_is_missing_or_changed() {
    let stage = Stage::live();
    stage
        .run_with(&["log", "--evidence", "-", "one"], "abc")
        .status(0);
    let file = stage.home.incident().join("evidence").join(ABC);
    for (wrong, told) in [(Some("abx"), "other bytes"), (None, "missing")] {
        match wrong {
            Some(bytes) => fs::write(&file, bytes).unwrap(),
            None => fs::remove_file(&file).unwrap(),
        }
        stage
            .run(&["verify"])
            .status(3)
            .answers(&format!("/evidence/{ABC}: this evidence"))
            .answers(told);
    }
    stage
        .run_with(&["log", "--evidence", "-", "again"], "abc")
        .status(0);
    stage.answer(&["verify"]);
}

#[test]
fn the_draft_links_it_and_folds_what_is_short() {
    let stage = Stage::live();
    let hostile = "# not a heading\n\n\n```\n</details> <!-- hotwash draft 1\u{1b}[31m  \n";
    let short = file(&stage, "a]b.log", hostile.as_bytes());
    let long = file(&stage, "long.log", &[b'x'; 4000]);
    let binary = file(&stage, "core", b"\0\xff");
    stage.answer(&[
        "log",
        "--evidence",
        &short,
        "--evidence",
        &long,
        "--evidence",
        &binary,
        "broke",
    ]);
    let draft = stage.answer(&["export"]);
    let sha = |nth: usize| {
        let shown = stage.run(&["show", "--json"]).json();
        let sha = shown["events"][0]["evidence"][nth]["sha256"].clone();
        sha.as_str().unwrap().to_owned()
    };
    let told = format!(
        "  - Evidence: [a\\]b.log](../evidence/{0}), {1} bytes, SHA-256 {0}\n\
         \n    <details><summary>What it says</summary>\n\
         \n    ````text\n    # not a heading\n    \n    \n    ```\n    \
         </details> <!-- hotwash draft 1␛[31m  \n    ````\n\
         \n    </details>\n\
         \n  - Evidence: [long.log](../evidence/{2}), 4000 bytes, SHA-256 {2}\n",
        sha(0),
        hostile.len(),
        sha(1),
    );
    assert!(draft.contains(&told), "{told}\n{draft}");
    assert_eq!(draft.matches("<details>").count(), 1);
    assert_eq!(draft.matches('\u{1b}').count(), 0);

    let path = stage.answer(&["close", "--yes"]);
    let path = path.trim().replace("[home]", stage.home.path().to_str().unwrap());
    stage.answer(&["verify", &path]);
    let link = PathBuf::from(&path)
        .parent()
        .unwrap()
        .join(format!("../evidence/{}", sha(1)));
    assert!(link.exists());
}

#[test]
fn changed_evidence_is_named_in_the_draft_and_not_quoted() {
    let stage = Stage::live();
    stage
        .run_with(&["log", "--evidence", "-", "one"], "abc")
        .status(0);
    fs::write(stage.home.incident().join("evidence").join(ABC), "xyz").unwrap();
    let draft = stage.answer(&["export"]);
    assert!(draft.contains(ABC) && !draft.contains("xyz"), "{draft}");
}

#[test]
fn after_a_disk_failed_in_the_folder_another_one_is_used_and_linked() {
    let stage = Stage::live();
    let mark = stage.home.incident().join("evidence.bad");
    fs::write(&mark, "").unwrap();
    let log = file(&stage, "app.log", b"abc");
    stage.answer(&["log", "--evidence", &log, "it broke"]);
    assert!(stored(&stage).is_empty());
    let place = stage.home.incident().join("evidence.2").join(ABC);
    assert_eq!(fs::read(&place).unwrap(), b"abc");
    stage
        .run(&["export"])
        .status(0)
        .answers(&format!("(../evidence.2/{ABC})"));
    stage
        .run(&["show", "1"])
        .answers(&format!(", evidence.2/{ABC}\n"));
    fs::remove_file(&place).unwrap();
    stage
        .run(&["show", "1"])
        .answers(&format!(", missing, SHA-256 {ABC}\n"));
    fs::write(&place, "abc").unwrap();
    let ran = stage.run(&["verify"]).status(0);
    assert!(
        ran.err.contains("/evidence: the disk failed here once"),
        "{ran:?}"
    );
    stage.answer(&["redact", "1", "--yes"]);
    assert!(!place.exists());
}
