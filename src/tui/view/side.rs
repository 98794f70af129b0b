//! The side panel of a wide screen: what is known, what is pursued, what is to be done, how long what took.

use ratatui::style::Style;

use super::paint::Canvas;
use crate::app::geometry::Live;
use crate::app::model::{Current, Model};
use crate::app::wrap::wrap;
use crate::domain::incident::Incident;
use crate::domain::mark::MICROS;
use crate::domain::record::FieldName;
use crate::domain::time::span;
use crate::tui::theme::{Sign, Theme};

/// Draws the panel, as far down as there is room.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, incident: &Incident) {
    let area = Live::of(model).side;
    let Some(current) = model.current.as_ref().filter(|_| area.width > 4) else {
        return;
    };
    let divider = canvas.theme.sign(Sign::Divider);
    for y in area.y..area.y + area.height {
        canvas.text(area.x, y, 1, divider, canvas.theme.dim());
    }
    let width = usize::from(area.width - 3);
    let lines = lines(model, incident, current, width, canvas.theme);
    for ((text, style), y) in lines.iter().zip(area.y..area.y + area.height) {
        canvas.text(area.x + 2, y, area.width - 3, text, *style);
    }
}

type Lines = Vec<(String, Style)>;

fn lines(model: &Model, incident: &Incident, current: &Current, width: usize, theme: Theme) -> Lines {
    let mut lines = Lines::new();
    let mut section = |title: &str, entries: Vec<String>| {
        if entries.is_empty() {
            return;
        }
        if !lines.is_empty() {
            lines.push((String::new(), Style::new()));
        }
        lines.push((title.to_owned(), theme.strong()));
        lines.extend(
            entries
                .iter()
                .flat_map(|entry| wrap(entry, width))
                .map(|line| (line, Style::new())),
        );
    };
    let field = |name| incident.value(name).map(str::to_owned).into_iter().collect();
    section("Impact", field(FieldName::Impact));
    section(
        "Affected",
        incident
            .values(FieldName::Affected)
            .into_iter()
            .map(str::to_owned)
            .collect(),
    );
    section("Commander", field(FieldName::Commander));
    section("Open hypotheses", hypotheses(model, incident, current));
    section("Action items", action_items(incident));
    section("Intervals", intervals(current, width));
    lines
}

fn hypotheses(model: &Model, incident: &Incident, current: &Current) -> Vec<String> {
    let zone = incident.zone();
    let now = zone.micros(&zone.now(model.now));
    let events = current
        .derived
        .open_hypotheses
        .iter()
        .filter_map(|id| incident.event(*id));
    let lines = events.map(|event| {
        let body = event.body();
        let age = body
            .timing
            .at
            .map(|at| span::short((now - zone.micros(&at)).max(0) / MICROS));
        format!("{}  {}", age.unwrap_or_default(), body.text)
            .trim()
            .to_owned()
    });
    lines.collect()
}

fn action_items(incident: &Incident) -> Vec<String> {
    let items = incident.action_items();
    items
        .map(|(item, body)| {
            let done = if body.done { " (done)" } else { "" };
            let due = body
                .due
                .map(|due| due.format(", due %-d %b %Y").to_string())
                .unwrap_or_default();
            format!("{}. {}{due}{done}", item.number, body.text)
        })
        .collect()
}

/// Those that are known, their lengths in one column.
fn intervals(current: &Current, width: usize) -> Vec<String> {
    let known = current.derived.intervals.iter().filter_map(|interval| {
        let length = span::short(interval.seconds?);
        let about = if interval.approximate { "~" } else { "" };
        let room = width.saturating_sub(interval.title.len());
        Some(format!("{}{:>room$}", interval.title, format!("{about}{length}")))
    });
    known.collect()
}
