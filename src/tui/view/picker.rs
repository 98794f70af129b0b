//! Kinds and commands to choose from, above a line.

use super::paint::Canvas;
use crate::app::commands::Pick;
use crate::app::geometry::Area;
use crate::app::model::Model;

/// Draws what `/` offers, over the lower rows of the timeline.
pub fn draw(canvas: &mut Canvas<'_>, over: Area, model: &Model) {
    let Some((picks, highlight)) = model.composer().and_then(|composer| composer.picker()) else {
        return;
    };
    if model.overlay.is_some() {
        return;
    }
    pick_rows(canvas, over, &picks, highlight);
}

/// A list of kinds and commands over the lower rows of a part: as many as fit, with the one highlighted. Says which row
/// is its first.
pub fn pick_rows(canvas: &mut Canvas<'_>, over: Area, picks: &[Pick], highlight: usize) -> u16 {
    const MOST: u16 = 14;
    let height = u16::try_from(picks.len())
        .unwrap_or(u16::MAX)
        .min(over.height)
        .min(MOST);
    let area = Area {
        y: over.y + over.height - height,
        height,
        ..over
    };
    canvas.clear(area);
    let first = highlight.saturating_sub(usize::from(height.saturating_sub(1)));
    for ((nth, pick), y) in picks.iter().enumerate().skip(first).zip(area.y..area.y + height) {
        pick_row(canvas, Area { y, height: 1, ..area }, pick, nth == highlight);
    }
    area.y
}

/// One row of a list of kinds and commands.
pub fn pick_row(canvas: &mut Canvas<'_>, area: Area, pick: &Pick, highlighted: bool) {
    let theme = canvas.theme;
    let word = format!("{:<17}", pick.word());
    let shortcut = format!("{:<10}", pick.shortcut());
    canvas.pieces(
        area.x + 1,
        area.y,
        area.width.saturating_sub(2),
        &[
            (&word, theme.strong()),
            (&shortcut, theme.key()),
            (&pick.about(), theme.dim()),
        ],
    );
    if highlighted {
        canvas.restyle(area, area.y, theme.selected());
    }
}
