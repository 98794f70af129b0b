//! The statistics of all incidents, scrolled, and the keys that work.

use ratatui::style::Style;

use super::foot;
use super::paint::Canvas;
use crate::app::footer;
use crate::app::geometry::Area;
use crate::app::model::Model;
use crate::app::screen::statistics::{lines, top};
use crate::domain::counted::counted;
use crate::draft::statistics::StatisticsLine;

/// Draws it from the line on that it is scrolled to.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model) {
    let (width, height) = canvas.size();
    let count = model.statistics.incidents();
    let right = count.map_or(String::new(), |count| counted(count, "incident"));
    canvas.heading("Statistics", &right);
    let keys = footer::hints(model.context());
    let bottom = foot::draw(canvas, model, None, Vec::new(), &keys);
    let area = Area {
        x: 0,
        y: 2.min(height),
        width,
        height: bottom.saturating_sub(2),
    };
    let theme = canvas.theme;
    if count.is_none() {
        canvas.text(1, area.y, width, "Reading all incidents.", theme.dim());
        return;
    }
    let lines = lines(model, theme.unicode);
    let rows = usize::from(area.height);
    let first = top(model, lines.len(), rows);
    for (line, y) in lines.iter().skip(first).take(rows).zip(area.y..) {
        match line {
            StatisticsLine::Blank => {}
            StatisticsLine::Heading(heading) => {
                canvas.text(1, y, width, heading, theme.strong());
            }
            StatisticsLine::Text(text) => {
                canvas.text(1, y, width.saturating_sub(1), text, Style::new());
            }
        }
    }
    canvas.more(area, first > 0, first + rows < lines.len());
}
