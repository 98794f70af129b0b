//! All that follows from an incident's events, computed once for whoever needs several of them.

use super::incident::Incident;
use super::intervals::{self, Interval};
use super::milestones::Milestones;
use super::outside::Outside;
use super::time::{Now, Precision};
use super::windows::Windows;

/// An incident with what was computed from it.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// The incident itself.
    pub incident: &'a Incident,
    /// The impact windows.
    pub windows: Windows,
    /// The events that start and end intervals.
    pub milestones: Milestones,
    /// Every interval there is a name for, in the order of [`intervals::all`].
    pub intervals: Vec<Interval>,
    /// Facts that no record says. None, unless somebody looked.
    pub outside: Outside,
}

impl<'a> Facts<'a> {
    /// Computes them: a few passes over the timeline.
    pub fn of(incident: &'a Incident) -> Self {
        let windows = Windows::of(incident);
        let milestones = Milestones::of(incident, &windows);
        let intervals = intervals::all(incident, &milestones, &windows, Precision::Second);
        Facts {
            incident,
            windows,
            milestones,
            intervals,
            outside: Outside::default(),
        }
    }

    /// The same as seen at `now`: what is dated ahead of it has not happened.
    pub fn at(incident: &'a Incident, now: Now) -> Self {
        let windows = Windows::at(incident, now);
        let milestones = Milestones::through(incident, &windows, incident.happened(now));
        let intervals = intervals::all(incident, &milestones, &windows, Precision::Second);
        Facts {
            incident,
            windows,
            milestones,
            intervals,
            outside: Outside::default(),
        }
    }

    /// The same, knowing what only the disk can tell.
    pub fn knowing(self, outside: Outside) -> Self {
        Facts { outside, ..self }
    }
}
