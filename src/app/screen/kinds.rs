//! Another kind for an event: a list of them, over the timeline; each kind's own letter takes it at once.

use crate::app::keymap::Action;
use crate::app::model::{Effect, Model, Overlay};
use crate::app::screen::live::record;
use crate::domain::command::{Command, EventChange};
use crate::domain::id::RecordId;
use crate::domain::incident::{Event, Incident};
use crate::domain::kind::Kind;

/// Asks which kind this event is to be; its own is highlighted.
pub fn open(model: &mut Model, event: Option<&Event>) {
    model.overlay = event.map(|event| Overlay::Kinds(event.id, event.body().kind as usize));
}

/// What an action means in the list.
pub fn act(model: &mut Model, incident: Option<&Incident>, action: &Action) -> Vec<Effect> {
    let Some(Overlay::Kinds(event, highlight)) = &mut model.overlay else {
        return Vec::new();
    };
    let (event, count) = (*event, Kind::ROWS.len());
    match action {
        Action::Up => *highlight = (*highlight + count - 1) % count,
        Action::Down => *highlight = (*highlight + 1) % count,
        Action::Accept => {
            let kind = Kind::ROWS[*highlight % count].kind;
            return take(model, incident, event, kind);
        }
        _ => model.overlay = None,
    }
    Vec::new()
}

/// What a character means there: the kind whose letter it is.
pub fn letter(model: &mut Model, incident: Option<&Incident>, letter: char) -> Vec<Effect> {
    let Some(Overlay::Kinds(event, _)) = model.overlay else {
        return Vec::new();
    };
    match Kind::ROWS.iter().find(|row| row.key == letter) {
        Some(row) => take(model, incident, event, row.kind),
        None => {
            model.tell(format!("No kind has the letter {letter}."));
            Vec::new()
        }
    }
}

fn take(model: &mut Model, incident: Option<&Incident>, event: RecordId, kind: Kind) -> Vec<Effect> {
    model.overlay = None;
    let known = incident.and_then(|incident| incident.event(event));
    let Some(before) = known.filter(|event| event.body().kind != kind) else {
        return Vec::new();
    };
    let (from, to) = (before.body().kind.row().title, kind.row().title);
    model.tell(format!(
        "Event {}: {} is now {}; u takes that back.",
        before.number,
        from.to_lowercase(),
        to.to_lowercase()
    ));
    let change = EventChange {
        kind: Some((kind, None)),
        ..EventChange::default()
    };
    record(model, Command::Amend { event, change })
}
