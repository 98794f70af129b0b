//! Asks git for the log of a local repository. A repository is somebody's: nothing that its configuration names is
//! run, and nothing is fetched.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use chrono::{DateTime, SecondsFormat, Utc};

use super::archive::MOST_BYTES;
use crate::import::{Bundle, git};

/// Settings by which a repository could have a program run or a server asked, each taken away.
const HARMLESS: [&str; 8] = [
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.alternateRefsCommand=false",
    "log.showSignature=false",
    "gpg.program=false",
    "gpg.ssh.program=false",
    "gpg.x509.program=false",
    "protocol.allow=never",
];

/// The reason why there is no log.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// Git cannot be run.
    #[error("cannot run git: {0}")]
    NoGit(#[from] io::Error),
    /// Git refused: no repository, or another user's.
    #[error("git: {0}")]
    Refused(String),
    /// The log is larger than an import may be.
    #[error("the log is larger than one import may be; narrow it with --between")]
    TooLarge,
}

/// The commits, merges and tags of a repository between two instants.
///
/// # Errors
/// When git cannot be run, refuses, or has more to say than one import may have.
pub fn log(repository: &Path, span: Option<(DateTime<Utc>, DateTime<Utc>)>) -> Result<Bundle, GitError> {
    let called = repository.canonicalize().ok();
    let called = called.as_deref().unwrap_or(repository).file_name();
    let name = called.map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let time = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let span = span.map(|(from, to)| [format!("--since={}", time(from)), format!("--until={}", time(to))]);
    let format = format!("--format={}", git::LOG_FORMAT);
    let mut arguments = vec![
        "log",
        "-z",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
        "--no-patch",
        &format,
    ];
    arguments.extend(span.iter().flatten().map(String::as_str));
    arguments.extend(["HEAD", "--tags", "--"]);
    let commits = run(repository, &arguments)?;
    let format = format!("--format={}", git::TAG_FORMAT);
    let tags = run(repository, &["for-each-ref", &format, "refs/tags"])?;
    let mut bytes = git::HEAD.as_bytes().to_vec();
    bytes.extend(name.replace('\0', "").as_bytes());
    bytes.push(0);
    bytes.extend(commits);
    // After the last record of `log -z` a NUL stands, or not, by its version.
    if bytes.last() != Some(&0) {
        bytes.push(0);
    }
    bytes.extend(tags);
    Ok(Bundle::of(&name, bytes))
}

fn run(repository: &Path, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
    let output = hardened(repository).args(arguments).output()?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr);
        let first = words.lines().next().unwrap_or("it failed and said nothing");
        return Err(GitError::Refused(first.trim_start_matches("fatal: ").to_owned()));
    }
    if output.stdout.len() as u64 > MOST_BYTES {
        return Err(GitError::TooLarge);
    }
    Ok(output.stdout)
}

fn hardened(repository: &Path) -> Command {
    let mut command = Command::new("git");
    // What a calling hook or an attacker's environment says of repositories, configurations and programs is not meant.
    let variables = std::env::vars_os().map(|(name, _)| name);
    for name in variables.filter(|name| is_of_git(name)) {
        command.env_remove(name);
    }
    command
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("LC_ALL", "C")
        .arg("--no-pager")
        .arg("-C")
        .arg(repository)
        .stdin(Stdio::null());
    for setting in HARMLESS {
        command.args(["-c", setting]);
    }
    command
}

fn is_of_git(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with("GIT_")
}
