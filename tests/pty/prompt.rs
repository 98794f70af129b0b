//! A line typed outside of the interface, where the terminal's driver edits it.

use crate::home;
use crate::terminal::{Terminal, program};

#[test]
fn where_the_driver_knows_bytes_only_backspace_takes_a_whole_letter_all_the_same() {
    for typed in ["log", "log -"] {
        let home = home();
        home.answer(&["new", "Login is down"]);
        let mut command = program("/bin/sh", home.path());
        command.env("PATH", "/usr/bin:/bin");
        command.arg("-c");
        command.arg(format!(
            "stty -iutf8 erase '^?'; {} {typed}; stty -a | grep -o -- -iutf8",
            env!("CARGO_BIN_EXE_hotwash")
        ));
        let mut terminal = Terminal::start(command, (80, 24));
        if typed == "log" {
            terminal.see(&["What happened?"]);
        } else {
            terminal.send("one\r");
            terminal.see(&["recorded 1"]);
        }
        terminal.send("caf\u{e9}\u{1f525}\x7f\x7fe is down\r");
        terminal.see(&["NOTE  cafe is down"]);
        terminal.send("\x04");
        terminal.see(&["-iutf8"]);
        terminal.end();
    }
}
