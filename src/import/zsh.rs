//! Reads the history of zsh: `: <epoch>:<seconds>;<command>`, or commands alone, in bytes that zsh has metafied.

use super::document::{Bundle, Document};
use super::options::ImportOptions;
use super::outcome::{Import, ImportError};
use super::shell::{self, HistoryEntry};

/// So many lines tell whether it is a history.
const LOOKED_AT: usize = 200;

/// The byte before one that zsh has changed, by this difference.
const META: u8 = 0x83;
const DIFFERENCE: u8 = 32;

/// True if it is a history with times, or is called as one.
pub(super) fn recognises(bundle: &Bundle) -> bool {
    shell::all(bundle, |document| {
        shell::is_called(document, &["zsh_history", "zhistory", "histfile"]) || has_times(document)
    })
}

/// True if the first command has a time, or a fifth of the lines have one.
fn has_times(document: &Document) -> bool {
    let lines = document.bytes.split(|b| *b == b'\n');
    let lines = lines.filter(|line| !line.trim_ascii().is_empty()).take(LOOKED_AT);
    let is_timed: Vec<bool> = lines
        .map(|line| timed(&String::from_utf8_lossy(line)).is_some())
        .collect();
    let times = is_timed.iter().filter(|is_timed| **is_timed).count();
    is_timed.first() == Some(&true) || (times > 0 && times * 5 >= is_timed.len())
}

/// Begin, seconds and command of `: 1764063012:0;kubectl get pods`.
fn timed(line: &str) -> Option<(i64, i64, &str)> {
    let (head, command) = line.strip_prefix(": ")?.split_once(';')?;
    let (at, lasted) = head.split_once(':')?;
    let at = at.trim();
    let is_time = !at.is_empty() && at.bytes().all(|b| b.is_ascii_digit());
    let at = at.parse().ok().filter(|_| is_time)?;
    Some((at, lasted.parse().ok()?, command))
}

/// Reads it.
pub(super) fn read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    shell::read(bundle, options, |document, _| {
        entries(&String::from_utf8_lossy(&unmetafied(&document.bytes)))
    })
}

/// The bytes as they were typed.
fn unmetafied(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut bytes = bytes.iter();
    while let Some(byte) = bytes.next() {
        match *byte {
            META => plain.extend(bytes.next().map(|next| next ^ DIFFERENCE)),
            byte => plain.push(byte),
        }
    }
    plain
}

/// A backslash at the end of a line goes on with the command on the next.
fn entries(text: &str) -> Vec<HistoryEntry> {
    let mut entries: Vec<HistoryEntry> = Vec::new();
    let mut goes_on = false;
    for (nth, line) in text.lines().enumerate() {
        let command = line.strip_suffix('\\').unwrap_or(line);
        let is_more = std::mem::replace(&mut goes_on, command.len() < line.len());
        match entries.last_mut().filter(|_| is_more) {
            Some(entry) => {
                entry.last_line = nth + 1;
                entry.command.push('\n');
                entry.command.push_str(command);
                entry.raw.push('\n');
                entry.raw.push_str(line);
            }
            None if line.trim().is_empty() => goes_on = false,
            None => {
                let (at, lasted, command) = match timed(command) {
                    Some((at, lasted, command)) => (Some(at), lasted, command),
                    None => (None, 0, command),
                };
                entries.push(HistoryEntry {
                    line: nth + 1,
                    last_line: nth + 1,
                    at,
                    lasted,
                    command: command.to_owned(),
                    raw: line.to_owned(),
                });
            }
        }
    }
    entries
}
