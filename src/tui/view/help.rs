//! All keys, from the one table.

use ratatui::style::Style;

use super::keys::keys;
use super::paint::Canvas;
use crate::app::footer::{self, HelpLine};
use crate::app::geometry::{Area, page_rows};
use crate::app::keymap::Context;
use crate::app::model::Model;

/// Draws the help from a line on.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, top: usize) {
    let (width, height) = canvas.size();
    canvas.heading("Help", "hotwash");
    let lines = footer::help(context_behind(model));
    let rows = page_rows(model);
    let top = top.min(lines.len().saturating_sub(rows));
    for (line, y) in lines.iter().skip(top).take(rows).zip(2..) {
        match line {
            HelpLine::Heading(title) => _ = canvas.text(1, y, width, title, canvas.theme.strong()),
            HelpLine::Words(words) => _ = canvas.text(3, y, width, words, Style::new()),
            HelpLine::Keys(keys, says) => {
                let columns = if width >= 60 { 24 } else { 14 };
                canvas.text(3, y, columns - 1, keys, canvas.theme.key());
                canvas.text(
                    3 + columns,
                    y,
                    width.saturating_sub(3 + columns),
                    says,
                    Style::new(),
                );
            }
            HelpLine::Blank => {}
        }
    }
    keys(
        canvas,
        Area {
            x: 0,
            y: height.saturating_sub(1),
            width,
            height: 1,
        },
        Context::Help,
    );
}

/// Says where the reader was when asking for help.
fn context_behind(model: &Model) -> Context {
    match model.screen_context() {
        Context::Picker | Context::Question => Context::Composer,
        Context::Search => Context::Incidents,
        context => context,
    }
}
