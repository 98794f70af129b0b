//! A status update or the handover, ready to be pasted.

use ratatui::style::{Modifier, Style};

use super::composer::keys;
use super::paint::Canvas;
use crate::app::geometry::{Area, notices, paper_part};
use crate::app::model::Model;
use crate::app::screen::paper::{Which, foot};
use crate::domain::incident::Incident;
use crate::draft::update::Audience;

/// Draws the text, above it for whom it is, below it what there is to tell.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, incident: &Incident) {
    let (width, height) = canvas.size();
    let paper = &model.paper;
    let part = paper_part(model);
    let rows = usize::from(part.height);
    let title = match paper.which {
        Which::Update(_) => "Status update",
        Which::Handover => "Handover",
    };
    let place = if paper.lines.len() > rows {
        let seen = (paper.top + rows).min(paper.lines.len());
        format!("lines {}-{seen} of {}", paper.top + 1, paper.lines.len())
    } else {
        String::new()
    };
    canvas.heading(&format!("{title}: {}", incident.title()), &place);
    if let Which::Update(audience) = paper.which {
        tabs(canvas, audience);
    }
    for (line, y) in paper
        .lines
        .iter()
        .skip(paper.top)
        .zip(part.y..part.y + part.height)
    {
        canvas.text(1, y, width.saturating_sub(2), line, Style::new());
    }
    let bottom = Area {
        x: 0,
        y: height.saturating_sub(1),
        width,
        height: 1,
    };
    told(canvas, part.y + part.height, bottom.y, model);
    keys(canvas, bottom, model.context());
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

fn told(canvas: &mut Canvas<'_>, top: u16, end: u16, model: &Model) {
    let theme = canvas.theme;
    let (width, _) = canvas.size();
    let notices = notices(model).into_iter();
    let notices = notices.map(|(line, alarm)| (line, if alarm { theme.alarm() } else { theme.caution() }));
    let foot = foot(model).map(|(line, good)| (line, if good { theme.good() } else { Style::new() }));
    // What can be done next comes first: where there is no room for all, it is what matters.
    for ((line, style), y) in foot.into_iter().chain(notices).zip(top..end) {
        canvas.text(1, y, width.saturating_sub(2), &line, style);
    }
}
