//! The close screen: what is missing, and the draft as it stands.

use ratatui::style::Style;

use super::composer::keys;
use super::paint::Canvas;
use crate::app::geometry::{Area, close_parts};
use crate::app::model::{Model, Weight};
use crate::app::wrap::wrap;
use crate::domain::findings::Level;
use crate::domain::incident::{Incident, Status};
use crate::tui::theme::{Sign, Theme};

/// Draws both parts, and below them what Enter does, or where the draft was written.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, incident: &Incident) {
    let (width, height) = canvas.size();
    let word = if incident.status() == Status::Open {
        "Close"
    } else {
        "Closed"
    };
    canvas.heading(&format!("{word}: {}", incident.title()), "");
    let (left, right) = close_parts(model);
    findings(canvas, left, model);
    if right.y == left.y {
        let divider = canvas.theme.sign(Sign::Divider);
        for y in left.y..left.y + left.height {
            canvas.text(left.width, y, 1, divider, canvas.theme.dim());
        }
    } else {
        canvas.rule(
            Area {
                y: right.y.saturating_sub(1),
                height: 1,
                ..right
            },
            "draft",
        );
    }
    let draft = model.closing.draft.iter().skip(model.closing.top);
    for (line, y) in draft.zip(right.y..right.y + right.height) {
        let style = if line.starts_with('#') {
            canvas.theme.strong()
        } else {
            Style::new()
        };
        canvas.text(right.x, y, right.width.saturating_sub(1), line, style);
    }
    let bottom = Area {
        x: 0,
        y: height.saturating_sub(1),
        width,
        height: 1,
    };
    foot(canvas, bottom, model);
}

fn foot(canvas: &mut Canvas<'_>, area: Area, model: &Model) {
    let theme = canvas.theme;
    let (text, style) = match (&model.notice, &model.closing.written) {
        (Some(notice), _) => {
            let style = if notice.weight == Weight::Lasting {
                theme.alarm()
            } else {
                theme.caution()
            };
            (notice.text.clone(), style)
        }
        (None, Some(path)) => (
            format!("Draft written: {}   y copy  e edit  Esc back", path.display()),
            theme.good(),
        ),
        (None, None) if model.closing.busy => ("closing...".to_owned(), theme.dim()),
        (None, None) => return keys(canvas, area, model.context()),
    };
    let text = wrap(&text, usize::from(area.width.saturating_sub(2)).max(1));
    let rows = u16::try_from(text.len()).unwrap_or(1).min(area.y + 1);
    let top = area.y + 1 - rows;
    canvas.clear(Area {
        y: top,
        height: rows,
        ..area
    });
    for (line, y) in text.iter().zip(top..) {
        canvas.text(1, y, area.width, line, style);
    }
}

fn findings(canvas: &mut Canvas<'_>, area: Area, model: &Model) {
    let theme = canvas.theme;
    let columns = usize::from(area.width.saturating_sub(4)).max(1);
    let mut lines: Vec<(String, Style)> = Vec::new();
    for finding in &model.closing.findings {
        for (nth, line) in wrap(&finding.message, columns).into_iter().enumerate() {
            let sign = if nth == 0 { level_sign(finding.level) } else { " " };
            lines.push((format!("{sign} {line}"), level_style(theme, finding.level, nth)));
        }
    }
    if lines.is_empty() {
        lines.push(("Nothing is missing.".to_owned(), theme.good()));
    }
    let hidden = lines.len().saturating_sub(usize::from(area.height));
    for ((line, style), y) in lines.iter().zip(area.y..area.y + area.height) {
        canvas.text(area.x + 1, y, area.width.saturating_sub(2), line, *style);
    }
    if hidden > 0 && area.height > 0 {
        let y = area.y + area.height - 1;
        canvas.clear(Area { y, height: 1, ..area });
        canvas.text(
            area.x + 1,
            y,
            area.width,
            &format!("and {} more lines", hidden + 1),
            theme.dim(),
        );
    }
}

/// The level as a sign: colour alone says nothing.
fn level_sign(level: Level) -> &'static str {
    match level {
        Level::Error => "!",
        Level::Warning => "*",
        Level::Info => "-",
    }
}

fn level_style(theme: Theme, level: Level, line: usize) -> Style {
    if line == 0 {
        theme.level(level)
    } else {
        Style::new()
    }
}
