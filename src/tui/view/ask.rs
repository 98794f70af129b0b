//! A question with one answer, over the last rows of whatever screen is there.

use super::answer::{self, Answer};
use super::paint::Canvas;
use crate::app::keymap::Context;
use crate::app::model::Model;
use crate::app::screen::ask::Ask;
use crate::domain::incident::Incident;

fn answer<'a>(model: &Model, incident: Option<&Incident>, ask: &'a Ask) -> Answer<'a> {
    Answer {
        label: ask.about.label(),
        field: &ask.field,
        selected: false,
        hint: ask.hint(model, incident),
        keys: Context::Ask,
    }
}

/// The first row that it takes.
pub fn top(canvas: &Canvas<'_>, model: &Model, incident: Option<&Incident>, ask: &Ask) -> u16 {
    answer::top(canvas, model, &answer(model, incident, ask))
}

/// Draws it; says where the cursor belongs.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, incident: Option<&Incident>, ask: &Ask) -> (u16, u16) {
    answer::draw(canvas, model, &answer(model, incident, ask))
}
