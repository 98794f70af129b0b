//! What the screen shows that has to be computed from the whole incident: done once a change, not once a frame.

use crate::domain::hypotheses::{self, Hypothesis};
use crate::domain::incident::Incident;
use crate::domain::kind::Kind;
use crate::domain::milestones::Milestones;
use crate::domain::time::Moment;
use crate::domain::windows::{self, Window};

/// What follows from an incident, for the header, the side panel and the timeline.
#[derive(Clone, Debug)]
pub struct Derived {
    /// The milestones passed.
    pub milestones: Milestones,
    /// When users were hurt.
    pub windows: Vec<Window>,
    /// The suspicions that nothing has ended yet.
    pub open_hypotheses: Vec<Hypothesis>,
    /// Where `+0m` is, in microseconds of the incident's zone.
    pub zero: Option<i64>,
    /// When the last status update went out.
    pub last_update: Option<Moment>,
    /// Action items not done.
    pub action_items_open: usize,
}

impl Derived {
    /// Computes it all: one pass or a few over the incident.
    pub fn of(incident: &Incident) -> Self {
        let zone = incident.zone();
        let windows = windows::impact_windows(incident);
        let first_timed = || incident.shown().find_map(|event| event.body().timing.at);
        let zero = windows.first().map(|window| window.start).or_else(first_timed).or_else(|| incident.opened_at());
        let updates = incident.shown().filter(|event| event.body().kind == Kind::Communication);
        Derived {
            milestones: Milestones::of(incident),
            open_hypotheses: hypotheses::open(incident),
            zero: zero.map(|at| zone.micros(&at)),
            last_update: updates.filter_map(|event| event.body().timing.at).last(),
            action_items_open: incident.action_items().filter(|(_, body)| !body.done).count(),
            windows,
        }
    }

    /// Seconds that the clock of the header shows: from the start of the last impact window to its end, or to
    /// `now` while it is open. `None` before anything was noticed.
    pub fn running(&self, incident: &Incident, now: Moment) -> Option<i64> {
        let window = self.windows.last()?;
        let zone = incident.zone();
        let end = window.end.unwrap_or(now);
        Some((zone.micros(&end) - zone.micros(&window.start)).max(0) / 1_000_000)
    }
}
