//! The real program, run as a process: what only shows there.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[allow(dead_code, reason = "every program of tests uses its part of it")]
#[path = "harness/mod.rs"]
mod harness;

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};

use harness::{Home, Ran};

fn spawn(home: &Home, words: &[&str]) -> Child {
    let mut command = home.command(words);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command.spawn().unwrap()
}

#[test]
fn an_incident_from_its_start_to_its_draft() {
    let home = Home::new("UTC");
    let id = home.answer(&["new", "Login", "down", "--severity", "1", "--zone", "UTC"]);
    assert_eq!(id.trim().len(), 36);
    assert!(
        home.answer(&["log", "-10m", "d:", "users", "cannot", "log", "in"])
            .contains("DETECT")
    );
    assert!(home.answer(&["status"]).starts_with("SEV1 10m"));
    let draft = home.answer(&["close", "--yes"]);
    let text = std::fs::read_to_string(draft.trim()).unwrap();
    assert!(text.contains("users cannot log in"));
    assert_eq!(home.answer(&["verify", draft.trim()]), "");
}

#[test]
fn a_home_may_be_reached_through_a_link() {
    let home = Home::new("UTC");
    let (folder, link) = (home.path().join("folder"), home.path().join("link"));
    std::fs::create_dir(&folder).unwrap();
    std::os::unix::fs::symlink(&folder, &link).unwrap();
    for words in [&["new", "Login down"][..], &["log", "x"], &["close", "--yes"]] {
        let ran = home.command(words).env("HOTWASH_HOME", &link).output();
        Ran::of(ran.unwrap()).status(0);
    }
    assert!(folder.join("data/incidents").exists());
}

#[test]
fn a_closed_pipe_is_success() {
    let home = Home::live("UTC");
    let mut log = spawn(&home, &["log", "-"]);
    drop(log.stdout.take());
    let lines = "an entry\n".repeat(20);
    log.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    assert!(log.wait().unwrap().success());
    let mut show = spawn(&home, &["show"]);
    drop(show.stdout.take());
    assert!(show.wait().unwrap().success());
    assert_eq!(home.answer(&["status", "--format", "{events}"]), "20\n");
}

#[test]
fn a_line_from_a_pipe_is_answered_before_the_next_one_comes() {
    let home = Home::live("UTC");
    let mut log = spawn(&home, &["log", "-"]);
    let mut input = log.stdin.take().unwrap();
    input.write_all(b"one\n").unwrap();
    let mut answer = [0; 10];
    log.stdout.as_mut().unwrap().read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"recorded 1");
    drop(input);
    assert!(log.wait().unwrap().success());
}

#[test]
fn without_a_terminal_the_interface_says_what_works() {
    let home = Home::new("UTC");
    home.run(&[]).status(2).says("the interface needs a terminal");
}

#[test]
fn without_any_home_the_way_out_is_said() {
    let home = Home::new("UTC");
    let ran = home
        .command(&["list"])
        .env_remove("HOTWASH_HOME")
        .env("HOME", home.path())
        .output();
    Ran::of(ran.unwrap()).status(0);
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
}

#[cfg(target_os = "linux")]
#[test]
fn who_renders_a_template_ends_with_who_asked_for_it() {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    // The shell keeps what is piped to it for the other: one that runs behind has no input of its own.
    let mut asking = Command::new("sh")
        .args([
            "-c",
            "exec 3<&0; \"$0\" --render-template <&3 & exec 3<&- >&-; wait",
        ])
        .arg(env!("CARGO_BIN_EXE_hotwash"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = asking.stdin.take().unwrap();
    // More than a pipe holds: once it is written, it is being read.
    input.write_all(&vec![b' '; 1 << 20]).unwrap();
    asking.kill().unwrap();
    asking.wait().unwrap();
    let output = asking.stdout.take().unwrap();
    let most = Timespec {
        tv_sec: 20,
        tv_nsec: 0,
    };
    // Its input is open still: only its end closes its output.
    let mut polled = [PollFd::new(&output, PollFlags::IN)];
    assert_eq!(poll(&mut polled, Some(&most)).unwrap(), 1, "it runs on");
    drop(input);
}
