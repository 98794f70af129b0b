//! The demo on a terminal: it says what it is, it can be written in, and nothing of it stays.

use std::fs;

use rustix::process::Signal;

use crate::home;
use crate::terminal::{Terminal, hotwash};

#[test]
fn the_demo_is_open_for_writing_and_gone_afterwards() {
    for by_signal in [false, true] {
        let home = home();
        let temporary = home.path().join("tmp");
        fs::create_dir(&temporary).expect("a folder");
        let mut command = hotwash(home.path());
        command.arg("demo");
        command.env("TMPDIR", &temporary);
        let mut terminal = Terminal::start(command, (80, 24));
        terminal.see(&["SEV2  Card payments fail", "DEAD END", "a demo"]);
        terminal.record("r: all nodes are whole again");
        terminal.see(&["RESOLVE  all nodes are whole again"]);
        if by_signal {
            terminal.signal(Signal::HUP);
        } else {
            terminal.press("<ctrl-q>");
        }
        terminal.end();
        assert_eq!(fs::read_dir(&temporary).expect("a folder").count(), 0);
        let left = fs::read_dir(home.path()).expect("a folder").count();
        assert_eq!(left, 1, "only the folder for what is temporary");
    }
}
