//! Signs that it was not the only time: relapses here, and other incidents that name the same.

use crate::domain::facts::Facts;

use super::context::{Draft, OtherIncidentTold, RecurrenceTold};
use super::times::Times;

/// The relapses. Other incidents are known to whoever can read them.
pub(super) fn of(facts: &Facts<'_>, times: Times) -> RecurrenceTold {
    let again = facts.windows.all().iter().skip(1);
    let again = again.map(|window| times.span(facts.incident, &window.start, window.end.as_ref()));
    RecurrenceTold {
        relapses: again.collect(),
        others: None,
    }
}

impl Draft {
    /// The draft with these other incidents told, by date.
    #[must_use]
    pub fn with_others(mut self, mut others: Vec<OtherIncidentTold>) -> Self {
        others.sort_by(|one, other| (&one.date, &one.title).cmp(&(&other.date, &other.title)));
        self.sections.recurrence.others = Some(others);
        self
    }
}
