//! Asks git for the log of a local repository. A repository is somebody's: nothing that its configuration names is
//! run, and nothing is fetched.

use std::ffi::OsStr;
use std::io::{self, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

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

/// The most bytes that are kept of what git complains of.
const MOST_COMPLAINT: u64 = 4096;

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
    output(hardened(repository).args(arguments), MOST_BYTES)
}

/// All that a command prints, up to a limit: one that prints more is ended. Of its complaints the first line is kept.
fn output(command: &mut Command, most: u64) -> Result<Vec<u8>, GitError> {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let complaints = child
        .stderr
        .take()
        .map(|stderr| thread::spawn(|| first_line(stderr)));
    let mut bytes = Vec::new();
    let read = match child.stdout.take() {
        Some(stdout) => stdout.take(most + 1).read_to_end(&mut bytes),
        None => Ok(0),
    };
    let is_too_large = bytes.len() as u64 > most;
    if is_too_large || read.is_err() {
        // One that has ended already needs no ending.
        let _ = child.kill();
    }
    let status = child.wait()?;
    read?;
    if is_too_large {
        return Err(GitError::TooLarge);
    }
    if status.success() {
        return Ok(bytes);
    }
    let words = complaints
        .and_then(|thread| thread.join().ok())
        .unwrap_or_default();
    let words = match words.is_empty() {
        true => "it failed and said nothing",
        false => words.trim_start_matches("fatal: "),
    };
    Err(GitError::Refused(words.to_owned()))
}

/// The first line, up to a limit. The rest is read and dropped, so that who writes it is never kept waiting.
fn first_line(mut from: impl Read) -> String {
    let mut head = Vec::new();
    let _ = (&mut from).take(MOST_COMPLAINT).read_to_end(&mut head);
    let _ = io::copy(&mut from, &mut io::sink());
    let words = String::from_utf8_lossy(&head);
    words.lines().next().unwrap_or_default().to_owned()
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
        // No protocol at all. What a repository allows by name counts for more than the setting below, and for less than this.
        .env("GIT_ALLOW_PROTOCOL", "")
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

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script]).stdin(Stdio::null());
        command
    }

    #[test]
    fn a_program_that_prints_without_end_is_ended_and_one_that_complains_is_quoted() {
        assert_eq!(output(&mut shell("printf abc"), 3).unwrap(), b"abc");
        let endless = output(&mut shell("while :; do echo y; done"), 1000);
        assert!(matches!(endless, Err(GitError::TooLarge)), "{endless:?}");
        let script = "echo fatal: no repository >&2; head -c 1000000 /dev/zero >&2; exit 128";
        let refused = output(&mut shell(script), 1000).unwrap_err();
        assert_eq!(refused.to_string(), "git: no repository");
        let silent = output(&mut shell("exit 1"), 1000).unwrap_err();
        assert_eq!(silent.to_string(), "git: it failed and said nothing");
    }

    #[test]
    fn a_repository_that_allows_a_protocol_of_programs_runs_none() {
        let folder = tempfile::tempdir().unwrap();
        let git = |arguments: &[&str]| hardened(folder.path()).args(arguments).output();
        if git(&["init", "--quiet"]).is_err() {
            return eprintln!("not tried: there is no git");
        }
        git(&["config", "protocol.ext.allow", "always"]).unwrap();
        // A program that would be asked for the references of a remote repository.
        let output = git(&["ls-remote", "ext::touch was-run"]).unwrap();
        assert!(!output.status.success(), "{output:?}");
        assert!(!folder.path().join("was-run").exists());
        let words = String::from_utf8_lossy(&output.stderr);
        assert!(words.contains("transport 'ext' not allowed"), "{words}");
    }
}
