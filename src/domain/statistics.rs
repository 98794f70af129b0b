//! Statistics: what many incidents say together, as counts and distributions and never as a mean.
//!
//! Every incident is measured by itself, with the intervals that its draft prints, and only its [`Measured`] facts are
//! kept: one pass, and little memory. What is counted does not depend on the order of the incidents.

mod counts;
mod distribution;
mod measured;
mod overdue;
mod recurring;
pub mod since;

use chrono::NaiveDate;

pub use counts::{BySeverity, Month};
pub use distribution::{BORDERS, Bucket, Distribution, TOO_FEW};
pub use measured::{Measured, OverdueItem};
pub use overdue::OwnerOverdue;
pub use recurring::Recurring;

use super::intervals::DEAD_ENDS;
use super::kind::Via;

/// Those who noticed the incidents: the first detection of each says it, or does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Noticed {
    /// The number noticed by a monitor.
    pub monitor: usize,
    /// The number noticed by a person.
    pub person: usize,
    /// The number of which nobody said it.
    pub unsaid: usize,
}

impl Noticed {
    /// The number of incidents of which it is known.
    pub fn known(&self) -> usize {
        self.monitor + self.person
    }

    /// The share that monitors noticed, of those of which it is known: from 0 to 1. `None`: too few to say.
    pub fn share(&self) -> Option<f64> {
        let known = self.known();
        // Counts of incidents are far below what a float holds exactly.
        #[expect(clippy::cast_precision_loss)]
        (known >= TOO_FEW).then(|| self.monitor as f64 / known as f64)
    }

    /// The same in whole per cent, rounded down.
    pub fn percent(&self) -> Option<usize> {
        let known = self.known();
        (known >= TOO_FEW).then(|| self.monitor * 100 / known)
    }
}

/// The time that hypotheses took which proved wrong, added up over all incidents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lost {
    /// The number of incidents with such a time.
    pub incidents: usize,
    /// The seconds lost in all of them together.
    pub seconds: i64,
}

/// All that many incidents say together.
#[derive(Clone, Debug, PartialEq)]
pub struct Statistics {
    /// The first day that counts; `None`: all incidents do.
    pub since: Option<NaiveDate>,
    /// The number of incidents counted.
    pub incidents: usize,
    /// The days of the first and the last of them; `None` where none has a day.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// The number of those of which no day is known. They stand in no month.
    pub undated: usize,
    /// Incidents by severity.
    pub by_severity: BySeverity,
    /// Incidents by the month in which they began, the earliest first.
    pub by_month: Vec<Month>,
    /// The lengths of each interval, in the order of the contract.
    pub intervals: Vec<Distribution>,
    /// Those who noticed the incidents.
    pub noticed: Noticed,
    /// The time lost to dead ends.
    pub lost: Lost,
    /// Causes and factors that several incidents have, the most frequent first.
    pub causes: Vec<Recurring>,
    /// Affected services that several incidents name, the most frequent first.
    pub affected: Vec<Recurring>,
    /// Action items whose day has passed, by owner, who has most first.
    pub overdue: Vec<OwnerOverdue>,
    /// The folders of incidents whose journals are damaged: they count as far as they can be read.
    pub damaged: Vec<String>,
}

impl Statistics {
    /// Adds up the incidents that began on this day or later; without a day all of them, also those without one.
    pub fn of(mut measured: Vec<Measured>, since: Option<NaiveDate>) -> Self {
        measured.retain(|one| since.is_none_or(|since| one.day.is_some_and(|day| day >= since)));
        // One order whatever the order of reading: by day, of one day by name.
        measured.sort_by(|a, b| (a.day, &a.name).cmp(&(b.day, &b.name)));
        let mut days = measured.iter().filter_map(|one| one.day);
        let first = days.next();
        let intervals = distribution::all(&measured);
        Statistics {
            since,
            incidents: measured.len(),
            days: first.map(|first| (first, days.next_back().unwrap_or(first))),
            undated: measured.iter().filter(|one| one.day.is_none()).count(),
            by_severity: measured.iter().map(|one| one.severity).collect(),
            by_month: counts::by_month(&measured),
            noticed: noticed(&measured),
            lost: lost(&intervals),
            intervals,
            causes: recurring::causes(&measured),
            affected: recurring::names(&measured),
            overdue: overdue::by_owner(&measured),
            damaged: measured
                .iter()
                .filter(|one| one.is_damaged)
                .map(|one| one.name.clone())
                .collect(),
        }
    }
}

fn noticed(measured: &[Measured]) -> Noticed {
    let mut noticed = Noticed::default();
    for one in measured {
        match one.via {
            Some(Via::Monitor) => noticed.monitor += 1,
            Some(Via::Person) => noticed.person += 1,
            None => noticed.unsaid += 1,
        }
    }
    noticed
}

fn lost(intervals: &[Distribution]) -> Lost {
    let dead_ends = intervals.iter().find(|interval| interval.name == DEAD_ENDS);
    dead_ends.map_or(Lost::default(), |interval| Lost {
        incidents: interval.count(),
        seconds: interval.sum(),
    })
}

#[cfg(test)]
mod tests;
