//! Reads the systemd journal, as journalctl prints it with -o json.

use serde_json::{Map, Value};

use super::building::said;
use super::document::{Bundle, Document};
use super::json::{Objects, shapes};
use super::options::ImportOptions;
use super::outcome::{Import, ImportError};
use super::proposal::{Proposal, Why};
use super::stamp;
use crate::domain::kind::Kind;
use crate::domain::time::typed::TimeGiven;

/// The format's name in keys.
const JOURNALD: &str = "journald";

/// The least grave priority that is chosen beforehand: a warning.
const WARNING: i64 = 4;

/// True if the bundle is in this format, to judge by its content.
pub(super) fn recognises(bundle: &Bundle) -> bool {
    shapes(bundle).any(|shape| shape.has("__REALTIME_TIMESTAMP"))
}

/// Reads it.
pub(super) fn read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    let mut import = Import::default();
    for document in &bundle.documents {
        for piece in Objects::of(&document.text()) {
            match piece.object {
                Ok(entry) => propose(&entry, piece.line, piece.raw, document, options, &mut import),
                Err(why) => import.pass_over(piece.line, piece.raw, Why::Unreadable(why)),
            }
        }
    }
    Ok(import)
}

/// Proposes one entry of the journal.
fn propose(
    entry: &Map<String, Value>,
    line: usize,
    raw: &str,
    document: &Document,
    options: &ImportOptions,
    import: &mut Import,
) {
    let field = |name: &str| entry.get(name).and_then(words);
    let Some(message) = field("MESSAGE").filter(|message| !message.trim().is_empty()) else {
        return import.pass_over(line, raw, Why::NoText);
    };
    let origin = ["SYSLOG_IDENTIFIER", "_SYSTEMD_UNIT", "_COMM"];
    let text = match origin.into_iter().find_map(field) {
        Some(program) => format!("{program}: {message}"),
        None => message,
    };
    let priority = field("PRIORITY").and_then(|priority| priority.parse::<i64>().ok());
    let is_grave = priority.is_some_and(|priority| priority <= WARNING);
    let event = Proposal::exported(line, Kind::Note, said(time(entry, options)), &text, raw);
    let event = event.identified(JOURNALD, field("__CURSOR").as_deref(), document);
    import.propose(event.chosen(is_grave));
}

/// The time at which the journal received it: microseconds of the epoch, in a text.
fn time(entry: &Map<String, Value>, options: &ImportOptions) -> Option<TimeGiven> {
    let micros = words(entry.get("__REALTIME_TIMESTAMP")?)?;
    stamp::epoch_micros(micros.trim().parse().ok()?, options)
}

/// The words of a field: a text, a number, the bytes of a text that is not plain, or several of these.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(parts) => {
            let byte = |part: &Value| part.as_u64().and_then(|byte| u8::try_from(byte).ok());
            let bytes: Option<Vec<u8>> = parts.iter().map(byte).collect();
            match bytes {
                Some(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
                None => {
                    let lines: Vec<String> = parts.iter().filter_map(words).collect();
                    Some(lines.join("\n"))
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::sample::{fixture, options, said, told};

    #[test]
    fn warnings_are_chosen_and_bytes_are_text() {
        let import = read(&fixture("journald.json"), &options()).unwrap();
        assert_eq!(
            told(&import),
            [
                "14:02:00 NOTE [journald:s=739ad463348b4ceca5a9e69c95a3c93f;i=4ece7;b=6c7c6013a26343b29e964691ff25d04c;\
                 m=4fc72436e;t=4c508a72423d9;x=d3e5610681098c10] nginx: upstream timed out",
                "14:02:01 NOTE [journald:s=739a;i=4ece8] (offered) app.service: hi \u{e9}\u{1b}[0m",
            ]
        );
        assert_eq!(import.skipped.len(), 1);
    }

    #[test]
    fn a_bad_line_costs_no_other() {
        let text = "{\"__REALTIME_TIMESTAMP\":\"99999999999999999999\",\"MESSAGE\":[\"a\",[98]],\"PRIORITY\":2}\n-- boot --\n{\"MESSAGE\":{}}";
        let import = read(&Bundle::of("j.json", text), &options()).unwrap();
        assert_eq!(told(&import), ["-- NOTE [j.json:1] a|b"]);
        assert_eq!(
            said(&import),
            [
                "2: it is no JSON object: invalid number | -- boot --",
                "3: it has no text | {\"MESSAGE\":{}}",
            ]
        );
    }
}
