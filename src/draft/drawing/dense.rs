//! Entries that fall on one spot of the drawing share a mark: however many there are, it stays small.

use super::scale::Scale;
use super::subject::{Entry, Subject};

/// The entries of one spot, in order.
pub(super) struct Spot<'a> {
    /// The place from left to right.
    pub(super) x: f64,
    /// The entries; there is always one.
    pub(super) entries: Vec<Entry<'a>>,
}

/// The spots of these entries, in order. A spot is a tenth of a unit wide, as finely as anything is written.
pub(super) fn spots<'a>(entries: impl Iterator<Item = Entry<'a>>, scale: &Scale) -> Vec<Spot<'a>> {
    let mut spots: Vec<Spot<'a>> = Vec::new();
    for entry in entries {
        let x = (scale.x(entry.at()) * 10.0).round() / 10.0;
        match spots.last_mut() {
            Some(spot) if spot.x == x => spot.entries.push(entry),
            Some(_) | None => spots.push(Spot {
                x,
                entries: vec![entry],
            }),
        }
    }
    spots
}

/// The words for entries that share a mark, and the number of the first.
pub(super) fn told(subject: &Subject<'_>, entries: &[Entry<'_>]) -> (String, Option<u32>) {
    let Some(first) = entries.first() else {
        return (String::new(), None);
    };
    let more = match entries.len() - 1 {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    (
        format!("{}{more}", subject.told(first.event)),
        Some(first.event.number),
    )
}
