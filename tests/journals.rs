//! Journals that were ever written are read for ever, and read the same. The files under `journals/` are never
//! edited: each was written by the version of hotwash that its folder is named for, or by hand as that version
//! would have read it.

#[allow(dead_code, reason = "every program of tests uses its part of it")]
#[path = "harness/mod.rs"]
mod harness;

use std::fs;
use std::path::{Path, PathBuf};

use harness::Home;
use sha2::{Digest, Sha256};

fn journals() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/journals")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of journals") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path))
        } else {
            found.push(path)
        }
    }
    found.sort();
    found
}

/// A home that holds these incidents. A checkout may have changed the modes of files: a copy has our own.
fn home(kept: &Path) -> Home {
    let home = Home::new("UTC");
    for file in files(kept) {
        let below = file.strip_prefix(kept).expect("it lies there");
        let copy = home.path().join("data/incidents").join(below);
        fs::create_dir_all(copy.parent().expect("it has one")).expect("a folder");
        fs::write(copy, fs::read(&file).expect("a journal")).expect("a copy");
    }
    home
}

#[test]
fn none_was_edited() {
    let sums: Vec<String> = files(&journals())
        .iter()
        .map(|file| {
            let digest = Sha256::digest(fs::read(file).expect("a journal"));
            let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            format!(
                "{hex}  {}",
                file.strip_prefix(journals()).expect("it lies there").display()
            )
        })
        .collect();
    insta::assert_snapshot!(sums.join("\n"));
}

#[test]
fn the_first_is_sound_and_reads_as_ever() {
    let home = home(&journals().join("first"));
    // Every line is good. It names a piece of evidence that never was, and that alone is told.
    let verified = home.run(&["verify"]).status(3);
    let missing = format!(
        "2023-03-25-login-service-down-f00d93/evidence/{}: this evidence is missing\n",
        "ab".repeat(32)
    );
    assert_eq!(verified.out, missing);
    insta::assert_snapshot!(home.answer(&["show", "--incident", "login", "--json"]));
}

#[test]
fn steps_that_were_undone_and_redone_read_as_ever() {
    let home = home(&journals().join("steps"));
    assert_eq!(home.answer(&["verify"]), "");
    let shown = home.run(&["show", "--incident", "login", "--json"]).json();
    let texts = |list: &str| -> Vec<String> {
        let events = shown[list].as_array().expect("a list");
        events
            .iter()
            .map(|event| event["text"].as_str().expect("a text").to_owned())
            .collect()
    };
    assert_eq!(texts("events"), ["the network?", "looked at the database"]);
    assert_eq!(shown["events"][1]["hidden"], true);
    assert_eq!(
        texts("struck"),
        [
            "users cannot log in",
            "typed into the wrong window",
            "on it",
            "@netops paged"
        ]
    );
    assert_eq!(texts("action_items"), ["add a check"]);
}
