//! The signals that hotwash gets while a program has a terminal of its own: each is to be handed on, or says that there is
//! something to look at.

use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::process::Signal;
use signal_hook::consts::{SIGCHLD, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};

/// Signals that came, since they were looked at last.
pub(super) struct Signals {
    /// A byte comes out of it for each.
    stream: UnixStream,
    sent: Vec<(Signal, Arc<AtomicBool>)>,
}

impl Signals {
    /// Watches for them from now on; none ends hotwash before the program.
    ///
    /// # Errors
    /// The system's own.
    pub(super) fn watch() -> io::Result<Self> {
        let (stream, writer) = UnixStream::pair()?;
        stream.set_nonblocking(true)?;
        let mut sent = Vec::new();
        for (number, signal) in [
            (SIGINT, Signal::INT),
            (SIGQUIT, Signal::QUIT),
            (SIGTERM, Signal::TERM),
            (SIGHUP, Signal::HUP),
        ] {
            let flag = Arc::new(AtomicBool::new(false));
            signal_hook::flag::register(number, Arc::clone(&flag))?;
            sent.push((signal, flag));
        }
        // Registered last: once there is a byte, its flag is set.
        for number in [SIGCHLD, SIGCONT, SIGWINCH, SIGINT, SIGQUIT, SIGTERM, SIGHUP] {
            signal_hook::low_level::pipe::register(number, writer.try_clone()?)?;
        }
        Ok(Signals { stream, sent })
    }

    /// Those that ask a program to end, to be handed on to it.
    pub(super) fn take(&mut self) -> Vec<Signal> {
        let mut bytes = [0; 64];
        while matches!(self.stream.read(&mut bytes), Ok(count) if count > 0) {}
        let came = self
            .sent
            .iter()
            .filter(|(_, flag)| flag.swap(false, Ordering::AcqRel));
        came.map(|(signal, _)| *signal).collect()
    }
}

impl AsFd for Signals {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.stream.as_fd()
    }
}
