//! What strace tells of a program's calls, and what it does to them.

use std::ffi::OsStr;
use std::fmt;
use std::path::Path;
use std::process::Command;

/// A call that touches the home, by its name and its number among the calls of that name.
#[derive(Clone, Debug)]
pub struct Call {
    pub name: String,
    nth: usize,
    told: String,
}

/// What is done to a call.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// The program is killed as it makes the call.
    Kill,
    /// The call fails.
    Once(&'static str),
    /// The call fails, and so do all of its name that follow.
    Onward(&'static str),
}

impl Call {
    /// Whether it is about a file whose name ends so.
    pub fn names(&self, end: &str) -> bool {
        self.told.contains(&format!("{end}>")) || self.told.contains(&format!("{end}\""))
    }
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({})", self.name, self.nth, self.told)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Kill => write!(f, "killed"),
            Fault::Once(error) => write!(f, "{error} once"),
            Fault::Onward(error) => write!(f, "{error} from then on"),
        }
    }
}

/// The program under strace with these options, its own words to follow.
fn strace(options: &[&OsStr]) -> Command {
    let mut command = Command::new("strace");
    command.env_clear().args(["-f", "-qq"]).args(options);
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.arg(env!("CARGO_BIN_EXE_hotwash"));
    command
}

/// The program, with its calls of these names told in a file.
pub fn telling(names: &[&str], file: &Path) -> Command {
    // Not every machine has all of them.
    let trace = format!(
        "trace={}",
        names
            .iter()
            .map(|name| format!("?{name}"))
            .collect::<Vec<_>>()
            .join(",")
    );
    strace(&[
        "-y".as_ref(),
        "-o".as_ref(),
        file.as_ref(),
        "-e".as_ref(),
        trace.as_ref(),
    ])
}

/// The program, with a fault at one of its calls.
pub fn failing(call: &Call, fault: Fault) -> Command {
    let Call { name, nth, .. } = call;
    let inject = match fault {
        Fault::Kill => format!("inject={name}:signal=SIGKILL:when={nth}"),
        Fault::Once(error) => format!("inject={name}:error={error}:when={nth}"),
        Fault::Onward(error) => format!("inject={name}:error={error}:when={nth}+"),
    };
    let trace = format!("trace={name}");
    strace(&["-o", "/dev/null", "-e", &trace, "-e", &inject].map(OsStr::new))
}

/// The calls in a file that strace wrote, as far as they name something below `home`.
pub fn calls(told: &str, home: &Path) -> Vec<Call> {
    let home = home.to_str().unwrap();
    let mut found: Vec<Call> = Vec::new();
    let mut counts = std::collections::HashMap::<&str, usize>::new();
    for line in told.lines() {
        let (_, call) = line.split_once(' ').unwrap_or_default();
        let Some((name, _)) = call.trim_start().split_once('(') else {
            continue;
        };
        let nth = counts.entry(name).or_default();
        *nth += 1;
        if call.contains(home) {
            found.push(Call {
                name: name.to_owned(),
                nth: *nth,
                told: call.trim_start().replace(home, ""),
            });
        }
    }
    found
}
