//! The terminal of the person who runs a program.

use std::io;

use rustix::termios::{OptionalActions, Termios};

use crate::tui::terminal::job_control::is_in_foreground;

/// The person's terminal, which hands on every key while this lives and our job is in the foreground, and is as it was
/// before afterwards. In the background it is the shell's, and not touched.
pub(super) struct Outer {
    /// As it was before.
    pub(super) before: Termios,
    /// True while it hands on every key.
    pub(super) hands_on: bool,
}

impl Outer {
    /// Takes it over.
    ///
    /// # Errors
    /// The system's own.
    pub(super) fn take() -> io::Result<Self> {
        let before = rustix::termios::tcgetattr(io::stdin())?;
        let mut outer = Outer {
            before,
            hands_on: false,
        };
        outer.hand_on()?;
        Ok(outer)
    }

    fn hand_on(&mut self) -> io::Result<()> {
        let mut modes = self.before.clone();
        modes.make_raw();
        rustix::termios::tcsetattr(io::stdin(), OptionalActions::Drain, &modes)?;
        self.hands_on = true;
        Ok(())
    }

    /// Makes it what it was before.
    pub(super) fn give_back(&mut self) {
        if std::mem::take(&mut self.hands_on) && is_in_foreground() {
            // Nothing can be done about a terminal that is gone.
            let _ = rustix::termios::tcsetattr(io::stdin(), OptionalActions::Drain, &self.before);
        }
    }

    /// Looks whether the shell has moved our job between foreground and background.
    pub(super) fn follow(&mut self) {
        match is_in_foreground() {
            true if self.hands_on => {}
            true => drop(self.hand_on()),
            false => self.hands_on = false,
        }
    }
}

impl Drop for Outer {
    fn drop(&mut self) {
        self.give_back();
    }
}
