//! Who recorded something, and when last, by their clocks.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{Incident, Provenance};
use crate::domain::time::AHEAD;

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
        if !self.recorders.contains_key(&stamp.writer) {
            self.recorders.insert(Arc::clone(&stamp.writer), Arc::clone(by));
        }
    }

    /// When something was last written down here, by the writer's clock.
    pub fn last_recorded_at(&self) -> Option<DateTime<Utc>> {
        self.recorded.last_key_value().map(|(_, at)| *at)
    }

    /// When something was last written down here as seen at `now`: a clock that is far ahead of the one here says
    /// nothing.
    pub fn last_recorded_before(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let latest = now + AHEAD;
        let minutes = self.recorded.range(..=latest.timestamp().div_euclid(60));
        let mut newest_first = minutes.rev().map(|(_, at)| *at);
        newest_first.find(|at| *at <= latest)
    }

    /// Whether this writer recorded anything here.
    pub fn has_recorded(&self, writer: &str) -> bool {
        self.recorders.contains_key(writer)
    }

    /// The names of those who recorded something here, each once, in alphabetical order.
    pub fn recorders(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.recorders.values().map(|name| &**name).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}
