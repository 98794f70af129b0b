//! Runs a program whose input or output is no terminal: it stays in our job, so that the terminal's keys reach it, and
//! each of its streams is passed through by a thread.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::os::fd::OwnedFd;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Instant;

use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::Signals;

use super::outcome::{Failure, Outcome, find, status_of};
use super::relay::{Pty, pass, size_of};
use crate::journal::Capture;

/// Runs it to its end.
///
/// # Errors
/// When it cannot be started.
pub(super) fn run(program: &[OsString]) -> Result<Outcome, Failure> {
    let (name, arguments) = program.split_first().ok_or(Failure::NotFound)?;
    find(name)?;
    let (out, to_out) = stream(&io::stdout())?;
    let (err, to_err) = stream(&io::stderr())?;
    let began = Instant::now();
    let mut command = Command::new(name);
    command.args(arguments).stdout(to_out).stderr(to_err);
    let mut child = command.spawn()?;
    // Our copies of the program's ends: while we hold them, no stream ends.
    drop(command);
    let pid = rustix::process::Pid::from_child(&child);
    // The keys of a terminal reach the program by themselves, and must not end us before it; what is sent to us alone is
    // handed on.
    let mut signals = Signals::new([SIGINT, SIGQUIT, SIGTERM, SIGHUP])?;
    let handle = signals.handle();
    let copy = Mutex::new(Capture::default());
    let has_ended = AtomicBool::new(false);
    let status = thread::scope(|scope| {
        scope.spawn(move || {
            for signal in signals
                .forever()
                .filter(|signal| [SIGTERM, SIGHUP].contains(signal))
            {
                let sent = rustix::process::Signal::from_named_raw(signal);
                let _ = sent.map(|sent| rustix::process::kill_process(pid, sent));
            }
        });
        let (copy, has_ended) = (&copy, &has_ended);
        scope.spawn(move || pass(out, unbuffered(io::stdout()), copy, has_ended));
        scope.spawn(move || pass(err, unbuffered(io::stderr()), copy, has_ended));
        let status = child.wait();
        has_ended.store(true, Ordering::Release);
        handle.close();
        status
    })?;
    let (status, signal) = status_of(status.code(), status.signal());
    Ok(Outcome {
        status,
        signal,
        lasted: began.elapsed(),
        output: copy.into_inner().unwrap_or_else(PoisonError::into_inner).finish(),
    })
}

/// Our end and the program's end of a stream. Where ours is a terminal, the program sees one too, so that its colours
/// stay.
fn stream(own: &(impl IsTerminal + std::os::fd::AsFd)) -> io::Result<(OwnedFd, Stdio)> {
    if own.is_terminal() {
        let pty = Pty::open(size_of(own))?;
        pty.make_transparent()?;
        return Ok((pty.master, Stdio::from(pty.slave)));
    }
    let (reader, writer) = io::pipe()?;
    Ok((reader.into(), writer.into()))
}

/// Writes to a stream without the line buffer of the standard library, which holds back the beginning of a line.
fn unbuffered(stream: impl std::os::fd::AsFd) -> impl Write {
    // A copy of a descriptor that is open fails only where none is left; then nothing is passed on.
    stream
        .as_fd()
        .try_clone_to_owned()
        .map_or_else(|_| Out::Gone, |fd| Out::File(fd.into()))
}

enum Out {
    File(std::fs::File),
    Gone,
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Out::File(file) => file.write(bytes),
            Out::Gone => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
