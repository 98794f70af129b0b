//! Recording what is marked in a preview: in the incident that is there, or in one that is started for it.

use super::lines;
use crate::app::model::{Effect, HeldInput, Model, Overlay, Screen, Write};
use crate::app::screen::composing;
use crate::app::screen::paste::{accept, begin};
use crate::domain::incident::Incident;

/// Answers the question selected, says what is missing, or records what is marked.
pub(super) fn enter(model: &mut Model, shown: Option<&Incident>) -> Vec<Effect> {
    let Some(preview) = model.preview_mut() else {
        return Vec::new();
    };
    if preview.is_reading() {
        preview.let_enter_wait(true);
        model.tell("Enter waits until it is read anew; any other key stops that.");
        return Vec::new();
    }
    if preview.question().is_some() {
        lines::answer(preview);
        return Vec::new();
    }
    if let Some(place) = preview.first_blocking() {
        preview.select(place);
        model.tell("Nothing is recorded before this is answered.");
        return Vec::new();
    }
    if preview.marked() == 0 {
        model.tell("Nothing is marked: Space marks a row, a all.");
        return Vec::new();
    }
    match model.overlay {
        Some(Overlay::Paste(_)) => accept(model, shown),
        Some(_) | None => record_marked(model),
    }
}

/// Hands over every proposal that is marked.
pub fn record_marked(model: &mut Model) -> Vec<Effect> {
    let starts = model.screen == Screen::Start && !composing::is_starting(model);
    let Some(preview) = model.preview_mut() else {
        return Vec::new();
    };
    let opening = starts.then(|| preview.opening());
    if opening.is_some() && preview.has_title() {
        preview.opened();
    }
    if preview.marked() == 0 {
        model.tell("Nothing is marked but what the incident begins with: Space marks a row, a all.");
        return Vec::new();
    }
    let is_partial = preview.marked() < preview.proposals();
    let (proposals, step) = preview.send();
    let held = match model.overlay.take() {
        Some(Overlay::Paste(pasted)) => {
            if is_partial {
                model.composer_mut().remember(&pasted.text);
                model.tell("Alt-P has the whole paste, with what was left out.");
            }
            HeldInput::Paste(pasted)
        }
        Some(Overlay::Import(preview)) => HeldInput::Import(preview),
        Some(_) | None => return Vec::new(),
    };
    let ticket = model.pend(String::new(), Some(held));
    let write = Write::Import { proposals, step };
    begin(model, opening, Effect::Write { ticket, write })
}
