//! The sessions of a typescript: `Script started on ...`, the output, `Script done on ...`.

use chrono::NaiveDateTime;

use crate::domain::time::typed::zone_word;
use crate::domain::time::{Moment, Zone};
use crate::import::document::Document;
use crate::import::log::StampScan;
use crate::import::options::ImportOptions;
use crate::import::outcome::Import;
use crate::import::proposal::{Skipped, Why};

const STARTED: &str = "Script started on ";
const DONE: &str = "Script done on ";

/// One session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Session {
    /// The line of its head, and its last one.
    pub line: usize,
    pub last_line: usize,
    pub start: Option<Moment>,
    pub end: Option<Moment>,
    pub command: Option<String>,
    pub exit: Option<String>,
    /// The head, as it stands there.
    pub head: String,
    /// The text between head and tail, as it was written.
    pub output: String,
}

/// True if a file begins as a typescript does.
pub(super) fn is_one(document: &Document) -> bool {
    document.bytes.starts_with(STARTED.as_bytes())
}

/// The sessions of a typescript; `script -a` adds further ones. What stands between two is skipped.
pub(super) fn sessions(text: &str, options: &ImportOptions, import: &mut Import) -> Vec<Session> {
    let mut sessions: Vec<Session> = Vec::new();
    let mut is_open = false;
    for (nth, line) in text.split_inclusive('\n').enumerate() {
        let number = nth + 1;
        if is_open && let Some(session) = sessions.last_mut() {
            session.last_line = number;
            if let Some(tail) = line.strip_prefix(DONE) {
                session.end = moment(tail, options);
                session.exit = value(tail, "COMMAND_EXIT_CODE").map(str::to_owned);
                is_open = false;
            } else {
                session.output.push_str(line);
            }
        } else if let Some(head) = line.strip_prefix(STARTED) {
            is_open = true;
            sessions.push(Session {
                line: number,
                last_line: number,
                start: moment(head, options),
                command: value(head, "COMMAND").map(str::to_owned),
                head: line.trim().to_owned(),
                ..Session::default()
            });
        } else if !line.trim().is_empty() {
            import.skipped.push(Skipped {
                line: number,
                text: line.trim_end().to_owned(),
                why: Why::Unreadable("it stands outside a session".to_owned()),
            });
        }
    }
    sessions
}

/// The value of `NAME="value"`. Quotes within a command are not escaped there: it ends before what else is told.
fn value<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = line.split_once(&format!("[{name}=\""))?;
    let ends = [
        "\" TERM=\"",
        "\" TTY=\"",
        "\" COLUMNS=\"",
        "\" LINES=\"",
        "\" <not ",
    ];
    let end = ends.iter().filter_map(|end| rest.find(end)).min();
    let end = end.or_else(|| rest.rfind("\"]"))?;
    Some(rest[..end].trim()).filter(|value| !value.is_empty())
}

/// `2026-11-20 16:49:50+00:00`, `Fri Nov 20 16:49:50 2026`, `Fri 20 Nov 2026 04:49:50 PM UTC`.
pub(super) fn moment(text: &str, options: &ImportOptions) -> Option<Moment> {
    let text = text.split(" [").next().unwrap_or(text).trim();
    if let Some(stamp) = StampScan(text).stamp() {
        return in_zone(stamp.wall()?, stamp.zone, options);
    }
    let forms = ["%a %d %b %Y %I:%M:%S %p", "%a %d %b %Y %H:%M:%S"];
    forms.iter().find_map(|form| {
        let (wall, rest) = NaiveDateTime::parse_and_remainder(text, form).ok()?;
        in_zone(wall, zone_word(rest.trim()), options)
    })
}

fn in_zone(wall: NaiveDateTime, zone: Option<Zone>, options: &ImportOptions) -> Option<Moment> {
    let zone = zone.unwrap_or(options.time_context(None).zone);
    Moment::parse(&zone.read_wall(wall).moment().to_string())
}
