//! Runs a program that has the terminal for itself: full screens, colours, keys and sizes reach it through a terminal of
//! our own making, and what it prints is kept on the way.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::process::{Pid, Signal, WaitOptions};
use rustix::termios::OptionalActions;

use super::inside;
use super::outcome::{Failure, Outcome, find};
use super::outer::Outer;
use super::relay::{Pty, size_of};
use super::signals::Signals;
use super::streams;
use crate::journal::Capture;
use crate::tui::terminal::job_control::{can_be_continued, is_in_foreground};

/// Bytes that are passed on at a time.
const CHUNK: usize = 64 * 1024;

/// The time after which it is asked whether our job is in the foreground again.
const ASK: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 100_000_000,
};

/// The most pieces that are taken of a terminal after its program has ended: more than it can hold.
const LAST_READS: usize = 256;

/// Runs it to its end. `hotwash` is this program, which is run once more between us and the program.
///
/// # Errors
/// When it cannot be started.
pub(super) fn run(program: &[OsString], hotwash: Option<&Path>) -> Result<Outcome, Failure> {
    // A job in the background has no terminal for itself, and is stopped where it reads from it as it would be without us.
    let Some(hotwash) = hotwash.filter(|_| is_in_foreground()) else {
        return streams::run(program);
    };
    find(program.first().ok_or(Failure::NotFound)?)?;
    let began = Instant::now();
    let pty = Pty::open(size_of(io::stdout()))?;
    let signals = Signals::watch()?;
    let outer = Outer::take()?;
    rustix::termios::tcsetattr(&pty.slave, OptionalActions::Now, &outer.before).map_err(io::Error::from)?;
    let pid = start(program, hotwash, &pty)?;
    let Pty { master, slave } = pty;
    drop(slave);
    rustix::io::ioctl_fionbio(&master, true).map_err(io::Error::from)?;
    let mut session = Relay {
        outer,
        master: File::from(master),
        signals,
        pid,
        copy: Capture::default(),
        unsent: Vec::new(),
        input_ended: false,
        output_ended: false,
    };
    let status = session.until_the_end();
    let Relay { outer, copy, .. } = session;
    drop(outer);
    Ok(Outcome {
        status,
        signal: None,
        lasted: began.elapsed(),
        output: copy.finish(),
    })
}

fn start(program: &[OsString], hotwash: &Path, pty: &Pty) -> io::Result<Pid> {
    let end = || pty.slave.try_clone().map(Stdio::from);
    let mut command = Command::new(hotwash);
    command
        .arg(inside::LEADER)
        .args(program)
        .stdin(end()?)
        .stdout(end()?);
    if io::stderr().is_terminal() {
        command.stderr(end()?);
    }
    command.spawn().map(|child| Pid::from_child(&child))
}

/// The passing to and fro.
struct Relay {
    outer: Outer,
    master: File,
    signals: Signals,
    /// The process between us and the program.
    pid: Pid,
    copy: Capture,
    /// Keys that the program's terminal has no room for yet.
    unsent: Vec<u8>,
    input_ended: bool,
    output_ended: bool,
}

impl Relay {
    /// Passes on until the program ends; its status as a shell has it.
    fn until_the_end(&mut self) -> u8 {
        let mut buffer = vec![0; CHUNK];
        loop {
            let (input, output, signal) = self.wait();
            if input || !self.outer.hands_on {
                self.follow();
            }
            if output {
                self.pass_output(&mut buffer);
            }
            if input && self.outer.hands_on {
                self.take_input(&mut buffer);
            }
            self.send();
            if signal && let Some(status) = self.on_signals() {
                self.drain(&mut buffer);
                return status;
            }
        }
    }

    /// Waits until there is something to do: input, output, a signal.
    fn wait(&self) -> (bool, bool, bool) {
        let stdin = io::stdin();
        let takes_input = self.outer.hands_on && !self.input_ended && self.unsent.is_empty();
        // A shell that brings a job to the foreground says so only to one that was stopped.
        let longest = (!self.outer.hands_on).then_some(&ASK);
        let of_master = match self.unsent.is_empty() {
            true => PollFlags::IN,
            false => PollFlags::IN | PollFlags::OUT,
        };
        let mut polled = vec![PollFd::new(&self.signals, PollFlags::IN)];
        if takes_input {
            polled.push(PollFd::new(&stdin, PollFlags::IN));
        }
        if !self.output_ended {
            polled.push(PollFd::new(&self.master, of_master));
        }
        if rustix::event::poll(&mut polled, longest).is_err() {
            return (false, false, true);
        }
        let ready = |nth: usize| polled.get(nth).is_some_and(|fd| !fd.revents().is_empty());
        let input = takes_input && ready(1);
        let output = !self.output_ended && ready(1 + usize::from(takes_input));
        (input, output, ready(0))
    }

    /// False once nothing more comes for now.
    fn pass_output(&mut self, buffer: &mut [u8]) -> bool {
        match self.master.read(buffer) {
            Ok(0) => false,
            Ok(count) => {
                // A copy in memory cannot fail; a terminal that is gone is said by a signal.
                let _ = self.copy.write_all(&buffer[..count]);
                let _ = write_all(&buffer[..count]);
                true
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => true,
            Err(error) if error.kind() == ErrorKind::WouldBlock => false,
            // Nobody holds the program's side: only its end is left to wait for, and that is said by a signal.
            Err(_) => {
                self.output_ended = true;
                false
            }
        }
    }

    fn take_input(&mut self, buffer: &mut [u8]) {
        match rustix::io::read(io::stdin(), &mut *buffer) {
            Ok(0) => self.input_ended = true,
            Ok(count) => self.unsent.extend_from_slice(&buffer[..count]),
            Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => {}
            Err(_) => self.input_ended = true,
        }
    }

    fn send(&mut self) {
        if self.unsent.is_empty() {
            return;
        }
        match self.master.write(&self.unsent) {
            Ok(count) => drop(self.unsent.drain(..count)),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {}
            Err(_) => self.unsent.clear(),
        }
    }

    /// Does what signals ask for: another size, to stop, to hand an end on. The status once the program has ended.
    fn on_signals(&mut self) -> Option<u8> {
        for signal in self.signals.take() {
            // The job that has the program's terminal, as the terminal's own keys would reach it.
            let job = rustix::termios::tcgetpgrp(&self.master).unwrap_or(self.pid);
            let _ = rustix::process::kill_process_group(job, signal);
        }
        if let Some(size) = size_of(io::stdout()) {
            let _ = rustix::termios::tcsetwinsize(&self.master, size);
        }
        match rustix::process::waitpid(Some(self.pid), WaitOptions::UNTRACED | WaitOptions::NOHANG) {
            Ok(Some((_, status))) if status.stopped() => {
                self.stop();
                None
            }
            Ok(Some((_, status))) => {
                let code = status.exit_status();
                Some(super::outcome::status_of(code, status.terminating_signal()).0)
            }
            Ok(None) | Err(_) => None,
        }
    }

    /// Stops as the program did, where a shell can bring us back, and goes on with it.
    fn stop(&mut self) {
        if can_be_continued() {
            self.outer.give_back();
            let _ = rustix::process::kill_process(rustix::process::getpid(), Signal::STOP);
            self.follow();
        }
        let _ = rustix::process::kill_process(self.pid, Signal::CONT);
    }

    /// Follows the terminal to where the shell has put our job, with its size.
    fn follow(&mut self) {
        let handed_on = self.outer.hands_on;
        self.outer.follow();
        if self.outer.hands_on
            && !handed_on
            && let Some(size) = size_of(io::stdout())
        {
            let _ = rustix::termios::tcsetwinsize(&self.master, size);
        }
    }

    /// Passes on what the program printed last. One that it left in the background may print for ever.
    fn drain(&mut self, buffer: &mut [u8]) {
        for _ in 0..LAST_READS {
            if !self.pass_output(buffer) {
                return;
            }
        }
    }
}

/// Writes to the terminal at once; one that takes nothing now is waited for.
fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(io::stdout(), bytes) {
            Ok(count) => bytes = &bytes[count..],
            Err(rustix::io::Errno::INTR) => {}
            Err(rustix::io::Errno::AGAIN) => {
                let stdout = io::stdout();
                let mut polled = [PollFd::new(&stdout, PollFlags::OUT)];
                let _ = rustix::event::poll(&mut polled, None);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
