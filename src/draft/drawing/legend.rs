//! The legend of what occurs, and the key of the suspicions that had no room.

use std::collections::BTreeSet;

use super::below::Below;
use super::impact;
use super::ink::Ink;
use super::scale::Scale;
use super::shape::{Area, Paint, Shape, Text};
use super::sheet::{Layer, Sheet, WIDTH};
use super::stages::{self, Level};
use super::subject::Subject;
use super::suspicions::letter;
use super::width::Face;

/// The letters of both.
const FACE: Face = Face::plain(11);
/// From one line to the next.
const LINE: f64 = 17.0;
/// From one item to the next.
const GAP: f64 = 12.0;

/// Draws both from here on, and returns where they end.
pub(super) fn draw(sheet: &mut Sheet, subject: &Subject<'_>, scale: &Scale, below: &Below, top: f64) -> f64 {
    let mut pen = Pen {
        x: scale.left,
        y: top + 6.0,
        left: scale.left,
    };
    for level in levels(subject) {
        let at = pen.room_for(25.0 + FACE.width(level.words()));
        let swatch = Area::new(at.0 + 2.0, at.1 - 5.0, 18.0, 10.0);
        sheet.put(Layer::Legend, Shape::Rect(swatch, 0.0, impact::paint(level)));
        sheet.put(
            Layer::Legend,
            Shape::Rect(swatch, 0.0, Paint::line(Ink::Impact, 1.0)),
        );
        words(sheet, at.0 + 25.0, at.1, level.words());
    }
    for glyph in &below.glyphs {
        let at = pen.room_for(17.0 + FACE.width(glyph.words()));
        for shape in glyph.shapes(at.0 + 7.0, at.1) {
            sheet.put(Layer::Legend, shape);
        }
        words(sheet, at.0 + 17.0, at.1, glyph.words());
    }
    let is_empty = pen.x == scale.left && pen.y == top + 6.0;
    let mut y = if is_empty { top } else { pen.y + 10.0 };
    for (nth, line) in below.key.iter().enumerate() {
        y += 15.0;
        let letter = Text::new(scale.left + 3.0, y, Face::bold(11), letter(nth));
        sheet.put(Layer::Legend, Shape::Text(letter));
        let line = FACE.cut(line, WIDTH - scale.left - 24.0).into_owned();
        sheet.put(
            Layer::Legend,
            Shape::Text(Text::new(scale.left + 18.0, y, FACE, line)),
        );
    }
    y + 8.0
}

fn words(sheet: &mut Sheet, x: f64, y: f64, words: &str) {
    sheet.put(
        Layer::Legend,
        Shape::Text(Text::new(x, y + 4.0, FACE, words).second()),
    );
}

/// The levels of the impact, where there are several to be told apart.
fn levels(subject: &Subject<'_>) -> Vec<Level> {
    let windows = subject.windows().iter().enumerate();
    let all = windows.flat_map(|(nth, window)| stages::of(subject, nth, window));
    let found: BTreeSet<Level> = all.map(|stage| stage.level).collect();
    let several = found.len() > 1;
    Level::ALL
        .into_iter()
        .filter(|level| several && found.contains(level))
        .collect()
}

/// The place of the next item.
struct Pen {
    x: f64,
    y: f64,
    left: f64,
}

impl Pen {
    /// The place of an item of this width, on the next line where this one is full.
    fn room_for(&mut self, width: f64) -> (f64, f64) {
        if self.x > self.left && self.x + width > WIDTH - 4.0 {
            (self.x, self.y) = (self.left, self.y + LINE);
        }
        let at = (self.x, self.y);
        self.x += width + GAP;
        at
    }
}
