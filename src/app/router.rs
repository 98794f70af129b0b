//! The router of keys and pastes: dispatched by the one table of keys, or written where text is written.

use super::everywhere;
use super::field::Edit;
use super::input::{Input, Key};
use super::keymap::{self, Action, Context, KeyRow};
use super::model::{Effect, Leaving, Model, Overlay, Screen};
use super::pasted::Pasted;
use super::preview::Over;
use super::screen::{close, filter, kinds, paper, preview, search};
use super::stray;
use super::wheel;
use crate::domain::incident::Incident;

/// Takes in what was typed, pasted, or done to the window.
pub(super) fn typed(model: &mut Model, incident: Option<&Incident>, input: Input) -> Vec<Effect> {
    if !matches!(input, Input::Resize { .. }) {
        model.inputs += 1;
    }
    match input {
        Input::Resize { cols, rows } => {
            model.size = (cols, rows);
            close::resized(model);
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
    let is_open_text = model.overlay.is_some() || model.context() == Context::PaperText;
    let answering = is_open_text && model.context().writes();
    if !answering && let Some(Overlay::Paste(waiting)) = &mut model.overlay {
        // A terminal may hand a large paste over in pieces.
        if let Some(whole) = Pasted::of(&format!("{}{text}", waiting.text)) {
            *waiting = whole;
        }
        return;
    }
    if let Some(pasted) = Pasted::of(&text).filter(|_| !answering) {
        if matches!(model.screen, Screen::Incidents | Screen::Statistics) {
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
    let leaves = |row: &KeyRow| matches!(row.action, Action::Everywhere(action) if action.leaves());
    forget_passing(model);
    if !row.is_some_and(leaves) {
        model.leaving = Leaving::No;
    }
    if stray::swallows(model, context, key, row) || preview::holds(model, row) {
        return Vec::new();
    }
    match (row, key.typed()) {
        // Where one is already, nothing is begun anew.
        (Some(row), _)
            if context == Context::Close && row.action == everywhere::Action::Go(Screen::Close).into() => {}
        (Some(row), _) => return row.action.act(model, incident),
        (None, Some(c)) if context.writes() => write(model, incident, Edit::Insert(c.to_string())),
        (None, Some(c)) if context == Context::Kinds => kinds::letter(model, incident, c),
        (None, Some(c)) if context == Context::PreviewKinds => preview::letter(model, c),
        (None, Some(c)) => stray::letter(model, context, c),
        (None, None) => stray::no_answer(model, context, key),
    }
    Vec::new()
}

/// Edits whatever line is being written.
pub(super) fn write(model: &mut Model, incident: Option<&Incident>, edit: Edit) {
    match &mut model.overlay {
        Some(Overlay::Palette(field, highlight)) => {
            field.apply(edit);
            *highlight = 0;
        }
        Some(Overlay::Find(find)) => find.edit(edit),
        Some(Overlay::Search(field)) => {
            field.apply(edit);
            search::as_typed(model, incident);
        }
        Some(Overlay::Filter(field)) => {
            field.apply(edit);
            filter::as_typed(model, incident);
        }
        Some(over @ (Overlay::Paste(_) | Overlay::Import(_))) => {
            if let Some(Over::Line(line)) = over.preview_mut().and_then(|preview| preview.over.as_mut()) {
                line.edit(edit);
            }
        }
        Some(
            Overlay::Help(_)
            | Overlay::Detail(_)
            | Overlay::Confirm(_)
            | Overlay::Kinds(..)
            | Overlay::Outcomes(_)
            | Overlay::Belongs(_),
        ) => {}
        Some(Overlay::Ask(ask)) => _ = ask.field.apply(edit),
        None if model.screen == Screen::Incidents => model.incidents.edit(edit),
        None if model.screen.paper().is_some() && model.paper.is_edited => model.paper.edit(edit),
        None => _ = model.composer_mut().edit(edit),
    }
}

fn forget_passing(model: &mut Model) {
    model.passing = None;
}
