//! `hotwash run`: a program behaves as it does without, on a terminal and in a pipe, and that it ran is recorded.

use std::io::Read;
use std::process::Stdio;

use crate::home;
use crate::terminal::{Terminal, program};

/// A shell with job control, in a terminal, whose prompt is a dollar.
fn shell(home: &std::path::Path) -> Terminal {
    let mut command = program("/bin/sh", home);
    command.env("PATH", "/usr/bin:/bin");
    command.env("PS1", "$ ");
    command.arg("-i");
    Terminal::start(command, (80, 24))
}

#[test]
fn a_program_has_the_terminal_and_its_end_is_recorded() {
    let home = home();
    home.answer(&["new", "Login is down"]);
    let mut terminal = shell(home.path());
    let hotwash = env!("CARGO_BIN_EXE_hotwash");
    terminal.send(&format!(
        "{hotwash} run --kind m -- sh -c 'stty size; read x; echo got-$x; exit 3'; echo status-$?\r"
    ));
    terminal.see(&["24 80"]);
    terminal.resize(100, 30);
    terminal.send("abc\r");
    terminal.see(&["got-abc", "status-3"]);
    terminal.send(&format!("{hotwash} run -- stty size; echo status-$?\r"));
    terminal.see(&["30 100", "status-0"]);
    terminal.send("exit\r");
    terminal.end();
    let shown = home.answer(&["show"]);
    assert!(shown.contains("MITIG") && shown.contains("exit 3"), "{shown}");
}

#[test]
fn a_program_is_stopped_goes_on_and_is_interrupted_by_its_keys() {
    let home = home();
    home.answer(&["new", "Login is down"]);
    let mut terminal = shell(home.path());
    terminal.see(&["$"]);
    let hotwash = env!("CARGO_BIN_EXE_hotwash");
    terminal.send(&format!(
        "{hotwash} run -- sh -c 'printf %s-%s re ady; read x; echo got-$x; exit 5'\r"
    ));
    terminal.see(&["re-ady"]);
    terminal.send("\x1a");
    terminal.see(&["Stopped"]);
    terminal.send("fg; echo status-$?\r");
    // Typed ahead of what reads it, as people do.
    terminal.send("abc\r");
    terminal.see(&["got-abc", "status-5"]);
    terminal.send(&format!(
        "{hotwash} run -- sh -c 'printf %s-%s on ce; exec sleep 600'; echo status-$?\r"
    ));
    terminal.see(&["on-ce"]);
    terminal.send("\x03");
    terminal.see(&["status-130"]);
    terminal.send("exit\r");
    terminal.end();
}

#[test]
fn what_is_kept_of_a_program_is_masked_unless_it_is_kept_on_purpose() {
    let home = home();
    home.answer(&["new", "Login is down"]);
    let words = ["sh", "-c", "echo token=abcd1234efgh"];
    let run = |words: &[&str]| {
        let output = home.command(words).env("PATH", "/usr/bin:/bin").output();
        assert!(output.expect("it runs").status.success());
    };
    run(&[&["run", "--"], &words[..]].concat());
    run(&[&["run", "--keep-secrets", "--"], &words[..]].concat());
    let evidence = home.incident().join("evidence");
    let pieces = std::fs::read_dir(evidence)
        .expect("evidence")
        .map(|piece| std::fs::read_to_string(piece.expect("a file").path()).expect("text"));
    let mut pieces: Vec<String> = pieces.collect();
    pieces.sort();
    assert_eq!(pieces, ["token=[masked: secret value]\n", "token=abcd1234efgh\n"]);
}

#[test]
fn pipes_statuses_and_what_cannot_be_saved() {
    let home = home();
    home.answer(&["new", "Login is down"]);
    let ran = |words: &[&str]| {
        let mut command = home.command(&[&["run", "--"], words].concat());
        command
            .stdin(Stdio::null())
            .env("PATH", "/usr/bin:/bin")
            .output()
            .expect("it runs")
    };
    let output = ran(&["sh", "-c", "printf out; printf err >&2; exit 5"]);
    assert_eq!((&*output.stdout, &*output.stderr), (&b"out"[..], &b"err"[..]));
    assert_eq!(output.status.code(), Some(5));
    assert_eq!(ran(&["sh", "-c", "kill -9 $$"]).status.code(), Some(137));
    assert_eq!(ran(&["no-such-program"]).status.code(), Some(127));
    let shown = home.answer(&["show", "--json"]);
    assert!(
        shown.contains("ended by signal 9") && shown.contains("output.txt"),
        "{shown}"
    );
    assert!(!shown.contains("no-such-program"), "what did not run is no event");
    // A folder where the segment should be: the journal cannot be written, and the program runs all the same.
    let segment = home.segment();
    std::fs::remove_file(&segment).expect("the segment");
    std::fs::create_dir(&segment).expect("a folder in its place");
    let output = ran(&["sh", "-c", "echo out"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "out\n");
}

#[test]
fn a_job_in_the_background_runs_and_is_ended_there() {
    let home = home();
    home.answer(&["new", "Login is down"]);
    let mut terminal = shell(home.path());
    terminal.see(&["$"]);
    let hotwash = env!("CARGO_BIN_EXE_hotwash");
    terminal.send(&format!(
        "{hotwash} run -- sh -c 'printf %s-%s do ne; exit 3' & wait $!; echo status-$?\r"
    ));
    terminal.see(&["do-ne", "status-3"]);
    terminal.send(&format!(
        "{hotwash} run -- sh -c 'printf %s-%s up now; exec sleep 600' &\r"
    ));
    terminal.see(&["up-now"]);
    terminal.send("kill $!; wait $!; echo status-$?\r");
    terminal.see(&["status-143"]);
    terminal.send("exit\r");
    terminal.end();
    let shown = home.answer(&["show"]);
    assert!(
        shown.contains("exit 3") && shown.contains("ended by signal 15"),
        "{shown}"
    );
}

#[test]
fn a_program_that_was_stopped_goes_on_in_the_background_and_gets_its_keys_back() {
    let home = home();
    home.answer(&["new", "Login is down"]);
    let mut terminal = shell(home.path());
    terminal.see(&["$"]);
    let hotwash = env!("CARGO_BIN_EXE_hotwash");
    let pipe = home.path().join("pipe");
    let pipe = pipe.to_str().expect("a path of letters");
    terminal.send(&format!("mkfifo {pipe}\r"));
    terminal.send(&format!(
        "{hotwash} run -- sh -c 'printf %s-%s re ady; read x <{pipe}; echo got-$x; read y; echo key-$y; exit 4'\r"
    ));
    terminal.see(&["re-ady"]);
    terminal.send("\x1a");
    terminal.see(&["Stopped"]);
    terminal.send(&format!("bg; echo abc >{pipe}\r"));
    terminal.see(&["got-abc"]);
    terminal.send("fg; echo status-$?\r");
    terminal.send("def\r");
    terminal.see(&["key-def", "status-4"]);
    terminal.send("exit\r");
    terminal.end();
}

#[test]
fn what_is_left_in_the_background_and_a_reader_that_takes_nothing_hold_nobody_up() {
    let home = home();
    home.answer(&["new", "Login is down"]);
    let command = |script: &str| {
        let mut command = home.command(&["run", "--", "sh", "-c", script]);
        command.stdin(Stdio::null()).env("PATH", "/usr/bin:/bin");
        command
    };
    let output = command("yes & echo out; exit 7").output().expect("it runs");
    assert_eq!(output.status.code(), Some(7));
    assert!(
        output
            .stdout
            .split(|byte| *byte == b'\n')
            .any(|line| line == b"out")
    );

    let mut program = command("head -c 150000 /dev/zero")
        .stdout(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut stdout = program.stdout.take().expect("a pipe");
    // Once the first byte is there, signals are watched for; the others fill the pipe.
    stdout.read_exact(&mut [0]).expect("a byte");
    let status = loop {
        if let Some(status) = program.try_wait().expect("it is ours") {
            break status;
        }
        let pid = rustix::process::Pid::from_child(&program);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).expect("it is ours");
        std::thread::yield_now();
    };
    assert!(matches!(status.code(), Some(0 | 143)), "{status}");
    let shown = home.answer(&["show"]);
    assert!(shown.contains("ran sh -c 'head"), "{shown}");
}
