//! The answers to what was entered: it is on disk, or it comes back to whoever typed it.

use chrono::NaiveDate;

use crate::app::everywhere::Action;
use crate::app::keymap::key_of;
use crate::app::model::{Desk, HeldInput, Model, Notice, Overlay, Pending, Screen};
use crate::app::screen::live;
use crate::app::suspicions;
use crate::app::update::{changed, damage};
use crate::app::which_helped;
use crate::domain::harmless;
use crate::domain::id::RecordId;
use crate::domain::incident::{Correction, Incident, Moved, Subject};
use crate::domain::mark::MICROS;
use crate::domain::record::{ActionItemBody, FieldChange, FieldName};
use crate::incidents::scribe::Step;

/// Time for which a new row is marked, in microseconds.
const FRESH: i64 = 3 * MICROS;

/// Takes an entry that is on disk off the pending ones, and shows its row.
pub(in crate::app) fn saved(
    model: &mut Model,
    incident: Option<&Incident>,
    ticket: u64,
    record: RecordId,
    notice: Option<String>,
) {
    let done = model.pending.iter().position(|pending| pending.ticket == ticket);
    let mut imported = None;
    if let Some(at) = done {
        let saved = model.pending.remove(at);
        // What was to be told of these very words, or of an earlier answer, is no longer so.
        let again = match &saved.held {
            Some(HeldInput::Answer(ask)) => ask.again,
            Some(HeldInput::Paste(_) | HeldInput::Import(_) | HeldInput::Line(..)) | None => None,
        };
        imported = saved.held.as_ref().and_then(import_in_words);
        model.lasting.take_if(|notice| {
            let same = saved.typed().any(|text| notice.line.as_deref() == Some(text));
            same || (again.is_some() && notice.ticket == again)
        });
    }
    changed(model, incident, damage(model));
    if let Some(notice) = notice {
        model.warn(notice);
    }
    let Some(incident) = incident else { return };
    tell_of(model, incident, record);
    which_helped::ask(model, incident, record);
    model.passing = imported.or(model.passing.take());
    let shown = first_restored(incident, record).unwrap_or(record);
    let until = model.now.instant.timestamp_micros() + FRESH;
    let focused = model.timeline_focused;
    live::with_source(model, incident, |timeline, source, height| {
        timeline.fresh = Some((shown, until));
        if let Some(position) = source.position(shown) {
            timeline.reveal(source, height, position);
        }
        // Whoever walks through the timeline is left where they are.
        if let Some(selected) = timeline.selected(source).filter(|_| focused) {
            timeline.reveal(source, height, selected);
        }
    });
}

/// Says how much of an import was recorded.
fn import_in_words(held: &HeldInput) -> Option<String> {
    let HeldInput::Import(preview) = held else {
        return None;
    };
    let recorded = preview.sent_in_words();
    Some(format!("{recorded}; one undo takes all of it back."))
}

/// Names what was taken back, which may stand on another screen; selects what was added.
fn tell_of(model: &mut Model, incident: &Incident, record: RecordId) {
    match incident.moved_by(record) {
        Some(Moved::Withdrawn(records)) => {
            let again = key(model, Action::Redo, "/redo");
            let named = incident.named(records);
            model.tell(format!("Undone: {named}; {again} brings it back."));
        }
        Some(Moved::Restored(records)) => model.tell(format!("Redone: {}.", incident.named(records))),
        None => {}
    }
    match incident.subject(record) {
        Some(Subject::Field(field, version)) => {
            model.fields.select(incident, field, version.value.given());
            if model.screen == Screen::Live {
                model.tell(field_in_words(field, &version.value));
            }
        }
        Some(Subject::ActionItem(item, _)) => {
            model.action_items.select(incident.id(), item.id);
            if model.screen == Screen::Live
                && let Some(body) = item.body()
            {
                let today = incident.today(model.now);
                model.tell(item_in_words(item.number, body, today));
            }
        }
        Some(Subject::Event(event)) => {
            if let Some(words) = suspicions::left_open(incident, event) {
                model.tell(words);
            }
        }
        Some(Subject::Correction(event, version)) => {
            if let Correction::Struck { .. } = version.value {
                let undo = key(model, Action::Undo, "/undo");
                model.tell(format!("Withdrawn: {}; {undo} takes that back.", event.named()));
            }
        }
        Some(Subject::Status(_) | Subject::Silence(_)) | None => {}
    }
}

/// The columns of a value or a text that a notice has room for.
const TOLD: usize = 60;

/// A field as it was set, where it is not on the screen.
fn field_in_words(field: FieldName, change: &FieldChange) -> String {
    let title = field.row().title;
    let short = |text: &str| harmless::fit(&harmless::line(text), TOLD).into_owned();
    match change {
        FieldChange::Value(text) => format!("{title}: {}", short(text)),
        FieldChange::Add(entry) => format!("{title}: one more, {}", short(entry)),
        FieldChange::Amend { to, .. } => format!("{title}: now {}", short(to)),
        FieldChange::Remove(entry) => format!("{title}: no longer {}", short(entry)),
        FieldChange::Clear => format!("{title}: cleared"),
    }
}

/// An action item with its number, by which it is found again, and with what was read of it.
fn item_in_words(number: u32, body: &ActionItemBody, today: NaiveDate) -> String {
    let text = harmless::fit(&harmless::line(&body.text), TOLD).into_owned();
    let owner = body
        .owner
        .as_ref()
        .map_or("no owner".to_owned(), |owner| format!("owner {owner}"));
    let due = body
        .due_in_words(today)
        .unwrap_or_else(|| "no due date".to_owned());
    format!("Todo {number}: {text} ({}, {due})", harmless::line(&owner))
}

/// The key that does it where the keyboard is, or the command.
fn key(model: &Model, action: Action, command: &str) -> String {
    let key = key_of(model.context(), action);
    key.map_or_else(|| command.to_owned(), |key| key.to_string())
}

/// The first event that a redo brought back.
fn first_restored(incident: &Incident, record: RecordId) -> Option<RecordId> {
    let Moved::Restored(records) = incident.moved_by(record)? else {
        return None;
    };
    records
        .iter()
        .find_map(|id| incident.event(*id))
        .map(|event| event.id)
}

/// Brings back what was typed for an entry that is not on disk.
pub(in crate::app) fn not_saved(model: &mut Model, ticket: u64, why: String) {
    let Some(at) = model.pending.iter().position(|pending| pending.ticket == ticket) else {
        return model.warn(why);
    };
    let pending = model.pending.remove(at);
    model.paper.sent.take_if(|sent| *sent == ticket);
    let line = pending.typed().next().map(str::to_owned);
    let mut elsewhere = give_back(model, pending);
    if model.starting.take_if(|starting| *starting == ticket).is_some() {
        // What waited for the incident that could not be started comes back with it, oldest first.
        for stranded in std::mem::take(&mut model.waiting) {
            let with = |pending: &Pending| Some(pending.ticket) == stranded.ticket();
            if let Some(at) = model.pending.iter().position(with) {
                let pending = model.pending.remove(at);
                elsewhere |= give_back(model, pending);
            }
        }
    }
    let hint = if elsewhere {
        " It is in the history: Alt-P."
    } else {
        ""
    };
    model.lasting = Some(Notice {
        text: format!("{why}{hint}"),
        line,
        ticket: Some(ticket),
    });
}

/// Gives back what was typed. Says whether any of it had to go to the history.
fn give_back(model: &mut Model, pending: Pending) -> bool {
    let Pending {
        ticket,
        desk,
        line,
        held,
        inputs,
        ..
    } = pending;
    let mut elsewhere = false;
    if !line.is_empty() {
        let composer = model.composers.entry(desk).or_default();
        elsewhere |= !composer.give_back(&line);
    }
    if let Some(held) = held {
        let mut held = held;
        if let HeldInput::Answer(ask) = &mut held {
            ask.again = Some(ticket);
        }
        elsewhere |= !hold_out(model, desk, inputs, held);
    }
    elsewhere
}

/// Shows again what was not saved, to be tried once more; in the history where anything was typed since, or is being
/// done: nothing may take the keyboard from under somebody's hands. Says which.
fn hold_out(model: &mut Model, desk: Desk, inputs: u64, held: HeldInput) -> bool {
    let idle = model.inputs == inputs && model.overlay.is_none() && model.desk() == desk;
    match held {
        HeldInput::Answer(ask) if idle => model.overlay = Some(Overlay::Ask(ask)),
        HeldInput::Paste(pasted) if idle => model.overlay = Some(Overlay::Paste(pasted)),
        HeldInput::Import(preview) if idle => model.overlay = Some(Overlay::Import(preview)),
        // Importing the file again goes on with the rest.
        HeldInput::Import(_) => return true,
        HeldInput::Line(task, line) if idle => {
            model.leave_timeline();
            model.composer_mut().begin(task, line);
        }
        held => {
            let composer = model.composers.entry(desk).or_default();
            composer.remember(held.text());
        }
    }
    idle
}

/// Shows again what is not on disk of a paste; the rest is marked no more.
pub(in crate::app) fn not_all_saved(
    model: &mut Model,
    ticket: u64,
    (recorded, step): (usize, Step),
    why: String,
) {
    let pending = model.pending.iter_mut().find(|pending| pending.ticket == ticket);
    let preview = match pending.and_then(|pending| pending.held.as_mut()) {
        Some(HeldInput::Paste(pasted)) => pasted.preview.as_mut(),
        Some(HeldInput::Import(preview)) => Some(preview),
        Some(HeldInput::Answer(_) | HeldInput::Line(..)) | None => None,
    };
    if let Some(preview) = preview {
        preview.recorded(recorded, step);
    }
    let why = match recorded {
        0 => why,
        _ => format!("{recorded} recorded. {why}"),
    };
    not_saved(model, ticket, why);
}
