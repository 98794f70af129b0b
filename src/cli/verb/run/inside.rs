//! The process between hotwash and a program that has a terminal of its own: it leads the terminal's session, so that
//! Ctrl-Z stops the program as it would without hotwash.
//!
//! The system ignores that key for a job whose leader's parent is in no session above it; this process is that parent.

use std::ffi::OsString;
use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::process::Command;

use rustix::process::{Pid, Signal, WaitOptions, WaitStatus};

use super::outcome::{Failure, status_of};

/// The argument that makes a process of this program this one.
pub(in crate::cli) const ARGUMENT: &str = "--run-inside";

/// Runs the program in a session of its own on the terminal that standard input is. Returns the status as a shell has
/// it.
pub(in crate::cli) fn answer(program: &[OsString]) -> u8 {
    match lead(program) {
        Ok(status) => status,
        Err(failure) => {
            let name = program
                .first()
                .map_or_else(Default::default, |name| name.to_string_lossy());
            let _ = writeln!(io::stderr(), "hotwash: {name} cannot be run: {failure}");
            failure.status()
        }
    }
}

fn lead(program: &[OsString]) -> Result<u8, Failure> {
    let (name, arguments) = program.split_first().ok_or(Failure::NotFound)?;
    rustix::process::setsid().map_err(io::Error::from)?;
    rustix::process::ioctl_tiocsctty(io::stdin()).map_err(io::Error::from)?;
    let child = Command::new(name).args(arguments).process_group(0).spawn()?;
    let job = Pid::from_child(&child);
    let _ = rustix::termios::tcsetpgrp(io::stdin(), job);
    loop {
        match rustix::process::waitpid(Some(job), WaitOptions::UNTRACED) {
            Ok(Some((_, status))) if status.stopped() => stopped(job, status),
            Ok(Some((_, status))) => {
                return Ok(status_of(status.exit_status(), status.terminating_signal()).0);
            }
            Ok(None) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(io::Error::from(error).into()),
        }
    }
}

/// The program was stopped: so are we, which hotwash sees, until both go on. One that read before the terminal was its
/// own only waits for that.
fn stopped(job: Pid, status: WaitStatus) {
    let waits = [Signal::TTIN, Signal::TTOU].map(|signal| Some(signal.as_raw()));
    if !waits.contains(&status.stopping_signal()) {
        let _ = rustix::process::kill_process(rustix::process::getpid(), Signal::STOP);
    }
    let _ = rustix::process::kill_process_group(job, Signal::CONT);
}
