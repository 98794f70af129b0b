//! Every command by name, over whatever is on the screen.

use ratatui::style::Style;

use super::keys::keys;
use super::paint::Canvas;
use super::picker::pick_row;
use crate::app::field::Field;
use crate::app::geometry::Area;
use crate::app::keymap::Context;
use crate::app::model::Model;
use crate::app::screen::palette::fitting;

/// Draws the list; says where the cursor belongs.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, field: &Field, highlight: usize) -> (u16, u16) {
    let (width, height) = canvas.size();
    let picks = fitting(field.text());
    let rows = u16::try_from(picks.len().max(1))
        .unwrap_or(u16::MAX)
        .min(height.saturating_sub(4))
        .min(16);
    // A few columns left and right of it would only look like dirt.
    let wide = if width < 90 { width } else { 76 };
    let over = Area {
        x: (width - wide) / 2,
        y: 1.min(height),
        width: wide,
        height: (rows + 3).min(height),
    };
    canvas.clear(over);
    canvas.rule(Area { height: 1, ..over }, "commands");
    let line = over.y + 1;
    let typed = [("> ", canvas.theme.key()), (field.text(), Style::new())];
    let taken = canvas.pieces(over.x + 1, line, wide.saturating_sub(2), &typed);
    let first = (highlight + 1).saturating_sub(usize::from(rows));
    for ((nth, pick), y) in picks
        .iter()
        .enumerate()
        .skip(first)
        .zip(line + 1..line + 1 + rows)
    {
        pick_row(
            canvas,
            Area {
                x: over.x,
                y,
                width: wide,
                height: 1,
            },
            pick,
            nth == highlight,
        );
    }
    if picks.is_empty() {
        canvas.text(
            over.x + 1,
            line + 1,
            wide,
            "No command has that in its name.",
            canvas.theme.dim(),
        );
    }
    canvas.rule(
        Area {
            y: line + 1 + rows,
            height: 1,
            ..over
        },
        "",
    );
    let bottom = Area {
        x: 0,
        y: height.saturating_sub(1),
        width: model.size.0,
        height: 1,
    };
    canvas.clear(bottom);
    keys(canvas, bottom, Context::Palette);
    (over.x + 1 + taken, line)
}
