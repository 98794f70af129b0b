//! The list of kinds that an event may be, over the lower rows of the timeline.

use super::keys::keys;
use super::paint::Canvas;
use super::picker::pick_rows;
use crate::app::commands::Pick;
use crate::app::geometry::Live;
use crate::app::keymap::Context;
use crate::app::model::Model;
use crate::app::screen::kinds::question;
use crate::domain::incident::Event;
use crate::domain::kind::Kind;

/// Draws the list, and below it whose kind is asked for.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, event: &Event, highlight: usize) {
    let parts = Live::of(model);
    let picks: Vec<Pick> = Kind::ROWS.iter().map(Pick::Kind).collect();
    pick_rows(canvas, parts.timeline, &picks, highlight);
    let theme = canvas.theme;
    canvas.clear(parts.composer);
    canvas.clear(parts.reading);
    let room = parts.composer.width.saturating_sub(2);
    let asked = question(event, highlight).text(usize::from(room));
    canvas.text(1, parts.composer.y, room, &asked, theme.caution());
    keys(canvas, parts.footer, Context::Kinds);
}
