//! The timeline: only the rows that are visible.

use ratatui::style::{Modifier, Style};

use super::paint::Canvas;
use crate::app::geometry::{Area, Live};
use crate::app::model::{Current, Model};
use crate::app::rows::{EventLine, RowColumns, RowSource, TIME, TimelineLine};
use crate::app::screen::live;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::kind::Kind;
use crate::tui::theme::Sign;

/// Draws the window of the timeline, at the bottom of its part while it is not full.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, incident: &Incident) {
    let area = Live::of(model).timeline;
    let (Some(current), Some(source)) = (&model.current, live::source(model, incident)) else {
        return;
    };
    let lines = current.timeline.lines(&source, usize::from(area.height));
    if lines.is_empty() {
        return empty(canvas, area, source.only.is_some());
    }
    for (line, y) in lines.iter().zip(area.y..) {
        let selected = line
            .position()
            .is_some_and(|at| is_selected(model, current, source.id_at(at)));
        draw_line(canvas, Area { y, height: 1, ..area }, line, &source, selected);
        mark(
            canvas,
            Area { y, height: 1, ..area },
            model,
            current,
            &source,
            line,
        );
    }
}

fn empty(canvas: &mut Canvas<'_>, area: Area, filtered: bool) {
    let hints = if filtered {
        ["No event is like that.", "Esc shows all again."]
    } else {
        [
            "Nothing is recorded yet.",
            "Say what happened and press Enter; / lists kinds of events.",
        ]
    };
    for (hint, y) in hints.into_iter().zip(area.y..area.y + area.height) {
        canvas.text(area.x + 1, y, area.width, hint, canvas.theme.dim());
    }
}

fn is_selected(model: &Model, current: &Current, event: Option<RecordId>) -> bool {
    model.timeline_focused && event.is_some() && current.timeline.selected_id() == event
}

fn draw_line(
    canvas: &mut Canvas<'_>,
    area: Area,
    line: &TimelineLine,
    source: &RowSource<'_>,
    selected: bool,
) {
    let columns = RowColumns::fitting(source.width, source.numbered);
    let theme = canvas.theme;
    match line {
        TimelineLine::Day(day) => canvas.rule(
            Area {
                width: area.width.saturating_sub(1),
                ..area
            },
            day,
        ),
        TimelineLine::Silence(words) => {
            let x = area.x + 1 + text_column(&columns);
            canvas.text(
                x,
                area.y,
                area.width,
                words,
                theme.dim().add_modifier(Modifier::ITALIC),
            );
        }
        TimelineLine::Event(event) => draw_event(canvas, area, event, &columns, selected),
        TimelineLine::More { text, marks, .. } => {
            let x = area.x + 1 + text_column(&columns);
            draw_text(canvas, x, area.y, &columns, (text, Style::new()), marks);
        }
    }
}

fn draw_event(canvas: &mut Canvas<'_>, area: Area, event: &EventLine, columns: &RowColumns, selected: bool) {
    let theme = canvas.theme;
    let mut x = area.x + 1;
    canvas.text(x, area.y, to_u16(TIME), &event.time, theme.strong());
    x += to_u16(TIME);
    if columns.since > 0 {
        canvas.text_right(x + to_u16(columns.since) - 1, area.y, &event.since, theme.dim());
        x += to_u16(columns.since);
    }
    if columns.badge > 0 {
        canvas.text(
            x,
            area.y,
            to_u16(columns.badge),
            event.kind.badge(),
            theme.badge(event.kind),
        );
        x += to_u16(columns.badge);
    }
    draw_text(
        canvas,
        x,
        area.y,
        columns,
        (
            &event.text,
            if event.withdrawn {
                theme.dim()
            } else {
                text_style(event.kind)
            },
        ),
        &event.marks,
    );
    if columns.by > 0 {
        let end = area.x + area.width - 1;
        let room = to_u16(columns.by) - 1;
        // Where no column has the numbers, the row selected tells its own.
        let by = if selected && columns.number == 0 {
            format!("{} {}", event.number, event.by)
        } else {
            event.by.clone()
        };
        let name = crate::domain::harmless::fit(&by, usize::from(room));
        canvas.text_right(end, area.y, &name, theme.dim());
    }
    if columns.number > 0 {
        let end = area.x + area.width - 1 - to_u16(columns.by);
        canvas.text_right(end, area.y, &event.number, theme.dim());
    }
}

fn draw_text(
    canvas: &mut Canvas<'_>,
    x: u16,
    y: u16,
    columns: &RowColumns,
    text: (&str, Style),
    marks: &str,
) {
    let gap = if text.0.is_empty() || marks.is_empty() {
        ""
    } else {
        "  "
    };
    let dim = canvas.theme.dim();
    canvas.pieces(x, y, to_u16(columns.text), &[text, (gap, dim), (marks, dim)]);
}

/// Dead ends stand back, but stay readable: they are what others learn from.
fn text_style(kind: Kind) -> Style {
    match kind {
        Kind::Impact | Kind::Resolution | Kind::Cause => Style::new().add_modifier(Modifier::BOLD),
        Kind::Change
        | Kind::Detection
        | Kind::Acknowledgement
        | Kind::Escalation
        | Kind::Investigation
        | Kind::Hypothesis
        | Kind::RuledOut
        | Kind::Mitigation
        | Kind::Fix
        | Kind::Communication
        | Kind::Note => Style::new(),
    }
}

/// Marks the row selected, and for a moment the row that has just come.
fn mark(
    canvas: &mut Canvas<'_>,
    area: Area,
    model: &Model,
    current: &Current,
    source: &RowSource<'_>,
    line: &TimelineLine,
) {
    let Some(id) = line.position().and_then(|position| source.id_at(position)) else {
        return;
    };
    let selected = is_selected(model, current, Some(id));
    let now = model.now.instant.timestamp_micros();
    let fresh = current
        .timeline
        .fresh
        .is_some_and(|(record, until)| record == id && now < until);
    if selected || fresh {
        let sign = canvas.theme.sign(if selected { Sign::Mark } else { Sign::Fresh });
        canvas.text(area.x, area.y, 1, sign, canvas.theme.key());
    }
    if selected {
        let row = Area {
            x: area.x + 1,
            width: area.width.saturating_sub(2),
            ..area
        };
        canvas.restyle(row, area.y, canvas.theme.selected());
    }
}

fn text_column(columns: &RowColumns) -> u16 {
    to_u16(TIME + columns.since + columns.badge)
}

fn to_u16(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or(u16::MAX)
}
