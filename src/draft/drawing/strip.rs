//! The strip above the flags: the whole to scale, where the lanes below leave silences out.

use crate::domain::mark::MICROS;
use crate::domain::time::span;

use super::ink::Ink;
use super::scale::Scale;
use super::shape::{Anchor, Area, Fill, Paint, Shape, Text};
use super::sheet::{Layer, Sheet};
use super::subject::Subject;
use super::width::Face;

/// The height of the strip.
const HEIGHT: f64 = 10.0;

/// Draws the strip with its upper edge here where the scale has breaks, and returns where it ends.
pub(super) fn draw(sheet: &mut Sheet, subject: &Subject<'_>, scale: &Scale, top: f64) -> f64 {
    if scale.breaks.is_empty() {
        return top;
    }
    let (left, width) = (scale.left + 10.0, scale.right - scale.left - 20.0);
    let whole = (scale.last() - scale.first()).max(1) as f64;
    let x = |at: i64| left + (at - scale.first()) as f64 / whole * width;
    let face = Face::plain(11);
    let name = Text::new(scale.left - 8.0, top + 9.0, face, "Whole, to scale").second();
    sheet.put(Layer::Texts, Shape::Text(name.at(Anchor::End)));
    let strip = Area::new(left, top, width, HEIGHT);
    sheet.put(
        Layer::Strip,
        Shape::Rect(strip, 0.0, Paint::full(Ink::Panel).outlined(Ink::Rule, 1.0)),
    );
    let stretch =
        |from: i64, to: i64, least: f64| Area::new(x(from), top, (x(to) - x(from)).max(least), HEIGHT);
    for window in subject.windows() {
        let area = stretch(window.start.micros, subject.end(window), 2.0);
        sheet.put(
            Layer::Strip,
            Shape::Rect(area, 0.0, Paint::full(Ink::Impact).faint(0.55)),
        );
    }
    for at in strokes(subject, x) {
        let stroke = Paint::line(Ink::Text, 1.0).faint(0.55);
        sheet.put(Layer::Strip, Shape::vertical(at, top, top + HEIGHT, stroke));
    }
    for cut in &scale.breaks {
        let area = stretch(cut.from, cut.to, 2.0);
        let area = Area {
            x: area.x + 1.0,
            width: (area.width - 2.0).max(1.0),
            ..area
        };
        sheet.put(
            Layer::Strip,
            Shape::Rect(area, 0.0, Paint::full(Ink::Ground).faint(0.62)),
        );
        let hatching = Paint::of(Fill::Hatched).outlined(Ink::Second, 0.6);
        sheet.put(Layer::Strip, Shape::Rect(area, 0.0, hatching));
    }
    let length = span::long((scale.last() - scale.first()) / MICROS / 60 * 60);
    let total = Text::new(scale.right + 2.0, top + 9.0, face, length).second();
    sheet.put_if_free(Layer::Texts, total);
    let words = "hatched: without an entry, shortened below";
    let remark = Text::new(left, top + 24.0, face, words).second();
    sheet.put_if_free(Layer::Texts, remark);
    top + 30.0
}

/// The places of the entries on the strip, each once.
fn strokes(subject: &Subject<'_>, x: impl Fn(i64) -> f64) -> Vec<f64> {
    let mut places: Vec<f64> = subject
        .entries
        .iter()
        .map(|entry| (x(entry.at()) * 2.0).round() / 2.0)
        .collect();
    places.dedup();
    places
}
