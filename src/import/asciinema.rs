//! Reads the markers of a terminal recording by asciinema (versions 2 and 3). What was typed and shown is no event.

use serde::Deserialize;

use super::building::said;
use super::document::{Bundle, Document};
use super::json::Shape;
use super::options::ImportOptions;
use super::outcome::{Import, ImportError};
use super::proposal::{Proposal, Why};
use super::stamp;
use crate::domain::kind::Kind;

/// The format's name in errors.
const ASCIINEMA: &str = "asciinema";

/// The longest time in a recording that is believed, in seconds: a year.
const LONGEST: f64 = 366.0 * 24.0 * 3600.0;

/// The first line of a recording, as far as it is read.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Header {
    version: u64,
    /// Seconds of the epoch, and in some recordings a part of one.
    timestamp: Option<f64>,
    title: Option<String>,
}

/// True if the bundle is in this format, to judge by its content.
pub(super) fn recognises(bundle: &Bundle) -> bool {
    bundle.documents.iter().take(8).any(is_recording)
}

fn is_recording(document: &Document) -> bool {
    let is_header =
        |shape: Shape| shape.has("version") && (shape.has_all(&["width", "height"]) || shape.has("term"));
    Shape::of(document).is_some_and(is_header) && header(&document.text()).is_some()
}

/// The header, where its version is read here.
fn header(text: &str) -> Option<Header> {
    let first = text.lines().next()?;
    let header: Header = serde_json::from_str(first).ok()?;
    matches!(header.version, 2 | 3).then_some(header)
}

/// Reads it.
pub(super) fn read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    let mut import = Import::default();
    let mut recordings = 0;
    for document in &bundle.documents {
        let text = document.text();
        match header(&text) {
            Some(header) => {
                recordings += 1;
                read_recording(&header, &text, document, options, &mut import);
                import.title = header.title.filter(|title| !title.trim().is_empty());
            }
            None => import.pass_over(
                1,
                &document.name,
                Why::Unreadable("it is no recording".to_owned()),
            ),
        }
    }
    if recordings == 0 {
        let why = "the first line is no header of version 2 or 3".to_owned();
        return Err(ImportError::Malformed {
            format: ASCIINEMA,
            why,
        });
    }
    if recordings > 1 {
        import.title = None;
    }
    Ok(import)
}

fn read_recording(
    header: &Header,
    text: &str,
    document: &Document,
    options: &ImportOptions,
    import: &mut Import,
) {
    let start = header.timestamp.and_then(micros);
    let mut since_start = 0_i64;
    let mut shown = 0_usize;
    for (nth, line) in text.lines().enumerate().skip(1) {
        let number = nth + 1;
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let Ok((seconds, code, data)) = serde_json::from_str::<(f64, String, String)>(line) else {
            import.pass_over(
                number,
                line,
                Why::Unreadable("it is no event of a recording".to_owned()),
            );
            continue;
        };
        let Some(given) = micros(seconds).filter(|_| seconds <= LONGEST) else {
            import.pass_over(number, line, Why::Unreadable("its time is none".to_owned()));
            continue;
        };
        // Version 3 counts from the event before, version 2 from the start.
        since_start = if header.version == 3 {
            since_start.saturating_add(given)
        } else {
            given
        };
        if code != "m" {
            shown += 1;
            continue;
        }
        let label = if data.trim().is_empty() {
            "marker"
        } else {
            data.trim()
        };
        let at = start.and_then(|start| start.checked_add(since_start));
        let time = at.and_then(|at| stamp::epoch_micros(at, options));
        let event = Proposal::exported(number, Kind::Note, said(time), label, line);
        import.propose(event.of_guessed_kind().on_line(document));
    }
    if shown > 0 {
        let why = format!("{shown} lines are what was typed and shown; only markers are events");
        import.pass_over(2, "", Why::Unreadable(why));
    }
}

/// Seconds as microseconds; `None` for what is no time of a recording.
fn micros(seconds: f64) -> Option<i64> {
    let micros = (seconds * 1e6).round();
    // Below this a float's whole numbers are exact.
    let is_sound = (0.0..9e15).contains(&micros);
    #[allow(
        clippy::cast_possible_truncation,
        reason = "it is within the range of whole numbers"
    )]
    is_sound.then_some(micros as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::sample::{fixture, options, said, told};

    #[test]
    fn markers_are_events_at_their_times() {
        let import = read(&fixture("asciinema-v2.cast"), &options()).unwrap();
        assert_eq!(
            told(&import),
            [
                "14:03:00 MITIG? [asciinema-v2.cast:3] rolled back",
                "15:02:00 NOTE [asciinema-v2.cast:5] marker",
            ]
        );
        assert_eq!(import.title.as_deref(), Some("rollback"));
        assert_eq!(
            said(&import),
            ["2: 2 lines are what was typed and shown; only markers are events | "]
        );
        assert_eq!(
            told(&read(&fixture("asciinema-v3.cast"), &options()).unwrap()),
            [
                "14:03:00 ESCAL? [asciinema-v3.cast:4] paged bo",
                "14:04:00 MITIG? [asciinema-v3.cast:5] rolled back",
            ]
        );
    }

    #[test]
    fn times_that_are_none_are_passed_over() {
        let text = "{\"version\":3,\"term\":{}}\n[1e300,\"m\",\"x\"]\n[-1,\"m\",\"x\"]\n[1,\"m\",\"\\u001b[2J\"]\n[1,\"m\"]\nx";
        let import = read(&Bundle::of("a.cast", text), &options()).unwrap();
        assert_eq!(told(&import), ["-- NOTE [a.cast:4] \u{1b}[2J"]);
        assert_eq!(import.skipped.len(), 4);
        assert!(read(&Bundle::of("a.cast", "{\"version\":1}"), &options()).is_err());
    }
}
