//! One event, whole: its text, when it happened, what is attached, and every record about it.

use ratatui::style::Style;

use super::keys::keys;
use super::paint::Canvas;
use crate::app::geometry::{Area, page_rows};
use crate::app::keymap::Context;
use crate::app::model::{Current, Excerpt, Model};
use crate::app::screen::live::{selected, shown_zone};
use crate::domain::counted::counted;
use crate::domain::harmless;
use crate::domain::harmless::wrap;
use crate::domain::incident::{Event, Incident};
use crate::domain::record::EvidenceRef;
use crate::domain::story;
use crate::domain::time::Zone;
use crate::tui::theme::{Sign, Theme};

/// Draws the selected event from a line on.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, incident: &Incident, top: usize) {
    let (width, height) = canvas.size();
    let (Some(event), Some(current)) = (selected(model, incident), &model.current) else {
        return;
    };
    canvas.heading(&format!("Event {}", event.number), event.body().kind.row().title);
    let columns = usize::from(width.saturating_sub(2)).max(1);
    let lines = lines(
        event,
        incident,
        current,
        shown_zone(model, incident),
        columns,
        canvas.theme,
    );
    let rows = page_rows(model);
    let top = top.min(lines.len().saturating_sub(rows));
    for ((line, style), y) in lines.iter().skip(top).take(rows).zip(2..) {
        canvas.text(1, y, width.saturating_sub(2), line, *style);
    }
    keys(
        canvas,
        Area {
            x: 0,
            y: height.saturating_sub(1),
            width,
            height: 1,
        },
        Context::Detail,
    );
}

fn lines(
    event: &Event,
    incident: &Incident,
    current: &Current,
    zone: Zone,
    columns: usize,
    theme: Theme,
) -> Vec<(String, Style)> {
    let mut page = Page {
        lines: Vec::new(),
        columns,
        theme,
    };
    let body = event.body();
    page.text(&body.text, "", Style::new());
    page.blank();
    page.fact("happened", &story::happened(&body.timing, zone));
    if let Some(ended) = story::ends(event, incident) {
        page.fact("ends", &ended);
    }
    if let Some(end) = story::ended_by(event, incident) {
        page.fact("ended by", &end);
    }
    if let Some(source) = &body.source {
        page.fact("imported", &format!("from {source}"));
    }
    for piece in &body.evidence {
        page.evidence(piece, current.excerpts.get(&piece.sha256));
    }
    page.fact("id", &event.id.to_string());
    page.blank();
    page.lines.push(("History".to_owned(), theme.strong()));
    for chapter in story::of(event, zone) {
        let when = chapter.recorded.format("%a %-d %b %Y %H:%M:%S");
        page.text(
            &format!("{when}  {}: {}", chapter.by, chapter.what),
            "",
            Style::new(),
        );
        if let Some(typed) = &chapter.typed {
            page.text(&format!("as typed: {typed}"), "  ", theme.dim());
        }
    }
    page.lines
}

/// The lines so far, and how wide they may be.
struct Page {
    lines: Vec<(String, Style)>,
    columns: usize,
    theme: Theme,
}

impl Page {
    fn blank(&mut self) {
        self.lines.push((String::new(), Style::new()));
    }

    fn text(&mut self, text: &str, indent: &str, style: Style) {
        let columns = self.columns.saturating_sub(harmless::width(indent)).max(1);
        let lines = wrap(text, columns).into_iter();
        self.lines
            .extend(lines.map(|line| (format!("{indent}{line}"), style)));
    }

    fn fact(&mut self, name: &str, value: &str) {
        self.text(&format!("{name:<11}{value}"), "", self.theme.dim());
    }

    fn evidence(&mut self, piece: &EvidenceRef, excerpt: Option<&Excerpt>) {
        let name = piece.name.as_deref().unwrap_or("without a name");
        let bytes = counted(piece.bytes, "byte");
        let digest: String = piece.sha256.chars().take(12).collect();
        self.fact("evidence", &format!("{name}, {bytes}, SHA-256 {digest}…"));
        let divider = format!("{} ", self.theme.sign(Sign::Divider));
        match excerpt {
            None => {}
            Some(Excerpt::Text { text, cut }) => {
                self.text(text.trim_end(), &divider, Style::new());
                if *cut {
                    self.text("... the file has the rest", &divider, self.theme.dim());
                }
            }
            Some(Excerpt::Binary) => self.text("no text; the file has it", &divider, self.theme.dim()),
            Some(Excerpt::Unreadable(why)) => self.text(why, &divider, self.theme.alarm()),
        }
    }
}
