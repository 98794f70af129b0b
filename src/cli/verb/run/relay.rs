//! Passes a stream through at once, byte for byte, and keeps a bounded copy of it.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::fs::OFlags;
use rustix::pty::OpenptFlags;
use rustix::termios::{OptionalActions, Winsize};

use crate::journal::Capture;

/// Bytes that are passed on at a time.
const CHUNK: usize = 64 * 1024;

/// The time after which a stream is asked whether its program has ended: one that was left in the background may hold it open.
const ASK: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 50_000_000,
};

/// No time at all.
const NONE: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 0,
};

/// The most that is taken of a stream after its program has ended: the largest pipe holds no more.
const LAST_BYTES: usize = 1024 * 1024;

/// The longest that more is waited for then, in all; afterwards only what is there already is taken.
const LAST_WAIT: Duration = Duration::from_millis(250);

/// Passes all that comes from `from` on to `to`, until it ends. After the end of the program only what it left behind is
/// passed on: one that it started in the background may write for ever.
/// Where nobody reads `to` any more, nobody reads `from` any more either: the program sees that as it would without us.
pub(super) fn pass(from: OwnedFd, mut to: impl Write, copy: &Mutex<Capture>, has_ended: &AtomicBool) {
    let mut from = File::from(from);
    let mut buffer = vec![0; CHUNK];
    let (mut bytes, mut waited) = (0, Duration::ZERO);
    loop {
        // Asked before it is looked whether more comes: what was written before the end is there by now.
        let ended = has_ended.load(Ordering::Acquire);
        let began = Instant::now();
        let longest = if waited < LAST_WAIT { &ASK } else { &NONE };
        let is_ready = is_ready(&from, longest);
        if ended {
            waited += began.elapsed();
            if !is_ready || bytes >= LAST_BYTES {
                return;
            }
        }
        if !is_ready {
            continue;
        }
        match from.read(&mut buffer) {
            Ok(0) => return,
            Ok(count) => {
                keep(copy, &buffer[..count]);
                bytes += if ended { count } else { 0 };
                if to.write_all(&buffer[..count]).and_then(|()| to.flush()).is_err() {
                    return;
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            // A terminal that nobody holds any more.
            Err(_) => return,
        }
    }
}

/// Adds bytes to the copy.
pub(super) fn keep(copy: &Mutex<Capture>, bytes: &[u8]) {
    let mut copy = copy.lock().unwrap_or_else(PoisonError::into_inner);
    // Keeping a copy in memory cannot fail.
    let _ = copy.write_all(bytes);
}

fn is_ready(file: &File, longest: &Timespec) -> bool {
    let mut polled = [PollFd::new(file, PollFlags::IN)];
    !matches!(rustix::event::poll(&mut polled, Some(longest)), Ok(0))
}

/// A terminal of our own making.
pub(super) struct Pty {
    /// Our side.
    pub(super) master: OwnedFd,
    /// The side of the program.
    pub(super) slave: OwnedFd,
}

impl Pty {
    /// Opens one of this size; a program does not get our side of it.
    ///
    /// # Errors
    /// The system's own.
    pub(super) fn open(size: Option<Winsize>) -> io::Result<Self> {
        let master = rustix::pty::openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY)?;
        rustix::io::fcntl_setfd(&master, rustix::io::FdFlags::CLOEXEC)?;
        rustix::pty::grantpt(&master)?;
        rustix::pty::unlockpt(&master)?;
        let name = rustix::pty::ptsname(&master, Vec::new())?;
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
        let slave = rustix::fs::open(name, flags, rustix::fs::Mode::empty())?;
        if let Some(size) = size {
            rustix::termios::tcsetwinsize(&slave, size)?;
        }
        Ok(Pty { master, slave })
    }

    /// Hands bytes on as they are: the terminal behind it does with them what it does.
    ///
    /// # Errors
    /// The system's own.
    pub(super) fn make_transparent(&self) -> io::Result<()> {
        let mut modes = rustix::termios::tcgetattr(&self.slave)?;
        modes.make_raw();
        rustix::termios::tcsetattr(&self.slave, OptionalActions::Now, &modes)?;
        Ok(())
    }
}

/// The size of a terminal; `None` for what is none.
pub(super) fn size_of(terminal: impl AsFd) -> Option<Winsize> {
    rustix::termios::tcgetwinsize(terminal).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_program_left_behind_is_passed_on_and_no_more_of_one_that_writes_for_ever() {
        let has_ended = AtomicBool::new(true);
        let (reader, mut writer) = io::pipe().unwrap();
        writer.write_all(b"the last words").unwrap();
        let copy = Mutex::new(Capture::default());
        let mut passed = Vec::new();
        // The pipe is held open as by a program in the background.
        pass(reader.into(), &mut passed, &copy, &has_ended);
        assert_eq!(passed, b"the last words");

        let (reader, mut writer) = io::pipe().unwrap();
        let endless = std::thread::spawn(move || while writer.write_all(b"more\n").is_ok() {});
        let mut passed = Vec::new();
        pass(reader.into(), &mut passed, &copy, &has_ended);
        assert!(passed.len() < LAST_BYTES + 2 * CHUNK);
        endless.join().unwrap();
    }
}
