//! `hotwash import FILE` on a terminal: the preview opens, rows are changed, and only Enter records.

use std::fs;

use crate::harness::Home;
use crate::terminal::{Terminal, hotwash};
use crate::{home, journal};

const NOTES: &str = "\
2023-03-25 14:02 alert: 5xx on login
2023-03-25 14:05 looked at the database
2023-03-25 14:20 rolled back
";

/// The import of the notes, for the incident that is live.
fn import(home: &Home, size: (u16, u16)) -> Terminal {
    fs::write(home.path().join("notes.md"), NOTES).expect("a file");
    let mut command = hotwash(home.path());
    command.args(["import", "notes.md"]);
    Terminal::start(command, size)
}

fn live() -> Home {
    let home = home();
    home.answer(&["new", "Login is down"]);
    home
}

#[test]
fn rows_are_changed_and_enter_records_them_as_one_step() {
    let home = live();
    let before = journal(&home);
    let mut terminal = import(&home, (80, 24));
    terminal.see(&[
        "notes.md",
        "3 of 3 events marked",
        "[x] 2023-03-25  14:02 DETECT",
        "v in full",
        "z zone",
    ]);
    terminal.press(" <down>");
    terminal.see(&["[ ] 2023-03-25  14:02", "2 of 3 events marked"]);
    terminal.press("cf<enter>");
    terminal.see(&["14:05 FIX"]);
    terminal.press("t");
    terminal.see(&["When did it happen?"]);
    terminal.press("14:07<enter>");
    terminal.see(&["[x] 2023-03-25  14:07 FIX"]);
    assert_eq!(journal(&home), before, "nothing is recorded before Enter");
    terminal.press("<enter>");
    terminal.see(&["2 records from notes.md; one undo takes all of it back."]);
    let recorded = journal(&home);
    for text in [
        "looked at the database",
        "rolled back",
        "\"source\":\"notes.md:2\"",
    ] {
        assert!(recorded.contains(text), "{text}: {recorded}");
    }
    assert!(!recorded.contains("5xx on login"), "{recorded}");
    let shown = home.answer(&["show"]);
    assert!(shown.contains("14:07"), "{shown}");
    terminal.press("<ctrl-q>");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
    home.answer(&["undo"]);
    let shown = home.answer(&["show"]);
    assert!(
        !shown.contains("looked at the database") && !shown.contains("rolled back"),
        "{shown}"
    );
}

#[test]
fn esc_records_nothing_and_asks_where_something_was_changed() {
    let home = live();
    let before = journal(&home);
    let mut terminal = import(&home, (80, 24));
    terminal.see(&["3 of 3 events marked"]);
    terminal.press(" ");
    terminal.see(&["2 of 3 events marked"]);
    terminal.press("<esc>");
    terminal.see(&["What you changed here is not recorded.", "2 of 3 events marked"]);
    terminal.press("<esc>");
    terminal.see(&["The import was put away", "LIVE"]);
    terminal.press("<ctrl-q>");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
    assert_eq!(journal(&home), before);
}

#[test]
fn a_small_terminal_shows_the_rows_and_records_them() {
    let home = live();
    let mut terminal = import(&home, (40, 10));
    terminal.see(&[
        "3 of 3",
        "[x] 2023-03-25  14:02 DETECT",
        "Enter record",
        "Esc back",
    ]);
    terminal.press("<down><down> ");
    terminal.see(&["[ ] 2023-03-25  14:20"]);
    terminal.press("<enter>");
    terminal.see(&["2 records from notes.md; one undo"]);
    assert!(journal(&home).contains("looked at the database"));
    assert!(!journal(&home).contains("rolled back"));
}

#[test]
fn words_are_written_while_the_list_is_read_anew() {
    let home = live();
    let lines: String = (0..1_000).map(|n| format!("14:02 line {n}\n")).collect();
    let mut terminal = {
        fs::write(home.path().join("long.txt"), lines).expect("a file");
        let mut command = hotwash(home.path());
        command.args(["import", "long.txt"]);
        Terminal::start(command, (80, 24))
    };
    terminal.see(&["1000 of 1000"]);
    // All in one: the reading is under way while the words are typed.
    terminal.press("[[e and more<enter>");
    terminal.see(&["line 0 and more"]);
    terminal.see_no(&["reading ..."]);
    terminal.press(" ");
    terminal.see(&["[ ]", "999 of 1000"]);
}

#[test]
fn notes_start_an_incident_whose_title_is_a_row() {
    let home = home();
    let mut terminal = import(&home, (80, 24));
    terminal.see(&[
        "4 of 4 rows marked",
        "Imported from notes.md",
        "Enter starts the incident",
    ]);
    terminal.press("e");
    terminal.see(&["Its words"]);
    terminal.press("\u{15}Login is down<enter>");
    terminal.see(&["Login is down"]);
    terminal.press("<enter>");
    terminal.see(&["3 records from notes.md; one undo takes all of it back."]);
    let recorded = journal(&home);
    assert!(recorded.contains("\"title\":\"Login is down\""), "{recorded}");
    assert!(!recorded.contains("Imported from"), "{recorded}");
}
