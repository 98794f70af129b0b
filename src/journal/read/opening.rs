//! Chooses the incident's opening among several: the one that this reader saw first, or that fits the folder.

use chrono::{DateTime, NaiveDate, Utc};

use super::union::Standing;
use crate::domain::id::RecordId;
use crate::domain::record::{Op, Record, Removed};
use crate::journal::slug::slug;

/// The degree to which an opening fits the name of the folder that it stands in; the better comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::journal) enum Fit {
    /// The folder is named after its title and its day.
    Folder,
    /// It opens something else.
    Elsewhere,
}

/// The day and the title, as a slug, that an incident's folder is named after. `None` where nobody knows: then each
/// opening fits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::journal) struct FolderName(pub(in crate::journal) Option<(NaiveDate, String)>);

impl FolderName {
    /// Compares a record that opens an incident with this name.
    pub(in crate::journal) fn fit(&self, record: &Record) -> Fit {
        let Some((date, title)) = &self.0 else {
            return Fit::Folder;
        };
        match &record.op {
            Op::Open(opening) => fit(opening.at.wall().date() == *date && slug(&opening.title) == *title),
            Op::Redacted {
                was: Removed::Opening { at, .. },
                ..
            } => fit(at.wall().date() == *date),
            _ => Fit::Elsewhere,
        }
    }
}

fn fit(fits: bool) -> Fit {
    if fits { Fit::Folder } else { Fit::Elsewhere }
}

/// True if a record opens an incident, even one whose title was removed.
pub(in crate::journal) fn opens(record: &Record) -> bool {
    let removed = |was: &Removed| matches!(was, Removed::Opening { .. });
    matches!(&record.op, Op::Open(_)) || matches!(&record.op, Op::Redacted { was, .. } if removed(was))
}

/// The openings that were read: the least counts.
#[derive(Debug, Default)]
pub(in crate::journal) struct Openings {
    best: Option<(Precedence, RecordId)>,
}

type Precedence = (bool, bool, Fit, Standing, DateTime<Utc>, u64);

impl Openings {
    /// Takes a record that opens the incident; `known` is the one that this reader saw first.
    pub(in crate::journal) fn take(
        &mut self,
        record: &Record,
        standing: Standing,
        fit: Fit,
        known: Option<RecordId>,
    ) {
        let precedence = (
            known != Some(record.id),
            standing != Standing::Ours,
            fit,
            standing,
            record.recorded_at,
            record.lc,
        );
        let candidate = (precedence, record.id);
        if self.best.is_none_or(|best| candidate < best) {
            self.best = Some(candidate);
        }
    }

    /// The one that counts; `None` while none was read.
    pub(in crate::journal) fn first(&self) -> Option<RecordId> {
        self.best.map(|(_, record)| record)
    }
}
