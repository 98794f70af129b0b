//! Another kind for an event: a list of them, over the timeline; a kind's letter highlights it, Enter takes it.

use crate::app::keymap::{KeyRow, rows};
use crate::app::model::{Effect, Model, Overlay};
use crate::app::screen::confirm::OneLineQuestion;
use crate::app::screen::live::record;
use crate::app::stray;
use crate::domain::command::{Command, EventChange};
use crate::domain::id::RecordId;
use crate::domain::incident::{Event, Incident};
use crate::domain::kind::Kind;

/// All that can be done in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Take the kind highlighted.
    Take,
    /// Highlight the next one.
    Next,
    /// Highlight the one before.
    Previous,
    /// Leave the event as it is.
    LeaveIt,
}

/// The keys of the list.
pub const ROWS: &[KeyRow] = rows! { Kinds:
    [ENTER] changes Take, "take the kind highlighted; a kind's letter highlights it", footer "take";
    [DOWN] shows Next, "the next kind", footer "next";
    [UP] shows Previous, "the kind before";
    [ESC] shows LeaveIt, "leave it as it is", footer "leave it";
};

/// Asks which kind this event is to be; its own is highlighted.
pub fn open(model: &mut Model, event: &Event) {
    model.overlay = Some(Overlay::Kinds(event.id, event.body().kind as usize));
}

/// Does it.
pub fn act(model: &mut Model, incident: Option<&Incident>, action: Action) -> Vec<Effect> {
    let Some(Overlay::Kinds(event, highlight)) = &mut model.overlay else {
        return Vec::new();
    };
    let (event, count) = (*event, Kind::ROWS.len());
    match action {
        Action::Previous => *highlight = (*highlight + count - 1) % count,
        Action::Next => *highlight = (*highlight + 1) % count,
        Action::Take => {
            let kind = Kind::ROWS[*highlight % count].kind;
            return take(model, incident, event, kind);
        }
        Action::LeaveIt => model.overlay = None,
    }
    Vec::new()
}

/// Takes in a character: the kind whose letter it is, is highlighted. Any other puts the highlight back, so
/// that whoever thinks they are writing changes nothing.
pub fn letter(model: &mut Model, incident: Option<&Incident>, letter: char) {
    let Some(Overlay::Kinds(event, highlight)) = &mut model.overlay else {
        return;
    };
    let own = incident.and_then(|incident| incident.event(*event));
    let moved = own.is_some_and(|event| *highlight != event.body().kind as usize);
    match Kind::ROWS.iter().position(|row| row.key == letter) {
        Some(row) => {
            *highlight = row;
            // One letter is a kind; several may be words.
            if moved {
                stray::note(model);
            }
        }
        None => {
            *highlight = own.map_or(*highlight, |event| event.body().kind as usize);
            model.tell(format!("No kind has the letter {letter}."));
            stray::note(model);
        }
    }
}

/// The question while this row is highlighted: which event it is about, and what it would become.
pub fn question(event: &Event, highlight: usize) -> OneLineQuestion {
    let kind = event.body().kind;
    let to = Kind::ROWS[highlight % Kind::ROWS.len()].kind;
    let title = |kind: Kind| kind.row().title.to_lowercase();
    let after = if to == kind {
        format!(": {} it stays", title(kind))
    } else {
        format!(": {} becomes {}", title(kind), title(to))
    };
    OneLineQuestion::new(format!("Event {} ", event.number), &event.body().text, after)
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
