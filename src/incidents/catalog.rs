//! All incidents in a few words each: what lists show, and what verbs choose from.

pub mod agenda;
pub mod tally;

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::id::IncidentId;
use crate::domain::incident::{self, Status};
use crate::domain::record::Severity;
use crate::domain::time::{Length, Moment, Now, Point, Zone};
use crate::domain::windows::Windows;
use crate::journal::{IncidentPath, IncidentReading, JournalError, Shelf};

/// An incident in a few words.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// The folder that holds it.
    pub path: IncidentPath,
    /// Its identity.
    pub id: IncidentId,
    /// The title, as it stands now.
    pub title: String,
    /// The severity; `None`: not recorded.
    pub severity: Option<Severity>,
    /// The status: open or closed.
    pub status: Status,
    /// The zone its times are shown in.
    pub zone: Zone,
    /// The moment it was opened; `None` while its first record is missing.
    pub opened_at: Option<Moment>,
    /// The moment it was closed; `None` while it is open.
    pub closed_at: Option<Moment>,
    /// The impact windows.
    windows: Windows,
    /// The number of events on its timeline.
    pub events: usize,
    /// The time of the last record, by the writer's clock; what is dated ahead of now does not count.
    pub last_recorded_at: Option<DateTime<Utc>>,
    /// The number of faults found in its journal.
    pub damage: usize,
}

impl Summary {
    /// The summary of an incident that was read, as it stands now.
    pub fn of(path: IncidentPath, reading: &IncidentReading, now: Now) -> Self {
        let incident = &reading.incident;
        Summary {
            path,
            id: incident.id(),
            title: incident.title().to_owned(),
            severity: incident.severity(),
            status: incident.status(),
            zone: incident.zone(),
            opened_at: incident.opened_at(),
            closed_at: incident.closed_at(now.local),
            windows: Windows::at(incident, now),
            events: incident.timeline().len(),
            last_recorded_at: incident.last_recorded_before(now.instant),
            damage: reading.damage.len(),
        }
    }

    /// True where it is open and something was recorded in the last 24 hours.
    pub fn is_live(&self, now: Now) -> bool {
        // A journal that lost every record says nothing of when; the folder's date does.
        let dated = || {
            let date = self.path.date().and_hms_opt(0, 0, 0)?.and_utc();
            // Somewhere it is the next day already.
            (date <= now.instant + TimeDelta::days(1)).then_some(date)
        };
        incident::is_live(self.status, self.last_recorded_at.or_else(dated), now.instant)
    }

    /// True where the impact is over: the last impact window has ended.
    pub fn is_resolved(&self) -> bool {
        self.windows.is_over()
    }

    /// The incident's clock: the length of its last impact window, or else since it was opened; never
    /// negative, and to the minute. `None` when nobody knows since when.
    pub fn elapsed(&self, now: Now) -> Option<Length> {
        let now = Point::now(self.zone, now);
        let since_opened = || {
            let opened = Point {
                at: self.opened_at?,
                ..now
            };
            Some(opened.to(&now).or_zero())
        };
        self.windows.clock(now).or_else(since_opened)
    }
}

/// Every incident of a shelf.
#[derive(Default)]
pub struct Catalog {
    /// Open ones first, then the newest first.
    pub incidents: Vec<Summary>,
    /// Those that could not be read.
    pub unreadable: Vec<(IncidentPath, JournalError)>,
    /// Those that are live, as they were read: most often one of them is opened next.
    read: Vec<(IncidentPath, IncidentReading)>,
}

impl Catalog {
    /// Reads every incident. Writes nothing.
    ///
    /// # Errors
    /// When the shelf cannot be listed.
    pub fn read(shelf: &Shelf, writer: &str, now: Now) -> Result<Self, JournalError> {
        let mut catalog = Catalog::default();
        for path in shelf.list()?.incidents {
            match shelf.read(&path, writer) {
                Ok(reading) => catalog.add(path, reading, now),
                Err(error) => catalog.unreadable.push((path, error)),
            }
        }
        catalog.incidents.sort_by_cached_key(|summary| {
            let closed = summary.status != Status::Open;
            let opened = summary.opened_at.map(|at| summary.zone.micros(&at));
            (closed, std::cmp::Reverse((opened, summary.id)))
        });
        Ok(catalog)
    }

    fn add(&mut self, path: IncidentPath, reading: IncidentReading, now: Now) {
        let summary = Summary::of(path.clone(), &reading, now);
        if summary.is_live(now) {
            self.read.push((path, reading));
        }
        self.incidents.push(summary);
    }

    /// Takes the reading of an incident that was live, so that it need not be read twice.
    pub fn take_reading(&mut self, path: &IncidentPath) -> Option<IncidentReading> {
        let at = self.read.iter().position(|(read, _)| read == path)?;
        Some(self.read.swap_remove(at).1)
    }

    /// The incidents that are live, in the catalog's order.
    pub fn live(&self, now: Now) -> Vec<&Summary> {
        self.incidents
            .iter()
            .filter(|summary| summary.is_live(now))
            .collect()
    }

    /// The incidents that are live: the gravest first, of equally grave ones the oldest. One whose severity nobody
    /// has said yet comes last.
    pub fn gravest_first(&self, now: Now) -> Vec<&Summary> {
        let mut live = self.live(now);
        live.sort_by_key(|summary| {
            let unsaid = summary.severity.is_none();
            let opened = summary.opened_at.map(|at| summary.zone.micros(&at));
            (unsaid, summary.severity, opened, summary.id)
        });
        live
    }

    /// The incident in which something was recorded last.
    pub fn most_recent(&self) -> Option<&Summary> {
        self.incidents
            .iter()
            .max_by_key(|summary| summary.last_recorded_at)
    }
}
