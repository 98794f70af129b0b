//! The last rows of a screen that is not the live one: what is on its way to the disk, what there is to tell, what the
//! screen itself has to say, and which keys work now.

use ratatui::style::Style;

use super::ask;
use super::confirm;
use super::keys::hints;
use super::notices::{pending, told};
use super::paint::Canvas;
use crate::app::footer::Hint;
use crate::app::geometry::{Area, notices};
use crate::app::model::{Model, Overlay};
use crate::domain::harmless::wrap;
use crate::domain::incident::Incident;

/// Lines that a screen says above its keys, that are wrapped to its columns.
pub type Says = Vec<(String, Style)>;

/// Draws it, over whatever is there; says which row is its first. Where something is asked, the question stands there.
pub fn draw(
    canvas: &mut Canvas<'_>,
    model: &Model,
    incident: Option<&Incident>,
    says: Says,
    keys: &[Hint],
) -> u16 {
    draw_with(canvas, model, incident, says, (keys, 1))
}

/// Does the same with the keys in so many rows.
pub fn draw_with(
    canvas: &mut Canvas<'_>,
    model: &Model,
    incident: Option<&Incident>,
    says: Says,
    (keys, key_rows): (&[Hint], u16),
) -> u16 {
    let (width, height) = canvas.size();
    if let Some(Overlay::Ask(asked)) = &model.overlay {
        return ask::top(canvas, model, incident, asked);
    }
    if let Some(question) = confirm::asked(model) {
        return confirm::top(canvas, model, &question);
    }
    let bottom = height.saturating_sub(key_rows);
    let columns = usize::from(width.saturating_sub(2)).max(1);
    let wrapped = |(text, style): (String, Style)| {
        let lines = wrap(&text, columns).into_iter();
        lines.map(move |line| (line, style)).collect::<Vec<_>>()
    };
    let says: Says = says.into_iter().flat_map(wrapped).collect();
    // The heading and a row of the screen itself stay in sight.
    let mut free = bottom.saturating_sub(3);
    let mut take = |wanted: usize| {
        let rows = u16::try_from(wanted).unwrap_or(u16::MAX).min(free);
        free -= rows;
        rows
    };
    let heights = [
        take(notices(model).len()),
        take(model.pending.len().min(2)),
        take(says.len()),
    ];
    let top = bottom - heights.iter().sum::<u16>();
    let row = |y, height| Area {
        x: 0,
        y,
        width,
        height,
    };
    canvas.clear(row(top, height - top));
    let [telling, saving, saying] = heights;
    pending(canvas, row(top, saving), model);
    told(canvas, row(top + saving, telling), model);
    for ((line, style), y) in says.iter().zip(bottom - saying..bottom) {
        canvas.text(1, y, width.saturating_sub(2), line, *style);
    }
    hints(canvas, row(bottom, height - bottom), keys);
    top
}
