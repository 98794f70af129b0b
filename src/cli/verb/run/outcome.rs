//! The end of a program that was run: its status, its time and its output.

use std::ffi::OsStr;
use std::io::{self, ErrorKind};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::journal::Captured;

/// The end of a program that ran.
#[derive(Debug)]
pub(super) struct Outcome {
    /// The status as a shell has it: 128 and the signal's number where one ended it.
    pub(super) status: u8,
    /// The signal that ended it.
    pub(super) signal: Option<i32>,
    /// The time that it ran.
    pub(super) lasted: Duration,
    /// Its output, head and tail.
    pub(super) output: Captured,
}

impl Outcome {
    /// `exit 0`, `ended by signal 9`.
    pub(super) fn in_words(&self) -> String {
        match self.signal {
            Some(signal) => format!("ended by signal {signal}"),
            None => format!("exit {}", self.status),
        }
    }
}

/// The reason why a program did not run.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// No such program.
    #[error("there is no such program")]
    NotFound,
    /// It is there and cannot be run.
    #[error("{0}")]
    Refused(io::Error),
}

impl Failure {
    /// The status that a shell gives.
    pub(super) fn status(&self) -> u8 {
        match self {
            Failure::NotFound => 127,
            Failure::Refused(_) => 126,
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Failure::NotFound,
            _ => Failure::Refused(error),
        }
    }
}

/// The status of a process as a shell has it, and the signal that ended it.
pub(super) fn status_of(code: Option<i32>, signal: Option<i32>) -> (u8, Option<i32>) {
    let signalled = signal.map(|signal| u8::try_from(signal.saturating_add(128)).unwrap_or(u8::MAX));
    let code = code.map_or(1, |code| u8::try_from(code & 0xff).unwrap_or(1));
    (signalled.unwrap_or(code), signal)
}

/// Finds a program as a shell does, so that it is known before anything runs that there is none.
///
/// # Errors
/// When no file of this name can be run.
pub(super) fn find(program: &OsStr) -> Result<PathBuf, Failure> {
    let given = Path::new(program);
    if program.as_encoded_bytes().contains(&b'/') {
        return runnable(given).map(|()| given.to_owned());
    }
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let mut failure = Failure::NotFound;
    for folder in std::env::split_paths(&folders) {
        let path = folder.join(given);
        match runnable(&path) {
            Ok(()) => return Ok(path),
            Err(Failure::NotFound) => {}
            Err(other) => failure = other,
        }
    }
    Err(failure)
}

fn runnable(path: &Path) -> Result<(), Failure> {
    let about = path.metadata()?;
    if about.is_file() && about.permissions().mode() & 0o111 != 0 {
        return Ok(());
    }
    Err(Failure::Refused(io::Error::from(ErrorKind::PermissionDenied)))
}
