//! The commands of the README and of the manual page are run as they stand.

use std::process::Command;

use hotwash::cli::manual;

use crate::harness::{Home, Ran};
use crate::{document, fenced, program};

/// The commands of the README's console block, each with the lines shown below it.
fn commands() -> Vec<(String, Vec<String>)> {
    let mut commands: Vec<(String, Vec<String>)> = Vec::new();
    for line in fenced(&document("README.md"), "console").lines() {
        match line.strip_prefix("$ ") {
            Some(command) => commands.push((command.to_owned(), Vec::new())),
            None => commands
                .last_mut()
                .expect("a command comes first")
                .1
                .push(line.to_owned()),
        }
    }
    commands
}

/// The answer of a command in a shell that finds the program; it must succeed.
fn answer(command: &str, home: &Home) -> String {
    let folder = program().parent().expect("a program lies in a folder");
    let output = Command::new("sh")
        .arg("-c")
        .arg(command)
        .env_clear()
        .env("PATH", format!("{}:/usr/bin:/bin", folder.display()))
        .env("HOTWASH_HOME", home.path())
        .output()
        .expect("there is a shell");
    Ran::of(output).status(0).out
}

#[test]
fn the_commands_answer_as_shown() {
    let home = Home::new("UTC");
    for (command, shown) in commands() {
        let answer = answer(&command, &home);
        // Commands without a line below them answer with an id or a path, which is another each time.
        if !shown.is_empty() {
            assert_eq!(answer.lines().collect::<Vec<_>>(), shown, "{command}");
        }
    }
}

#[test]
fn the_examples_of_the_manual_page_run_one_after_the_other() {
    let home = Home::new("UTC");
    for example in manual::EXAMPLES {
        assert_ne!(answer(example.name, &home), "", "{}", example.name);
    }
}

/// Stands for a program that takes what it is given, and keeps it.
const TAKES: &str = "#!/bin/sh\ncat >> \"$HOTWASH_HOME/taken\"\n";

#[test]
fn every_form_of_a_draft_is_taken_as_the_document_says() {
    let home = Home::new("UTC");
    let folder = home.path().join("bin");
    std::fs::create_dir(&folder).expect("a folder");
    for (name, script) in [
        ("mail", TAKES),
        ("curl", TAKES),
        ("gh", TAKES),
        ("jq", "#!/bin/sh\ncat\n"),
    ] {
        let file = folder.join(name);
        std::fs::write(&file, script).expect("a program");
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(&file, mode).expect("a program that runs");
    }
    answer(
        "hotwash new 'Login down' && hotwash todo add 'label the cables' && hotwash todo add 'check them'",
        &home,
    );
    let text = document("docs/draft.md");
    let (_, below) = text.split_once("<!-- forms -->").expect("the forms");
    for command in fenced(below, "sh").lines() {
        let taken = home.path().join("taken");
        std::fs::write(&taken, "").expect("nothing was taken yet");
        answer(
            &format!("cd \"$HOTWASH_HOME\" && export PATH=\"$PWD/bin:$PATH\" && {command}"),
            &home,
        );
        let written = command
            .split_once("--output ")
            .map(|(_, name)| home.path().join(name));
        let told = std::fs::read_to_string(written.unwrap_or(taken)).expect("something was taken");
        assert!(
            told.contains("label the cables") && told.contains("check them"),
            "{command}: {told}"
        );
    }
}

#[test]
fn the_sum_of_a_line_is_checked_as_the_document_says() {
    let text = document("docs/journal.md");
    let command = fenced(&text, "console");
    let command = command.trim().strip_prefix("$ ").expect("a command");
    let home = Home::new("UTC");
    let segment = fenced(&text, "jsonl");
    std::fs::write(home.path().join("ana-laptop-7k3q.jsonl"), &segment).expect("a segment");
    if cfg!(target_endian = "big") {
        return;
    }
    let sum = answer(&format!("cd '{}' && {command}", home.path().display()), &home);
    let line = segment.lines().next().expect("a line");
    assert!(line.ends_with(&format!("\"sum\":\"{}\"}}", sum.trim())), "{sum}");
}
