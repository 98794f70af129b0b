//! The close screen: what is missing, and the draft as it stands.

use std::borrow::Cow;

use ratatui::style::Style;

use super::foot;
use super::paint::Canvas;
use crate::app::drafted;
use crate::app::footer;
use crate::app::geometry::{Area, close_parts};
use crate::app::keymap::Context;
use crate::app::model::Model;
use crate::app::rendered::{Face, Span};
use crate::app::screen::close::{Action, template};
use crate::app::screen::findings::FindingPart;
use crate::domain::counted::{counted, counted_as};
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
    }
    let title = Area {
        y: right.y.saturating_sub(1),
        height: 1,
        ..right
    };
    canvas.rule(title, &pane_title(model));
    let draft = model.closing.draft.iter().skip(model.closing.top);
    for (line, y) in draft.zip(right.y..right.y + right.height) {
        let spans: Vec<(Cow<'_, str>, Style)> = line.iter().map(|span| look(canvas.theme, span)).collect();
        let pieces: Vec<(&str, Style)> = spans.iter().map(|(text, style)| (&**text, *style)).collect();
        canvas.pieces(right.x, y, right.width.saturating_sub(1), &pieces);
    }
    foot(canvas, model, incident);
}

/// The template by which the draft is shown; and the one that Enter writes, where that is another.
fn pane_title(model: &Model) -> String {
    let shown = template(model);
    match model.templates.first().filter(|written| *written != shown) {
        Some(written) => format!("draft: {shown} (written: {written})"),
        None => format!("draft: {shown}"),
    }
}

/// Some words of the draft, and how they are drawn.
fn look(theme: Theme, span: &Span) -> (Cow<'_, str>, Style) {
    match span.face {
        Face::Plain => (Cow::Borrowed(&span.text), Style::new()),
        Face::Heading => (Cow::Borrowed(&span.text), theme.key()),
        Face::Bold => (Cow::Borrowed(&span.text), theme.strong()),
        Face::Place => (Cow::Borrowed(&span.text), theme.place()),
        Face::Quiet if theme.unicode => (Cow::Borrowed(&span.text), theme.dim()),
        Face::Quiet => {
            let text = span.text.replace('─', theme.sign(Sign::Rule));
            (
                Cow::Owned(text.replace('│', theme.sign(Sign::Divider))),
                theme.dim(),
            )
        }
    }
}

/// The last rows: what there is to tell, where the draft is, and which keys work.
fn foot(canvas: &mut Canvas<'_>, model: &Model, incident: &Incident) {
    let theme = canvas.theme;
    let draft = model.current.as_ref().and_then(|current| current.draft.as_ref());
    let says = match draft {
        _ if model.closing.busy => vec![("closing...".to_owned(), theme.dim())],
        Some(draft) => vec![
            match model.current.as_ref().is_some_and(|current| current.draft_is_old) {
                true => (
                    format!("{} {}", drafted::here(), draft.display()),
                    theme.caution(),
                ),
                false => (format!("Draft written: {}", draft.display()), theme.good()),
            },
        ],
        None => Vec::new(),
    };
    let mut keys = footer::hints(Context::Close);
    if incident.status() != Status::Open {
        // What Enter does once there is nothing left to close.
        keys.iter_mut()
            .filter(|hint| hint.does(Action::Close))
            .for_each(|hint| hint.says = "write anew");
    }
    foot::draw(canvas, model, Some(incident), says, &keys);
}

fn findings(canvas: &mut Canvas<'_>, area: Area, model: &Model) {
    let theme = canvas.theme;
    let findings = &model.closing.findings;
    let columns = usize::from(area.width.saturating_sub(5)).max(1);
    let foot = u16::from(area.height > 3);
    let height = area.height - foot;
    let (lines, above, below) = findings.window(columns, usize::from(height));
    for (line, y) in lines.iter().zip(area.y..area.y + height) {
        let level = || findings.all()[line.finding].level;
        let (sign, style) = match line.part {
            FindingPart::Heading | FindingPart::Folded => {
                let room = area.width.saturating_sub(1);
                canvas.text(area.x + 1, y, room, &line.text, theme.dim());
                continue;
            }
            FindingPart::First => (level_sign(level()), theme.level(level())),
            FindingPart::Further => (" ", Style::new()),
        };
        let selected = line.finding == findings.row();
        let mark = if selected { theme.sign(Sign::Mark) } else { " " };
        let room = area.width.saturating_sub(2);
        canvas.pieces(
            area.x,
            y,
            room,
            &[
                (mark, theme.key()),
                (sign, style),
                (" ", style),
                (
                    &line.text,
                    if selected {
                        style.patch(theme.strong())
                    } else {
                        style
                    },
                ),
            ],
        );
    }
    if lines.is_empty() {
        canvas.text(
            area.x + 1,
            area.y,
            area.width,
            "Nothing is missing.",
            theme.good(),
        );
    }
    let rest = beneath(findings.accepted, above, below);
    if foot > 0 {
        let y = area.y + area.height - 1;
        canvas.text(area.x + 1, y, area.width.saturating_sub(2), &rest, theme.dim());
    }
}

/// The line below the list: how many findings were accepted, and how many lines are not shown.
fn beneath(accepted: usize, above: usize, below: usize) -> String {
    let accepted = (accepted > 0).then(|| {
        counted_as(
            accepted,
            "finding accepted as it is",
            "findings accepted as they are",
        )
    });
    let hidden = [(above, "above"), (below, "below")];
    let hidden = hidden.iter().filter(|(count, _)| *count > 0);
    let hidden = hidden.map(|(count, where_to)| format!("{} {where_to}", counted(*count, "more line")));
    accepted.into_iter().chain(hidden).collect::<Vec<_>>().join(", ")
}

/// The level as a sign: colour alone says nothing.
fn level_sign(level: Level) -> &'static str {
    match level {
        Level::Error => "!",
        Level::Warning => "*",
        Level::Info => "-",
    }
}
