//! An incident from its first line to its draft, typed by hand, with a kill half way: the draft is the same as
//! that of the command line.

use std::path::Path;

use crate::harness::Home;
use crate::home;
use crate::replay::{Step, replay, steps};
use crate::terminal::Terminal;

const VERBS: &str = include_str!("../replays/login-service/verbs.txt");

#[test]
fn the_login_service_typed_by_hand() {
    let typed_by_hand = home();
    let mut terminal = Terminal::open(typed_by_hand.path());
    let steps = steps(VERBS);
    let (title, rest) = steps.split_first().expect("a script");
    terminal.live(title.text.as_deref().expect("a title"));
    typed_by_hand.answer(&["set", "zone", "-05:00"]);
    let (_, rest) = rest.split_last().expect("a script that closes");
    let (first, second) = rest.split_at(6);
    for step in first {
        take(step, &mut terminal, &typed_by_hand);
    }
    let mut terminal = killed_with_a_line(&second[0], terminal, typed_by_hand.path());
    for step in &second[1..] {
        take(step, &mut terminal, &typed_by_hand);
    }
    terminal.type_line("/close");
    terminal.press("<enter>");
    terminal.see(&["Enter close and write"]);
    terminal.press("<enter>");
    // Its stated end contradicts its timeline, so closing is asked about once more.
    terminal.see(&["Enter again closes"]);
    terminal.press("<enter>");
    terminal.see(&["user-login-service-down.md"]);
    terminal.press("<ctrl-q>");
    assert_eq!(terminal.end().exit_code(), 0);

    let by_verbs = home();
    replay(&by_verbs, &steps);
    let drafted = draft(&typed_by_hand);
    assert!(
        drafted.contains(
            "**20:00** (+10 h 30 min) **Resolution**: The authentication service was fully restored"
        ),
        "{drafted}"
    );
    assert_eq!(drafted, draft(&by_verbs));
}

/// Types what a person could type, and runs the rest beside the open interface.
fn take(step: &Step, terminal: &mut Terminal, home: &Home) {
    match step.typed() {
        Some(line) => {
            terminal.record(line);
            let (_, words) = line.split_once(": ").expect("a kind");
            assert!(crate::journal(home).contains(words), "{line}");
        }
        None => _ = home.answer(&step.arguments()),
    }
}

/// Kills the program while a line is written; it is there again, and so is all that was recorded.
fn killed_with_a_line(step: &Step, mut terminal: Terminal, home: &Path) -> Terminal {
    let line = step.typed().expect("an event");
    terminal.type_line(line);
    let lines = home.join("state/lines");
    terminal.wait_until("the line to be kept", |_| kept(&lines).contains(line));
    let before = timeline(&terminal.screen());
    assert!(before.contains("HYPO"), "{before}");
    terminal.kill9();
    let mut terminal = Terminal::open(home);
    terminal.see(&["LIVE  User login service down"]);
    terminal.see_line(line);
    assert_eq!(timeline(&terminal.screen()), before, "{}", terminal.screen());
    terminal.enter();
    terminal
}

fn kept(lines: &Path) -> String {
    let entries = std::fs::read_dir(lines).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| std::fs::read_to_string(entry.path()).ok())
        .collect()
}

/// The rows between the header, whose clock goes on, and the composer; without the mark of what was new.
fn timeline(screen: &str) -> String {
    let rows = screen
        .lines()
        .skip(2)
        .take_while(|row| !row.starts_with("──────"));
    rows.map(|row| row.replacen(['▌', '•'], " ", 1) + "\n").collect()
}

/// The draft that was written on close, without its trailer.
fn draft(home: &Home) -> String {
    let journal = home.segments().pop().expect("a journal");
    let incident = journal.ancestors().nth(2).expect("its incident");
    let draft = std::fs::read_to_string(incident.join("drafts/user-login-service-down.md")).expect("a draft");
    let (body, _) = draft.split_once("<!-- hotwash draft").expect("a trailer");
    body.to_owned()
}
