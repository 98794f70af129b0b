//! A status update or the handover, ready to be pasted.

use ratatui::style::{Modifier, Style};

use super::foot;
use super::paint::Canvas;
use crate::app::footer;
use crate::app::geometry::paper_part;
use crate::app::model::Model;
use crate::app::screen::paper::{Which, foot as next_step};
use crate::domain::incident::Incident;
use crate::draft::update::Audience;

/// Draws the text, above it for whom it is, below it what there is to tell.
/// Says where the cursor belongs while the text is edited.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, incident: &Incident, which: Which) -> Option<(u16, u16)> {
    let (width, _) = canvas.size();
    let paper = &model.paper;
    let part = paper_part(model);
    let rows = usize::from(part.height);
    let title = match which {
        Which::Update(_) => "Status update",
        Which::Handover => "Handover",
    };
    let place = if !paper.is_edited && paper.lines.len() > rows {
        let seen = (paper.top + rows).min(paper.lines.len());
        format!("lines {}-{seen} of {}", paper.top + 1, paper.lines.len())
    } else {
        String::new()
    };
    canvas.heading(&format!("{title}: {}", incident.title()), &place);
    if let Which::Update(audience) = which {
        tabs(canvas, audience);
    }
    let edited = paper
        .field()
        .map(|field| field.layout(width.saturating_sub(2), part.height));
    let (rows, top) = edited
        .as_ref()
        .map_or((&paper.lines, paper.top), |layout| (&layout.rows, 0));
    for (line, y) in rows.iter().skip(top).zip(part.y..part.y + part.height) {
        canvas.text(1, y, width.saturating_sub(2), line, Style::new());
    }
    let theme = canvas.theme;
    let says = next_step(model)
        .into_iter()
        .map(|(line, good)| (line, if good { theme.good() } else { Style::new() }))
        .collect();
    let keys = footer::hints(model.context());
    foot::draw(canvas, model, Some(incident), says, &keys);
    edited.map(|layout| (1 + layout.cursor.0, part.y + layout.cursor.1))
}

/// For whom it is, on the line below the heading; without colours too it is seen which.
fn tabs(canvas: &mut Canvas<'_>, chosen: Audience) {
    let (width, _) = canvas.size();
    let mut x = 1;
    for audience in Audience::ALL {
        let (word, style) = if audience == chosen {
            let style = canvas.theme.strong().add_modifier(Modifier::REVERSED);
            (format!("[{}]", audience.name()), style)
        } else {
            (format!(" {} ", audience.name()), Style::new())
        };
        x += canvas.text(x, 1, width.saturating_sub(x), &word, style);
    }
}
