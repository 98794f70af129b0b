//! The statistics of all incidents: each is read, measured and let go before the next one is read.

use chrono::NaiveDate;

use crate::domain::statistics::{Measured, Statistics};
use crate::domain::time::Now;
use crate::journal::{IncidentPath, JournalError, Shelf};

/// The statistics of a shelf.
pub struct Tally {
    /// The statistics of its incidents.
    pub statistics: Statistics,
    /// Those that could not be read.
    pub unreadable: Vec<(IncidentPath, JournalError)>,
}

impl Tally {
    /// Reads every incident, and counts those that began on this day or later. Writes nothing.
    ///
    /// # Errors
    /// When the shelf cannot be listed.
    pub fn read(
        shelf: &Shelf,
        writer: &str,
        now: Now,
        since: Option<NaiveDate>,
    ) -> Result<Self, JournalError> {
        let (mut measured, mut unreadable) = (Vec::new(), Vec::new());
        for path in shelf.list()?.incidents {
            match shelf.read(&path, writer) {
                Ok(reading) => {
                    let is_damaged = !reading.damage.is_empty();
                    measured.push(Measured::of(&reading.incident, path.name(), is_damaged, now));
                }
                Err(error) => unreadable.push((path, error)),
            }
        }
        Ok(Tally {
            statistics: Statistics::of(measured, since),
            unreadable,
        })
    }
}
