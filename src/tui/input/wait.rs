//! The one place that waits: for the terminal, for signals, for other threads and for a folder, at once and without
//! looking twice. What the terminal has is read whole and handed over as one batch, so that a paste is
//! one thing; a terminal that is gone is reported at once instead of being read for ever.

#[cfg(test)]
mod tests;

use std::io;
use std::os::fd::AsFd;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::decode::{Decoder, HeldBack};
use super::signals::Signals;
use super::unbracketed;
use super::watch::Watch;
use crate::app::input::Input;

pub use super::signals::Waker;

/// Time for the rest of a sequence of which only Esc has come; after it, Esc is the key.
const ESCAPE_PATIENCE: Duration = Duration::from_millis(25);
/// Time for the rest of a sequence that has begun, of a bracketed paste or of a character: a network may
/// bring a key in two parts. A little over the second that is promised.
const REST_PATIENCE: Duration = Duration::from_millis(1100);
/// Time for the rest of an unbracketed paste, which has no end mark and comes in pieces.
const PASTE_PATIENCE: Duration = Duration::from_millis(20);
/// Bytes read before signals are looked at again.
const BATCH_BYTES: usize = 1 << 20;

/// A reason to end that is not the wish of the person at the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuitReason {
    /// SIGTERM or SIGINT.
    Terminate,
    /// SIGHUP.
    HangUp,
    /// The terminal is closed: nothing can be read or shown any more.
    TerminalGone,
}

/// The events that ended a wait; none when only time passed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Wake {
    /// Input from the terminal, in order.
    pub inputs: Vec<Input>,
    /// A [`Waker`] was used.
    pub woken: bool,
    /// The terminal's size may have changed.
    pub resized: bool,
    /// The program was stopped and goes on: its modes may be gone, the screen must be redrawn.
    pub continued: bool,
    /// Somebody asks the program to stop (SIGTSTP): it is to give the terminal back first.
    pub stop: bool,
    /// Something in the folder that is watched has changed, or it is watched only now.
    pub changed: bool,
    /// The program must end; `inputs` still came before it.
    pub quit: Option<QuitReason>,
}

/// Waits on a terminal's descriptor, whose mode and flags it leaves alone.
#[derive(Debug)]
pub struct Waiter<T> {
    terminal: T,
    signals: Signals,
    watch: Option<Watch>,
    /// The folder is watched since the last wait.
    new_watch: bool,
    decoder: Decoder,
    /// The time at which what the decoder holds back is given up.
    patience: Option<Instant>,
    gone: bool,
}

impl<T: AsFd> Waiter<T> {
    /// A waiter on the terminal (in the program, standard input), with the signal handlers in place.
    ///
    /// # Errors
    /// When the system refuses a socket or a handler.
    pub fn new(terminal: T) -> io::Result<Waiter<T>> {
        let signals = Signals::catch()?;
        Ok(Waiter {
            terminal,
            signals,
            watch: None,
            new_watch: false,
            decoder: Decoder::new(),
            patience: None,
            gone: false,
        })
    }

    /// A handle with which other threads end a wait.
    pub fn waker(&self) -> Waker {
        self.signals.waker()
    }

    /// Watches this folder and no other, in the waits to come. Says whether the system tells of its changes; where
    /// it does not, one has to look.
    pub fn watch(&mut self, folder: Option<PathBuf>) -> bool {
        if self.watch.as_ref().map(Watch::folder) != folder.as_deref() {
            self.watch = folder.map(Watch::on);
            self.new_watch = true;
        }
        self.watch
            .as_ref()
            .is_some_and(|watch| watch.descriptor().is_some())
    }

    /// Forgets interrupts and stops so far: call it after another program had the terminal, where Ctrl-C and Ctrl-Z
    /// were for that program.
    pub fn forget_keys(&self) {
        self.signals.forget_keys();
    }

    /// Waits until something happened or the time is over; `None` waits for ever. After the terminal
    /// is gone it returns at once.
    ///
    /// # Errors
    /// When the system cannot wait (out of memory).
    pub fn wait(&mut self, timeout: Option<Duration>) -> io::Result<Wake> {
        let deadline = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        loop {
            let at_once = self.new_watch.then(Instant::now);
            let until = deadline.into_iter().chain(self.patience).chain(at_once).min();
            let ready = self.ready(until)?;
            let mut wake = if ready.signals {
                self.hear()
            } else {
                Wake::default()
            };
            if ready.terminal {
                wake.inputs = self.drain()?;
            } else if self.patience.is_some_and(passed) {
                self.patience = None;
                wake.inputs = unbracketed::join(self.decoder.flush());
            }
            if self.gone {
                wake.quit = Some(QuitReason::TerminalGone);
            }
            if wake.quit.is_some() {
                // What is held back was typed too, and there is no next time.
                wake.inputs.extend(unbracketed::join(self.decoder.flush()));
            }
            if let Some(watch) = self.watch.as_ref().filter(|_| ready.watch) {
                watch.hear();
            }
            wake.changed = ready.watch || std::mem::take(&mut self.new_watch);
            if wake != Wake::default() || deadline.is_some_and(passed) {
                return Ok(wake);
            }
        }
    }

    fn hear(&self) -> Wake {
        let heard = self.signals.hear();
        let quit = match (heard.hang_up, heard.terminate) {
            (true, _) => Some(QuitReason::HangUp),
            (false, true) => Some(QuitReason::Terminate),
            (false, false) => None,
        };
        Wake {
            inputs: Vec::new(),
            woken: heard.woken,
            resized: heard.resized,
            continued: heard.continued,
            stop: heard.stop,
            changed: false,
            quit,
        }
    }

    /// Reads all there is and decodes it as one batch. With lines of an unbracketed paste in it, its
    /// next piece is waited for, so that its last line is not taken for a typed one.
    fn drain(&mut self) -> io::Result<Vec<Input>> {
        let mut inputs = Vec::new();
        let mut taken = 0;
        let mut pasting = false;
        loop {
            taken += self.read(&mut inputs);
            pasting = pasting || unbracketed::is_paste(&inputs);
            let patience = if pasting { PASTE_PATIENCE } else { Duration::ZERO };
            if self.gone || taken >= BATCH_BYTES || !self.more_within(patience)? {
                break;
            }
        }
        if self.gone {
            inputs.extend(self.decoder.flush());
        }
        self.patience = match self.decoder.held_back() {
            HeldBack::Nothing => None,
            HeldBack::Escape => Some(Instant::now() + ESCAPE_PATIENCE),
            HeldBack::Sequence | HeldBack::Text => Some(Instant::now() + REST_PATIENCE),
        };
        Ok(unbracketed::join(inputs))
    }

    /// Reads once, knowing that a read does not block, and returns how many bytes came.
    fn read(&mut self, inputs: &mut Vec<Input>) -> usize {
        let mut bytes = [0; 4096];
        match rustix::io::read(&self.terminal, &mut bytes) {
            Ok(count @ 1..) => {
                inputs.extend(self.decoder.feed(&bytes[..count]));
                count
            }
            Err(Errno::INTR | Errno::AGAIN) => 0,
            // End of file, EIO of a hung-up terminal, or a descriptor that is none.
            Ok(_) | Err(_) => {
                self.gone = true;
                0
            }
        }
    }

    fn more_within(&self, patience: Duration) -> io::Result<bool> {
        let mut fds = [PollFd::new(&self.terminal, PollFlags::IN)];
        poll_until(&mut fds, Some(Instant::now() + patience))?;
        Ok(!fds[0].revents().is_empty())
    }

    /// Any answer about the terminal counts: a hang-up is found out by reading.
    fn ready(&self, until: Option<Instant>) -> io::Result<Ready> {
        let mut fds = vec![
            PollFd::new(&self.terminal, PollFlags::IN),
            PollFd::new(&self.signals, PollFlags::IN),
        ];
        let watched = self.watch.as_ref().and_then(Watch::descriptor);
        fds.extend(watched.map(|descriptor| PollFd::from_borrowed_fd(descriptor, PollFlags::IN)));
        poll_until(&mut fds, until)?;
        let told = |nth: usize| fds.get(nth).is_some_and(|fd| !fd.revents().is_empty());
        Ok(Ready {
            terminal: told(0),
            signals: told(1),
            watch: told(2),
        })
    }
}

struct Ready {
    terminal: bool,
    signals: bool,
    watch: bool,
}

fn passed(instant: Instant) -> bool {
    Instant::now() >= instant
}

/// Polls past interruptions, which the signal socket tells about anyway.
fn poll_until(fds: &mut [PollFd<'_>], until: Option<Instant>) -> io::Result<()> {
    loop {
        let left = until.map(|until| until.saturating_duration_since(Instant::now()));
        // Longer than the system can count is for ever.
        let left = left.and_then(|left| Timespec::try_from(left).ok());
        match poll(fds, left.as_ref()) {
            Ok(_) => return Ok(()),
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}
