//! The line under the title: what the document is, of whose record, how grave it was, and when.

use std::fmt::Write as _;

use crate::domain::counted::counted;
use crate::domain::facts::Facts;
use crate::domain::incident::Event;
use crate::domain::mark::Mark;

use super::said::listed;
use super::times::Times;

/// So many names are given.
const NAMED: usize = 3;

/// `DRAFT from the record of 25 March 2023, 23 entries by ana and bo, not reviewed · SEV1 · 25 March 2023, 09:30 – 20:00
/// (UTC-05:00)`. What is unknown is left out, but for the severity.
pub(super) fn of(facts: &Facts<'_>, authors: &[String], times: Times) -> String {
    let incident = facts.incident;
    let count = incident.drafted().count();
    let mut line = "DRAFT from the record".to_owned();
    let first = incident
        .drafted()
        .find_map(|event| Mark::of(event, incident.zone()));
    if let Some(first) = first {
        let _ = write!(line, " of {}", times.day(times.date(&first.at)));
    }
    match count {
        0 => line.push_str(", no entry"),
        1 => line.push_str(", 1 entry"),
        _ => {
            let _ = write!(line, ", {count} entries");
        }
    }
    if let Some(names) = names(authors) {
        let _ = write!(line, " by {names}");
    }
    if let Some(file) = only_source(incident.drafted()) {
        let _ = write!(line, " from {file}");
    }
    line.push_str(", not reviewed · ");
    match incident.severity() {
        Some(severity) => {
            let _ = write!(line, "SEV{severity}");
        }
        None => line.push_str("severity not set"),
    }
    if let Some(window) = facts.windows.all().first() {
        let end = facts.windows.all().last().and_then(|window| window.end.as_ref());
        // That the end is not recorded is said by the narrative.
        let started = incident.event(window.start.event);
        let span = match (end, started) {
            (None, Some(event)) => format!("since {}", times.in_full(&event.body().timing)),
            (_, _) => times.span(incident, &window.start, end),
        };
        let _ = write!(line, " · {span} ({})", times.zone(incident).text);
    }
    line
}

/// `ana`, `ana and bo`, `ana, bo, cy and 2 more`.
fn names(authors: &[String]) -> Option<String> {
    let mut named: Vec<String> = authors.iter().take(NAMED).cloned().collect();
    let more = authors.len().saturating_sub(NAMED);
    if more > 0 {
        named.push(format!("{more} more"));
    }
    (!named.is_empty()).then(|| listed(&named))
}

/// The file that all of these come from, where that is one.
pub(super) fn only_source<'a>(mut events: impl Iterator<Item = &'a Event>) -> Option<&'a str> {
    let file = |event: &'a Event| {
        let (file, line) = event.body().source.as_deref()?.rsplit_once(':')?;
        line.bytes().all(|b| b.is_ascii_digit()).then_some(file)
    };
    let first = file(events.next()?)?;
    events.all(|event| file(event) == Some(first)).then_some(first)
}

/// `3 entries`, for the notes on the record.
pub(super) fn entries(count: usize) -> String {
    if count == 1 {
        counted(1usize, "entry")
    } else {
        format!("{count} entries")
    }
}
