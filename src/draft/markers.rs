//! The turns of an outage and of the work on it, on the entries that mark them: `OUTAGE BEGINS`, `INCIDENT ENDS`.

use std::collections::HashMap;

use crate::domain::facts::Facts;
use crate::domain::id::RecordId;
use crate::domain::incident::{Event, Status};
use crate::domain::kind::{Kind, Milestone};
use crate::domain::phrases::has_words;

const OUTAGE_BEGINS: &str = "OUTAGE BEGINS";
const INCIDENT_BEGINS: &str = "INCIDENT BEGINS";
const OUTAGE_MITIGATED: &str = "OUTAGE MITIGATED";
const OUTAGE_ENDS: &str = "OUTAGE ENDS";
const INCIDENT_ENDS: &str = "INCIDENT ENDS";

/// Words of a detection that declares an incident.
const DECLARING: &[&str] = &["declare", "declared", "declares", "incident opened"];

/// The markers, by the event that they stand on.
#[derive(Default)]
pub(super) struct Markers {
    of_events: HashMap<RecordId, Vec<&'static str>>,
}

impl Markers {
    /// The markers of every window, and those of the incident. One whose time nobody knows is not there.
    pub(super) fn of(facts: &Facts<'_>) -> Markers {
        let mut markers = Markers::default();
        let windows = facts.windows.all();
        for window in windows.iter().filter(|window| !window.from_detection) {
            markers.mark(window.start.event, OUTAGE_BEGINS);
        }
        if let Some(event) = facts.incident.drafted().find(|event| begins(event)) {
            markers.mark(event.id, INCIDENT_BEGINS);
        }
        for in_window in &facts.in_windows {
            if let Some(mark) = in_window.milestones.get(Milestone::Mitigated) {
                markers.mark(mark.event, OUTAGE_MITIGATED);
            }
        }
        for end in windows.iter().filter_map(|window| window.end) {
            markers.mark(end.event, OUTAGE_ENDS);
        }
        if let Some(last) = windows.last().and_then(|window| window.last_word()) {
            markers.mark(last.event, INCIDENT_ENDS);
        }
        markers
    }

    /// Those on an event, in the order of an incident.
    pub(super) fn of_event(&self, event: RecordId) -> &[&'static str] {
        self.of_events.get(&event).map_or(&[], Vec::as_slice)
    }

    fn mark(&mut self, event: RecordId, marker: &'static str) {
        let markers = self.of_events.entry(event).or_default();
        if !markers.contains(&marker) {
            markers.push(marker);
        }
    }
}

/// True of an event with which the work on it begins.
fn begins(event: &Event) -> bool {
    if event.body().timing.at.is_none() {
        return false;
    }
    match event.body().kind {
        Kind::Acknowledgement | Kind::Escalation => true,
        Kind::Detection => {
            let text = event.body().text.to_lowercase();
            DECLARING.iter().any(|words| has_words(&text, words))
        }
        Kind::Impact
        | Kind::Change
        | Kind::Investigation
        | Kind::Hypothesis
        | Kind::RuledOut
        | Kind::Cause
        | Kind::Mitigation
        | Kind::Fix
        | Kind::Communication
        | Kind::Resolution
        | Kind::Note => false,
    }
}

/// Sentences that name the ends which no entry marks; the end only once there ought to be one.
pub(super) fn unmarked<'a>(facts: &Facts<'_>, shown: impl Iterator<Item = &'a str>) -> Vec<String> {
    let shown: Vec<&str> = shown.collect();
    let count = |marker: &str| shown.iter().filter(|other| **other == marker).count();
    let is_closed = facts.incident.status() != Status::Open;
    let begun = match count(OUTAGE_BEGINS) {
        0 => Some("the beginning of the outage"),
        some if some < facts.windows.all().len() => Some("the beginning of each outage"),
        _ => None,
    };
    let all = [
        begun,
        (count(INCIDENT_BEGINS) == 0).then_some("the beginning of the incident"),
        (is_closed && count(OUTAGE_ENDS) == 0).then_some("the end of the outage"),
    ];
    let missing = all.into_iter().flatten();
    missing.map(|what| format!("No entry marks {what}.")).collect()
}
