//! Adds up records while they are still being read, and puts the timeline in order once at the end.

use std::sync::Arc;

use uuid::Uuid;

use super::{Incident, Stamp};
use crate::domain::id::{IncidentId, RecordId};
use crate::domain::record::Record;

/// An incident in the making, from the records of its journal.
#[derive(Debug)]
pub struct Replay {
    incident: Incident,
    late: bool,
}

impl Replay {
    /// Nothing was read yet.
    pub fn new(slug: impl Into<String>) -> Self {
        Replay {
            incident: Incident::new(IncidentId::new(Uuid::nil()), slug),
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
            self.incident.take(record, &writer);
        }
    }

    /// True if a record should have come before those that were taken earlier: then the result is not to be used.
    pub fn is_late(&self) -> bool {
        self.late
    }

    /// The incident that they add up to. Which incident it is shows only when all was read.
    /// `opening` is the record that opens it, of several that claim to.
    pub fn finish(self, id: IncidentId, opening: Option<RecordId>) -> Incident {
        let mut incident = self.incident;
        incident.id = id;
        incident.open_with(opening);
        incident.settle();
        incident
    }
}
