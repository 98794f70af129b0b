//! Asking whoever sits at the terminal, whose driver edits the line: it has to know that a letter may have several
//! bytes, or Backspace leaves a part of one.

use std::io;

use rustix::termios::{InputModes, OptionalActions, Termios, tcgetattr, tcsetattr};

/// While this lives, the driver of the terminal on standard input edits UTF-8.
#[derive(Debug)]
pub(super) struct Prompt {
    /// The modes to give back; `None` where there is nothing to change, or no terminal.
    found: Option<Termios>,
}

impl Prompt {
    /// Has the driver edit UTF-8 (IUTF8), which logins over a serial line and some ssh do not.
    pub(super) fn begin() -> Self {
        let found = tcgetattr(io::stdin())
            .ok()
            .filter(|modes| !modes.input_modes.contains(InputModes::IUTF8));
        if let Some(found) = &found {
            let mut modes = found.clone();
            modes.input_modes |= InputModes::IUTF8;
            set(&modes);
        }
        Prompt { found }
    }
}

impl Drop for Prompt {
    fn drop(&mut self) {
        if let Some(found) = &self.found {
            set(found);
        }
    }
}

/// Keeps what was typed ahead. A driver that takes no order edits as it did.
fn set(modes: &Termios) {
    let _ = tcsetattr(io::stdin(), OptionalActions::Now, modes);
}
