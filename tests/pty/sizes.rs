//! Terminals of every size, also such as there are none.

use crate::home;
use crate::terminal::{Terminal, hotwash};

#[test]
fn each_size_shows_what_it_has_room_for() {
    for (size, texts) in [
        (
            (80, 24),
            &["LIVE  SEV2  Login is down", "detected", "DETECT", "^P commands"][..],
        ),
        (
            (120, 40),
            &[
                "LIVE  SEV2  Login is down",
                "detected",
                "DETECT",
                "^P commands",
                "Affected",
            ],
        ),
        ((40, 10), &["LIVE", "Login is down", "DETECT", "Enter record"]),
    ] {
        let home = home();
        home.answer(&["new", "--severity", "2", "Login is down"]);
        home.answer(&["set", "affected", "--add", "Login"]);
        let mut terminal = Terminal::start(hotwash(home.path()), size);
        terminal.see(&["LIVE"]);
        terminal.record("d: Users cannot log in");
        terminal.see(&["Users cannot log in"]);
        let screen = terminal.see(texts);
        assert_eq!(screen.lines().count(), usize::from(size.1));
    }
}

#[test]
fn a_storm_of_sizes_does_no_harm() {
    let home = home();
    let mut terminal = Terminal::open(home.path());
    terminal.live("Login is down");
    let sizes = [
        (1, 1),
        (0, 0),
        (2, 1),
        (1, 50),
        (300, 2),
        (0, 24),
        (80, 0),
        (40, 10),
        (400, 150),
        (3, 3),
    ];
    for (cols, rows) in sizes.into_iter().cycle().take(50) {
        terminal.resize(cols, rows);
        terminal.send("x");
    }
    // One at a time, so that each is drawn.
    for (cols, rows) in sizes {
        terminal.resize(cols, rows);
        let written = terminal.raw().len();
        terminal.wait_until("a frame", |terminal| terminal.raw().len() > written);
    }
    terminal.resize(80, 24);
    terminal.see_line(&"x".repeat(50));
    terminal.enter();
    terminal.see(&["LIVE", &format!("NOTE     {}", "x".repeat(40)), "^P commands"]);
}
