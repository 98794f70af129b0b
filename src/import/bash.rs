//! Reads the history of bash: commands, each below a line `#<epoch>` where times are kept.

use super::document::{Bundle, Document};
use super::options::ImportOptions;
use super::outcome::{Import, ImportError};
use super::shell::{self, HistoryEntry};

/// So many lines tell whether it is a history.
const LOOKED_AT: usize = 200;

/// True if it is a history with times, or is called as one. Without both it looks like any other list of lines.
pub(super) fn recognises(bundle: &Bundle) -> bool {
    shell::all(bundle, |document| {
        shell::is_called(document, &["bash_history"]) || has_times(document)
    })
}

/// True if a fifth of the lines or more are times.
fn has_times(document: &Document) -> bool {
    let lines = document.bytes.split(|b| *b == b'\n');
    let lines = lines.filter(|line| !line.trim_ascii().is_empty()).take(LOOKED_AT);
    let (mut all, mut times) = (0, 0);
    for line in lines {
        all += 1;
        times += usize::from(std::str::from_utf8(line).is_ok_and(|line| time(line).is_some()));
    }
    times > 0 && times * 5 >= all
}

/// The seconds of a line `#1764063012`.
fn time(line: &str) -> Option<i64> {
    let digits = line.trim_end().strip_prefix('#')?;
    let is_time = (9..=11).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| is_time)
}

/// Reads it.
pub(super) fn read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    shell::read(bundle, options, |document, _| entries(&document.text()))
}

/// All below one time is one command, a here-document too; above the first time every line is one.
fn entries(text: &str) -> Vec<HistoryEntry> {
    let mut entries: Vec<HistoryEntry> = Vec::new();
    for (nth, line) in text.lines().enumerate() {
        let at = time(line);
        match entries
            .last_mut()
            .filter(|entry| entry.at.is_some() && at.is_none())
        {
            Some(entry) => {
                entry.last_line = nth + 1;
                entry.raw.push('\n');
                entry.raw.push_str(line);
                if !entry.command.is_empty() {
                    entry.command.push('\n');
                }
                entry.command.push_str(line);
            }
            None if line.trim().is_empty() => {}
            None => entries.push(HistoryEntry {
                line: nth + 1,
                last_line: nth + 1,
                at,
                lasted: 0,
                command: if at.is_some() {
                    String::new()
                } else {
                    line.to_owned()
                },
                raw: line.to_owned(),
            }),
        }
    }
    entries
}
