//! The shapes that a drawing is made of, before they are text.

use super::ink::Ink;
use super::width::Face;

/// A place on the sheet, in units from its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    /// The left edge.
    pub(super) x: f64,
    /// The upper edge.
    pub(super) y: f64,
    /// The width.
    pub(super) width: f64,
    /// The height.
    pub(super) height: f64,
}

impl Area {
    /// From these edges.
    pub(super) const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Area { x, y, width, height }
    }

    /// True if the two share more than an edge.
    pub(super) fn meets(&self, other: &Area) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }
}

/// The filling of a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fill {
    /// None.
    Open,
    /// One colour.
    Full(Ink),
    /// The pattern of a reduced impact.
    Reduced,
    /// The pattern of what came to nothing, and of silence.
    Hatched,
}

/// The way in which a shape is painted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Paint {
    /// The filling.
    pub(super) fill: Fill,
    /// The colour and the width of the outline.
    pub(super) stroke: Option<(Ink, f64)>,
    /// From 0 to 1, where it is not 1.
    pub(super) opacity: Option<f64>,
    /// Lengths of dashes and gaps.
    pub(super) dash: Option<&'static str>,
}

impl Paint {
    /// A filling without an outline.
    pub(super) const fn full(ink: Ink) -> Self {
        Paint::of(Fill::Full(ink))
    }

    /// This filling without an outline.
    pub(super) const fn of(fill: Fill) -> Self {
        Paint {
            fill,
            stroke: None,
            opacity: None,
            dash: None,
        }
    }

    /// An outline without a filling.
    pub(super) const fn line(ink: Ink, width: f64) -> Self {
        Paint::of(Fill::Open).outlined(ink, width)
    }

    /// The same with an outline.
    pub(super) const fn outlined(self, ink: Ink, width: f64) -> Self {
        Paint {
            stroke: Some((ink, width)),
            ..self
        }
    }

    /// The same, so opaque.
    pub(super) const fn faint(self, opacity: f64) -> Self {
        Paint {
            opacity: Some(opacity),
            ..self
        }
    }

    /// The same with a dashed outline.
    pub(super) const fn dashed(self, dash: &'static str) -> Self {
        Paint {
            dash: Some(dash),
            ..self
        }
    }
}

/// The point of a text that stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// A text of one line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Text {
    /// The place of its anchor.
    pub(super) x: f64,
    /// The line that the letters stand on; of an upright text the middle.
    pub(super) y: f64,
    /// Words that somebody recorded, before the words of ours.
    pub(super) recorded: String,
    /// The words of ours.
    pub(super) words: String,
    /// Size and weight.
    pub(super) face: Face,
    /// [`Ink::Text`] or [`Ink::Second`].
    pub(super) ink: Ink,
    /// The point of it that stands at its place.
    pub(super) anchor: Anchor,
    /// True if it reads from bottom to top.
    pub(super) upright: bool,
    /// True if the ground shines around its letters, over lines.
    pub(super) halo: bool,
}

impl Text {
    /// Words at a place, in plain letters of this size.
    pub(super) fn new(x: f64, y: f64, face: Face, words: impl Into<String>) -> Self {
        Text {
            x,
            y,
            recorded: String::new(),
            words: words.into(),
            face,
            ink: Ink::Text,
            anchor: Anchor::Start,
            upright: false,
            halo: false,
        }
    }

    /// The same in a colour of less weight.
    pub(super) fn second(self) -> Self {
        Text {
            ink: Ink::Second,
            ..self
        }
    }

    /// The same at this anchor.
    pub(super) fn at(self, anchor: Anchor) -> Self {
        Text { anchor, ..self }
    }

    /// The same with a halo.
    pub(super) fn over_lines(self) -> Self {
        Text { halo: true, ..self }
    }

    /// The same behind words that somebody recorded.
    pub(super) fn behind(self, recorded: impl Into<String>) -> Self {
        Text {
            recorded: recorded.into(),
            ..self
        }
    }

    /// Its width in units.
    pub(super) fn width(&self) -> f64 {
        self.face.width(&self.recorded) + self.face.width(&self.words)
    }

    /// The place that it takes.
    pub(super) fn area(&self) -> Area {
        let (width, size) = (self.width(), f64::from(self.face.size));
        if self.upright {
            return Area::new(self.x - size * 0.8, self.y - width / 2.0, size, width);
        }
        let x = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - width / 2.0,
            Anchor::End => self.x - width,
        };
        Area::new(x, self.y - size * 0.8, width, size)
    }
}

/// A shape.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    /// A rectangle, with corners of this radius.
    Rect(Area, f64, Paint),
    /// A circle: its middle and its radius.
    Circle(f64, f64, f64, Paint),
    /// Lines, as SVG writes them.
    Path(String, Paint),
    /// A text.
    Text(Text),
    /// Shapes that stand for something: the words for it, and the number of the entry that tells of it.
    Group {
        /// The words, shown where one points at it.
        title: String,
        /// The number of its entry.
        entry: Option<u32>,
        /// The shapes.
        shapes: Vec<Shape>,
    },
}

impl Shape {
    /// A line upright.
    pub(super) fn vertical(x: f64, from: f64, to: f64, paint: Paint) -> Self {
        Shape::Path(format!("M{} {}V{}", number(x), number(from), number(to)), paint)
    }

    /// A line from left to right.
    pub(super) fn horizontal(y: f64, from: f64, to: f64, paint: Paint) -> Self {
        Shape::Path(format!("M{} {}H{}", number(from), number(y), number(to)), paint)
    }

    /// A closed outline through these points.
    pub(super) fn closed(points: &[(f64, f64)], paint: Paint) -> Self {
        Shape::Path(format!("{}z", through(points)), paint)
    }

    /// A line through these points.
    pub(super) fn open(points: &[(f64, f64)], paint: Paint) -> Self {
        Shape::Path(through(points), paint)
    }
}

fn through(points: &[(f64, f64)]) -> String {
    let mut path = String::new();
    for (nth, (x, y)) in points.iter().enumerate() {
        path.push_str(if nth == 0 { "M" } else { "L" });
        path.push_str(&format!("{} {}", number(*x), number(*y)));
    }
    path
}

/// A length in units, to the tenth.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}
