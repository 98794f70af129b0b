//! Changes that others made to the record while it was on the screen: told once, with who did it and to what.

use std::collections::HashSet;

use crate::domain::id::RecordId;
use crate::domain::incident::{HistoryStep, Incident, Refused, Said, Tried};
use crate::domain::record::HIDDEN;

/// The part of it that has been on the screen.
#[derive(Clone, Debug, Default)]
pub struct Meanwhile {
    corrections: HashSet<RecordId>,
    refused: usize,
}

impl Meanwhile {
    /// All that others have done so far: nobody is told of that again.
    pub fn of(incident: &Incident, writer: &str) -> Self {
        let mut seen = Meanwhile::default();
        seen.news(incident, writer);
        seen
    }

    /// Says what others have done since, in one line: the last of it, and how much more there is. One pass over the
    /// events.
    pub fn news(&mut self, incident: &Incident, writer: &str) -> Option<String> {
        let mut told = Vec::new();
        for event in incident.events() {
            let others = event
                .history()
                .filter(|step| !step.undone && &*step.provenance.stamp.writer != writer);
            for step in others {
                if let Some(did) = did(&step)
                    && self.corrections.insert(step.id)
                {
                    told.push(format!("{} {did} {}.", step.provenance.by, event.named()));
                }
            }
        }
        let refused = incident.refused();
        let new = refused.get(self.refused..).unwrap_or_default();
        let others = new
            .iter()
            .filter(|tried| &*tried.provenance.stamp.writer != writer);
        told.extend(others.map(|tried| attempt(incident, tried)));
        self.refused = refused.len();
        let last = told.pop()?;
        Some(match told.len() {
            0 => last,
            1 => format!("{last} And 1 more change by others."),
            more => format!("{last} And {more} more changes by others."),
        })
    }
}

/// Says what a step did to an event that was there; `None` where it recorded the event.
fn did(step: &HistoryStep<'_>) -> Option<&'static str> {
    match step.said {
        Said::First(_) => None,
        Said::Amended(body) if body.tags.iter().any(|tag| tag == HIDDEN) => Some("left out of drafts"),
        Said::Amended(_) => Some("corrected"),
        Said::Removed(_) => Some("removed words of"),
        Said::Struck(_) => Some("withdrew"),
    }
}

/// An attempt at what only a record's own writer can do.
fn attempt(incident: &Incident, refused: &Refused) -> String {
    let (verb, record) = match refused.tried {
        Tried::Undo(record) => ("take back", record),
        Tried::Redo(record) => ("bring back", record),
    };
    let what = match refused.tried {
        Tried::Undo(_) => incident.named(&[record]),
        Tried::Redo(_) => "what another writer took back".to_owned(),
    };
    format!(
        "{} tried to {verb} {what}: another writer's, nothing was changed.",
        refused.provenance.by
    )
}
