//! The mouse's wheel, which terminals send as arrows while the mouse is not asked to report: it scrolls and chooses,
//! and never edits.

use super::keymap::Context;
use super::model::{Effect, Model};
use super::screen::live;
use crate::app::input::{Key, KeyCode};
use crate::domain::incident::Incident;

/// Turns the wheel by so many rows, down where there are more than 0: while writing it scrolls the timeline, anywhere
/// else it is that many arrows, pressed with `press`.
pub(super) fn turn(
    model: &mut Model,
    incident: Option<&Incident>,
    rows: isize,
    press: impl Fn(&mut Model, Option<&Incident>, Key) -> Vec<Effect>,
) -> Vec<Effect> {
    let arrow = if rows < 0 { KeyCode::Up } else { KeyCode::Down };
    let mut effects = Vec::new();
    for nth in 0..rows.unsigned_abs() {
        if matches!(model.context(), Context::Composer | Context::Question) {
            let nth = nth.cast_signed();
            scroll(model, incident, if rows < 0 { rows + nth } else { rows - nth });
            break;
        }
        effects.extend(press(model, incident, Key::plain(arrow)));
    }
    effects
}

fn scroll(model: &mut Model, incident: Option<&Incident>, rows: isize) {
    if let (Context::Composer, Some(incident)) = (model.context(), incident) {
        live::with_source(model, incident, |timeline, source, height| {
            timeline.scroll(source, height, rows);
        });
    }
}
