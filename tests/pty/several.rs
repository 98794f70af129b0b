//! Several incidents at once: each line goes to the incident that the composer names, and waits with it.

use crate::harness::Terminal;
use crate::home;

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
    terminal.write("half a line");

    terminal.press("<f3>");
    terminal.see(&["a line unsent, 1 event"]);
    terminal.press("<enter>");
    let screen = terminal.wait_for("the next incident", |screen| {
        screen.contains("Enter record") && !screen.contains(&format!("── {first} ──"))
    });
    let second = title(&screen);
    terminal.see_empty();
    terminal.record(&format!("i: looked at {second}"));
    terminal.write("another half");

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
    terminal.see_written("half a line");
    switch(&mut terminal, &second);
    terminal.see_written("another half");
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
    terminal.see(&["Reopen it? Login is down", "y reopen"]);
    terminal.press("n");
    terminal.see(&["CLOSED", "Enter open"]);
    terminal.press("r");
    terminal.see(&["Reopen it?"]);
    terminal.press("y");
    terminal.see(&["LIVE  Login is down", "Enter record"]);
    terminal.record("i: it is back");
    terminal.press("<ctrl-q>");
    terminal.end();
    assert!(home.answer(&["list"]).contains("live"));
}
