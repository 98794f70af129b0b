//! Everything outside that a verb meets: environment, streams, machine, disk. Tests bring their own.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec};

use super::output::Output;
use crate::journal::{Disk, Storage};
use crate::system::machine::Machine;

/// Standard input.
pub struct StandardInput {
    /// The bytes that come through it.
    pub reader: Box<dyn BufRead>,
    /// True where a person sits at the other end.
    pub is_terminal: bool,
    /// Waits a moment, and says whether nothing more has come meanwhile.
    pub is_quiet: Box<dyn Fn() -> bool>,
}

/// Everything outside.
pub struct World {
    /// The environment. Values that are no Unicode are left out.
    pub env: HashMap<String, String>,
    /// Standard input.
    pub input: StandardInput,
    /// Standard output and standard error.
    pub output: Output,
    /// Clock, ids, zone, user and host.
    pub machine: Arc<Machine>,
    /// The disk.
    pub storage: Arc<dyn Storage>,
    /// This program, where it can be run once more.
    pub program: Option<PathBuf>,
}

impl World {
    /// The real one.
    pub fn real() -> Self {
        let env: HashMap<String, String> = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect();
        let machine = Machine::real(&|name| env.get(name).cloned());
        let stdout = BufWriter::new(io::stdout());
        World {
            input: StandardInput {
                reader: Box::new(BufReader::new(io::stdin())),
                is_terminal: io::stdin().is_terminal(),
                is_quiet: Box::new(is_quiet),
            },
            output: Output::new(Box::new(stdout), Box::new(io::stderr()), columns()),
            machine: Arc::new(machine),
            storage: Arc::new(Disk),
            program: program(),
            env,
        }
    }

    /// A variable that is set to something.
    pub(super) fn var(&self, name: &str) -> Option<&str> {
        let value = self.env.get(name).map(String::as_str);
        value.filter(|value| !value.is_empty())
    }
}

/// The file of this program. On Linux it is the one that runs, also after another was put in its place.
fn program() -> Option<PathBuf> {
    let own = PathBuf::from("/proc/self/exe");
    if own.exists() {
        return Some(own);
    }
    std::env::current_exe().ok()
}

/// The time that what comes in one go may take to come: what is written line by line, by hand or by a program that waits,
/// is not held back for longer.
const MOMENT: Duration = Duration::from_millis(200);

/// True where nothing can be read from standard input for a moment. The end of it is something.
fn is_quiet() -> bool {
    let stdin = io::stdin();
    let mut polled = [PollFd::new(&stdin, PollFlags::IN)];
    let moment = Timespec::try_from(MOMENT).ok();
    matches!(rustix::event::poll(&mut polled, moment.as_ref()), Ok(0))
}

/// The columns of the terminal that standard output is; 80 where it does not say.
fn columns() -> Option<usize> {
    let stdout = io::stdout();
    if !stdout.is_terminal() {
        return None;
    }
    let told = rustix::termios::tcgetwinsize(&stdout).ok();
    let columns = told
        .map(|size| usize::from(size.ws_col))
        .filter(|columns| *columns > 0);
    Some(columns.unwrap_or(80))
}
