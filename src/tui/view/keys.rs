//! The last row of a screen: the keys that work now.

use ratatui::style::Style;

use super::paint::Canvas;
use crate::app::footer::{self, Hint};
use crate::app::geometry::Area;
use crate::app::keymap::Context;

/// The keys that work now, as many as fit.
pub fn keys(canvas: &mut Canvas<'_>, area: Area, context: Context) {
    hints(canvas, area, &footer::hints(context));
}

/// Keys and what they do, row by row, as many as fit.
pub fn hints(canvas: &mut Canvas<'_>, area: Area, hints: &[Hint]) {
    let theme = canvas.theme;
    let shown = hints.iter().zip(places(hints, area.width));
    for (hint, (x, row)) in shown.take_while(|(_, (_, row))| *row < area.height) {
        let pieces = [
            (hint.key.as_str(), theme.key()),
            (" ", Style::new()),
            (hint.says, theme.dim()),
        ];
        canvas.pieces(area.x + x, area.y + row, wide(hint), &pieces);
    }
}

/// The rows that keys take on so many columns, and no more than these.
pub fn rows(hints: &[Hint], width: u16, most: u16) -> u16 {
    places(hints, width)
        .last()
        .map_or(1, |(_, row)| row + 1)
        .min(most)
}

/// The column and the row of each, from 0.
fn places(hints: &[Hint], width: u16) -> impl Iterator<Item = (u16, u16)> {
    hints.iter().scan((1_u16, 0), move |(x, row), hint| {
        if *x > 1 && x.saturating_add(wide(hint)) >= width {
            (*x, *row) = (1, *row + 1);
        }
        let place = (*x, *row);
        *x = x.saturating_add(wide(hint) + 2);
        Some(place)
    })
}

fn wide(hint: &Hint) -> u16 {
    u16::try_from(hint.key.chars().count() + 1 + hint.says.len()).unwrap_or(u16::MAX / 2)
}
