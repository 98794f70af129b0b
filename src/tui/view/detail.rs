//! One event, whole: its text, when it happened and was recorded, by whom, and every correction.

use ratatui::style::Style;

use super::composer::keys;
use super::paint::Canvas;
use crate::app::geometry::{Area, page_rows};
use crate::app::keymap::Context;
use crate::app::model::Model;
use crate::app::screen::live::{selected, shown_zone};
use crate::app::wrap::wrap;
use crate::domain::incident::{Correction, Event, Incident};
use crate::domain::time::{Precision, Zone};
use crate::tui::theme::Theme;

/// Draws the selected event from a line on.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, incident: &Incident, top: usize) {
    let (width, height) = canvas.size();
    let Some(event) = selected(model, incident) else {
        return;
    };
    canvas.heading(&format!("Event {}", event.number), event.body().kind.row().title);
    let columns = usize::from(width.saturating_sub(2)).max(1);
    let lines = lines(
        event,
        incident,
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
    zone: Zone,
    columns: usize,
    theme: Theme,
) -> Vec<(String, Style)> {
    let body = event.body();
    let mut lines: Vec<(String, Style)> = wrap(&body.text, columns)
        .into_iter()
        .map(|line| (line, Style::new()))
        .collect();
    lines.push((String::new(), Style::new()));
    let recorded = zone
        .shown_instant(event.provenance.recorded_at)
        .clock
        .format("%a %-d %b %Y %H:%M:%S");
    let mut fact = |name: &str, value: String| {
        lines.extend(
            wrap(&format!("{name:<11}{value}"), columns)
                .into_iter()
                .map(|line| (line, theme.dim())),
        );
    };
    fact("happened", happened(event, zone));
    fact("recorded", format!("{recorded} by {}", event.provenance.by));
    if let Some(ended) = body.ends.and_then(|id| incident.event(id)) {
        fact("ends", format!("{} {}", ended.number, ended.body().text));
    }
    if let Some(typed) = &body.typed {
        fact("as typed", typed.clone());
    }
    for evidence in &body.evidence {
        let name = evidence.name.as_deref().unwrap_or("evidence");
        fact(
            "evidence",
            format!("{name}, {} bytes, {}", evidence.bytes, evidence.sha256),
        );
    }
    if event.is_amended() {
        fact("first read", event.first().text.clone());
    }
    for version in event.corrections() {
        let what = match &version.value {
            Correction::Amended(body) => format!("corrected to: {}", body.text),
            Correction::Struck { why } => format!("struck: {}", why.as_deref().unwrap_or("no reason given")),
        };
        fact("later", format!("{} {what}", version.provenance.by));
    }
    fact("id", event.id.to_string());
    lines
}

fn happened(event: &Event, zone: Zone) -> String {
    let timing = &event.body().timing;
    let Some(at) = timing.at else {
        return "time not recorded".to_owned();
    };
    let format = match timing.precision {
        Precision::Day => "%a %-d %b %Y",
        Precision::Second => "%a %-d %b %Y %H:%M:%S",
        Precision::Minute | Precision::Hour => "%a %-d %b %Y %H:%M",
    };
    let about = if timing.approximate { "about " } else { "" };
    let until = timing
        .until
        .map(|until| format!(" until {}", zone.shown(&until).clock.format(format)));
    let shown = zone.shown(&at);
    let offset = shown
        .offset
        .map_or(", zone not recorded".to_owned(), |offset| format!(" {offset}"));
    format!(
        "{about}{}{}{offset}",
        shown.clock.format(format),
        until.unwrap_or_default()
    )
}
