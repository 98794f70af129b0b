//! Journals that were ever written are read for ever, and read the same. The files under `journals/` are never
//! edited: each was written by the version of hotwash that its folder is named for, or by hand as that version
//! would have read it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

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
fn home(kept: &Path) -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    for file in files(kept) {
        let below = file.strip_prefix(kept).expect("it lies there");
        let copy = home.path().join("data/incidents").join(below);
        fs::create_dir_all(copy.parent().expect("it has one")).expect("a folder");
        fs::write(copy, fs::read(&file).expect("a journal")).expect("a copy");
    }
    home
}

fn hotwash(home: &Path, words: &[&str]) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_hotwash"))
        .args(words)
        .env_clear()
        .env("HOTWASH_HOME", home)
        .env("TZ", "UTC")
        .output()
        .expect("the program runs");
    (
        String::from_utf8(output.stdout).expect("answers are text"),
        output.status.code(),
    )
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
    let (damage, status) = hotwash(home.path(), &["verify"]);
    let missing = format!(
        "2023-03-25-login-service-down-f00d93/evidence/{}: this evidence is missing\n",
        "ab".repeat(32)
    );
    assert_eq!((damage, status), (missing, Some(3)));
    let (shown, status) = hotwash(home.path(), &["show", "--incident", "login", "--json"]);
    assert_eq!(status, Some(0));
    insta::assert_snapshot!(shown);
}

#[test]
fn steps_that_were_undone_and_redone_read_as_ever() {
    let home = home(&journals().join("steps"));
    assert_eq!(hotwash(home.path(), &["verify"]), (String::new(), Some(0)));
    let (shown, status) = hotwash(home.path(), &["show", "--incident", "login", "--json"]);
    assert_eq!(status, Some(0));
    let shown: serde_json::Value = serde_json::from_str(&shown).expect("a document");
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
