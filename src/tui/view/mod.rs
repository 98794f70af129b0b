//! Drawing. Views draw from what they are given and change nothing.

mod action_items;
mod answer;
mod ask;
mod close;
mod composer;
mod confirm;
mod detail;
mod fields;
mod find;
mod foot;
mod header;
mod help;
mod incidents;
mod keys;
mod kinds;
mod notices;
mod outcomes;
mod paint;
mod palette;
mod paper;
mod paste;
mod picker;
mod preview;
mod side;
mod statistics;
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
    if let Some(preview) = model.preview() {
        return preview::draw(canvas, model, incident, preview);
    }
    if let Some(Overlay::Find(find)) = &model.overlay {
        return Some(find::draw(canvas, model, find));
    }
    if covered(canvas, model, incident) {
        return None;
    }
    let cursor = beneath(canvas, model, incident);
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
        Some(Overlay::Outcomes(list)) => {
            outcomes::draw(canvas, model, incident?, *list);
            None
        }
        _ => cursor,
    }
}

/// Draws what takes the whole screen, and says whether there is such a thing.
fn covered(canvas: &mut Canvas<'_>, model: &Model, incident: Option<&Incident>) -> bool {
    match (&model.overlay, incident) {
        (Some(Overlay::Help(top)), _) => help::draw(canvas, model, *top),
        (Some(Overlay::Detail(top)), Some(incident)) => detail::draw(canvas, model, incident, *top),
        (Some(Overlay::Paste(pasted)), _) => paste::draw(canvas, model, incident, pasted),
        (
            Some(
                Overlay::Palette(..)
                | Overlay::Find(_)
                | Overlay::Search(_)
                | Overlay::Filter(_)
                | Overlay::Detail(_)
                | Overlay::Confirm(_)
                | Overlay::Ask(_)
                | Overlay::Kinds(..)
                | Overlay::Outcomes(_)
                | Overlay::Import(_)
                | Overlay::Belongs(_),
            )
            | None,
            _,
        ) => return false,
    }
    true
}

/// Draws the screen without what lies over it, and says where its cursor belongs.
fn beneath(canvas: &mut Canvas<'_>, model: &Model, incident: Option<&Incident>) -> Option<(u16, u16)> {
    match (model.screen, incident) {
        (Screen::Incidents, _) => return incidents::draw(canvas, model),
        (Screen::Statistics, _) => statistics::draw(canvas, model),
        (Screen::Start, _) | (_, None) => return composer::question(canvas, model),
        (Screen::Live, Some(incident)) => return live(canvas, model, incident),
        (Screen::Close, Some(incident)) => close::draw(canvas, model, incident),
        (Screen::Paper(which), Some(incident)) => return paper::draw(canvas, model, incident, which),
        (Screen::ActionItems, Some(incident)) => action_items::draw(canvas, model, incident),
        (Screen::Fields, Some(incident)) => fields::draw(canvas, model, incident),
    }
    None
}

fn live(canvas: &mut Canvas<'_>, model: &Model, incident: &Incident) -> Option<(u16, u16)> {
    header::draw(canvas, model, incident);
    timeline::draw(canvas, model, incident);
    side::draw(canvas, model, incident);
    composer::draw(canvas, model, Some(incident))
}

#[cfg(test)]
mod tests;
