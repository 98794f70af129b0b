//! The agreements of a team, as far as the review and the update clock ask for it.

use crate::domain::record::Severity;

/// The seconds from one update to the next; `None`: no rhythm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// By severity: the first is that of severity 1.
    pub cadence: [Option<i64>; 5],
    /// The same where the severity is not recorded.
    pub unrated: Option<i64>,
}

impl Default for Policy {
    /// Every 30 minutes for severity 1, every hour for severity 2.
    fn default() -> Self {
        Policy {
            cadence: [Some(30 * 60), Some(60 * 60), None, None, None],
            unrated: None,
        }
    }
}

impl Policy {
    /// The seconds from one update to the next for an incident of this severity.
    pub fn cadence_of(&self, severity: Option<Severity>) -> Option<i64> {
        let Some(severity) = severity else {
            return self.unrated;
        };
        let place = usize::from(severity.level()).checked_sub(1)?;
        self.cadence.get(place).copied().flatten()
    }
}
