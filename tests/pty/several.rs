//! Several incidents at once: each line goes to the incident that the composer names, and waits with it.

use crate::terminal::Terminal;
use crate::{home, journal};

/// Goes to the list, where the next live incident is selected, and opens it.
fn switch(terminal: &mut Terminal, title: &str) {
    terminal.press("<f3>");
    terminal.see(&["Incidents", "Enter open"]);
    terminal.press("<enter>");
    terminal.see(&[&format!("── {title} ──"), "Enter record"]);
}

#[test]
fn with_three_live_two_keys_go_round_and_nothing_goes_into_the_wrong_one() {
    let home = home();
    for title in ["Login is down", "Mail is slow", "Payments fail"] {
        home.answer(&["new", title]);
    }
    let mut terminal = Terminal::open(home.path());
    // The choice: the newest is first.
    terminal.see(&["3 incidents", "LIVE"]);
    terminal.press("<enter>");
    let screen = terminal.see(&["Enter record"]);
    let title = |screen: &str| {
        let titles = ["Login is down", "Mail is slow", "Payments fail"];
        let named = |title: &&&str| screen.contains(&format!("── {title} ──"));
        (*titles.iter().find(named).expect("the composer names it")).to_owned()
    };
    let first = title(&screen);
    terminal.record(&format!("i: looked at {first}"));
    terminal.type_line("half a line");

    terminal.press("<f3>");
    terminal.see(&["a line unsent, 1 event"]);
    terminal.press("<enter>");
    let screen = terminal.wait_for("the next incident", |screen| {
        screen.contains("Enter record") && !screen.contains(&format!("── {first} ──"))
    });
    let second = title(&screen);
    terminal.see_empty();
    terminal.record(&format!("i: looked at {second}"));
    terminal.type_line("another half");

    terminal.press("<f3>");
    terminal.see(&["Incidents", "Enter open"]);
    terminal.press("<enter>");
    let screen = terminal.wait_for("the third incident", |screen| {
        let is = |title: &str| screen.contains(&format!("── {title} ──"));
        screen.contains("Enter record") && !is(&first) && !is(&second)
    });
    let third = title(&screen);
    terminal.see_empty();
    terminal.record(&format!("i: looked at {third}"));

    switch(&mut terminal, &first);
    terminal.see_line("half a line");
    switch(&mut terminal, &second);
    terminal.see_line("another half");
    terminal.press("<ctrl-q>");
    terminal.end();
    for title in [first, second, third] {
        let word = title.split(' ').next().expect("a word").to_lowercase();
        let shown = home.answer(&["--incident", &word, "show"]);
        assert!(shown.contains(&format!("looked at {title}")), "{shown}");
        assert_eq!(shown.matches("looked at").count(), 1, "{shown}");
    }
}

#[test]
fn a_closed_incident_is_reopened_from_the_list() {
    let home = home();
    home.answer(&["new", "Login is down"]);
    home.answer(&["close", "--yes"]);
    let mut terminal = Terminal::open(home.path());
    terminal.see(&["What is happening?"]);
    terminal.press("<tab>");
    terminal.see(&["CLOSED", "Login is down"]);
    terminal.press("r");
    terminal.see(&["Reopen \u{201c}Login is down\u{201d}?", "y or Enter: go ahead"]);
    terminal.press("n");
    terminal.see(&["CLOSED", "Enter open"]);
    terminal.press("r");
    terminal.see(&["Reopen \u{201c}Login is down\u{201d}?"]);
    terminal.press("y");
    terminal.see(&["LIVE  Login is down", "Enter record"]);
    terminal.record("i: it is back");
    terminal.press("<ctrl-q>");
    terminal.end();
    assert!(home.answer(&["list"]).contains("live"));
}

#[test]
fn the_next_outage_never_lands_in_an_incident_that_is_closed() {
    let home = home();
    let mut terminal = Terminal::open(home.path());
    terminal.live("Login is down");
    terminal.record("d: Users cannot log in");
    terminal.press("<f4>");
    terminal.see(&["Enter close and write"]);
    terminal.press("<enter>");
    terminal.see(&["Closed: Login is down", "write anew"]);
    terminal.press("<esc>");
    terminal.see(&["Enter asks where it belongs"]);
    terminal.type_line("half a line");
    terminal.press("<ctrl-q>");
    terminal.end();

    let mut terminal = Terminal::open(home.path());
    terminal.see(&["What is happening?", "A line that was not sent waits in"]);
    terminal.record("payments are down");
    terminal.see(&["LIVE  payments are down"]);
    terminal.press("<f3>");
    terminal.see(&["2 incidents", "a line unsent, 1 event"]);
    terminal.press("<end><enter>");
    terminal.see(&["Closed: Login is down"]);
    terminal.press("i");
    terminal.see_line("half a line");
    terminal.press("<enter>");
    terminal.see(&["This incident is closed. Is \u{201c}half a line\u{201d} a new one, or part of it?"]);
    terminal.press("<esc>");
    terminal.see_line("half a line");
    terminal.press("<ctrl-q>");
    terminal.end();
    let shown = home.answer(&["--incident", "login", "show"]);
    assert!(
        shown.contains("Users cannot log in") && !shown.contains("half a line"),
        "{shown}"
    );
    assert_eq!(journal(&home).matches("payments are down").count(), 1);
}
