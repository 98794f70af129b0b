//! The processes between hotwash and a program that has a terminal of its own. One leads the terminal's session, so that
//! Ctrl-Z stops the program as it would without hotwash.
//!
//! The system ignores that key for a job whose leader's parent is in no session above it; this process is that parent. The
//! other waits until the terminal is its own and becomes the program.

use std::ffi::OsString;
use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use rustix::process::{Pid, Signal, WaitOptions};

use super::outcome::{Failure, status_of};

/// The argument that makes a process of this program the one that leads the session.
pub(in crate::cli) const LEADER: &str = "--run-inside";

/// The argument that makes a process of this program the one that becomes the program.
pub(in crate::cli) const JOB: &str = "--run-job";

/// The milliseconds that a job waits for its terminal: a program that never gets it runs all the same.
const LONGEST_WAIT: u32 = 1000;

/// Runs the program in a session of its own on the terminal that standard input is. Returns the status as a shell has
/// it.
pub(in crate::cli) fn lead(program: &[OsString], hotwash: Option<&Path>) -> u8 {
    lead_session(program, hotwash).unwrap_or_else(|failure| told(program, &failure))
}

/// Becomes the program, once the terminal is this job's: before that, its keys would stop and interrupt nobody. Returns
/// the status of a shell where it cannot.
pub(in crate::cli) fn become_program(program: &[OsString]) -> u8 {
    let Some((name, arguments)) = program.split_first() else {
        return Failure::NotFound.status();
    };
    for _ in 0..LONGEST_WAIT {
        let foreground = rustix::termios::tcgetpgrp(io::stdin());
        if foreground.is_ok_and(|job| job == rustix::process::getpgrp()) {
            break;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    let failure = Command::new(name).args(arguments).exec();
    told(program, &failure.into())
}

fn told(program: &[OsString], failure: &Failure) -> u8 {
    let name = program
        .first()
        .map(|name| name.to_string_lossy())
        .unwrap_or_default();
    let _ = writeln!(io::stderr(), "hotwash: {name} cannot be run: {failure}");
    failure.status()
}

fn lead_session(program: &[OsString], hotwash: Option<&Path>) -> Result<u8, Failure> {
    let hotwash = hotwash.ok_or(Failure::NotFound)?;
    rustix::process::setsid().map_err(io::Error::from)?;
    rustix::process::ioctl_tiocsctty(io::stdin()).map_err(io::Error::from)?;
    let mut command = Command::new(hotwash);
    let child = command.arg(JOB).args(program).process_group(0).spawn()?;
    let job = Pid::from_child(&child);
    let _ = rustix::termios::tcsetpgrp(io::stdin(), job);
    loop {
        match rustix::process::waitpid(Some(job), WaitOptions::UNTRACED) {
            Ok(Some((_, status))) if status.stopped() => stopped(job),
            Ok(Some((_, status))) => {
                return Ok(status_of(status.exit_status(), status.terminating_signal()).0);
            }
            Ok(None) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(io::Error::from(error).into()),
        }
    }
}

/// The program was stopped: so are we, which hotwash sees, until both go on.
fn stopped(job: Pid) {
    let _ = rustix::process::kill_process(rustix::process::getpid(), Signal::STOP);
    let _ = rustix::process::kill_process_group(job, Signal::CONT);
}
