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

/// Keys and what they do, as many as fit.
pub fn hints(canvas: &mut Canvas<'_>, area: Area, hints: &[Hint]) {
    if area.height == 0 {
        return;
    }
    let theme = canvas.theme;
    let mut x = area.x + 1;
    for hint in hints {
        let wide = u16::try_from(hint.key.chars().count() + 1 + hint.says.len()).unwrap_or(u16::MAX);
        if x + wide >= area.x + area.width {
            break;
        }
        x += canvas.pieces(
            x,
            area.y,
            wide,
            &[
                (&hint.key, theme.key()),
                (" ", Style::new()),
                (hint.says, theme.dim()),
            ],
        );
        x += 2;
    }
}
