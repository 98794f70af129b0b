//! Writing a value in an editor, on a real terminal: whatever the editor leaves, nothing that was written is lost.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use crate::harness::Home;
use crate::home;
use crate::terminal::{Terminal, hotwash};

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
    terminal.see_line("second thoughts");
    terminal.press("<ctrl-q>");
    terminal.end();
}

#[test]
fn the_line_itself_is_written_in_the_editor() {
    let home = home();
    let mut terminal = written_with(&home, r"printf '09:30 d: nobody can log in\nfrom Europe\n' > $1");
    terminal.see(&["nobody can log in"]);
    terminal.press("<esc>");
    terminal.see_empty();
    terminal.type_line("nobody");
    terminal.press("<ctrl-o>");
    terminal.see(&["09:30 d: nobody can log in", "from Europe", "detection"]);
    terminal.enter();
    terminal.see(&["DETECT"]);
    assert!(left(&home).is_empty());
    terminal.press("<ctrl-q>");
    terminal.end();
}

#[test]
fn an_editor_that_comes_back_at_once_is_named_and_what_it_writes_later_is_taken_in() {
    let home = home();
    let mut terminal = written_with(&home, "true");
    terminal.see(&["editor came back at once: does it need --wait?"]);
    let [file] = &left(&home)[..] else {
        panic!("the file is seen in the folder: {:?}", left(&home));
    };
    std::fs::write(file, "nobody could log in\n").expect("the editor writes");
    terminal.see(&["nobody could log in", "What editor wrote is in the line now"]);
    terminal.press("<esc>");
    terminal.see_empty();
    std::fs::write(file, "nobody at all could log in\n").expect("the editor writes once more");
    terminal.see(&["after it came back is in the history"]);
    terminal.press("<alt-p>");
    terminal.see_line("nobody at all could log in");
    terminal.press("<ctrl-q>");
    terminal.end();
    assert!(left(&home).is_empty(), "all of it is known");
}

#[test]
fn what_is_written_when_nobody_looks_is_offered_at_the_next_start() {
    let home = home();
    let mut terminal = written_with(&home, "true");
    terminal.see(&["does it need --wait?"]);
    let file = left(&home).remove(0);
    terminal.press("<ctrl-q>");
    terminal.end();
    std::fs::write(&file, "too late\n").expect("the editor makes it anew");
    let mut terminal = Terminal::open(home.path());
    terminal.see(&["What your editor wrote after it came back"]);
    terminal.press("<alt-p>");
    terminal.see_line("too late");
    terminal.press("<ctrl-q>");
    terminal.end();
    assert!(!file.exists());
}

#[test]
fn an_editor_is_found_where_none_is_named() {
    let home = home();
    home.answer(&["new", "Login is down"]);
    let open = |configured: bool, path: &str| {
        if configured {
            std::fs::create_dir_all(home.path().join("config")).expect("a folder");
            let config = home.path().join("config/config.toml");
            std::fs::write(config, "editor = \"printf configured >\"\n").expect("a configuration");
        }
        let mut command = hotwash(home.path());
        command.env("VISUAL", "");
        command.env("PATH", path);
        let mut terminal = Terminal::start(command, (120, 24));
        terminal.see(&["LIVE"]);
        terminal.press("<ctrl-o>");
        terminal
    };
    let mut terminal = open(false, "/nowhere");
    terminal.see(&["No editor was found: set VISUAL or EDITOR"]);
    let tools = home.path().join("tools");
    std::fs::create_dir(&tools).expect("a folder");
    for (program, script) in [("vi", "printf 'by vi' > $1"), ("nano", "printf 'by nano' > $1")] {
        std::fs::write(tools.join(program), format!("#!/bin/sh\n{script}\n")).expect("a script");
        std::fs::set_permissions(tools.join(program), PermissionsExt::from_mode(0o700))
            .expect("it can be run");
    }
    std::os::unix::fs::symlink("/bin/sh", tools.join("sh")).expect("a shell");
    let path = tools.to_str().expect("a plain path");
    let mut terminal = open(false, path);
    terminal.see_line("by vi");
    let mut terminal = open(true, path);
    terminal.see_line("configured");
}
