//! Writing a value in an editor, on a real terminal: whatever the editor leaves, nothing that was written is lost.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use crate::harness::{Terminal, hotwash};
use crate::home;
use crate::replay::Home;

/// The interface with a value being written, and an editor that is this script; it has just ended.
fn written_with(home: &Home, script: &str) -> Terminal {
    home.answer(&["new", "Login is down"]);
    let editor = home.path().join("editor");
    std::fs::write(&editor, format!("#!/bin/sh\n{script}\n")).expect("a script");
    std::fs::set_permissions(&editor, PermissionsExt::from_mode(0o700)).expect("it can be run");
    let mut command = hotwash(home.path());
    command.env("EDITOR", &editor);
    command.env("PATH", "/usr/bin:/bin");
    let mut terminal = Terminal::start(command, (120, 24));
    terminal.see(&["LIVE"]);
    terminal.press("/summary<enter>");
    terminal.see(&["your editor"]);
    terminal.press("<ctrl-o>");
    terminal
}

/// Texts that the state folder holds for an editor.
fn left(home: &Home) -> Vec<PathBuf> {
    let state = std::fs::read_dir(home.path().join("state")).expect("the state folder");
    let paths = state.map(|entry| entry.expect("a file").path());
    paths
        .filter(|path| path.extension().is_some_and(|suffix| suffix == "md"))
        .collect()
}

#[test]
fn what_an_editor_writes_is_the_answer_and_its_file_is_gone() {
    let home = home();
    let mut terminal = written_with(&home, r"printf 'nobody could log in' > $1");
    terminal.see(&["nobody could log in"]);
    assert!(left(&home).is_empty());
    terminal.press("<ctrl-q>");
    terminal.end();
}

#[test]
fn what_is_no_utf8_is_taken_over_and_kept_as_written() {
    let home = home();
    let mut terminal = written_with(&home, r"printf 'the caf\351 is closed' > $1");
    terminal.see(&["the caf", "is closed", "did not write UTF-8"]);
    let [file] = &left(&home)[..] else {
        panic!("{}", terminal.screen());
    };
    assert_eq!(
        std::fs::read(file).expect("what was written"),
        b"the caf\xe9 is closed"
    );
    terminal.press("<ctrl-q>");
    terminal.end();
}

#[test]
fn what_cannot_be_read_is_kept_and_its_place_told() {
    let home = home();
    let mut terminal = written_with(&home, r"rm $1; mkdir $1; printf text > $1/text");
    terminal.see(&["cannot be read", ".md"]);
    assert_eq!(left(&home).len(), 1);
    terminal.press("<ctrl-q>");
    terminal.end();
}

#[test]
fn what_an_editor_wrote_that_failed_is_in_the_history() {
    let home = home();
    let mut terminal = written_with(&home, r"printf 'second thoughts' > $1; exit 1");
    terminal.see(&["ended with an error"]);
    terminal.press("<esc>");
    terminal.see_empty();
    terminal.press("<alt-p>");
    terminal.see_written("second thoughts");
    terminal.press("<ctrl-q>");
    terminal.end();
}
