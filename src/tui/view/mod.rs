//! Drawing. Views draw from what they are given and change nothing.

mod action_items;
mod ask;
mod close;
mod composer;
mod confirm;
mod detail;
mod fields;
mod foot;
mod header;
mod help;
mod incidents;
mod keys;
mod kinds;
mod notices;
mod paint;
mod palette;
mod paper;
mod paste;
mod picker;
mod side;
mod timeline;

use ratatui::Frame;
use ratatui::layout::Position;

use super::theme::Theme;
use crate::app::model::{Model, Overlay, Screen};
use crate::domain::incident::Incident;
use paint::Canvas;

/// Draws the whole screen.
pub fn draw(frame: &mut Frame<'_>, model: &Model, incident: Option<&Incident>, theme: Theme) {
    let cursor = {
        let mut canvas = Canvas::new(frame.buffer_mut(), theme);
        screen(&mut canvas, model, incident)
    };
    if let Some((x, y)) = cursor {
        frame.set_cursor_position(Position { x, y });
    }
}

/// Says where the cursor belongs, if anywhere.
fn screen(canvas: &mut Canvas<'_>, model: &Model, incident: Option<&Incident>) -> Option<(u16, u16)> {
    match (&model.overlay, incident) {
        (Some(Overlay::Help(top)), _) => {
            help::draw(canvas, model, *top);
            return None;
        }
        (Some(Overlay::Detail(top)), Some(incident)) => {
            detail::draw(canvas, model, incident, *top);
            return None;
        }
        (Some(Overlay::Paste(pasted)), _) => {
            paste::draw(canvas, model, incident, pasted);
            return None;
        }
        (
            Some(
                Overlay::Palette(..)
                | Overlay::Search(_)
                | Overlay::Filter(_)
                | Overlay::Detail(_)
                | Overlay::Confirm(_)
                | Overlay::Ask(_)
                | Overlay::Kinds(..)
                | Overlay::Belongs(_),
            )
            | None,
            _,
        ) => {}
    }
    let cursor = match (model.screen, incident) {
        (Screen::Incidents, _) => incidents::draw(canvas, model),
        (Screen::Start, _) | (_, None) => composer::question(canvas, model),
        (Screen::Close, Some(incident)) => {
            close::draw(canvas, model, incident);
            None
        }
        (Screen::Paper(which), Some(incident)) => {
            paper::draw(canvas, model, incident, which);
            None
        }
        (Screen::ActionItems, Some(incident)) => {
            action_items::draw(canvas, model, incident);
            None
        }
        (Screen::Fields, Some(incident)) => {
            fields::draw(canvas, model, incident);
            None
        }
        (Screen::Live, Some(incident)) => live(canvas, model, incident),
    };
    if let Some(question) = confirm::asked(model) {
        confirm::draw(canvas, model, &question);
        return None;
    }
    match &model.overlay {
        Some(Overlay::Palette(field, highlight)) => Some(palette::draw(canvas, model, field, *highlight)),
        Some(Overlay::Ask(ask)) => Some(ask::draw(canvas, model, incident, ask)),
        Some(Overlay::Kinds(event, highlight)) => {
            kinds::draw(canvas, model, incident?.event(*event)?, *highlight);
            None
        }
        _ => cursor,
    }
}

fn live(canvas: &mut Canvas<'_>, model: &Model, incident: &Incident) -> Option<(u16, u16)> {
    header::draw(canvas, model, incident);
    timeline::draw(canvas, model, incident);
    side::draw(canvas, model, incident);
    composer::draw(canvas, model, Some(incident))
}

#[cfg(test)]
mod tests;
