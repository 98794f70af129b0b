//! The fields: what is known of the incident, and who said so.

use ratatui::style::Style;

use super::foot::{self, Says};
use super::paint::Canvas;
use crate::app::footer::{self, Hint};
use crate::app::geometry::{Area, first_shown};
use crate::app::keymap::Context;
use crate::app::model::Model;
use crate::app::screen::fields::{Action, Stop, stops};
use crate::app::screen::live::shown_zone;
use crate::domain::counted::counted;
use crate::domain::harmless::wrap;
use crate::domain::incident::{Conflict, Contested, Incident, Status, Version};
use crate::domain::record::{FieldChange, FieldName};
use crate::tui::theme::Theme;

/// From this width on, values have a column of their own beside the names.
const WIDE: u16 = 60;
/// Columns of the names there.
const NAMES: u16 = 22;

/// One line of the list.
struct FieldLine {
    /// The stop that it belongs to.
    stop: usize,
    /// The field's name, where its value begins.
    name: &'static str,
    /// A part of the value, or the words for there being none.
    text: String,
    /// True if there is a value.
    recorded: bool,
}

/// Draws all fields, and below them who wrote what is selected.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, incident: &Incident) {
    let (width, height) = canvas.size();
    let theme = canvas.theme;
    let marked = if incident.status() == Status::Open {
        ""
    } else {
        "closed: what changes now is marked"
    };
    canvas.heading(&format!("Fields: {}", incident.title()), marked);
    let stops = stops(incident);
    let at = model.fields.position(&stops);
    let conflicts = conflicts(incident);
    let says = says(model, incident, &stops[at], &conflicts, theme);
    let bottom = foot::draw(canvas, model, Some(incident), says, &keys(model, &stops[at]));
    let area = Area {
        x: 0,
        y: 2.min(height),
        width,
        height: bottom.saturating_sub(2),
    };
    list(canvas, area, &lines(&stops, area), at, &conflicts);
}

fn list(
    canvas: &mut Canvas<'_>,
    area: Area,
    lines: &[FieldLine],
    at: usize,
    conflicts: &[(FieldName, Conflict<'_>)],
) {
    let theme = canvas.theme;
    let rows = usize::from(area.height);
    let start = lines.iter().position(|line| line.stop == at).unwrap_or(0);
    let long = lines.iter().filter(|line| line.stop == at).count();
    let first = first_shown(start..start + long, lines.len(), rows);
    for (line, y) in lines.iter().skip(first).zip(area.y..area.y + area.height) {
        draw_line(canvas, area, y, line);
        let contested = |(field, _): &(FieldName, Conflict<'_>)| field.row().title == line.name;
        if conflicts.iter().any(contested) {
            canvas.text(0, y, 1, "!", theme.alarm());
        }
        if line.stop == at {
            canvas.restyle(area, y, theme.selected());
        }
    }
    canvas.more(area, first > 0, first + rows < lines.len());
}

fn draw_line(canvas: &mut Canvas<'_>, area: Area, y: u16, line: &FieldLine) {
    let theme = canvas.theme;
    let style = if line.recorded { Style::new() } else { theme.dim() };
    let room = area.width.saturating_sub(3);
    if area.width >= WIDE {
        canvas.text(2, y, NAMES, line.name, theme.strong());
        canvas.text(2 + NAMES, y, room.saturating_sub(NAMES), &line.text, style);
        return;
    }
    match line
        .text
        .strip_prefix(line.name)
        .filter(|_| !line.name.is_empty())
    {
        Some(rest) => _ = canvas.pieces(2, y, room, &[(line.name, theme.strong()), (rest, style)]),
        None => _ = canvas.text(4, y, room.saturating_sub(2), &line.text, style),
    }
}

/// Every value wrapped under its own column; no single one longer than the screen, since it opens as a whole.
fn lines(stops: &[Stop], area: Area) -> Vec<FieldLine> {
    let wide = area.width >= WIDE;
    let taken = if wide { 3 + NAMES } else { 5 };
    let columns = usize::from(area.width.saturating_sub(taken)).max(1);
    let most = usize::from(area.height).max(2);
    let mut lines = Vec::new();
    for (stop, Stop { field, nth, text }) in stops.iter().enumerate() {
        let name = if *nth == 0 { field.row().title } else { "" };
        let value = text.as_deref().unwrap_or("not recorded");
        let mut wrapped = match (wide, text.is_some() && field.row().list) {
            (true, false) => wrap(value, columns),
            (true, true) => bulleted(value, columns),
            (false, _) if name.is_empty() => bulleted(value, columns),
            (false, _) => wrap(&format!("{name}: {value}"), columns),
        };
        let hidden = wrapped.len().saturating_sub(most);
        if hidden > 0 {
            wrapped.truncate(most - 1);
            wrapped.push(format!("({} more lines: Enter)", hidden + 1));
        }
        lines.extend(wrapped.into_iter().enumerate().map(|(nth, part)| FieldLine {
            stop,
            name: if nth == 0 { name } else { "" },
            text: part,
            recorded: text.is_some(),
        }));
    }
    lines
}

/// An entry of a list, told from the lines that it is wrapped to.
fn bulleted(entry: &str, columns: usize) -> Vec<String> {
    let lines = wrap(entry, columns.saturating_sub(2)).into_iter();
    let bullets = std::iter::once("- ").chain(std::iter::repeat("  "));
    bullets
        .zip(lines)
        .map(|(bullet, line)| format!("{bullet}{line}"))
        .collect()
}

/// The fields that several people wrote without seeing each other's value.
fn conflicts(incident: &Incident) -> Vec<(FieldName, Conflict<'_>)> {
    let conflicts = incident.conflicts().into_iter();
    conflicts
        .filter_map(|conflict| match conflict.about {
            Contested::Field(field) => Some((field, conflict)),
            Contested::Event(_) | Contested::ActionItem(_) | Contested::Status => None,
        })
        .collect()
}

/// Says what there is to know of what is selected.
fn says(
    model: &Model,
    incident: &Incident,
    stop: &Stop,
    conflicts: &[(FieldName, Conflict<'_>)],
    theme: Theme,
) -> Says {
    let conflict = conflicts.iter().find(|(field, _)| *field == stop.field);
    if let Some((_, conflict)) = conflict {
        return vec![(format!("! {}", conflict.in_words()), theme.alarm())];
    }
    vec![(told(model, incident, stop), theme.dim())]
}

/// Says who wrote what is selected, and when.
fn told(model: &Model, incident: &Incident, stop: &Stop) -> String {
    let history: Vec<&Version<FieldChange>> = incident.field_history(stop.field).collect();
    let is_list = stop.field.row().list;
    let gave = |version: &&&Version<FieldChange>| !is_list || version.value.given() == stop.text.as_deref();
    let Some(version) = history.iter().rev().find(gave) else {
        return match (&stop.text, is_list) {
            (Some(_), _) => "As it was said when the incident was opened.",
            (None, true) => "Nobody has written it yet: Enter adds an entry.",
            (None, false) => "Nobody has written it yet: Enter writes it.",
        }
        .to_owned();
    };
    let done = match version.value {
        FieldChange::Value(_) => "written",
        FieldChange::Add(_) => "added",
        FieldChange::Amend { .. } => "corrected",
        FieldChange::Clear | FieldChange::Remove(_) => "cleared",
    };
    let at = shown_zone(model, incident).shown_instant(version.provenance.recorded_at);
    let when = at.clock.format("%a %-d %b %Y %H:%M");
    let late = if version.after_close { ", after close" } else { "" };
    let before = match history.len() - 1 {
        0 => String::new(),
        _ if is_list => String::new(),
        count => format!("; {} before", counted(count, "value")),
    };
    format!("{done} by {}, {when}{late}{before}", version.provenance.by)
}

/// The keys; on the severity its digits first.
fn keys(model: &Model, stop: &Stop) -> Vec<Hint> {
    let mut keys = footer::hints(model.context());
    if model.context() != Context::Fields {
        return keys;
    }
    if stop.field == FieldName::Severity {
        let digits = Hint {
            key: "1-5".to_owned(),
            says: "set it",
            action: None,
        };
        keys.insert(0, digits);
    }
    if !stop.field.row().list {
        keys.retain(|hint| !hint.does(Action::Add));
    }
    keys
}
