//! The order in which events are shown.
//!
//! By the time they happened; those of the same time in the order of recording. An untimed event stands
//! directly after the event that was recorded before it.

use super::Event;
use crate::domain::time::Zone;

/// The place of an event. Ordered as the timeline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimelinePlace {
    /// Microseconds of the event, or of the one it follows; only comparable within one incident.
    micros: i64,
    /// The timed event that it follows; itself when it has a time.
    anchor: u32,
    index: u32,
}

impl TimelinePlace {
    /// The event's index in the order of recording.
    pub fn index(&self) -> usize {
        self.index as usize
    }

    fn of(index: u32, event: &Event, zone: Zone, before: Option<TimelinePlace>) -> Self {
        match (event.body().timing.at, before) {
            (Some(at), _) => TimelinePlace {
                micros: zone.micros(&at),
                anchor: index,
                index,
            },
            (None, Some(before)) => TimelinePlace { index, ..before },
            (None, None) => TimelinePlace {
                micros: i64::MIN,
                anchor: 0,
                index,
            },
        }
    }
}

/// The places of all events that are shown, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    places: Vec<TimelinePlace>,
    /// The places of the events that were withdrawn, in order.
    withdrawn: Vec<TimelinePlace>,
    /// The place of the event recorded last, shown or not.
    newest: Option<TimelinePlace>,
}

impl Timeline {
    /// All places, in order.
    pub fn places(&self) -> &[TimelinePlace] {
        &self.places
    }

    /// The places that withdrawn events would have, in order.
    pub fn withdrawn(&self) -> &[TimelinePlace] {
        &self.withdrawn
    }

    /// The number of events shown.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// True if nothing is shown.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The place of the event with this index of recording.
    pub fn position(&self, index: usize) -> Option<usize> {
        // A walk, from the end: whoever asks has just recorded or chosen something near it.
        self.places.iter().rposition(|place| place.index() == index)
    }

    pub(super) fn rebuild(events: &[Event], zone: Zone) -> Self {
        let mut timeline = Timeline::default();
        for (index, event) in (0u32..).zip(events) {
            let place = TimelinePlace::of(index, event, zone, timeline.newest);
            timeline.newest = Some(place);
            if event.is_struck() {
                timeline.withdrawn.push(place);
            } else {
                timeline.places.push(place);
            }
        }
        timeline.places.sort();
        timeline.withdrawn.sort();
        timeline
    }

    pub(super) fn insert_newest(&mut self, events: &[Event], zone: Zone) {
        let Some((event, index)) = events.last().zip(u32::try_from(events.len() - 1).ok()) else {
            return;
        };
        let place = TimelinePlace::of(index, event, zone, self.newest);
        self.newest = Some(place);
        let after = self.places.partition_point(|other| *other < place);
        self.places.insert(after, place);
    }
}
