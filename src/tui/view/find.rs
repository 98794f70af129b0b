//! The search of all incidents: the words typed, and the incidents that say them, each with its cause and its fix.

use ratatui::style::Style;

use super::keys::keys;
use super::paint::Canvas;
use crate::app::geometry::{Area, first_shown};
use crate::app::keymap::Context;
use crate::app::model::Model;
use crate::app::screen::find::Find;
use crate::domain::counted::counted;
use crate::domain::search::{Excerpt, Query};
use crate::incidents::search::{Found, Hit};

/// Columns before the lines below a title.
const INDENT: u16 = 4;

/// A row of what was found: the incident it belongs to, its first column, and its parts.
struct Row {
    hit: usize,
    x: u16,
    label: String,
    text: Excerpt,
}

/// Draws it; says where the cursor belongs.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, find: &Find) -> (u16, u16) {
    let (width, height) = canvas.size();
    let theme = canvas.theme;
    canvas.heading("Search all incidents", &told(find));
    let typed = [("> ", theme.key()), (find.field.text(), Style::new())];
    let taken = canvas.pieces(1, 2, width.saturating_sub(2), &typed);
    let bottom = height.saturating_sub(1);
    let body = Area {
        x: 0,
        y: 3.min(bottom),
        width,
        height: bottom.saturating_sub(3),
    };
    match &find.found {
        Some(Ok(found)) => results(canvas, body, find, found),
        Some(Err(why)) => _ = canvas.text(1, body.y, width.saturating_sub(2), why, theme.alarm()),
        None => {
            _ = canvas.text(
                1,
                body.y,
                width.saturating_sub(2),
                "Reading the journals...",
                theme.dim(),
            )
        }
    }
    let foot = Area {
        y: bottom,
        height: 1,
        ..body
    };
    match &model.passing {
        Some(words) => _ = canvas.text(1, bottom, width.saturating_sub(2), words, theme.caution()),
        None => keys(canvas, foot, Context::Find),
    }
    ((1 + taken).min(width.saturating_sub(1)), 2.min(bottom))
}

fn told(find: &Find) -> String {
    match &find.found {
        Some(Ok(found)) if !Query::of(find.field.text()).is_empty() => {
            format!("{} of {}", found.count, counted(found.among, "incident"))
        }
        Some(Ok(found)) => counted(found.among, "incident"),
        Some(Err(_)) | None => String::new(),
    }
}

fn results(canvas: &mut Canvas<'_>, body: Area, find: &Find, found: &Found) {
    let (query, theme) = (Query::of(find.field.text()), canvas.theme);
    let room = body.width.saturating_sub(2);
    let mut area = body;
    // What cannot be found is said before what is not found.
    for remark in found.remarks.iter().take(usize::from(body.height / 4)) {
        canvas.text(1, area.y, room, remark, theme.caution());
        (area.y, area.height) = (area.y + 1, area.height - 1);
    }
    if found.hits.is_empty() && area.height > 0 {
        let words = if query.is_empty() {
            "Words of titles, causes, events, evidence: every one must be there, ends may be missing."
        } else {
            "No incident says all of that."
        };
        canvas.text(1, area.y, room, words, theme.dim());
    }
    let hits = found.hits.iter().enumerate();
    let rows: Vec<Row> = hits
        .flat_map(|(nth, hit)| rows(nth, hit, &query, body.width))
        .collect();
    let start = rows
        .iter()
        .position(|row| row.hit == find.selected())
        .unwrap_or(0);
    let wanted = rows.iter().filter(|row| row.hit == find.selected()).count();
    let first = first_shown(start..start + wanted, rows.len(), usize::from(area.height));
    for (row, y) in rows.iter().skip(first).zip(area.y..area.y + area.height) {
        let mut taken = row.x + canvas.text(row.x, y, room, &row.label, theme.dim());
        for (text, is_hit) in &row.text.parts {
            let style = if *is_hit { theme.key() } else { Style::new() };
            taken += canvas.text(taken, y, room.saturating_sub(taken), text, style);
        }
        if row.hit == find.selected() && row.x < INDENT {
            canvas.restyle(area, y, theme.selected());
        }
    }
}

fn rows(nth: usize, hit: &Hit, query: &Query, width: u16) -> Vec<Row> {
    let row = |x: u16, label: String, text: &str| {
        let room = usize::from(width.saturating_sub(x + 2)).saturating_sub(label.len());
        let text = Excerpt::of(text, query, room);
        Row {
            hit: nth,
            x,
            label,
            text,
        }
    };
    let precedent = &hit.precedent;
    let day = precedent.day.map_or(String::new(), |day| format!("{day}  "));
    let length = precedent.length.map(|length| format!("{}  ", length.spoken()));
    let first = row(1, day + &length.unwrap_or_default(), &precedent.title);
    let below = hit.below().into_iter();
    let below = below.map(|(label, text)| row(INDENT, format!("{label}: "), text));
    std::iter::once(first).chain(below).collect()
}
