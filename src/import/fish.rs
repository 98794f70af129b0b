//! Reads the history of fish: `- cmd:`, and below it `when:` and `paths:`.

use super::document::{Bundle, Document};
use super::options::ImportOptions;
use super::outcome::{Import, ImportError};
use super::proposal::{Skipped, Why};
use super::shell::{self, HistoryEntry};

const COMMAND: &str = "- cmd: ";
const TIME: &str = "  when: ";

/// So many bytes tell whether it is a history.
const LOOKED_AT: usize = 64 * 1024;

/// True if it is a history: it begins with a command, and says of one when it was.
pub(super) fn recognises(bundle: &Bundle) -> bool {
    shell::all(bundle, |document| {
        shell::is_called(document, &["fish_history"]) || is_history(document)
    })
}

fn is_history(document: &Document) -> bool {
    let start = &document.bytes[..document.bytes.len().min(LOOKED_AT)];
    let text = String::from_utf8_lossy(start);
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let begins = lines.next().is_some_and(|line| line.starts_with(COMMAND));
    begins && lines.any(|line| line.starts_with(TIME))
}

/// Reads it.
pub(super) fn read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    shell::read(bundle, options, |document, import| {
        entries(&document.text(), import)
    })
}

fn entries(text: &str, import: &mut Import) -> Vec<HistoryEntry> {
    let mut entries: Vec<HistoryEntry> = Vec::new();
    for (nth, line) in text.lines().enumerate() {
        let number = nth + 1;
        if let Some(command) = line.strip_prefix(COMMAND) {
            entries.push(HistoryEntry {
                line: number,
                last_line: number,
                command: unescaped(command),
                raw: line.to_owned(),
                ..HistoryEntry::default()
            });
        } else if let Some(entry) = entries.last_mut().filter(|_| line.starts_with("  ")) {
            entry.last_line = number;
            entry.raw.push('\n');
            entry.raw.push_str(line);
            let time = line.strip_prefix(TIME).and_then(|time| time.trim().parse().ok());
            entry.at = entry.at.or(time);
        } else if !line.trim().is_empty() {
            import.skipped.push(Skipped {
                line: number,
                text: line.to_owned(),
                why: Why::Unreadable("it belongs to no command".to_owned()),
            });
        }
    }
    entries
}

/// `\n` is a new line, `\\` a backslash.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, chars.as_str().chars().next()) {
            ('\\', Some('n')) => {
                plain.push('\n');
                chars.next();
            }
            ('\\', Some('\\')) => {
                plain.push('\\');
                chars.next();
            }
            (c, _) => plain.push(c),
        }
    }
    plain
}
