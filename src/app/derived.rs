//! What the screen shows that has to be computed from the whole incident: done once a change, not once a frame.

use std::collections::HashMap;

use crate::domain::findings::Policy;
use crate::domain::hypotheses;
use crate::domain::id::RecordId;
use crate::domain::incident::{Incident, Status};
use crate::domain::intervals::{self, Interval};
use crate::domain::kind::Kind;
use crate::domain::milestones::Milestones;
use crate::domain::silence;
use crate::domain::time::Moment;
use crate::domain::update_clock::UpdateClock;
use crate::domain::windows::Windows;

/// What follows from an incident, for the header, the side panel and the timeline.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// The milestones passed.
    pub milestones: Milestones,
    /// When users were hurt.
    pub windows: Windows,
    /// By hypothesis that is open no more: the event that ended it.
    pub ends: HashMap<RecordId, RecordId>,
    /// The suspicions that nothing has ended yet.
    pub open_hypotheses: Vec<RecordId>,
    /// How long what took.
    pub intervals: Vec<Interval>,
    /// Where `+0m` is, in microseconds on the incident's own scale.
    pub zero: Option<i64>,
    /// When the last status update went out.
    pub last_update: Option<Moment>,
    /// When the next one is due; `None` where the clock stands.
    pub updates: Option<UpdateClock>,
    /// Silent stretches in seconds, by the event before which each stands.
    pub silences: HashMap<RecordId, i64>,
    /// Action items not done.
    pub open_action_items: usize,
}

impl Derived {
    /// Computes it all: a few passes over the incident.
    pub fn of(incident: &Incident, policy: &Policy) -> Self {
        let zone = incident.zone();
        let windows = Windows::of(incident);
        let first_timed = || incident.shown().find_map(|event| event.body().timing.at);
        let began = || first_timed().or(incident.opened_at()).map(|at| zone.micros(&at));
        let told = incident
            .shown()
            .filter(|event| event.body().kind == Kind::Communication);
        let milestones = Milestones::of(incident, &windows);
        Derived {
            intervals: intervals::all(incident, &milestones, &windows),
            milestones,
            ends: hypotheses::all(incident)
                .filter_map(|hypothesis| Some((hypothesis.started.id, hypothesis.ended?.id)))
                .collect(),
            open_hypotheses: hypotheses::open(incident).map(|event| event.id).collect(),
            zero: windows
                .all()
                .first()
                .map(|window| window.start.micros)
                .or_else(began),
            updates: UpdateClock::of(incident, &windows, policy),
            last_update: told.filter_map(|event| event.body().timing.at).next_back(),
            open_action_items: incident.action_items().filter(|(_, body)| !body.done).count(),
            silences: silence::all(incident, &windows)
                .iter()
                .map(|quiet| (quiet.before, quiet.seconds))
                .collect(),
            windows,
        }
    }

    /// Seconds that the clock of the header shows: from the start of the last impact window to its end, or to
    /// `now` while it is open. `None` before anything was noticed, and where the incident was closed without
    /// anybody having said when it ended.
    pub fn running(&self, incident: &Incident, now: Moment) -> Option<i64> {
        if self.windows.open().is_some() && incident.status() != Status::Open {
            return None;
        }
        self.windows.clock(incident.zone().micros(&now))
    }
}
