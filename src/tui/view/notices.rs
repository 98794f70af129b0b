//! Lines on their way to the disk, and what there is to tell.

use ratatui::style::Style;

use super::paint::Canvas;
use crate::app::geometry::{Area, notices};
use crate::app::model::{Model, Pending};

/// The time that a line may be on its way before it is said that it is not saved, in milliseconds.
const PATIENCE: i64 = 1000;

/// Lines on their way to the disk. Nothing is shown as recorded before it is.
pub fn pending(canvas: &mut Canvas<'_>, area: Area, model: &Model) {
    let theme = canvas.theme;
    for (pending, y) in model.pending.iter().zip(area.y..area.y + area.height) {
        let (word, style) = if is_late(pending, model) {
            ("NOT saved yet: ", theme.alarm())
        } else {
            ("saving... ", theme.dim())
        };
        let rest = model.pending.len().saturating_sub(usize::from(area.height));
        let more = if rest > 0 && y + 1 == area.y + area.height {
            format!("  (+{rest} more)")
        } else {
            String::new()
        };
        let room = area.width.saturating_sub(2);
        canvas.pieces(
            1,
            y,
            room,
            &[
                (word, style),
                (&pending.in_words(), Style::new()),
                (&more, theme.dim()),
            ],
        );
    }
}

fn is_late(pending: &Pending, model: &Model) -> bool {
    (model.now.instant - pending.since.instant).num_milliseconds() >= PATIENCE
}

/// Draws what there is to tell, as far as there is room.
pub fn told(canvas: &mut Canvas<'_>, area: Area, model: &Model) {
    for ((line, lasts), y) in notices(model).iter().zip(area.y..area.y + area.height) {
        let style = if *lasts {
            canvas.theme.alarm()
        } else {
            canvas.theme.caution()
        };
        canvas.text(1, y, area.width.saturating_sub(2), line, style);
    }
}
