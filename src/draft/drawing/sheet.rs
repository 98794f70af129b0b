//! The sheet that shapes are put on, in layers, so that what is computed late can lie below what was computed early.

use super::shape::{Area, Shape, Text};

/// A layer. The first lies lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layer {
    Strip,
    Shading,
    Lanes,
    Days,
    FlagLines,
    Impact,
    Flags,
    Suspicions,
    Marks,
    Texts,
    Axis,
    Breaks,
    BreakTexts,
    Legend,
}

const LAYERS: usize = Layer::Legend as usize + 1;

/// The width of every drawing, in units.
pub(super) const WIDTH: f64 = 960.0;

/// The shapes so far, and the room that their texts take.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    layers: [Vec<Shape>; LAYERS],
    texts: Vec<Area>,
}

impl Sheet {
    /// Puts a shape on a layer.
    pub(super) fn put(&mut self, layer: Layer, shape: Shape) {
        if let Shape::Text(text) = &shape {
            self.texts.push(text.area());
        }
        self.layers[layer as usize].push(shape);
    }

    /// Puts shapes on a layer that stand for an entry.
    pub(super) fn group(&mut self, layer: Layer, title: String, entry: Option<u32>, shapes: Vec<Shape>) {
        for shape in &shapes {
            if let Shape::Text(text) = shape {
                self.texts.push(text.area());
            }
        }
        self.put(layer, Shape::Group { title, entry, shapes });
    }

    /// Puts a text on a layer, and whether there was room for it: no other text there, and none of it off the sheet.
    pub(super) fn put_if_free(&mut self, layer: Layer, text: Text) -> bool {
        let fits = self.is_free(&text.area());
        if fits {
            self.put(layer, Shape::Text(text));
        }
        fits
    }

    /// True if a place lies between the edges of the sheet, and no text in it.
    pub(super) fn is_free(&self, area: &Area) -> bool {
        area.x >= 0.0 && area.x + area.width <= WIDTH && !self.texts.iter().any(|taken| taken.meets(area))
    }

    /// All shapes, the lowest first.
    pub(super) fn shapes(self) -> Vec<Shape> {
        self.layers.into_iter().flatten().collect()
    }
}
