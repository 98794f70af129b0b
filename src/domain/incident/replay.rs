//! Adds up records while they are still being read, and puts the timeline in order once at the end.

use std::sync::Arc;

use super::{Incident, Stamp};
use crate::domain::id::IncidentId;
use crate::domain::record::Record;

/// An incident in the making, from the records of its journal.
#[derive(Debug)]
pub struct Replay {
    incident: Incident,
    /// The id as the first record says it that says one.
    said: Option<IncidentId>,
    late: bool,
}

impl Replay {
    /// Nothing was read yet. The id counts where no record says one.
    pub fn new(id: IncidentId, slug: impl Into<String>) -> Self {
        Replay {
            incident: Incident::new(id, slug),
            said: None,
            late: false,
        }
    }

    /// Takes records that are in the order of their stamps.
    pub fn take(&mut self, records: impl IntoIterator<Item = (Record, Arc<str>)>) {
        let mut last = self.incident.last_stamp().cloned();
        for (record, writer) in records {
            if let Some(last) = last.take() {
                let lc = record.lc;
                let writer = Arc::clone(&writer);
                self.late |= Stamp { lc, writer } <= last;
            }
            self.said = self.said.or(record.head.as_ref().map(|head| head.incident));
            self.incident.take(record, &writer);
        }
    }

    /// Whether a record should have come before those that were taken earlier: then the result is not to be used.
    pub fn is_late(&self) -> bool {
        self.late
    }

    /// What they add up to.
    pub fn finish(self) -> Incident {
        let mut incident = self.incident;
        incident.id = self.said.unwrap_or(incident.id);
        incident.settle();
        incident
    }
}
