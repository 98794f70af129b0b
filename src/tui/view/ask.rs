//! A question and its answer, over the last rows of whatever screen is there.

use ratatui::style::Style;

use super::composer::keys;
use super::paint::Canvas;
use crate::app::ask::Ask;
use crate::app::geometry::Area;
use crate::app::keymap::Context;
use crate::tui::theme::Sign;

/// Draws it; says where the cursor belongs.
pub fn draw(canvas: &mut Canvas<'_>, ask: &Ask) -> (u16, u16) {
    let (width, height) = canvas.size();
    let theme = canvas.theme;
    let most = (height / 2).clamp(1, 12);
    let layout = ask.field.layout(width.saturating_sub(3), most);
    let rows = u16::try_from(layout.rows.len()).unwrap_or(most).clamp(1, most);
    let footer = u16::from(height > rows + 1);
    let heading = u16::from(height > rows + footer);
    let over = Area {
        x: 0,
        y: height.saturating_sub(heading + rows + footer),
        width,
        height: heading + rows + footer,
    };
    canvas.clear(over);
    if heading > 0 {
        canvas.rule(Area { height: 1, ..over }, &ask.about.label());
    }
    let top = over.y + heading;
    canvas.text(0, top, 1, theme.sign(Sign::Prompt), theme.key());
    for (row, y) in layout.rows.iter().zip(top..top + rows) {
        canvas.text(2, y, width.saturating_sub(2), row, Style::new());
    }
    for (hidden, y) in [(layout.hidden_above, top), (layout.hidden_below, top + rows - 1)] {
        if hidden {
            canvas.text(0, y, 1, theme.sign(Sign::More), theme.caution());
        }
    }
    let last = Area {
        y: over.y + over.height.saturating_sub(1),
        height: footer,
        ..over
    };
    keys(canvas, last, Context::Ask);
    let (column, row) = layout.cursor;
    (2 + column, top + row)
}
