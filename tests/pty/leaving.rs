//! Every way out restores the terminal and saves the line: keys, signals, Ctrl-Z, a terminal that is closed.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use hotwash::tui::terminal::TerminalGuard;
use hotwash::tui::terminal::surface;
use rustix::process::{Pid, Signal, kill_process, test_kill_process};

use crate::home;
use crate::terminal::{Terminal, program, wait_until};

#[test]
fn a_signal_ends_it_in_good_order() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let home = home();
        let mut terminal = Terminal::open(home.path());
        terminal.live("Login is down");
        terminal.type_line("half a line");
        let drawn = terminal.raw().len();
        terminal.signal(signal);
        terminal.end();
        terminal.assert_restored();
        let last = String::from_utf8_lossy(&terminal.raw()[drawn..]).into_owned();
        for restored in [
            "\x1b[?1049l",
            "\x1b[?25h",
            "\x1b[?2004l",
            "\x1b[?1007r",
            "\x1b[0m",
        ] {
            assert!(last.contains(restored), "{signal:?}: {last:?}");
        }
        let mut terminal = Terminal::open(home.path());
        terminal.see(&["LIVE  Login is down"]);
        terminal.see_line("half a line");
    }
}

#[test]
fn two_interrupts_from_the_keyboard_leave() {
    let home = home();
    let mut terminal = Terminal::open(home.path());
    terminal.live("Login is down");
    terminal.type_line("half a line");
    terminal.press("<ctrl-c>");
    terminal.see_empty();
    terminal.press("<ctrl-c>");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
}

#[test]
fn where_a_draft_was_written_is_told_on_leaving() {
    let home = home();
    let told = "the draft is in ";
    let mut terminal = Terminal::open(home.path());
    terminal.live("Login is down");
    terminal.press("<f4>");
    terminal.see(&["Close: Login is down"]);
    terminal.press("<enter>");
    terminal.see(&["Draft written"]);
    terminal.press("<ctrl-q>");
    assert_eq!(terminal.end().exit_code(), 0);
    let left = String::from_utf8_lossy(terminal.raw()).into_owned();
    let path = left.split_once(told).map(|(_, path)| path.trim().to_owned());
    assert!(path.is_some_and(|path| Path::new(&path).is_file()), "{left:?}");
}

#[test]
fn it_stops_to_the_shell_and_comes_back() {
    let home = home();
    let mut terminal = in_a_shell(home.path(), "");
    terminal.live("Login is down");
    terminal.type_line("half a line");
    for round in [1, 2] {
        terminal.press("<ctrl-z>");
        see_prompt(&mut terminal);
        terminal.assert_restored();
        terminal.send(&format!("echo $((40 + {round})) is here\r"));
        terminal.see(&[&format!("{} is here", 40 + round)]);
        see_prompt(&mut terminal);
        terminal.send("fg\r");
        terminal.see(&["LIVE  Login is down", "Enter record"]);
        terminal.see_line("half a line");
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

/// A shell with job control, and the program in it.
fn in_a_shell(home: &Path, words: &str) -> Terminal {
    let mut shell = program("/bin/sh", home);
    shell.arg("-i");
    shell.env("PS1", "shell>");
    shell.env(
        "EDITOR",
        "echo in the editor; kill -TSTP 0; echo back in it; true",
    );
    let mut terminal = Terminal::start(shell, (80, 24));
    terminal.see(&["shell>"]);
    terminal.send(&format!("{} {words}\r", env!("CARGO_BIN_EXE_hotwash")));
    terminal
}

/// The program that a shell has started.
fn child_of(shell: i32) -> Pid {
    let children = format!("/proc/{shell}/task/{shell}/children");
    let children = std::fs::read_to_string(children).expect("the system tells");
    Pid::from_raw(children.trim().parse().expect("one child")).expect("a number")
}

#[test]
fn told_to_stop_it_gives_the_terminal_back_first() {
    let home = home();
    let mut terminal = in_a_shell(home.path(), "");
    terminal.live("Login is down");
    terminal.type_line("half a line");
    let pid = child_of(terminal.pid());
    for _ in 0..2 {
        kill_process(pid, Signal::TSTP).expect("it runs");
        see_prompt(&mut terminal);
        terminal.assert_restored();
        terminal.send("fg\r");
        terminal.see(&["LIVE  Login is down", "Enter record"]);
        terminal.see_line("half a line");
        assert!(terminal.modes().alternate_screen() && terminal.modes().bracketed_paste());
    }
    terminal.press("<ctrl-q>");
    see_prompt(&mut terminal);
    terminal.send("exit\r");
    terminal.end();
}

#[test]
fn an_editor_that_stops_its_job_stops_it_too() {
    let home = home();
    home.answer(&["new", "Login is down"]);
    home.answer(&["close", "--yes"]);
    let mut terminal = in_a_shell(home.path(), "--incident login");
    terminal.see(&["Closed: Login is down", "write anew"]);
    terminal.press("e");
    terminal.see(&["in the editor"]);
    see_prompt(&mut terminal);
    terminal.assert_restored();
    terminal.send("fg\r");
    terminal.see(&["Closed: Login is down", "write anew"]);
    terminal.press("<ctrl-q>");
    see_prompt(&mut terminal);
    terminal.send("exit\r");
    terminal.end();
}

#[test]
fn where_nobody_could_continue_it_nothing_stops_it() {
    let home = home();
    let mut terminal = Terminal::open(home.path());
    terminal.live("Login is down");
    terminal.signal(Signal::TSTP);
    terminal.see(&["There is no shell to stop to."]);
    terminal.record("d: Users cannot log in");
    terminal.press("<ctrl-z>");
    terminal.see(&["There is no shell to stop to."]);
    terminal.press("<ctrl-q>");
    assert_eq!(terminal.end().exit_code(), 0);
}

#[test]
fn a_paste_that_never_ends_is_kept() {
    let home = home();
    let mut terminal = Terminal::open(home.path());
    terminal.live("Login is down");
    terminal.type_line("before ");
    terminal.send("\x1b[200~pasted, and no end of it");
    terminal.signal(Signal::TERM);
    terminal.end();
    terminal.assert_restored();
    let mut terminal = Terminal::open(home.path());
    terminal.see_line("before pasted, and no end of it");
}

/// The variable that makes this program one that panics while it has the terminal; its value is where.
const PANICS: &str = "HOTWASH_TEST_PANICS_IN";

/// Not a test by itself: another test runs it as a program of its own, on a terminal.
#[test]
fn panics_with_the_terminal() {
    let Some(place) = std::env::var_os(PANICS) else {
        return;
    };
    let _guard = TerminalGuard::enter().expect("a terminal");
    let mut screen = surface::open().expect("a terminal");
    screen
        .draw(|frame| frame.render_widget("drawn", frame.area()))
        .expect("it is drawn");
    let bug = || panic!("a handler has a bug");
    if place == "a thread" {
        assert!(std::thread::spawn(bug).join().is_err());
        let drawn = screen.resize(ratatui::layout::Rect::new(0, 0, 80, 24));
        let drawn = drawn.and_then(|()| {
            screen
                .draw(|frame| frame.render_widget("redrawn", frame.area()))
                .map(|_| ())
        });
        assert!(
            drawn.is_err_and(|error| surface::is_gone(&error)),
            "it draws over what was said"
        );
    } else {
        bug();
    }
}

#[test]
fn a_panic_anywhere_gives_the_terminal_back_and_says_so() {
    let this = std::env::current_exe().expect("this program");
    for place in ["the loop", "a thread"] {
        let home = home();
        let mut command = program(this.to_str().expect("text"), home.path());
        command.args(["--exact", "leaving::panics_with_the_terminal", "--nocapture"]);
        command.env(PANICS, place);
        let mut terminal = Terminal::start(command, (80, 24));
        terminal.see(&[
            "hotwash hit a bug",
            "Every row you saw on the screen is saved",
            "a handler has a bug",
        ]);
        let status = terminal.end();
        assert_eq!(
            status.success(),
            place == "a thread",
            "{place}: {}",
            terminal.screen()
        );
        terminal.assert_restored();
        let raw = String::from_utf8_lossy(terminal.raw()).into_owned();
        let (drawn, after) = raw.split_once("hotwash hit a bug").expect("it was said");
        assert!(
            drawn.contains("drawn") && drawn.contains("\x1b[?1049h"),
            "{place}: {raw:?}"
        );
        assert!(
            !after.contains("\x1b[?1049h") && !after.contains("redrawn"),
            "{place}: {raw:?}"
        );
    }
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
    terminal.live("Login is down");
    terminal.type_line("half a line");
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
    terminal.see_line("half a line");
}

/// Nobody may be left to collect it: then it has ended all the same.
fn has_ended(pid: Pid) -> bool {
    let about = std::fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero()));
    test_kill_process(pid).is_err() || about.is_ok_and(|about| about.contains(") Z "))
}
