//! The days of an incident: today, and when it was over.

use chrono::NaiveDate;

use super::{Incident, Status};
use crate::domain::time::{Moment, Now, Zone};

impl Incident {
    /// The end of the incident, in its own zone: as the closing says, or else when it was closed. `None` while it
    /// is open.
    ///
    /// Where the zone is not recorded, the wall clock of `local` tells when it was closed. A `local` that is unknown
    /// too tells nothing: then it is `None`, so that what must read alike on every machine does.
    pub fn closed_at(&self, local: Zone) -> Option<Moment> {
        let closing = self.status_record()?;
        match closing.value {
            Status::Open => None,
            Status::Closed { at: Some(at) } => Some(at),
            Status::Closed { at: None } if self.zone() == Zone::Unknown && local == Zone::Unknown => None,
            Status::Closed { at: None } => Some(self.zone().moment_at(closing.provenance.recorded_at, local)),
        }
    }

    /// The day it is now, in the incident's zone: by it an action item is overdue.
    pub fn today(&self, now: Now) -> NaiveDate {
        self.zone().now(now).wall().date()
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::command::Command;
    use crate::domain::sample::Sample;
    use crate::domain::time::{Moment, Zone};

    #[test]
    fn it_was_over_when_the_closing_says_or_when_it_was_closed() {
        let said = Moment::parse("2023-03-25T09:00:00-05:00");
        for (zone, at, local, over) in [
            ("-05:00", None, Zone::Unknown, Some("2023-03-25T09:30:01-05:00")),
            ("-05:00", said, Zone::Unknown, Some("2023-03-25T09:00:00-05:00")),
            ("unknown", None, Zone::Utc, Some("2023-03-25T14:30:01")),
            ("unknown", None, Zone::Unknown, None),
        ] {
            let mut s = Sample::new(zone, "2023-03-25T14:30:00Z");
            assert_eq!(s.incident.closed_at(local), None, "it is open");
            s.command(Command::Close { at }).unwrap();
            let closed = s.incident.closed_at(local);
            assert_eq!(closed.map(|at| at.to_string()).as_deref(), over, "{zone}");
        }
    }
}
