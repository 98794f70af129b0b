//! Values on the screen that have to be computed from the whole incident: done once a change, not once a frame.

use std::collections::{HashMap, HashSet};

use crate::domain::facts::Facts;
use crate::domain::findings::Policy;
use crate::domain::hypotheses;
use crate::domain::id::RecordId;
use crate::domain::incident::{Incident, Status};
use crate::domain::intervals::{self, Interval};
use crate::domain::kind::{Kind, Milestone};
use crate::domain::mark::Mark;
use crate::domain::milestones::Milestones;
use crate::domain::silence;
use crate::domain::time::{Length, Now, Point, Precision};
use crate::domain::update_clock::UpdateClock;
use crate::domain::windows::Windows;

/// No time on the screen is finer: lengths beside them are none either.
const SHOWN: Precision = Precision::Minute;

/// Values that follow from an incident, for the header, the side panel and the timeline.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// The milestones passed in the last impact window, which the clock of the header is of too.
    pub milestones: Milestones,
    /// Those of each window, in their order; without a window, those of the whole timeline.
    pub in_windows: Vec<Milestones>,
    /// The events that are a milestone of any window.
    pub passed: HashSet<RecordId>,
    /// The times of impact.
    pub windows: Windows,
    /// By hypothesis that is open no more: the event that ended it.
    pub ends: HashMap<RecordId, RecordId>,
    /// The suspicions that nothing has ended yet.
    pub open_hypotheses: Vec<RecordId>,
    /// The intervals of that window and their lengths, and those that are added up over all.
    pub intervals: Vec<Interval>,
    /// The point that `+0m` is.
    pub zero: Option<Point>,
    /// The time of the last status update.
    pub last_update: Option<Point>,
    /// The clock of the next one; `None` where it stands.
    pub updates: Option<UpdateClock>,
    /// Silent stretches, by the event before which each stands.
    pub silences: HashMap<RecordId, Length>,
    /// Action items not done.
    pub open_action_items: usize,
    /// True if an event is dated ahead of the time it was computed for: as that comes, all of this may change.
    pub is_ahead: bool,
}

impl Derived {
    /// Computes it all as seen at `now`: what is dated ahead of it has not happened.
    pub fn at(incident: &Incident, now: Now, policy: &Policy) -> Self {
        Derived {
            is_ahead: incident.shown().count() > incident.happened(now).count(),
            ..Derived::of(&Facts::at(incident, now), policy)
        }
    }

    /// Computes it all: a few passes over the incident.
    pub fn of(facts: &Facts<'_>, policy: &Policy) -> Self {
        let (incident, windows, milestones) = (facts.incident, &facts.windows, of_last_window(facts));
        let zone = incident.zone();
        let sound = || incident.shown().filter(|event| !event.is_dated_absurdly(zone));
        let first_timed = || sound().find_map(|event| Mark::of(event, zone));
        let opened = || {
            let at = incident.opened_at()?;
            let precision = Precision::Minute;
            Some(Point { at, precision, zone })
        };
        let began = || first_timed().map(|mark| mark.point).or_else(opened);
        let told = incident
            .shown()
            .filter(|event| event.body().kind == Kind::Communication);
        Derived {
            intervals: intervals_shown(facts, milestones),
            milestones: milestones.clone(),
            in_windows: in_windows(facts).cloned().collect(),
            passed: in_windows(facts).chain([milestones]).flat_map(passed).collect(),
            ends: hypotheses::all(incident)
                .filter_map(|hypothesis| Some((hypothesis.started.id, hypothesis.ended?.id)))
                .collect(),
            open_hypotheses: hypotheses::open(incident).map(|event| event.id).collect(),
            zero: windows
                .all()
                .first()
                .map(|window| window.start.point)
                .or_else(began)
                .map(|zero| zero.no_finer(SHOWN)),
            updates: UpdateClock::of(incident, windows, policy),
            last_update: told
                .filter_map(|event| Mark::of(event, zone))
                .next_back()
                .map(|mark| mark.point.no_finer(SHOWN)),
            open_action_items: incident.action_items().filter(|(_, body)| !body.done).count(),
            silences: silence::all(incident, windows)
                .iter()
                .map(|quiet| (quiet.before, quiet.length_shown(SHOWN)))
                .collect(),
            windows: windows.clone(),
            is_ahead: false,
        }
    }

    /// Says whether it is over, for all that was recorded: the last impact window has ended.
    pub fn is_over(&self) -> bool {
        self.windows.is_over()
    }

    /// The time on the clock of the header: the length from the start of the last impact window to its end, or to
    /// `now` while it is open. `None` before anything was noticed, and where the incident was closed without
    /// anybody having said when it ended.
    pub fn running(&self, incident: &Incident, now: Now) -> Option<Length> {
        if self.windows.open().is_some() && incident.status() != Status::Open {
            return None;
        }
        self.windows.clock(Point::now(incident.zone(), now))
    }
}

/// Those by which work goes on: after a relapse nobody looks for what began the window before.
fn of_last_window<'f>(facts: &'f Facts<'_>) -> &'f Milestones {
    match facts.in_windows.last() {
        Some(last) if !facts.windows.relapses().is_empty() => &last.milestones,
        Some(_) | None => &facts.milestones,
    }
}

fn in_windows<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = &'f Milestones> {
    facts.in_windows.iter().map(|window| &window.milestones)
}

fn passed(milestones: &Milestones) -> impl Iterator<Item = RecordId> {
    let marks = Milestone::ALL.into_iter().filter_map(|one| milestones.get(one));
    marks.map(|mark| mark.event)
}

/// Those of the window shown, and what is added up over all of them.
fn intervals_shown(facts: &Facts<'_>, milestones: &Milestones) -> Vec<Interval> {
    let mut shown = facts.intervals_no_finer(SHOWN);
    if !facts.windows.relapses().is_empty() {
        let of_window = intervals::of_window(milestones, SHOWN);
        shown.retain(|interval| of_window.iter().all(|own| own.name != interval.name));
        shown.splice(0..0, of_window);
    }
    shown
}

#[cfg(test)]
mod tests {
    use crate::app::model::{Model, Msg};
    use crate::app::sample;
    use crate::app::update::update;
    use crate::domain::kind::Kind;
    use crate::domain::sample::{Sample, at};
    use crate::domain::time::Now;

    #[test]
    fn a_resolution_dated_ahead_counts_once_its_time_has_come() {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        s.log(Kind::Impact, Some(&at("14:00")), "down");
        s.log(Kind::Resolution, Some(&at("16:00")), "up");
        let incident = Some(&s.incident);
        let is_over = |model: &Model| model.current.as_ref().map(|current| current.derived.is_over());
        let mut model = sample::model((80, 24));
        let opened = Msg::Opened {
            id: s.incident.id(),
            ticket: None,
            draft: None,
        };
        update(&mut model, incident, opened);
        assert_eq!(is_over(&model), Some(false));
        let instant = "2023-03-25T17:00:00Z".parse().expect("a time");
        let later = Now { instant, ..model.now };
        update(&mut model, incident, Msg::Tick(later));
        assert_eq!(is_over(&model), Some(true));
    }
}
