//! A user's own template is rendered by a process of its own, with bounds on its memory and its time.
//!
//! A template can double a text in each of its steps, join lists without end, or nest so deep that a stack does not
//! hold it: within this process, that would end the interface and what is being typed in it.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use rustix::process::{Resource, Rlimit, setrlimit};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::draft::{self, Draft, TemplateError};

/// The argument that makes a process of this program one that renders.
pub const ARGUMENT: &str = "--render-template";

/// The most bytes that it may have, of any kind.
const MEMORY: u64 = 1024 * 1024 * 1024;

/// The seconds that it may compute.
const SECONDS: u64 = 5;

/// The most bytes that a template may print: more than drafts of the longest incidents have.
const MOST: u64 = 64 * 1024 * 1024;

/// The bytes of its stack, which are taken only as it grows.
const STACK: usize = 128 * 1024 * 1024;

/// A request to render a draft.
#[derive(Serialize, Deserialize)]
struct Asked<D> {
    name: String,
    source: String,
    draft: D,
}

/// An error in the template.
#[derive(Serialize, Deserialize)]
struct Wrong {
    line: Option<usize>,
    reason: String,
}

/// Has `program`, which is this one, render the draft with a user's template.
///
/// # Errors
/// When the template is no good, or needs more than it may have.
pub(super) fn render(
    program: &Path,
    draft: &Draft,
    name: &str,
    source: &str,
) -> Result<String, TemplateError> {
    let refused = |line, reason| TemplateError {
        template: name.to_owned(),
        line,
        reason,
    };
    let asked = serde_json::to_vec(&Asked {
        name: name.to_owned(),
        source: source.to_owned(),
        draft: draft.seen(),
    });
    let answer = asked
        .map_err(io::Error::from)
        .and_then(|asked| ask(program, &asked));
    match answer.map_err(|error| refused(None, format!("it could not be rendered: {error}")))? {
        Answer::Rendered(text) => Ok(draft::finished(draft, &text)),
        Answer::Wrong(Wrong { line, reason }) => Err(refused(line, reason)),
        Answer::TooMuch => Err(refused(
            None,
            format!(
                "it nests too deep, prints more than {} MiB, or needs more than {} GiB of memory or {SECONDS} seconds",
                MOST >> 20,
                MEMORY >> 30
            ),
        )),
    }
}

enum Answer {
    Rendered(String),
    Wrong(Wrong),
    TooMuch,
}

fn ask(program: &Path, asked: &[u8]) -> io::Result<Answer> {
    let mut child = Command::new(program)
        .arg(ARGUMENT)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut input) = child.stdin.take() {
        // Whoever was ended reads no further: how it ended says more.
        let _ = input.write_all(asked);
    }
    let mut bytes = Vec::new();
    let read = match child.stdout.take() {
        Some(output) => output.take(MOST + 1).read_to_end(&mut bytes),
        None => Ok(0),
    };
    // Where it has more to say, it finds nobody any more.
    let status = child.wait()?;
    read?;
    let is_complete = bytes.len() as u64 <= MOST;
    Ok(match (status.code(), String::from_utf8(bytes)) {
        (Some(0), Ok(text)) if is_complete => Answer::Rendered(text),
        (Some(1), Ok(text)) => serde_json::from_str(&text).map_or(Answer::TooMuch, Answer::Wrong),
        _ => Answer::TooMuch,
    })
}

/// Nobody waits for what is rendered once the process that asked for it was killed.
#[cfg(target_os = "linux")]
fn ends_with_parent() {
    let _ = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
}

/// Here it computes on, as long as it may.
#[cfg(not(target_os = "linux"))]
fn ends_with_parent() {}

/// The other half: renders what is asked for on `input` to `output`. Returns the exit status.
pub fn answer(input: &mut dyn Read, output: &mut dyn Write) -> u8 {
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    let bounds = [(Resource::As, MEMORY), (Resource::Cpu, SECONDS)];
    ends_with_parent();
    // What cannot be bounded is bounded by the rest.
    for (resource, most) in bounds {
        let bound = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        let _ = setrlimit(resource, bound);
    }
    let _ = setrlimit(Resource::Core, none);
    let mut asked = Vec::new();
    let asked = input
        .read_to_end(&mut asked)
        .ok()
        .and_then(|_| serde_json::from_slice::<Asked<Value>>(&asked).ok());
    let Some(asked) = asked else { return 2 };
    let rendering = move || draft::rendered(&asked.draft, &asked.name, &asked.source);
    let thread = thread::Builder::new().stack_size(STACK).spawn(rendering);
    let (status, text) = match thread.map(thread::JoinHandle::join) {
        Ok(Ok(Ok(text))) => (0, text),
        Ok(Ok(Err(TemplateError { line, reason, .. }))) => (
            1,
            serde_json::to_string(&Wrong { line, reason }).unwrap_or_default(),
        ),
        Ok(Err(_)) | Err(_) => return 2,
    };
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Ok(()) => status,
        Err(_) => 2,
    }
}
