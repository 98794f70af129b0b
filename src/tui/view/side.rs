//! The side panel of a wide screen: what is known, what is pursued, what is to be done, how long what took.

use ratatui::style::Style;

use super::paint::Canvas;
use crate::app::geometry::Live;
use crate::app::model::{Current, Model};
use crate::domain::harmless::wrap;
use crate::domain::incident::Incident;
use crate::domain::mark::Mark;
use crate::domain::record::FieldName;
use crate::domain::time::Point;
use crate::incidents::catalog::agenda;
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
    let room = Room {
        width: usize::from(area.width - 3),
        height: usize::from(area.height),
    };
    let lines = lines(model, incident, current, room, canvas.theme);
    for ((text, style), y) in lines.iter().zip(area.y..area.y + area.height) {
        canvas.text(area.x + 2, y, area.width - 3, text, *style);
    }
}

type StyledLines = Vec<(String, Style)>;

/// Columns and lines of the panel.
#[derive(Clone, Copy)]
struct Room {
    width: usize,
    height: usize,
}

/// Nothing is put into words below the last line that is seen: there may be thousands of hypotheses.
fn lines(model: &Model, incident: &Incident, current: &Current, room: Room, theme: Theme) -> StyledLines {
    let mut lines = StyledLines::new();
    let mut section = |title: &str, entries: &mut dyn Iterator<Item = String>| {
        let mut entries = entries.peekable();
        if entries.peek().is_none() {
            return;
        }
        if !lines.is_empty() {
            lines.push((String::new(), Style::new()));
        }
        lines.push((title.to_owned(), theme.strong()));
        let left = room.height.saturating_sub(lines.len());
        let wrapped = entries.flat_map(|entry| wrap(&entry, room.width)).take(left);
        lines.extend(wrapped.map(|line| (line, Style::new())));
    };
    let field = |name| incident.value(name).map(str::to_owned).into_iter();
    let affected = incident.values(FieldName::Affected);
    section("Impact", &mut field(FieldName::Impact));
    section("Affected", &mut affected.into_iter().map(str::to_owned));
    section("Commander", &mut field(FieldName::Commander));
    let seen_before = model.seen_before.told().map(str::to_owned);
    section("Seen before", &mut seen_before.into_iter());
    section("Open hypotheses", &mut hypotheses(model, incident, current));
    section("Action items", &mut action_items(model, incident));
    section("Intervals", &mut intervals(current, room.width));
    lines
}

fn hypotheses(model: &Model, incident: &Incident, current: &Current) -> impl Iterator<Item = String> {
    let now = Point::now(incident.zone(), model.now);
    let events = current
        .derived
        .open_hypotheses
        .iter()
        .filter_map(|id| incident.event(*id));
    events.map(move |event| {
        let body = event.body();
        let mark = Mark::of(event, incident.zone());
        let age = mark.map(|mark| mark.point.to(&now).or_zero().short());
        format!("{}  {}", age.unwrap_or_default(), body.text)
            .trim()
            .to_owned()
    })
}

fn action_items(model: &Model, incident: &Incident) -> impl Iterator<Item = String> {
    agenda::of(incident, model.now).into_iter().map(|listed| {
        let done = listed.body.done.then_some("done".to_owned());
        let what = format!("{}. {}", listed.number, listed.body.text);
        let parts: Vec<String> = std::iter::once(what)
            .chain(done.or_else(|| listed.due_in_words()))
            .collect();
        parts.join(", ")
    })
}

/// Those that are known, their lengths in one column.
fn intervals(current: &Current, width: usize) -> impl Iterator<Item = String> {
    current.derived.intervals.iter().filter_map(move |interval| {
        let length = interval.length?.short();
        let about = if interval.approximate { "~" } else { "" };
        let room = width.saturating_sub(interval.title.len());
        Some(format!("{}{:>room$}", interval.title, format!("{about}{length}")))
    })
}
