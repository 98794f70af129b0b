//! The timing log of `script`: the advanced one, which says when, what and how it ended, and the classic one.

use super::Recording;
use crate::domain::time::Moment;
use crate::import::document::Document;

/// So many lines tell whether it is one.
const LOOKED_AT: usize = 20;

/// The facts that a timing log tells of a session.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Timing {
    /// Its begin.
    pub start: Option<Moment>,
    command: Option<String>,
    exit: Option<String>,
    /// Seconds.
    lasted: f64,
}

/// True if a file is a timing log.
pub(super) fn is_one(document: &Document) -> bool {
    let start = &document.bytes[..document.bytes.len().min(4096)];
    let text = String::from_utf8_lossy(start);
    let lines: Vec<&str> = text.lines().take(LOOKED_AT).collect();
    // The last line may be cut off.
    let whole = if lines.len() > 1 {
        &lines[..lines.len() - 1]
    } else {
        &lines[..]
    };
    !whole.is_empty() && whole.iter().all(|line| delay(line).is_some())
}

/// The delay before a record: `O 0.010931 4`, `H 0.000000 START_TIME ...`, `0.010931 4`.
fn delay(line: &str) -> Option<f64> {
    let mut words = line.split(' ');
    let first = words.next()?;
    let is_advanced = ["H", "O", "I", "S"].contains(&first);
    let seconds: f64 = if is_advanced {
        words.next()?.parse().ok()?
    } else {
        first.parse().ok()?
    };
    let rest = words.next()?;
    let is_count = rest.bytes().all(|b| b.is_ascii_digit()) && words.next().is_none();
    (seconds.is_finite() && seconds >= 0.0 && (is_advanced || (is_count && first.contains('.'))))
        .then_some(seconds)
}

impl Timing {
    /// Reads a timing log; `None` where it is none.
    pub(super) fn read(document: &Document) -> Option<Self> {
        if !is_one(document) {
            return None;
        }
        let mut timing = Timing::default();
        let mut said = None;
        for line in document.text().lines() {
            let header = line.strip_prefix("H ").and_then(|rest| rest.split_once(' '));
            match header.and_then(|(_, rest)| rest.split_once(' ')) {
                Some(("START_TIME", value)) => timing.start = start(value),
                Some(("COMMAND", value)) => timing.command = Some(value.trim().to_owned()),
                Some(("EXIT_CODE", value)) => timing.exit = Some(value.trim().to_owned()),
                Some(("DURATION", value)) => said = value.trim().parse().ok(),
                Some(_) => {}
                None => timing.lasted += delay(line).unwrap_or(0.0),
            }
        }
        let is_length = |seconds: &f64| seconds.is_finite() && *seconds >= 0.0;
        timing.lasted = said.filter(is_length).unwrap_or(timing.lasted);
        Some(timing)
    }

    /// Says what the typescript does not.
    pub(super) fn complete(&self, recording: &mut Recording) {
        recording.start = recording.start.or(self.start);
        recording.lasted = Some(self.lasted);
        if recording.command.is_none() {
            recording.command.clone_from(&self.command);
        }
        if recording.exit.is_none() {
            recording.exit.clone_from(&self.exit);
        }
    }
}

/// It is always written with its offset.
fn start(value: &str) -> Option<Moment> {
    let stamp = crate::import::log::StampScan(value.trim()).iso()?;
    let moment = stamp.zone?.read_wall(stamp.wall()?).moment();
    Moment::parse(&moment.to_string())
}
