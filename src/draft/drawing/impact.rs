//! The lane of the impact: bars for the windows, and the same stretches shaded through all lanes.

use crate::domain::incident::Status;
use crate::domain::mark::Mark;
use crate::domain::time::{Length, Precision};
use crate::domain::windows::Window;

use super::ink::Ink;
use super::scale::Scale;
use super::shape::{Anchor, Area, Fill, Paint, Shape, Text};
use super::sheet::{Layer, Sheet, WIDTH};
use super::stages::{self, Level};
use super::subject::Subject;
use super::width::Face;

/// The height of a bar.
pub(super) const HEIGHT: f64 = 22.0;
/// The least width of a bar: what was short is seen all the same.
const LEAST: f64 = 2.5;
/// So many windows have labels, the longest.
const MOST_LABELS: usize = 40;
/// The room of a label beside its letters.
const PLATE: f64 = 4.0;

/// Draws the bars with their upper edge here, and shades the lanes down to `bottom`.
pub(super) fn draw(sheet: &mut Sheet, subject: &Subject<'_>, scale: &Scale, top: f64, bottom: f64) {
    for (nth, window) in subject.windows().iter().enumerate() {
        let mut bar = Vec::new();
        for stage in stages::of(subject, nth, window) {
            let (x, end) = (scale.x(stage.from), scale.x(stage.to));
            let area = Area::new(x, top, (end - x).max(LEAST), HEIGHT);
            bar.push(Shape::Rect(area, 0.0, paint(stage.level)));
            let shade = Area {
                height: bottom - top,
                ..area
            };
            sheet.put(Layer::Shading, Shape::Rect(shade, 0.0, shading(stage.level)));
        }
        let (x, end) = (scale.x(window.start.micros), scale.x(subject.end(window)));
        let end = end.max(x + LEAST);
        bar.extend(edges(window, x, end, top));
        let number = subject
            .facts
            .incident
            .event(window.start.event)
            .map(|event| event.number);
        sheet.group(Layer::Impact, told(subject, window), number, bar);
    }
}

/// Writes the length of every window: in its widest unbroken stretch, else beside it, else nowhere.
pub(super) fn label(sheet: &mut Sheet, subject: &Subject<'_>, scale: &Scale, top: f64) {
    let mut windows: Vec<&Window> = subject.windows().iter().collect();
    // Where there is no room for all, the longest have it.
    windows.sort_by_key(|window| std::cmp::Reverse(subject.end(window) - window.start.micros));
    for window in windows.into_iter().take(MOST_LABELS) {
        let words = length(subject, window);
        let (x, end) = (scale.x(window.start.micros), scale.x(subject.end(window)));
        let y = top + 15.3;
        let (left, right) = scale.widest(x, end);
        let text = Text::new((left + right) / 2.0, y, Face::bold(12), words.clone()).at(Anchor::Middle);
        let area = text.area();
        if right - left >= area.width + 2.0 * PLATE && sheet.put_if_free(Layer::Texts, text) {
            let plate = Area::new(area.x - PLATE, top + 3.0, area.width + 2.0 * PLATE, 16.0);
            sheet.put(Layer::Impact, Shape::Rect(plate, 3.0, Paint::full(Ink::Ground)));
            continue;
        }
        let beside = Text::new(end + 6.0, y, Face::bold(12), words.clone()).over_lines();
        let (_, room) = scale.unbroken(end, scale.left, WIDTH);
        let fits = end + 6.0 + beside.width() <= room && is_clear(subject, scale, &beside);
        if fits && sheet.put_if_free(Layer::Texts, beside) {
            continue;
        }
        let before = Text::new(x - 6.0, y, Face::bold(12), words)
            .over_lines()
            .at(Anchor::End);
        let (room, _) = scale.unbroken(x, scale.left, scale.right);
        if before.area().x >= room && is_clear(subject, scale, &before) {
            sheet.put_if_free(Layer::Texts, before);
        }
    }
}

/// True if a label beside its bar lies on no other bar.
fn is_clear(subject: &Subject<'_>, scale: &Scale, text: &Text) -> bool {
    let area = text.area();
    let bars = subject.windows().iter().map(|window| {
        let x = scale.x(window.start.micros);
        Area::new(
            x,
            area.y,
            (scale.x(subject.end(window)) - x).max(LEAST),
            area.height,
        )
    });
    !bars.into_iter().any(|bar| bar.meets(&area))
}

/// The filling of a bar at this level.
pub(super) const fn paint(level: Level) -> Paint {
    match level {
        Level::Affected => Paint::full(Ink::Impact).faint(0.62),
        Level::Worse => Paint::full(Ink::Impact),
        Level::Reduced => Paint::of(Fill::Reduced),
    }
}

const fn shading(level: Level) -> Paint {
    Paint::full(Ink::Impact).faint(match level {
        Level::Affected => 0.09,
        Level::Worse => 0.17,
        Level::Reduced => 0.05,
    })
}

/// The outline of a bar: ragged where its beginning or its end is not recorded.
fn edges(window: &Window, x: f64, end: f64, top: f64) -> Vec<Shape> {
    let paint = Paint::line(Ink::Impact, 1.4);
    let bottom = top + HEIGHT;
    let left = window.from_detection;
    let right = window.end.is_none();
    if !left && !right {
        return vec![Shape::Rect(Area::new(x, top, end - x, HEIGHT), 0.0, paint)];
    }
    let side = |x: f64, is_ragged: bool| match is_ragged {
        true => Shape::open(&ragged(x, top), paint),
        false => Shape::vertical(x, top, bottom, paint),
    };
    vec![
        Shape::horizontal(top, x, end, paint),
        Shape::horizontal(bottom, x, end, paint),
        side(x, left),
        side(end, right),
    ]
}

fn ragged(x: f64, top: f64) -> Vec<(f64, f64)> {
    const STEPS: u8 = 6;
    let step = HEIGHT / f64::from(STEPS);
    let point = |nth: u8| {
        (
            if nth.is_multiple_of(2) { x } else { x - 4.0 },
            top + step * f64::from(nth),
        )
    };
    (0..=STEPS).map(point).collect()
}

/// `1 h 31 min`, `~2 h`; of an open incident the length so far: a drawing knows no clock.
fn length(subject: &Subject<'_>, window: &Window) -> String {
    match (window.end, window.length()) {
        (None, _) => so_far(subject, window).unwrap_or_else(|| "end not recorded".to_owned()),
        (Some(_), None) => "within a day".to_owned(),
        (Some(_), Some(length)) => told_length(length, window.is_approximate()),
    }
}

fn so_far(subject: &Subject<'_>, window: &Window) -> Option<String> {
    let last = subject.entries.last().map(|entry| entry.mark)?;
    let length = window.start.length_to(&last)?;
    let is_open = subject.facts.incident.status() == Status::Open;
    (is_open && length.seconds() > 0).then(|| {
        let about = window.start.approximate || last.approximate;
        format!("{} by the last entry", told_length(length, about))
    })
}

fn told_length(length: Length, is_approximate: bool) -> String {
    let is_about = is_approximate && length.unit() != Precision::Day;
    format!("{}{}", if is_about { "~" } else { "" }, length.long())
}

/// `Users affected, 1 h 31 min, 14:03 – 15:34`.
fn told(subject: &Subject<'_>, window: &Window) -> String {
    let when = |mark: &Mark| subject.when(mark);
    let end = window.end.as_ref().map_or_else(String::new, when);
    format!(
        "Users affected, {}: {} – {end}",
        length(subject, window),
        when(&window.start)
    )
}
