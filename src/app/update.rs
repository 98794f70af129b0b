//! One message in, the model changed, and what is to be done outside: nothing else happens.

use super::derived::Derived;
use super::field::Edit;
use super::input::{Input, Key};
use super::keymap::{self, Action, Context};
use super::model::{Current, Effect, Model, Msg, Overlay, Screen, Weight};
use super::screen::{close, composing, incidents, live, palette};
use super::timeline::Timeline;
use crate::domain::id::RecordId;
use crate::domain::incident::{Incident, Status};
use crate::domain::mark::MICROS;

/// How long a row that has just come is marked, in microseconds.
const FRESH: i64 = 3 * MICROS;

/// Takes one message into account. `incident` is the one on the screen, if there is one.
pub fn update(model: &mut Model, incident: Option<&Incident>, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Input(input) => typed(model, incident, input),
        Msg::Tick(now) => {
            model.now = now;
            Vec::new()
        }
        Msg::Saved {
            ticket,
            record,
            notice,
        } => {
            saved(model, incident, ticket, record, notice);
            Vec::new()
        }
        Msg::NotSaved { ticket, why } => {
            not_saved(model, ticket, why);
            Vec::new()
        }
        Msg::Opened { id, ticket } => {
            model.pending.retain(|pending| Some(pending.ticket) != ticket);
            opened(model, incident, id);
            Vec::new()
        }
        Msg::NotOpened(why) => {
            model.warn(why);
            Vec::new()
        }
        Msg::Changed { damage } => {
            changed(model, incident, damage);
            Vec::new()
        }
        Msg::Listed(entries) => {
            model.incidents.show(entries);
            Vec::new()
        }
        Msg::Closed(path) => {
            changed(
                model,
                incident,
                model.current.as_ref().map_or(0, |current| current.damage),
            );
            model.closing.written = Some(path);
            close::refresh(model, incident);
            Vec::new()
        }
        Msg::NotClosed(why) => {
            model.closing.busy = false;
            model.warn(why);
            Vec::new()
        }
        Msg::Told(text) => {
            model.tell(text);
            Vec::new()
        }
    }
}

fn opened(model: &mut Model, incident: Option<&Incident>, id: crate::domain::id::IncidentId) {
    let derived = incident.map(Derived::of).unwrap_or_default();
    model.current = Some(Current {
        id,
        derived,
        timeline: Timeline::default(),
        damage: 0,
    });
    model.overlay = None;
    model.timeline_focused = false;
    let closed = incident.is_some_and(|incident| incident.status() != Status::Open);
    model.screen = if closed { Screen::Close } else { Screen::Live };
    model.closing = close::Closing::default();
    close::refresh(model, incident);
}

fn changed(model: &mut Model, incident: Option<&Incident>, damage: usize) {
    if let (Some(current), Some(incident)) = (&mut model.current, incident) {
        current.derived = Derived::of(incident);
        current.damage = damage;
    }
    close::refresh(model, incident);
}

fn saved(
    model: &mut Model,
    incident: Option<&Incident>,
    ticket: u64,
    record: RecordId,
    notice: Option<String>,
) {
    model.pending.retain(|pending| pending.ticket != ticket);
    // Whatever was wrong before: it works again.
    model.notice = None;
    let damage = model.current.as_ref().map_or(0, |current| current.damage);
    changed(model, incident, damage);
    if let Some(notice) = notice {
        model.warn(notice);
    }
    let Some(incident) = incident else { return };
    let until = model.now.instant.timestamp_micros() + FRESH;
    let position = incident
        .event(record)
        .and_then(|event| incident.timeline().position((event.number - 1) as usize));
    live::with_source(model, incident, |timeline, source, height| {
        timeline.fresh = Some((record, until));
        if let Some(position) = position {
            timeline.reveal(source, height, position);
        }
    });
}

fn not_saved(model: &mut Model, ticket: u64, why: String) {
    let Some(at) = model.pending.iter().position(|pending| pending.ticket == ticket) else {
        return model.warn(why);
    };
    let pending = model.pending.remove(at);
    let composer = model.composers.entry(pending.desk).or_default();
    let back = composer.give_back(&pending.line);
    let hint = if back {
        ""
    } else {
        " The line is in the history: Alt-P."
    };
    model.warn(format!("{why}{hint}"));
}

fn typed(model: &mut Model, incident: Option<&Incident>, input: Input) -> Vec<Effect> {
    match input {
        Input::Resize { cols, rows } => {
            model.size = (cols, rows);
            close::refresh(model, incident);
            Vec::new()
        }
        Input::Key(key) => press(model, incident, key),
        Input::Text(text) => insert(model, incident, &text),
        Input::Paste(text) => {
            paste(model, incident, text);
            Vec::new()
        }
    }
}

/// A run of characters: one insert where text is written, key by key until then.
fn insert(model: &mut Model, incident: Option<&Incident>, text: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if model.context().writes() && !rest.starts_with('/') {
            forget_passing(model);
            write(model, incident, Edit::Insert(rest.to_owned()));
            break;
        }
        effects.extend(press(model, incident, Key::char(c)));
        rest = &rest[c.len_utf8()..];
    }
    effects
}

/// A paste is text, wherever it lands: nothing of it is a key, and nothing of it is recorded by itself.
fn paste(model: &mut Model, incident: Option<&Incident>, text: String) {
    forget_passing(model);
    if model.timeline_focused && model.overlay.is_none() {
        model.timeline_focused = false;
    }
    if model.context().writes() {
        write(model, incident, Edit::Insert(text));
    } else {
        model.composer_mut().edit(Edit::Insert(text));
        model.tell("The paste is in the composer.");
    }
}

fn press(model: &mut Model, incident: Option<&Incident>, key: Key) -> Vec<Effect> {
    let context = model.context();
    let row = keymap::find(context, key);
    let leaving = row.is_some_and(|row| matches!(row.action, Action::PutAside | Action::Leave));
    forget_passing(model);
    model.leaving &= leaving;
    match (row, key.typed()) {
        (Some(row), _) => act(model, incident, context, &row.action),
        (None, Some(c)) if context.writes() => {
            write(model, incident, Edit::Insert(c.to_string()));
            Vec::new()
        }
        (None, Some(c)) if context == Context::Timeline => {
            model.timeline_focused = false;
            model.composer_mut().edit(Edit::Insert(c.to_string()));
            Vec::new()
        }
        (None, _) => Vec::new(),
    }
}

/// Edits whatever line is being written.
fn write(model: &mut Model, incident: Option<&Incident>, edit: Edit) {
    match &mut model.overlay {
        Some(Overlay::Palette(field, highlight)) => {
            field.apply(edit);
            *highlight = 0;
        }
        Some(Overlay::Search(field)) => {
            field.apply(edit);
            live::search_as_typed(model, incident);
        }
        Some(Overlay::Help(_) | Overlay::Detail(_)) => {}
        None if model.screen == Screen::Incidents => model.incidents.edit(edit),
        None => {
            model.composer_mut().edit(edit);
        }
    }
}

/// Does what a key or a named command means where the keyboard is.
pub(super) fn act(
    model: &mut Model,
    incident: Option<&Incident>,
    context: Context,
    action: &Action,
) -> Vec<Effect> {
    match action {
        Action::Edit(edit) => {
            write(model, incident, edit.clone());
            return Vec::new();
        }
        Action::Palette => return palette::open(model),
        Action::Help => return palette::help(model),
        Action::Suspend => return vec![Effect::Suspend],
        Action::Redraw => return vec![Effect::Redraw],
        Action::Leave => return leave(model),
        Action::PutAside => return put_aside(model),
        Action::Incidents => return incidents::open(model),
        Action::NewIncident => return composing::ask(model),
        Action::Close if context != Context::Close => return close::open(model, incident),
        _ => {}
    }
    match context {
        Context::Composer | Context::Picker => composing::act(model, incident, action),
        Context::Timeline | Context::Search if model.screen == Screen::Live => {
            live::act(model, incident, action)
        }
        Context::Detail => live::detail(model, incident, action),
        Context::Incidents | Context::Search | Context::Timeline => incidents::act(model, action),
        Context::Close => close::act(model, incident, action),
        Context::Help => palette::scroll_help(model, action),
        Context::Palette => palette::act(model, incident, action),
        Context::Everywhere => Vec::new(),
    }
}

/// Leaves at once, but for lines that are not on disk yet: those are named first.
fn leave(model: &mut Model) -> Vec<Effect> {
    if model.pending.is_empty() || model.leaving {
        return vec![Effect::Leave];
    }
    model.leaving = true;
    let count = model.pending.len();
    model.tell(format!(
        "{count} line(s) not saved yet. Again to leave; they will be in the history (Alt-P)."
    ));
    Vec::new()
}

fn put_aside(model: &mut Model) -> Vec<Effect> {
    if model.leaving {
        return vec![Effect::Leave];
    }
    model.leaving = true;
    model.overlay = None;
    if model
        .composer()
        .is_some_and(|composer| !composer.field.is_empty())
    {
        model.composer_mut().put_aside();
        model.tell("Line put aside: Alt-P brings it back. Ctrl-C again leaves.");
    } else {
        model.tell("Ctrl-C again leaves; the incident stays open.");
    }
    Vec::new()
}

fn forget_passing(model: &mut Model) {
    if model
        .notice
        .as_ref()
        .is_some_and(|notice| notice.weight == Weight::Passing)
    {
        model.notice = None;
    }
}
