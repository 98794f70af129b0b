//! Incidents counted by severity and by month.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::measured::Measured;
use crate::domain::record::Severity;

/// The number of severities that there are.
const LEVELS: usize = 5;

/// The longest stretch of months in which those without an incident are listed too. A wrong date makes a longer one.
const LONGEST: i32 = 10 * 12;

/// The number of incidents of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BySeverity {
    levels: [usize; LEVELS],
    /// The number of those without a severity.
    pub unsaid: usize,
}

impl BySeverity {
    /// The number of each level from 1 to 5, in that order.
    pub fn levels(&self) -> impl Iterator<Item = (u8, usize)> {
        (1..).zip(self.levels)
    }

    /// The number of all.
    pub fn total(&self) -> usize {
        self.levels.iter().sum::<usize>() + self.unsaid
    }

    fn count(&mut self, severity: Option<Severity>) {
        match severity {
            Some(severity) => self.levels[usize::from(severity.level()) - 1] += 1,
            None => self.unsaid += 1,
        }
    }
}

impl FromIterator<Option<Severity>> for BySeverity {
    fn from_iter<I: IntoIterator<Item = Option<Severity>>>(severities: I) -> Self {
        let mut counts = BySeverity::default();
        severities.into_iter().for_each(|severity| counts.count(severity));
        counts
    }
}

/// The incidents that began in one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    year: i32,
    month: u32,
    /// The number of each severity among them.
    pub by_severity: BySeverity,
}

impl Month {
    /// Its name: `2026-01`.
    pub fn name(&self) -> String {
        format!("{:04}-{:02}", self.year, self.month)
    }

    /// The number of incidents.
    pub fn count(&self) -> usize {
        self.by_severity.total()
    }
}

/// The months from the first to the last in which an incident began, in order.
pub(super) fn by_month(measured: &[Measured]) -> Vec<Month> {
    let mut months: BTreeMap<i32, BySeverity> = BTreeMap::new();
    for one in measured {
        if let Some(day) = one.day {
            let month = day.year() * 12 + day.month0().cast_signed();
            months.entry(month).or_default().count(one.severity);
        }
    }
    let ends = months.keys().next().zip(months.keys().next_back());
    if let Some((first, last)) = ends.map(|(first, last)| (*first, *last))
        && last - first < LONGEST
    {
        for month in first..=last {
            months.entry(month).or_default();
        }
    }
    let named = months.into_iter().map(|(month, by_severity)| Month {
        year: month.div_euclid(12),
        month: month.rem_euclid(12).cast_unsigned() + 1,
        by_severity,
    });
    named.collect()
}
