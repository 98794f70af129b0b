//! The interface on a real pseudo-terminal: what keys, signals, other programs and hostile texts do to it.

mod demo;
mod editor;
#[allow(dead_code, reason = "every program of tests uses its part of it")]
#[path = "../harness/mod.rs"]
mod harness;
mod hostile;
mod import;
mod leaving;
mod login_service;
mod papers;
mod prompt;
mod random;
mod redacted;
#[path = "../replays/replay.rs"]
mod replay;
mod run;
mod several;
mod sizes;
mod slow_disk;
mod terminal;
mod writing;

use harness::Home;

/// A home on a machine five hours west of UTC.
fn home() -> Home {
    Home::new("America/Bogota")
}

/// Everything in the journals.
fn journal(home: &Home) -> String {
    let read = |path| std::fs::read_to_string(path).unwrap_or_default();
    home.segments().into_iter().map(read).collect()
}
