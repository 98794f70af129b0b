//! The waiter over a socket in the terminal's place. Signals belong to the whole process, so one test
//! raises them all, and the others look only at what came from their own socket.

use super::*;
use crate::app::input::{Key, KeyCode};
use rustix::process::{Signal, getpid, kill_process};
use std::io::Write;
use std::os::unix::net::UnixStream;

fn terminal() -> (UnixStream, Waiter<UnixStream>) {
    let (keyboard, tty) = UnixStream::pair().unwrap();
    (keyboard, Waiter::new(tty).unwrap())
}

/// The next inputs, past any signal of another test.
fn inputs(waiter: &mut Waiter<UnixStream>) -> Vec<Input> {
    loop {
        let wake = waiter.wait(None).unwrap();
        if !wake.inputs.is_empty() {
            return wake.inputs;
        }
    }
}

fn key(code: KeyCode) -> Input {
    Input::Key(Key::plain(code))
}

#[test]
fn everything_there_is_comes_as_one_batch() {
    let (mut keyboard, mut waiter) = terminal();
    let text = "x".repeat(20_000);
    keyboard.write_all(format!("{text}\r\x1b[A").as_bytes()).unwrap();
    assert_eq!(
        inputs(&mut waiter),
        [Input::Text(text), key(KeyCode::Enter), key(KeyCode::Up)]
    );
}

#[test]
fn a_lone_esc_comes_out_by_itself() {
    let (mut keyboard, mut waiter) = terminal();
    keyboard.write_all(b"\x1b").unwrap();
    assert_eq!(inputs(&mut waiter), [key(KeyCode::Esc)]);
}

/// Input that comes within this time, whatever signals other tests raise.
fn past_signals(waiter: &mut Waiter<UnixStream>, time: Duration) -> Vec<Input> {
    let end = Instant::now() + time;
    let mut seen = Vec::new();
    while Instant::now() < end {
        let left = end.saturating_duration_since(Instant::now());
        seen.extend(waiter.wait(Some(left)).unwrap().inputs);
    }
    seen
}

#[test]
fn what_a_network_brings_in_two_parts_is_one() {
    for (first, rest, expected) in [
        (&b"\x1b["[..], &b"A"[..], key(KeyCode::Up)),
        (b"\x1b]11;rgb:1e1e", b"/1e1e/1e1e\x1b\\\x1b[B", key(KeyCode::Down)),
        (b"\xf0\x9f", b"\x94\xa5", Input::Key(Key::char('\u{1f525}'))),
    ] {
        let (mut keyboard, mut waiter) = terminal();
        keyboard.write_all(first).unwrap();
        // Longer than Esc alone is waited for.
        assert_eq!(past_signals(&mut waiter, ESCAPE_PATIENCE * 2), []);
        keyboard.write_all(rest).unwrap();
        assert_eq!(inputs(&mut waiter), [expected], "{}", first.escape_ascii());
    }
}

#[test]
fn an_answer_whose_end_is_lost_is_dropped() {
    let (mut keyboard, mut waiter) = terminal();
    keyboard.write_all(b"\x1b]11;rgb:1e1e").unwrap();
    assert_eq!(past_signals(&mut waiter, REST_PATIENCE + ESCAPE_PATIENCE), []);
    keyboard.write_all(b"users").unwrap();
    assert_eq!(inputs(&mut waiter), [Input::Text("users".into())]);
}

#[test]
fn an_unclosed_paste_comes_out_by_itself() {
    let (mut keyboard, mut waiter) = terminal();
    keyboard.write_all(b"\x1b[200~lost end").unwrap();
    assert_eq!(inputs(&mut waiter), [Input::Paste("lost end".into())]);
}

#[test]
fn an_unbracketed_paste_is_waited_for_to_its_last_line() {
    let (mut keyboard, mut waiter) = terminal();
    // Longer than one read, and parted just before a line end.
    let lines = "line\r".repeat(2_000);
    keyboard.write_all(lines.as_bytes()).unwrap();
    assert_eq!(inputs(&mut waiter), [Input::Paste(lines.replace('\r', "\n"))]);
}

#[test]
fn replies_of_the_terminal_end_no_wait() {
    let (mut keyboard, mut waiter) = terminal();
    keyboard.write_all(b"\x1b[I\x1b[?62c").unwrap();
    assert_eq!(waiter.wait(Some(Duration::ZERO)).unwrap().inputs, []);
}

#[test]
fn a_terminal_that_is_gone_is_told_at_once_and_after_what_was_typed() {
    let (mut keyboard, mut waiter) = terminal();
    keyboard.write_all(b"last words\x1b").unwrap();
    drop(keyboard);
    let mut inputs = Vec::new();
    let quit = loop {
        let wake = waiter.wait(None).unwrap();
        inputs.extend(wake.inputs);
        if wake.quit == Some(QuitReason::TerminalGone) {
            break wake.quit;
        }
    };
    assert_eq!(inputs, [Input::Text("last words".into()), key(KeyCode::Esc)]);
    assert_eq!(waiter.wait(None).unwrap().quit, quit);
}

#[test]
fn a_closed_pty_is_a_terminal_that_is_gone() {
    let pty = portable_pty::native_pty_system()
        .openpty(portable_pty::PtySize::default())
        .unwrap();
    let tty = std::fs::File::open(pty.master.tty_name().unwrap()).unwrap();
    let mut waiter = Waiter::new(tty).unwrap();
    drop(pty);
    while waiter.wait(None).unwrap().quit != Some(QuitReason::TerminalGone) {}
}

#[test]
fn other_threads_end_a_wait_once() {
    let (_keyboard, mut waiter) = terminal();
    let waker = waiter.waker();
    std::thread::spawn(move || (0..1_000).for_each(|_| waker.wake()))
        .join()
        .unwrap();
    while !waiter.wait(None).unwrap().woken {}
    assert!(!waiter.wait(Some(Duration::ZERO)).unwrap().woken);
}

#[test]
fn each_signal_is_told_by_name() {
    let (mut keyboard, mut waiter) = terminal();
    let raise = |signal| kill_process(getpid(), signal).unwrap();
    raise(Signal::WINCH);
    while !waiter.wait(None).unwrap().resized {}
    raise(Signal::CONT);
    while !waiter.wait(None).unwrap().continued {}
    raise(Signal::TSTP);
    while !waiter.wait(None).unwrap().stop {}
    for (signal, reason) in [
        (Signal::TERM, QuitReason::Terminate),
        (Signal::INT, QuitReason::Terminate),
        (Signal::HUP, QuitReason::HangUp),
    ] {
        keyboard.write_all(b"\x1b[200~lost end").unwrap();
        raise(signal);
        let mut inputs = Vec::new();
        loop {
            let wake = waiter.wait(None).unwrap();
            inputs.extend(wake.inputs);
            if wake.quit == Some(reason) {
                break;
            }
        }
        assert_eq!(inputs, [Input::Paste("lost end".into())], "{signal:?}");
    }
}

/// Past any signal of another test.
fn changed(waiter: &mut Waiter<UnixStream>) -> bool {
    loop {
        let wake = waiter.wait(Some(Duration::from_millis(50))).unwrap();
        if wake.changed || wake == Wake::default() {
            return wake.changed;
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn what_others_write_in_a_folder_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bo.jsonl");
    let (_keyboard, mut waiter) = terminal();
    assert!(waiter.watch(Some(folder.path().to_owned())));
    assert!(
        changed(&mut waiter),
        "something may have come before it was watched"
    );
    assert!(!changed(&mut waiter));
    for _ in 0..2 {
        let open = std::fs::OpenOptions::new().append(true).create(true).open(&file);
        open.unwrap().write_all(b"line\n").unwrap();
        assert!(changed(&mut waiter));
        assert!(!changed(&mut waiter), "all of it was taken");
    }
    std::fs::rename(&file, folder.path().join("ana.jsonl")).unwrap();
    assert!(changed(&mut waiter));
    waiter.watch(None);
    changed(&mut waiter);
    std::fs::remove_file(folder.path().join("ana.jsonl")).unwrap();
    assert!(!changed(&mut waiter));
}

#[test]
fn a_folder_that_cannot_be_watched_has_to_be_looked_at() {
    let (_keyboard, mut waiter) = terminal();
    assert!(!waiter.watch(Some("/nowhere/at/all".into())));
    assert!(changed(&mut waiter), "it is looked at once");
    assert!(!waiter.watch(Some("/nowhere/at/all".into())));
    assert!(!changed(&mut waiter));
}
