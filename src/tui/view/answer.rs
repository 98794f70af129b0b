//! A line that answers a question, over the last rows of whatever screen is there; above it, why the last answer was
//! not taken.

use ratatui::style::Style;

use super::keys::keys;
use super::notices::told;
use super::paint::Canvas;
use crate::app::field::{Field, FieldLayout};
use crate::app::geometry::{Area, Live, notices};
use crate::app::keymap::Context;
use crate::app::model::{Model, Screen};
use crate::domain::harmless::wrap;
use crate::tui::theme::Sign;

/// A question, and what is typed as its answer.
pub struct Answer<'a> {
    /// The question.
    pub label: String,
    /// The text typed.
    pub field: &'a Field,
    /// True while it is selected, and what is typed takes its place.
    pub selected: bool,
    /// The answers that may be given, or the reading of the one typed so far.
    pub hint: Option<String>,
    /// The keys that work meanwhile.
    pub keys: Context,
}

/// The parts of it, from top to bottom. What has no room has no height.
struct Parts {
    notices: Area,
    heading: Area,
    answer: Area,
    hint: Area,
    footer: Area,
}

/// The answer always has a row; then comes what tells of it.
fn parts(canvas: &Canvas<'_>, model: &Model, layout: &FieldLayout, hint: &[String]) -> Parts {
    let (width, height) = canvas.size();
    let mut free = height;
    let mut take = |wanted: usize| {
        let rows = u16::try_from(wanted).unwrap_or(u16::MAX).min(free);
        free -= rows;
        rows
    };
    let heights = [
        take(layout.rows.len().max(1)),
        take(1),
        take(1),
        take(notices(model).len()),
        take(hint.len()),
    ];
    let [answer, footer, heading, notices, hint] = heights;
    let mut y = free;
    let mut next = |height| {
        let area = Area {
            x: 0,
            y,
            width,
            height,
        };
        y += height;
        area
    };
    Parts {
        notices: next(notices),
        heading: next(heading),
        answer: next(answer),
        hint: next(hint),
        footer: next(footer),
    }
}

fn laid_out(canvas: &Canvas<'_>, model: &Model, answer: &Answer<'_>) -> (FieldLayout, Vec<String>, Parts) {
    let (width, height) = canvas.size();
    let most = (height / 2).clamp(1, 12);
    let layout = answer.field.layout(width.saturating_sub(3), most);
    let columns = usize::from(width.saturating_sub(3)).max(1);
    let hint = answer.hint.as_ref();
    let hint = hint.map_or(Vec::new(), |hint| wrap(hint, columns));
    let parts = parts(canvas, model, &layout, &hint);
    (layout, hint, parts)
}

/// The first row that it takes.
pub fn top(canvas: &Canvas<'_>, model: &Model, answer: &Answer<'_>) -> u16 {
    laid_out(canvas, model, answer).2.notices.y
}

/// Draws it; says where the cursor belongs.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, answer: &Answer<'_>) -> (u16, u16) {
    let (width, height) = canvas.size();
    let theme = canvas.theme;
    let (layout, hint, parts) = laid_out(canvas, model, answer);
    // Nothing of the composer is to be seen below the timeline: it is not what is being written.
    let top = if model.screen == Screen::Live {
        parts.notices.y.min(Live::of(model).notice.y)
    } else {
        parts.notices.y
    };
    canvas.clear(Area {
        x: 0,
        y: top,
        width,
        height: height - top,
    });
    told(canvas, parts.notices, model);
    if parts.heading.height > 0 {
        canvas.rule(parts.heading, &answer.label);
    }
    let first = parts.answer.y;
    canvas.text(0, first, 1, theme.sign(Sign::Prompt), theme.key());
    let style = if answer.selected {
        theme.selected()
    } else {
        Style::new()
    };
    for (row, y) in layout.rows.iter().zip(first..first + parts.answer.height) {
        canvas.text(2, y, width.saturating_sub(2), row, style);
    }
    let last = first + parts.answer.height.saturating_sub(1);
    for (hidden, y) in [(layout.hidden_above, first), (layout.hidden_below, last)] {
        if hidden {
            canvas.text(0, y, 1, theme.sign(Sign::More), theme.caution());
        }
    }
    for (line, y) in hint.iter().zip(parts.hint.y..parts.hint.y + parts.hint.height) {
        canvas.text(2, y, width.saturating_sub(2), line, theme.dim());
    }
    keys(canvas, parts.footer, answer.keys);
    let (column, row) = layout.cursor;
    (2 + column, first + row)
}
