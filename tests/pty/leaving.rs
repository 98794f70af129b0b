//! Every way out leaves the terminal whole and the line kept: keys, signals, Ctrl-Z, a terminal that is closed.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use rustix::process::{Pid, Signal, test_kill_process};

use crate::harness::{Terminal, program, wait_until};
use crate::{home, start};

#[test]
fn a_signal_ends_it_in_good_order() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let home = home();
        let mut terminal = Terminal::open(home.path());
        start(&mut terminal, "Login is down");
        terminal.write("half a line");
        let drawn = terminal.raw().len();
        terminal.signal(signal);
        terminal.end();
        terminal.assert_restored();
        let last = String::from_utf8_lossy(&terminal.raw()[drawn..]).into_owned();
        for restored in ["\x1b[?1049l", "\x1b[?25h", "\x1b[?2004l", "\x1b[0m"] {
            assert!(last.contains(restored), "{signal:?}: {last:?}");
        }
        let mut terminal = Terminal::open(home.path());
        terminal.see(&["LIVE  Login is down"]);
        terminal.see_written("half a line");
    }
}

#[test]
fn two_interrupts_from_the_keyboard_leave() {
    let home = home();
    let mut terminal = Terminal::open(home.path());
    start(&mut terminal, "Login is down");
    terminal.write("half a line");
    terminal.press("<ctrl-c>");
    terminal.see_empty();
    terminal.press("<ctrl-c>");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
}

#[test]
fn it_stops_to_the_shell_and_comes_back() {
    let home = home();
    let mut shell = program("/bin/sh", home.path());
    shell.arg("-i");
    shell.env("PS1", "shell>");
    let mut terminal = Terminal::start(shell, (80, 24));
    terminal.see(&["shell>"]);
    terminal.send(&format!("{}\r", env!("CARGO_BIN_EXE_hotwash")));
    start(&mut terminal, "Login is down");
    terminal.write("half a line");
    for round in [1, 2] {
        terminal.press("<ctrl-z>");
        see_prompt(&mut terminal);
        terminal.assert_restored();
        terminal.send(&format!("echo $((40 + {round})) is here\r"));
        terminal.see(&[&format!("{} is here", 40 + round)]);
        see_prompt(&mut terminal);
        terminal.send("fg\r");
        terminal.see(&["LIVE  Login is down", "Enter record"]);
        terminal.see_written("half a line");
        assert!(terminal.modes().alternate_screen() && terminal.modes().bracketed_paste());
    }
    terminal.enter();
    terminal.see(&["NOTE     half a line"]);
    terminal.press("<ctrl-q>");
    see_prompt(&mut terminal);
    terminal.assert_restored();
    terminal.send("exit\r");
    assert_eq!(terminal.end().exit_code(), 0);
}

/// Waits until the shell has the terminal: what is typed before may be read by nobody.
fn see_prompt(terminal: &mut Terminal) {
    terminal.wait_for("the shell's prompt", |screen| {
        screen.lines().rfind(|line| !line.is_empty()) == Some("shell>")
    });
}

/// The variable that makes this program the one that has the terminal.
const HOLDS: &str = "HOTWASH_TEST_HOLDS_A_TERMINAL_IN";

/// Not a test by itself: another test runs it as a program of its own, whose end closes the terminal.
#[test]
fn holds_a_terminal() {
    let Some(home) = std::env::var_os(HOLDS) else {
        return;
    };
    let mut terminal = Terminal::open(home.as_ref());
    start(&mut terminal, "Login is down");
    terminal.write("half a line");
    println!("\nholding {}", terminal.pid());
    terminal.end();
}

#[test]
fn a_closed_terminal_ends_it_and_the_line_is_kept() {
    let home = home();
    let this = std::env::current_exe().expect("this program");
    let mut holder = Command::new(this)
        .args(["--exact", "leaving::holds_a_terminal", "--nocapture"])
        .env(HOLDS, home.path())
        .stdout(Stdio::piped())
        .spawn()
        .expect("this program runs");
    let told = BufReader::new(holder.stdout.take().expect("a pipe")).lines();
    let mut told = told.map_while(Result::ok);
    let pid = told.find_map(|line| line.strip_prefix("holding ")?.parse().ok());
    let pid = Pid::from_raw(pid.expect("the number of the program")).expect("a number");
    // With it goes the last that has the other side of the terminal open.
    holder.kill().expect("it runs");
    holder.wait().expect("it ran");
    wait_until("the end of the program", || has_ended(pid));

    let mut terminal = Terminal::open(home.path());
    terminal.see(&["LIVE  Login is down"]);
    terminal.see_written("half a line");
}

/// Nobody may be left to collect it: then it has ended all the same.
fn has_ended(pid: Pid) -> bool {
    let about = std::fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero()));
    test_kill_process(pid).is_err() || about.is_ok_and(|about| about.contains(") Z "))
}
