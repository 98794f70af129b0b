//! The close screen: what is missing, and the draft as it stands.

use ratatui::style::Style;

use super::foot;
use super::paint::Canvas;
use crate::app::footer;
use crate::app::geometry::{Area, close_parts};
use crate::app::keymap::Context;
use crate::app::model::Model;
use crate::app::wrap::wrap;
use crate::domain::findings::Level;
use crate::domain::incident::{Incident, Status};
use crate::tui::theme::{Sign, Theme};

/// Draws both parts, and below them what Enter does, or where the draft was written.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, incident: &Incident) {
    let word = if incident.status() == Status::Open {
        "Close"
    } else {
        "Closed"
    };
    canvas.heading(
        &format!("{word}: {}", incident.title()),
        "! contradiction  * gap  - hint",
    );
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
    foot(canvas, model, incident);
}

/// The last rows: what there is to tell, where the draft is, and which keys work.
fn foot(canvas: &mut Canvas<'_>, model: &Model, incident: &Incident) {
    let theme = canvas.theme;
    let draft = model.current.as_ref().and_then(|current| current.draft.as_ref());
    let says = match draft {
        _ if model.closing.busy => vec![("closing...".to_owned(), theme.dim())],
        Some(draft) => vec![(format!("Draft written: {}", draft.display()), theme.good())],
        None => Vec::new(),
    };
    let mut keys = footer::hints(Context::Close);
    if incident.status() != Status::Open {
        // What Enter does once there is nothing left to close.
        keys.iter_mut()
            .filter(|hint| hint.key == "Enter")
            .for_each(|hint| hint.says = "write anew");
    }
    foot::draw(canvas, model, incident, says, &keys);
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
    let height = usize::from(area.height);
    let top = model.closing.findings_top.min(lines.len().saturating_sub(height));
    let hidden = lines.len().saturating_sub(top + height);
    for ((line, style), y) in lines.iter().skip(top).zip(area.y..area.y + area.height) {
        canvas.text(area.x + 1, y, area.width.saturating_sub(2), line, *style);
    }
    if hidden > 0 && area.height > 0 {
        let y = area.y + area.height - 1;
        canvas.clear(Area { y, height: 1, ..area });
        let more = format!("] for {} more lines", hidden + 1);
        canvas.text(area.x + 1, y, area.width.saturating_sub(2), &more, theme.dim());
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
