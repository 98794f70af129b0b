//! Words removed by `redact` while an interface runs leave its memory too, and are not written back.

use std::fs;
use std::path::Path;

use crate::home;
use crate::terminal::{Terminal, wait_until};

const SECRET: &str = "hunter2";

fn is_there(folder: &Path) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return is_there(&path);
        }
        fs::read(&path).is_ok_and(|bytes| String::from_utf8_lossy(&bytes).contains(SECRET))
    })
}

#[test]
fn a_running_interface_does_not_write_it_back() {
    let home = home();
    let mut terminal = Terminal::open(home.path());
    terminal.live("Login is down");
    terminal.record("n: the password is hunter2");
    terminal.record("d: users cannot log in");
    terminal.type_line("so with hunter2 it works");
    wait_until("the line is kept", || {
        is_there(&home.path().join("state")) && is_there(&home.path().join("data"))
    });
    home.answer(&["redact", "1", "--yes"]);
    assert!(!is_there(home.path()), "gone at once, while it runs");
    terminal.see(&["[removed by", "Words were removed for good"]);
    terminal.see_empty();
    terminal.press("<alt-p>");
    terminal.see_line("d: users cannot log in");
    terminal.press("<alt-p>");
    terminal.see_no(&[SECRET]);
    terminal.press("<ctrl-q>");
    terminal.end();
    assert!(!is_there(home.path()), "not written back on leaving");
}
