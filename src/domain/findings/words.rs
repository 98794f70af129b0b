//! The names by which findings call events.

use crate::domain::counted::numbered;
use crate::domain::id::RecordId;
use crate::domain::incident::{Event, Incident};

/// "event 4", "events 4, 5 and 6", "events 1, 2, 3, 4, 5 and 7 more".
pub fn events_named(events: &[&Event]) -> String {
    numbered("event", events.iter().map(|event| event.number))
}

/// "event 4", for an event that is known by its record.
pub(super) fn event_named(incident: &Incident, id: RecordId) -> String {
    incident
        .event(id)
        .map_or_else(|| format!("event {}", id.short()), |event| events_named(&[event]))
}

/// Words with a capital, to begin a sentence.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
