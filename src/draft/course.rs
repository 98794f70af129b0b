//! The course of an incident by its steps: the entries of the timeline, sorted into the sections that other houses have.

use std::collections::{HashMap, HashSet};

use crate::domain::facts::Facts;
use crate::domain::id::RecordId;
use crate::domain::incident::Event;
use crate::domain::kind::{Kind, Milestone};
use crate::domain::mark::{DAY_MICROS, Mark};
use crate::domain::mitigations::MitigationOutcome;
use crate::domain::record::DECISION;

use super::context::{CourseTold, Day, DecisionTold, StepTold, WorseTold};
use super::markers;

/// So many entries before a decision are told beside it.
const KNOWN: usize = 3;

/// The steps of the incident whose timeline stands in these days.
pub(super) fn of(facts: &Facts<'_>, days: &[Day]) -> CourseTold {
    let steps = Steps::of(facts, days);
    let shown = days.iter().flat_map(|day| &day.events);
    let shown = shown.flat_map(|entry| entry.markers.iter().copied());
    CourseTold {
        date: date(facts, days),
        entries: steps.all.len(),
        lead_up: steps.told(|event| is_lead_up(event.body().kind) && steps.is_before(event)),
        last_change: steps.last_change(),
        detections: steps.of_kinds(&[Kind::Detection]),
        causes: steps.of_kinds(&[Kind::Cause]),
        worse: steps.worse(),
        response: steps.response(),
        suspicions: steps.told(|event| match event.body().kind {
            Kind::Hypothesis => true,
            kind => kind == Kind::RuledOut && event.body().ends.is_none(),
        }),
        decisions: steps.decisions(),
        mitigations: steps.of_kinds(&[Kind::Mitigation]),
        held: steps.held(),
        fixes: steps.of_kinds(&[Kind::Fix]),
        endings: steps.of_kinds(&[Kind::Resolution]),
        first_deed: steps.first_deed(),
        unmarked: markers::unmarked(facts, shown),
    }
}

/// The first day of the impact, else of the record.
fn date(facts: &Facts<'_>, days: &[Day]) -> Option<String> {
    let start = facts.windows.all().first().map(|window| window.start.event);
    let holds = |day: &&Day| day.events.iter().any(|entry| Some(entry.id) == start);
    let first = || days.iter().find(|day| day.date.is_some());
    days.iter()
        .find(holds)
        .or_else(first)
        .map(|day| day.title.clone())
}

fn is_lead_up(kind: Kind) -> bool {
    matches!(kind, Kind::Change | Kind::Note)
}

/// The entries of the timeline, each as a step and as the event that it tells.
struct Steps<'a> {
    facts: &'a Facts<'a>,
    all: Vec<(&'a Event, StepTold)>,
}

impl<'a> Steps<'a> {
    fn of(facts: &'a Facts<'a>, days: &[Day]) -> Self {
        let is_one_day = days.len() < 2;
        let mut told: HashMap<RecordId, StepTold> = HashMap::new();
        for day in days {
            for entry in &day.events {
                let time = match entry.at {
                    Some(_) if !is_one_day => format!("{}, {}", day.title, entry.time),
                    Some(_) | None => entry.time.clone(),
                };
                let elapsed = entry.elapsed.clone();
                let before = elapsed.as_deref().and_then(|elapsed| elapsed.strip_prefix('−'));
                let step = StepTold {
                    event: entry.number,
                    kind: entry.kind,
                    title: entry.title,
                    time,
                    before: before.map(str::to_owned),
                    elapsed,
                    via: entry.via,
                    text: entry.words.clone(),
                    outcome: entry.outcome.clone(),
                };
                told.insert(entry.id, step);
            }
        }
        let events = facts.incident.drafted();
        let all = events.filter_map(|event| Some((event, told.remove(&event.id)?)));
        Steps {
            facts,
            all: all.collect(),
        }
    }

    fn told(&self, wanted: impl Fn(&Event) -> bool) -> Vec<StepTold> {
        let found = self.all.iter().filter(|(event, _)| wanted(event));
        found.map(|(_, step)| step.clone()).collect()
    }

    fn of_kinds(&self, kinds: &[Kind]) -> Vec<StepTold> {
        self.told(|event| kinds.contains(&event.body().kind))
    }

    fn mark(&self, event: &Event) -> Option<Mark> {
        Mark::of(event, self.facts.incident.zone())
    }

    /// True if it is dated before users were affected.
    fn is_before(&self, event: &Event) -> bool {
        let start = self.facts.windows.all().first().map(|window| window.start);
        let both = start.zip(self.mark(event));
        both.is_some_and(|(start, mark)| mark.micros < start.micros)
    }

    fn last_change(&self) -> Option<StepTold> {
        let start = self.facts.windows.all().first()?.start;
        let is_near = |event: &Event| {
            self.mark(event)
                .is_some_and(|mark| start.micros - mark.micros <= DAY_MICROS)
        };
        let changes = |event: &Event| event.body().kind == Kind::Change && self.is_before(event);
        self.told(|event| changes(event) && is_near(event)).pop()
    }

    fn worse(&self) -> Vec<WorseTold> {
        let places: HashMap<RecordId, usize> = (0..)
            .zip(&self.all)
            .map(|(at, (event, _))| (event.id, at))
            .collect();
        let mut worse = Vec::new();
        for window in self.facts.windows.all() {
            let first = places.get(&window.start.event).copied().unwrap_or_default();
            for at in window
                .worse
                .iter()
                .filter_map(|mark| places.get(&mark.event).copied())
            {
                let between = self.all.get(first..at).unwrap_or_default();
                let deed = |(event, _): &&(&Event, StepTold)| {
                    matches!(event.body().kind, Kind::Change | Kind::Mitigation)
                };
                worse.push(WorseTold {
                    step: self.all[at].1.clone(),
                    after: between.iter().rev().find(deed).map(|(_, step)| step.clone()),
                });
            }
        }
        worse
    }

    fn response(&self) -> Vec<StepTold> {
        let looked = self
            .all
            .iter()
            .find(|(event, _)| event.body().kind == Kind::Investigation)
            .map(|(event, _)| event.id);
        self.told(|event| {
            matches!(event.body().kind, Kind::Acknowledgement | Kind::Escalation) || Some(event.id) == looked
        })
    }

    fn decisions(&self) -> Vec<DecisionTold> {
        let is_decision = |event: &Event| event.is_tagged(DECISION);
        let decided = self
            .all
            .iter()
            .enumerate()
            .filter(|(_, (event, _))| is_decision(event));
        decided
            .map(|(at, (decision, step))| {
                let by_then = decision.provenance.recorded_at;
                let known = self.all[..at].iter().rev();
                let known = known.filter(|(event, _)| event.provenance.recorded_at <= by_then);
                let mut known: Vec<StepTold> = known.take(KNOWN).map(|(_, step)| step.clone()).collect();
                known.reverse();
                DecisionTold {
                    step: step.clone(),
                    known,
                }
            })
            .collect()
    }

    fn held(&self) -> Vec<StepTold> {
        let windows = self.facts.in_windows.iter();
        let only = windows.filter(|window| window.milestones.is_only_mitigation());
        let only = only.filter_map(|window| window.milestones.get(Milestone::Mitigated));
        let only: HashSet<RecordId> = only.map(|mark| mark.event).collect();
        self.told(|event| {
            only.contains(&event.id) || MitigationOutcome::of(event) == Some(MitigationOutcome::Helped)
        })
    }

    fn first_deed(&self) -> Option<String> {
        let deeds = self.of_kinds(&[Kind::Mitigation, Kind::Fix, Kind::Resolution]);
        deeds.into_iter().next().map(|step| step.time)
    }
}
