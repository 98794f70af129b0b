//! Everything but the terminal that can end a wait: signals and other threads. Each sets a flag that
//! says what it was, then writes one byte into a socket that can be waited for.

use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::SigId;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::flag::register_conditional_default;
use signal_hook::low_level::{pipe, unregister};

use crate::tui::terminal;

/// Ends a wait from any thread.
#[derive(Debug, Clone)]
pub struct Waker {
    rung: Arc<AtomicBool>,
    bell: Arc<UnixStream>,
}

impl Waker {
    /// Makes the wait that is under way return, or else the next one. Many calls before that are one.
    pub fn wake(&self) {
        if !self.rung.swap(true, Ordering::SeqCst) {
            // Full: it is ringing already. Closed: nobody waits any more.
            let _ = (&*self.bell).write(b"w");
        }
    }
}

/// The receiving end. Dropping it takes the signal handlers away.
#[derive(Debug)]
pub(in crate::tui) struct Signals {
    bell: UnixStream,
    waker: Waker,
    caught: Vec<Caught>,
}

#[derive(Debug)]
struct Caught {
    signal: i32,
    flag: Arc<AtomicBool>,
    actions: Vec<SigId>,
}

/// The signals caught since the last time.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::tui) struct Heard {
    pub(in crate::tui) woken: bool,
    pub(in crate::tui) resized: bool,
    pub(in crate::tui) continued: bool,
    /// SIGTSTP.
    pub(in crate::tui) stop: bool,
    /// SIGTERM or SIGINT.
    pub(in crate::tui) terminate: bool,
    pub(in crate::tui) hang_up: bool,
}

impl Signals {
    /// # Errors
    /// When the system refuses a socket or a handler.
    pub(in crate::tui) fn catch() -> io::Result<Signals> {
        let (bell, ringing) = UnixStream::pair()?;
        bell.set_nonblocking(true)?;
        ringing.set_nonblocking(true)?;
        let waker = Waker {
            rung: Arc::default(),
            bell: Arc::new(ringing),
        };
        let mut signals = Signals {
            bell,
            waker,
            caught: Vec::new(),
        };
        for signal in [SIGTERM, SIGINT, SIGHUP, SIGWINCH, SIGCONT] {
            signals.register(signal, Vec::new())?;
        }
        let stop = register_conditional_default(SIGTSTP, terminal::stops_at_once())?;
        signals.register(SIGTSTP, vec![stop])?;
        Ok(signals)
    }

    /// The flag first: when the bell rings, it must be up.
    fn register(&mut self, signal: i32, mut actions: Vec<SigId>) -> io::Result<()> {
        let flag = Arc::new(AtomicBool::new(false));
        let raise = signal_hook::flag::register(signal, Arc::clone(&flag))?;
        let ring = pipe::register(signal, self.waker.bell.try_clone()?)?;
        actions.extend([raise, ring]);
        self.caught.push(Caught {
            signal,
            flag,
            actions,
        });
        Ok(())
    }

    pub(in crate::tui) fn waker(&self) -> Waker {
        self.waker.clone()
    }

    /// The bell is emptied before the flags are read: what comes between rings again.
    pub(in crate::tui) fn hear(&self) -> Heard {
        let mut bytes = [0; 64];
        while matches!((&self.bell).read(&mut bytes), Ok(1..)) {}
        Heard {
            woken: self.waker.rung.swap(false, Ordering::SeqCst),
            resized: self.seen(SIGWINCH),
            continued: self.seen(SIGCONT),
            stop: self.seen(SIGTSTP),
            // Both are read, so that neither is left for the next time.
            terminate: self.seen(SIGTERM) | self.seen(SIGINT),
            hang_up: self.seen(SIGHUP),
        }
    }

    /// Forgets interrupts and stops that were meant for another program of the same job, or done already.
    pub(in crate::tui) fn forget_keys(&self) {
        self.seen(SIGINT);
        self.seen(SIGTSTP);
    }

    fn seen(&self, signal: i32) -> bool {
        self.caught
            .iter()
            .filter(|caught| caught.signal == signal)
            .any(|caught| caught.flag.swap(false, Ordering::SeqCst))
    }
}

impl AsFd for Signals {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.bell.as_fd()
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        for action in self.caught.iter().flat_map(|caught| &caught.actions) {
            unregister(*action);
        }
    }
}
