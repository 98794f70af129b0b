//! The list of incidents.

use ratatui::style::Style;

use super::confirm;
use super::keys::keys;
use super::paint::Canvas;
use crate::app::geometry::{Area, notices, page_rows};
use crate::app::model::{Desk, Model};
use crate::app::screen::incidents::{ListedIncident, Liveness};
use crate::domain::counted::counted;

/// Draws the list; says where the cursor belongs while a search is typed.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model) -> Option<(u16, u16)> {
    let (width, height) = canvas.size();
    let list = &model.incidents;
    let count = list.visible().count();
    let zone = model.now.local;
    canvas.heading(
        "Incidents",
        &format!("{}, times in {zone}", counted(count, "incident")),
    );
    // The last row is the footer's, or the question's with its own.
    let bottom = confirm::asked(model).map_or(height.saturating_sub(1), |question| {
        confirm::top(canvas, model, &question)
    });
    let rows = page_rows(model).min(usize::from(bottom.saturating_sub(2)));
    let first = (list.row() + 1).saturating_sub(rows);
    for ((nth, entry), y) in list.visible().enumerate().skip(first).take(rows).zip(2..) {
        let area = Area {
            x: 0,
            y,
            width,
            height: 1,
        };
        row(canvas, area, entry, has_unsent_line(model, entry));
        if nth == list.row() {
            canvas.restyle(area, y, canvas.theme.selected());
        }
    }
    if count == 0 {
        let words = if list.query.is_empty() {
            "No incident yet: n starts one."
        } else {
            "No title holds that."
        };
        canvas.text(1, 2, width, words, canvas.theme.dim());
    }
    let bottom = Area {
        x: 0,
        y: height.saturating_sub(1),
        width,
        height: 1,
    };
    if list.searching {
        let typed = [("search ", canvas.theme.key()), (list.query.text(), Style::new())];
        let taken = canvas.pieces(1, bottom.y, width.saturating_sub(2), &typed);
        return Some((1 + taken, bottom.y));
    }
    match notices(model).first() {
        Some((line, _)) => _ = canvas.text(1, bottom.y, width.saturating_sub(2), line, canvas.theme.alarm()),
        None => keys(canvas, bottom, model.context()),
    }
    None
}

/// Says whether something was typed there and not sent, in this run or before.
fn has_unsent_line(model: &Model, entry: &ListedIncident) -> bool {
    let composer = model.composers.get(&Desk::Incident(entry.id));
    composer.map_or(entry.unsent, |composer| !composer.field.is_empty())
}

fn row(canvas: &mut Canvas<'_>, area: Area, entry: &ListedIncident, unsent: bool) {
    let theme = canvas.theme;
    let (word, style) = match entry.standing {
        Liveness::Live => ("LIVE    ", theme.alarm()),
        Liveness::Open => ("OPEN    ", theme.caution()),
        Liveness::Closed => ("CLOSED  ", theme.dim()),
    };
    let severity = entry
        .severity
        .map_or("      ".to_owned(), |level| format!("SEV{level}  "));
    let opened = entry
        .opened
        .map_or(String::new(), |at| at.format("%Y-%m-%d %H:%M").to_string());
    let opened = format!("{opened:<18}");
    let events = counted(entry.events, "event");
    let events = if unsent {
        format!("a line unsent, {events}")
    } else {
        events
    };
    let wide = area.width >= 64;
    let taken = if wide {
        canvas.text_right(area.width.saturating_sub(1), area.y, &events, theme.dim())
    } else {
        0
    };
    let opened = if wide { opened.as_str() } else { "" };
    let pieces = [
        (word, style),
        (severity.as_str(), theme.strong()),
        (opened, theme.dim()),
        (&*entry.title, Style::new()),
    ];
    canvas.pieces(1, area.y, area.width.saturating_sub(taken + 3), &pieces);
}
