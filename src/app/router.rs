//! What was typed and pasted: dispatched by the one table of keys, or written where text is written.

use super::ask;
use super::confirm;
use super::field::Edit;
use super::input::{Input, Key};
use super::keymap::{self, Action, Context};
use super::model::{Effect, Leaving, Model, Overlay, Screen};
use super::pasted::Pasted;
use super::screen::paper::{self, Which};
use super::screen::{
    action_items, belongs, close, composing, fields, incidents, kinds, live, palette, paste,
};
use super::stray;
use super::wheel;
use crate::domain::incident::Incident;
use crate::draft::update::Audience;

/// Takes in what was typed, pasted, or done to the window.
pub(super) fn typed(model: &mut Model, incident: Option<&Incident>, input: Input) -> Vec<Effect> {
    if !matches!(input, Input::Resize { .. }) {
        model.inputs += 1;
    }
    match input {
        Input::Resize { cols, rows } => {
            model.size = (cols, rows);
            close::refresh(model, incident);
            paper::refresh(model, incident);
            Vec::new()
        }
        Input::Key(key) => press(model, incident, key),
        Input::Text(text) => insert(model, incident, &text),
        Input::Wheel { rows } => wheel::turn(model, incident, rows, press),
        Input::Paste(text) => {
            pasted(model, incident, text);
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

/// A paste is text, wherever it lands: nothing of it is a key, and nothing of it is recorded by itself. Of several
/// lines it is asked what they are to be, unless they belong to an answer that is being given.
fn pasted(model: &mut Model, incident: Option<&Incident>, text: String) {
    forget_passing(model);
    if let Some(Overlay::Paste(waiting)) = &mut model.overlay {
        // A terminal may hand a large paste over in pieces.
        if let Some(whole) = Pasted::of(&format!("{}{text}", waiting.text)) {
            *waiting = whole;
        }
        return;
    }
    let answering = model.overlay.is_some() && model.context().writes();
    if let Some(pasted) = Pasted::of(&text).filter(|_| !answering) {
        if model.screen == Screen::Incidents {
            model.screen = model.home();
        }
        model.cover(Overlay::Paste(pasted));
        return;
    }
    if model.timeline_focused && model.overlay.is_none() {
        model.timeline_focused = false;
    }
    let text = text.trim_end_matches('\n').to_owned();
    if model.context().writes() {
        let begins = model.composer().is_none_or(|composer| composer.field.is_empty());
        write(model, incident, Edit::Insert(text));
        if begins
            && matches!(
                model.context(),
                Context::Composer | Context::Question | Context::Picker
            )
        {
            // Nothing of a paste is a command.
            model.composer_mut().dismiss_picker();
        }
    } else {
        // Whoever pastes into a question has not answered it.
        model.uncover();
        model.write_here();
        model.composer_mut().edit(Edit::Insert(text));
        model.tell("The paste is in the line.");
    }
}

/// A screen that is come back to shows what was changed on another.
fn press(model: &mut Model, incident: Option<&Incident>, key: Key) -> Vec<Effect> {
    let before = model.screen;
    let effects = press_here(model, incident, key);
    if model.screen != before {
        close::refresh(model, incident);
        paper::refresh(model, incident);
    }
    effects
}

fn press_here(model: &mut Model, incident: Option<&Incident>, key: Key) -> Vec<Effect> {
    let context = model.context();
    let row = keymap::find(context, key);
    let leaving = row.is_some_and(|row| matches!(row.action, Action::PutAside | Action::Leave));
    forget_passing(model);
    if !leaving {
        model.leaving = Leaving::No;
    }
    if stray::swallows(model, context, key, row) {
        return Vec::new();
    }
    match (row, key.typed()) {
        (Some(row), _) => return act(model, incident, context, &row.action),
        (None, Some(c)) if context.writes() => write(model, incident, Edit::Insert(c.to_string())),
        (None, Some(c)) if context == Context::Kinds => kinds::letter(model, incident, c),
        (None, Some(c)) => stray::letter(model, context, c),
        (None, None) => stray::no_answer(model, context, key),
    }
    Vec::new()
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
        Some(Overlay::Filter(field)) => {
            field.apply(edit);
            live::filter_as_typed(model, incident);
        }
        Some(
            Overlay::Help(_)
            | Overlay::Detail(_)
            | Overlay::Confirm(_)
            | Overlay::Kinds(..)
            | Overlay::Paste(_)
            | Overlay::Belongs(_),
        ) => {}
        Some(Overlay::Ask(ask)) => _ = ask.field.apply(edit),
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
        Action::NewIncident if context != Context::Belongs => return composing::ask(model),
        Action::Close if context != Context::Close => return close::open(model, incident),
        Action::StatusUpdate => return paper::open(model, incident, Which::Update(Audience::default())),
        Action::Handover => return paper::open(model, incident, Which::Handover),
        Action::Fields => return fields::open(model, incident),
        Action::ActionItems => return action_items::open(model, incident),
        Action::FocusComposer if context != Context::Timeline => {
            model.uncover();
            model.write_here();
            return Vec::new();
        }
        _ => {}
    }
    match context {
        Context::Composer | Context::Question | Context::Picker => composing::act(model, incident, action),
        Context::Timeline | Context::Search | Context::Filter if model.screen == Screen::Live => {
            live::act(model, incident, action)
        }
        Context::Confirm => confirm::act(model, incident, action),
        Context::Belongs => belongs::act(model, incident, action),
        Context::Ask => ask::act(model, incident, action),
        Context::Kinds => kinds::act(model, incident, action),
        Context::Paste => paste::choose(model, incident, action),
        Context::Split => paste::preview(model, incident, action),
        Context::Fields => fields::act(model, incident, action),
        Context::ActionItems => action_items::act(model, incident, action),
        Context::Detail => live::detail(model, incident, action),
        Context::Incidents | Context::Search | Context::Timeline | Context::Filter => {
            incidents::act(model, action)
        }
        Context::Close => close::act(model, incident, action),
        Context::Update | Context::Handover => paper::act(model, incident, action),
        Context::Help => palette::scroll_help(model, action),
        Context::Palette => palette::act(model, incident, action),
        Context::Everywhere => Vec::new(),
    }
}

/// Leaves at once, but for lines that are not on disk yet: those are named first.
fn leave(model: &mut Model) -> Vec<Effect> {
    let count = model.pending.len();
    if count == 0 || model.leaving == Leaving::Warned {
        return vec![Effect::Leave];
    }
    model.leaving = Leaving::Warned;
    let lines = if count == 1 {
        "1 line is"
    } else {
        "several lines are"
    };
    model.tell(format!(
        "{lines} not saved yet. Again to leave; Alt-P has what was typed."
    ));
    Vec::new()
}

fn put_aside(model: &mut Model) -> Vec<Effect> {
    if model.leaving != Leaving::No {
        return leave(model);
    }
    model.leaving = Leaving::Asked;
    if let Some(text) = model.overlay.as_ref().and_then(Overlay::typed).map(str::to_owned) {
        model.overlay = None;
        model.composer_mut().keep_aside(&text);
        model.tell("Put aside: Alt-P brings it back while writing. Ctrl-C again leaves.");
        return Vec::new();
    }
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
    model.passing = None;
}
