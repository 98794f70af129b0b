//! Writing: a line and Enter, what else keys find, and what others record meanwhile.

use crate::terminal::{Terminal, hotwash};
use crate::{home, journal};

#[test]
fn a_line_and_enter_is_an_incident_and_the_next_is_an_event() {
    let home = home();
    let mut terminal = Terminal::open(home.path());
    let first = terminal.see(&["What is happening?", "Enter start"]);
    assert!(!first.contains("LIVE"));
    terminal.live("Login is down");
    terminal.type_line("d: Users cannot log in");
    assert!(!journal(&home).contains("Users cannot"), "recorded before Enter");
    terminal.enter();
    // What is on the screen is on disk: no waiting in between.
    terminal.see(&["DETECT   Users cannot log in"]);
    assert!(journal(&home).contains("Users cannot log in"));
    terminal.press("<ctrl-q>");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
    assert!(home.answer(&["show"]).contains("Users cannot log in"));
}

#[test]
fn what_another_program_records_is_seen_without_a_key() {
    let home = home();
    let mut terminal = Terminal::open(home.path());
    terminal.live("Login is down");
    terminal.type_line("half a line");
    home.answer(&["log", "alert: Seen from elsewhere"]);
    terminal.see(&["DETECT   Seen from elsewhere"]);
    terminal.see_line("half a line");
}

#[test]
fn help_palette_picker_and_lists_open_and_give_the_line_back() {
    let home = home();
    let mut terminal = Terminal::open(home.path());
    terminal.live("Login is down");
    terminal.record("d: Users cannot log in");
    terminal.type_line("half a line");
    for (open, seen) in [
        ("<f1>", "A line and Enter records it"),
        ("<ctrl-p>", "see what is missing"),
    ] {
        terminal.press(open);
        terminal.see(&[seen]);
        terminal.press("<esc>");
        terminal.see_no(&[seen]);
        terminal.see_line("half a line");
    }
    terminal.press("<tab>");
    terminal.see(&["edit", "Letters are commands here"]);
    terminal.press("i");
    terminal.see(&["Enter record"]);
    terminal.press(" more");
    terminal.see_line("half a line more");
    terminal.press("<ctrl-c>");
    terminal.see_empty();
    terminal.press("<alt-p>");
    terminal.see_line("half a line more");
    terminal.press("<ctrl-c>");
    terminal.see_empty();
    terminal.press("/");
    terminal.see(&["detection", "complete"]);
    terminal.press("inci");
    terminal.see(&["/inci", "the list of incidents"]);
    terminal.press("<enter>");
    terminal.see(&["Login is down", "new"]);
    terminal.press("<esc>");
    terminal.see(&["Users cannot log in", "Enter record"]);
    assert!(!journal(&home).contains("half a line"));
}

#[test]
fn a_paste_of_several_lines_records_nothing_by_itself() {
    for paste in [
        "\x1b[200~first pasted\rsecond pasted\r\x1b[201~",
        "\x1b[200~first pasted\nsecond pasted\n\x1b[201~",
        "first pasted\rsecond pasted\r",
    ] {
        let home = home();
        let mut terminal = Terminal::open(home.path());
        terminal.live("Login is down");
        let before = journal(&home);
        terminal.send(paste);
        terminal.see(&["first pasted", "second pasted"]);
        // A record would be on disk by the time that another program's is on the screen.
        home.answer(&["log", "Seen from elsewhere"]);
        terminal.send("\x1b");
        terminal.see(&["Seen from elsewhere"]);
        let after = journal(&home);
        assert!(
            after.len() > before.len() && !after.contains("pasted"),
            "{paste:?}: {after}"
        );
    }
}

#[test]
fn a_paste_of_a_mebibyte_becomes_evidence_of_one_event() {
    let line = "error: connection refused by peer 10.0.0.7:5432, retrying";
    let lines = 1024 * 1024 / (line.len() + 1);
    let typed = format!("{line}\r").repeat(lines);
    for paste in [format!("\x1b[200~{typed}\x1b[201~"), typed.clone()] {
        let home = home();
        let mut terminal = Terminal::open(home.path());
        terminal.live("Login is down");
        terminal.send(&paste);
        terminal.see(&[&format!("{lines} lines"), "one event"]);
        terminal.send("\r");
        terminal.see(&["NOTE", "connection refused"]);
        let stored = home.answer(&["show", "--json"]);
        let bytes = format!("\"bytes\":{}", lines * (line.len() + 1));
        assert!(stored.replace(": ", ":").contains(&bytes), "{stored}");
        assert_eq!(home.answer(&["verify"]), "");
    }
}

#[test]
fn a_long_value_is_written_in_the_editor_with_the_terminal_handed_over() {
    let home = home();
    let mut command = hotwash(home.path());
    // It tells what it was given, and that the terminal is its own.
    command.env(
        "EDITOR",
        "sh -c 'echo \"was: $(cat \"$1\")\"; read answer; echo \"$answer, all of them\" >\"$1\"' sh",
    );
    let mut terminal = Terminal::start(command, (80, 24));
    terminal.live("Login is down");
    home.answer(&["set", "impact", "some users"]);
    terminal.press("<f2>");
    terminal.see(&["Fields: Login is down", "some users"]);
    terminal.press("jjjjE");
    terminal.see(&["was: some users"]);
    terminal.send("all users\r");
    terminal.see(&["Impact", "all users, all of them", "Enter record"]);
    terminal.press("<enter>");
    terminal.see(&["written by", "1 value before"]);
    assert!(
        home.answer(&["show", "--json"])
            .contains("all users, all of them")
    );
}
