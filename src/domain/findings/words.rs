//! How findings name events.

use crate::domain::id::RecordId;
use crate::domain::incident::{Event, Incident};

/// How many events a sentence names before it only counts.
const NAMED: usize = 5;

/// "event 4", "events 4, 5 and 6", "events 1, 2, 3, 4, 5 and 7 more".
pub fn events_named(events: &[&Event]) -> String {
    let mut names: Vec<String> = events
        .iter()
        .take(NAMED)
        .map(|event| event.number.to_string())
        .collect();
    if events.len() > NAMED {
        names.push(format!("{} more", events.len() - NAMED));
    }
    let word = if events.len() == 1 { "event" } else { "events" };
    match names.split_last() {
        Some((last, [])) => format!("{word} {last}"),
        Some((last, first)) => format!("{word} {} and {last}", first.join(", ")),
        None => "no events".to_owned(),
    }
}

/// "event 4", for an event that is known by its record.
pub(super) fn event_named(incident: &Incident, id: RecordId) -> String {
    incident
        .event(id)
        .map_or_else(|| format!("event {}", id.short()), |event| events_named(&[event]))
}

/// "1 event", "3 events".
pub(super) fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// The same with a capital, to begin a sentence.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
