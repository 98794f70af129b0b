//! All that follows from an incident's events, computed once for whoever needs several of them.

use chrono::NaiveDate;

use super::id::RecordId;
use super::incident::{Event, Incident};
use super::intervals::{self, Interval};
use super::kind::Milestone;
use super::milestones::{AllMilestones, Milestones};
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
    /// The events that start and end intervals: those of the first window, but that the incident is resolved with the
    /// end of the last one.
    pub milestones: Milestones,
    /// Every interval there is a name for, in the order of the contract: those of the first window, and what is
    /// added up over all.
    pub intervals: Vec<Interval>,
    /// The milestones and intervals of each window, in their order. Without a window, those of the whole timeline: there
    /// is always one.
    pub in_windows: Vec<InWindow>,
    /// The day on which all of it happened, in the incident's zone; `None` where it was on several.
    pub only_day: Option<NaiveDate>,
    /// Facts that no record says. None, unless somebody looked.
    pub outside: Outside,
}

/// The milestones and intervals of one window. None of them reaches into another.
#[derive(Clone, Debug)]
pub struct InWindow {
    /// Its milestones.
    pub milestones: Milestones,
    /// The intervals between them.
    pub intervals: Vec<Interval>,
}

impl<'a> Facts<'a> {
    /// Computes them: a few passes over the timeline.
    pub fn of(incident: &'a Incident) -> Self {
        Self::through(incident, Windows::of(incident), incident.shown())
    }

    /// The same as seen at `now`: what is dated ahead of it has not happened.
    pub fn at(incident: &'a Incident, now: Now) -> Self {
        Self::through(incident, Windows::at(incident, now), incident.happened(now))
    }

    fn through(incident: &'a Incident, windows: Windows, events: impl Iterator<Item = &'a Event>) -> Self {
        let found = AllMilestones::through(incident, &windows, events);
        let mut facts = Facts {
            in_windows: in_windows(&found),
            only_day: only_day(incident),
            incident,
            windows,
            milestones: found.incident,
            intervals: Vec::new(),
            outside: Outside::default(),
        };
        facts.intervals = facts.intervals_no_finer(Precision::Second);
        facts
    }

    /// [`Self::intervals`] for a face that shows no finer times than these.
    pub fn intervals_no_finer(&self, precision: Precision) -> Vec<Interval> {
        let first = self.in_windows.first().map(|first| &first.milestones);
        let mut all = intervals::of_window(first.unwrap_or(&self.milestones), precision);
        let windows = self.windows.all().len();
        if windows > 1 {
            all.iter_mut()
                .for_each(|interval| interval.is_of_first_of(windows));
        }
        if self.milestones.unresolved_relapse() {
            // That the first window had ended resolved nothing.
            let of_incident = intervals::of_window(&self.milestones, precision);
            let resolve = |interval: &Interval| interval.name == intervals::TIME_TO_RESOLVE;
            all.retain(|interval| !resolve(interval));
            all.extend(of_incident.into_iter().filter(resolve));
        }
        let (incident, milestones) = (self.incident, &self.milestones);
        all.extend(intervals::of_all_windows(
            incident,
            milestones,
            &self.windows,
            precision,
        ));
        all
    }

    /// True if a milestone is recorded with its time, in whichever window. But the incident is resolved only with the end
    /// of the last one.
    pub fn knows(&self, milestone: Milestone) -> bool {
        let in_any = || {
            let mut windows = self.in_windows.iter();
            windows.any(|window| window.milestones.get(milestone).is_some())
        };
        self.milestones.get(milestone).is_some() || milestone != Milestone::Resolved && in_any()
    }

    /// For a milestone that no window knows the time of: the first event of its kind, which was recorded without one.
    pub fn untimed(&self, milestone: Milestone) -> Option<RecordId> {
        if self.knows(milestone) {
            return None;
        }
        let mut windows = self.in_windows.iter();
        let first = self.milestones.untimed(milestone);
        first.or_else(|| windows.find_map(|window| window.milestones.untimed(milestone)))
    }

    /// The same where a face shows no finer times than these.
    #[must_use]
    pub fn no_finer(&self, precision: Precision) -> Self {
        let in_window = |window: &InWindow| {
            let milestones = window.milestones.no_finer(precision);
            let intervals = intervals::of_window(&milestones, precision);
            InWindow {
                milestones,
                intervals,
            }
        };
        Facts {
            windows: self.windows.no_finer(precision),
            milestones: self.milestones.no_finer(precision),
            intervals: self.intervals_no_finer(precision),
            in_windows: self.in_windows.iter().map(in_window).collect(),
            outside: self.outside.clone(),
            ..*self
        }
    }

    /// The same, knowing what only the disk can tell.
    pub fn knowing(self, outside: Outside) -> Self {
        Facts { outside, ..self }
    }
}

/// The events are in the order of their times: the first and the last tell. What is dated absurdly tells nothing.
fn only_day(incident: &Incident) -> Option<NaiveDate> {
    let zone = incident.zone();
    let sound = incident.shown().filter(|event| !event.is_dated_absurdly(zone));
    let mut days = sound.filter_map(|event| Some(zone.shown(&event.body().timing.at?).clock.date()));
    let first = days.next()?;
    days.next_back().is_none_or(|last| last == first).then_some(first)
}

fn in_windows(found: &AllMilestones) -> Vec<InWindow> {
    let only = std::slice::from_ref(&found.incident);
    let each = if found.windows.is_empty() {
        only
    } else {
        &found.windows
    };
    let in_window = |milestones: &Milestones| InWindow {
        milestones: milestones.clone(),
        intervals: intervals::of_window(milestones, Precision::Second),
    };
    each.iter().map(in_window).collect()
}
