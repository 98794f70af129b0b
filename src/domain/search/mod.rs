//! Search in all that an incident says: which of its lines hold the words, and how much that counts.
//!
//! Every word must stand somewhere in the incident. A word counts by the best place it stands in: title, cause and
//! resolution before hypotheses and causes on the timeline, those before other events and fields, then action items,
//! then evidence. What is struck, hidden or redacted is not searched.

mod excerpt;
mod fold;
mod likeness;
mod lines;
mod precedent;
mod query;

pub use excerpt::Excerpt;
pub use likeness::Likeness;
pub use lines::{Line, Lines, Match, Place};
pub use precedent::Precedent;
pub use query::Query;

use crate::domain::incident::{Event, Incident};

/// The events whose words are searched, in the order of the timeline: neither struck nor hidden nor redacted, nor such
/// that cannot be read here.
pub fn searched(incident: &Incident) -> impl DoubleEndedIterator<Item = &Event> {
    let may = |event: &&Event| !event.is_hidden() && !event.redacted && !event.foreign;
    incident.shown().filter(may)
}

/// The beginning of a text, of at most so many bytes.
fn beginning(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests;
