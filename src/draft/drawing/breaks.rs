//! The breaks: two ragged lines through all lanes where a silence is shortened, with its length between them.

use crate::domain::mark::MICROS;
use crate::domain::time::span;

use super::ink::Ink;
use super::scale::{BREAK, Scale};
use super::shape::{Anchor, Area, Paint, Shape, Text};
use super::sheet::{Layer, Sheet};
use super::width::Face;

/// The height of a tooth of a ragged line.
const TOOTH: f64 = 5.0;

/// Draws the breaks from above the impact down to below the axis. They cover what crosses them.
pub(super) fn draw(sheet: &mut Sheet, scale: &Scale, top: f64, axis: f64) {
    let (from, to) = (top - 4.0, axis + 6.0);
    for cut in &scale.breaks {
        let area = Area::new(cut.left + 2.0, from, BREAK - 2.0, to + 4.0 - from);
        sheet.put(Layer::Breaks, Shape::Rect(area, 0.0, Paint::full(Ink::Ground)));
        for x in [cut.left, cut.left + BREAK - 3.0] {
            let line = Shape::open(&ragged(x, from, to), Paint::line(Ink::Second, 1.1));
            sheet.put(Layer::Breaks, line);
        }
        // To the minute, as most times are.
        let length = span::spoken((cut.to - cut.from) / MICROS / 60 * 60);
        let middle = cut.left + BREAK / 2.0 + 4.5;
        for words in [format!("{length} without an entry"), length] {
            let text = Text::new(middle, (top + axis) / 2.0, Face::plain(11), words).second();
            let text = Text {
                upright: true,
                ..text.at(Anchor::Middle)
            };
            if text.width() <= axis - top - 8.0 && sheet.put_if_free(Layer::BreakTexts, text) {
                break;
            }
        }
    }
}

fn ragged(x: f64, from: f64, to: f64) -> Vec<(f64, f64)> {
    let teeth = ((to - from) / TOOTH).ceil().max(0.0) as usize;
    let tooth = |nth: usize| {
        let out = if nth.is_multiple_of(2) { 0.0 } else { 4.0 };
        (x + out, (from + nth as f64 * TOOTH).min(to))
    };
    (0..=teeth).map(tooth).collect()
}
