//! Drawings, measured: where times stand, that texts have room, and that the result is XML that harms nobody.

mod coordinates;
mod generated;
mod room;
pub(in crate::draft) mod samples;
mod words;

use super::shape::{Area, Shape};
use super::sheet::WIDTH;
use super::*;
use crate::domain::incident::Incident;

/// The drawing of an incident, before it is text.
fn drawn(incident: &Incident, form: Form) -> Option<Drawing> {
    drawing(&Facts::of(incident), &Policy::default(), form)
}

/// The drawing of an incident as text.
fn text(incident: &Incident, form: Form) -> String {
    svg(&Facts::of(incident), &Policy::default(), form).expect("something to draw")
}

/// All texts of a drawing, with their places.
fn texts(shapes: &[Shape]) -> Vec<(String, Area)> {
    let of = |shape: &Shape| match shape {
        Shape::Text(text) => vec![(format!("{}{}", text.recorded, text.words), text.area())],
        Shape::Group { shapes, .. } => texts(shapes),
        Shape::Rect(..) | Shape::Circle(..) | Shape::Path(..) => Vec::new(),
    };
    shapes.iter().flat_map(of).collect()
}

/// The faults of a drawing: texts that overlap, and what leaves the frame.
fn faults(drawing: &Drawing) -> Vec<String> {
    let texts = texts(&drawing.shapes);
    let mut faults = Vec::new();
    for (nth, (words, area)) in texts.iter().enumerate() {
        let inside = area.x >= 0.0
            && area.y >= 0.0
            && area.x + area.width <= WIDTH
            && area.y + area.height <= drawing.height;
        if !inside {
            faults.push(format!("{words:?} leaves the frame: {area:?}"));
        }
        let others = texts[nth + 1..].iter().filter(|(_, other)| other.meets(area));
        faults.extend(others.map(|(other, place)| format!("{words:?} {area:?} meets {other:?} {place:?}")));
    }
    faults
}

/// Everything that holds for every drawing.
fn check(incident: &Incident) {
    for form in [Form::Alone, Form::Embedded] {
        let Some(drawing) = drawn(incident, form) else {
            continue;
        };
        assert_eq!(faults(&drawing), Vec::<String>::new());
        let text = text(incident, form);
        assert_eq!(text, self::text(incident, form), "the same bytes");
        let document = roxmltree::Document::parse(&text).expect("well-formed XML");
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            assert!(!["script", "image", "use", "foreignObject"].contains(&node.tag_name().name()));
            for attribute in node.attributes() {
                let name = attribute.name();
                assert!(!name.starts_with("on"), "{name}");
                assert!(
                    name != "href" || attribute.value().starts_with("#e"),
                    "{}",
                    attribute.value()
                );
            }
        }
    }
}
