//! Corrections: an event that is amended or withdrawn, and a record that is taken back.

use super::{Refusal, check_range, ends, may_end, text};
use crate::domain::command::{ActionItemChange, EventChange};
use crate::domain::id::RecordId;
use crate::domain::incident::{Event, Incident};
use crate::domain::kind::Kind;
use crate::domain::record::{EventBody, HIDDEN, Op};

/// The whole event as it now reads.
pub(super) fn amend(incident: &Incident, id: RecordId, change: EventChange) -> Result<Op, Refusal> {
    let event = standing(incident, id)?;
    if event.foreign || event.redacted {
        return Err(Refusal::Unreadable(event.number));
    }
    let before = event.body();
    let (named, outcome) = (change.ends, change.outcome.flatten());
    let mut body = change.made_to(before);
    text(&body.text)?;
    check_range(&body.timing, incident.zone())?;
    if outcome.is_some() && body.kind != Kind::Mitigation {
        return Err(Refusal::NoMitigation(event.number));
    }
    if named.is_some() {
        body.ends = ends(incident, body.kind, named, &body.text)?;
    } else if body.kind != before.kind {
        body.ends = ends_as(incident, event, &body)?;
    }
    let typed = before.typed.clone();
    if (EventBody {
        typed,
        ..body.clone()
    }) == *before
    {
        return Err(Refusal::NothingChanges);
    }
    Ok(Op::Amend {
        event: event.id,
        replaces: event.newest_record(),
        body,
    })
}

/// The hypothesis that an event ends which became another kind: the one that it ended before, if it still can.
fn ends_as(incident: &Incident, event: &Event, body: &EventBody) -> Result<Option<RecordId>, Refusal> {
    if !may_end(body.kind) {
        return Ok(None);
    }
    let ended = ends(incident, body.kind, body.ends, &body.text)?;
    Ok(ended.filter(|hypothesis| *hypothesis != event.id))
}

pub(super) fn strike(incident: &Incident, id: RecordId, why: Option<String>) -> Result<Op, Refusal> {
    let event = standing(incident, id)?;
    if let Some(why) = &why {
        text(why)?;
    }
    Ok(Op::Strike {
        event: event.id,
        replaces: event.newest_record(),
        why,
    })
}

/// The whole event with the tag that leaves it out of drafts, or without it.
pub(super) fn hide(incident: &Incident, id: RecordId, hidden: bool) -> Result<Op, Refusal> {
    let event = standing(incident, id)?;
    if event.foreign || event.redacted {
        return Err(Refusal::Unreadable(event.number));
    }
    if event.is_hidden() == hidden {
        return Err(Refusal::NothingChanges);
    }
    let mut body = event.body().clone();
    body.tags.retain(|tag| tag != HIDDEN);
    body.tags.extend(hidden.then(|| HIDDEN.to_owned()));
    Ok(Op::Amend {
        event: event.id,
        replaces: event.newest_record(),
        body,
    })
}

/// The whole action item as it now reads.
pub(super) fn amend_item(incident: &Incident, id: RecordId, change: ActionItemChange) -> Result<Op, Refusal> {
    let mut items = incident.action_items();
    let found = items.find(|(item, _)| item.id == id);
    let (item, before) = found.ok_or(Refusal::NoSuchActionItem)?;
    let body = change.made_to(before);
    text(&body.text)?;
    if body == *before {
        return Err(Refusal::NothingChanges);
    }
    Ok(Op::AmendActionItem {
        item: id,
        replaces: item.newest_record(),
        body,
    })
}

pub(super) fn undo(incident: &Incident, writer: &str) -> Result<Op, Refusal> {
    let replaces = incident.newest_of(writer).ok_or(Refusal::NothingToUndo)?;
    if incident.is_worn(replaces, writer) {
        return Err(Refusal::MovedTooOften);
    }
    Ok(Op::Undo { replaces })
}

pub(super) fn redo(incident: &Incident, writer: &str) -> Result<Op, Refusal> {
    let replaces = incident.next_redo(writer).ok_or(Refusal::NothingToRedo)?;
    if incident.is_worn(replaces, writer) {
        return Err(Refusal::MovedTooOften);
    }
    Ok(Op::Redo { replaces })
}

/// The event that this record made or corrected, unless it was withdrawn.
fn standing(incident: &Incident, id: RecordId) -> Result<&Event, Refusal> {
    let event = incident.event(id).ok_or(Refusal::NoSuchEvent)?;
    if event.is_undone() {
        return Err(Refusal::Undone(event.number));
    }
    if event.is_struck() {
        return Err(Refusal::Struck(event.number));
    }
    Ok(event)
}

#[cfg(test)]
mod tests;
