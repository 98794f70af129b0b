//! The interface on a real pseudo-terminal: what keys, signals, other programs and hostile texts do to it.

mod demo;
mod editor;
mod harness;
#[path = "../harness/home.rs"]
mod home;
mod hostile;
mod leaving;
mod login_service;
mod papers;
mod prompt;
mod random;
mod redacted;
#[path = "../replays/replay.rs"]
mod replay;
mod several;
mod sizes;
mod slow_disk;
mod writing;

use harness::Terminal;
use home::Home;

/// A home on a machine five hours west of UTC.
fn home() -> Home {
    Home::new("America/Bogota")
}

/// Starts an incident with this title from the first frame.
fn start(terminal: &mut Terminal, title: &str) {
    terminal.see(&["What is happening?"]);
    terminal.record(title);
    terminal.see(&["LIVE", title]);
}

/// Everything in the journals.
fn journal(home: &Home) -> String {
    let read = |path| std::fs::read_to_string(path).unwrap_or_default();
    home.journals().into_iter().map(read).collect()
}
