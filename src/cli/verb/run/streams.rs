//! Runs a program whose input or output is no terminal: it stays in our job, so that the terminal's keys reach it, and
//! each of its streams is passed through by a thread.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::os::fd::OwnedFd;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Pid;
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::Signals;

use super::outcome::{Failure, Outcome, find, status_of};
use super::relay::{Pty, pass, size_of};
use crate::journal::Capture;

/// The time that a stream has to be passed on after somebody asks us to end: long enough for what is on its way.
const GRACE: Duration = Duration::from_millis(500);

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
    // Before there is a program: what asks us to end reaches it, and what it did is recorded.
    let signals = Signals::new([SIGINT, SIGQUIT, SIGTERM, SIGHUP])?;
    let mut command = Command::new(name);
    command.args(arguments).stdout(to_out).stderr(to_err);
    let mut child = command.spawn()?;
    // Our copies of the program's ends: while we hold them, no stream ends.
    drop(command);
    let shared = Arc::new(Shared::default());
    let (done, is_done) = mpsc::channel();
    hand_on(signals, Pid::from_child(&child), &shared, done.clone());
    pass_on(out, unbuffered(io::stdout()), &shared, done.clone());
    pass_on(err, unbuffered(io::stderr()), &shared, done);
    let status = child.wait()?;
    shared.has_ended.store(true, Ordering::Release);
    until_passed(&is_done);
    let (status, signal) = status_of(status.code(), status.signal());
    Ok(Outcome {
        status,
        signal,
        lasted: began.elapsed(),
        output: shared.take_copy().finish(),
    })
}

/// The state that the threads of a run share.
#[derive(Default)]
struct Shared {
    copy: Mutex<Capture>,
    has_ended: AtomicBool,
}

impl Shared {
    fn take_copy(&self) -> Capture {
        std::mem::take(&mut self.copy.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A message of a thread.
enum Done {
    /// A stream has ended, or what the program left in it is passed on.
    Passed,
    /// Somebody asked us to end after the program had.
    Asked,
}

/// Waits until both streams are passed on. Once somebody asks us to end, a reader that takes nothing is waited for no
/// longer than [`GRACE`].
fn until_passed(is_done: &Receiver<Done>) {
    let (mut open, mut asked) = (2, None);
    while open > 0 {
        let message = match asked {
            None => is_done.recv().ok(),
            Some(since) => is_done
                .recv_timeout(GRACE.saturating_sub(Instant::elapsed(&since)))
                .ok(),
        };
        match message {
            Some(Done::Passed) => open -= 1,
            Some(Done::Asked) => asked = asked.or_else(|| Some(Instant::now())),
            None => return,
        }
    }
}

/// Hands signals on to the program. The keys of a terminal reach it by themselves, and must not end us before it; what is
/// sent to us alone is handed on.
fn hand_on(mut signals: Signals, pid: Pid, shared: &Arc<Shared>, done: Sender<Done>) {
    let shared = Arc::clone(shared);
    thread::spawn(move || {
        for signal in signals.forever() {
            if shared.has_ended.load(Ordering::Acquire) {
                // Nobody listens any more where all is passed on.
                let _ = done.send(Done::Asked);
            } else if [SIGTERM, SIGHUP].contains(&signal) {
                let sent = rustix::process::Signal::from_named_raw(signal);
                let _ = sent.map(|sent| rustix::process::kill_process(pid, sent));
            }
        }
    });
}

fn pass_on(from: OwnedFd, to: impl Write + Send + 'static, shared: &Arc<Shared>, done: Sender<Done>) {
    let shared = Arc::clone(shared);
    thread::spawn(move || {
        pass(from, to, &shared.copy, &shared.has_ended);
        let _ = done.send(Done::Passed);
    });
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
