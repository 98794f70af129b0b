//! The people who recorded something, and their newest records, by their clocks.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{Incident, Provenance};
use crate::domain::time::AHEAD;

/// A writer who recorded something here.
#[derive(Clone, Debug)]
pub(super) struct Recorder {
    /// The name shown in its first record.
    name: Arc<str>,
    /// The newest reading of its clock.
    newest: DateTime<Utc>,
}

impl Recorder {
    /// The same under another name.
    pub(super) fn called(self, rename: impl Fn(&str) -> Arc<str>) -> Recorder {
        Recorder {
            name: rename(&self.name),
            ..self
        }
    }
}

impl Incident {
    pub(super) fn note_recorder(&mut self, provenance: &Provenance) {
        let Provenance {
            by,
            recorded_at,
            stamp,
        } = provenance;
        let newest = self.recorded.entry(recorded_at.timestamp().div_euclid(60));
        let newest = newest.or_insert(*recorded_at);
        *newest = (*newest).max(*recorded_at);
        if let Some(known) = self.recorders.get_mut(&stamp.writer) {
            known.newest = known.newest.max(*recorded_at);
            return;
        }
        let recorder = Recorder {
            name: Arc::clone(by),
            newest: *recorded_at,
        };
        self.recorders.insert(Arc::clone(&stamp.writer), recorder);
    }

    /// The time at which something was last written down here, by the writer's clock.
    pub fn last_recorded_at(&self) -> Option<DateTime<Utc>> {
        self.recorded.last_key_value().map(|(_, at)| *at)
    }

    /// The time at which something was last written down here as seen at `now`: a clock that is far ahead of the one
    /// here says nothing.
    pub fn last_recorded_before(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let latest = now + AHEAD;
        let minutes = self.recorded.range(..=latest.timestamp().div_euclid(60));
        let mut newest_first = minutes.rev().map(|(_, at)| *at);
        newest_first.find(|at| *at <= latest)
    }

    /// The time at which this writer last recorded something here, by its clock; `None` where it never did.
    pub fn last_recorded_by(&self, writer: &str) -> Option<DateTime<Utc>> {
        self.recorders.get(writer).map(|recorder| recorder.newest)
    }

    /// The names of those who recorded something here, each once, in alphabetical order.
    pub fn recorders(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.recorders.values().map(|recorder| &*recorder.name).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}
