//! The longest time in which users were told nothing new, and that no update is recorded at all.

use crate::domain::kind::Kind;
use crate::draft::pauses;

use super::ink::Ink;
use super::scale::Scale;
use super::shape::{Anchor, Area, Paint, Shape, Text};
use super::sheet::{Layer, Sheet};
use super::subject::Subject;
use super::width::Face;

/// The room between a mark and the line beside it.
const CLEAR: f64 = 9.0;
/// The least of the line that is seen beside its words.
const SEEN: f64 = 12.0;

/// Draws the pause on this line, or says that there is no update.
pub(super) fn draw(sheet: &mut Sheet, subject: &Subject<'_>, scale: &Scale, y: f64) {
    let mut updates = subject
        .facts
        .incident
        .drafted()
        .filter(|event| event.body().kind == Kind::Communication);
    let placed = |entry: &super::subject::Entry<'_>| entry.event.body().kind == Kind::Communication;
    if !subject.entries.iter().any(placed) {
        let words = match updates.next() {
            Some(_) => "updates without a time",
            None => "no update recorded",
        };
        let (left, _) = scale.widest(scale.left, scale.right);
        let text = Text::new(left + 8.0, y + 4.0, Face::plain(11), words)
            .second()
            .over_lines();
        sheet.put_if_free(Layer::Texts, text);
        return;
    }
    pause(sheet, subject, scale, y);
}

fn pause(sheet: &mut Sheet, subject: &Subject<'_>, scale: &Scale, y: f64) {
    let longest = pauses::longest(subject.facts);
    let Some(pause) = longest.filter(|pause| pause.length.seconds() > subject.cadence) else {
        return;
    };
    let (from, to) = (
        scale.x(pause.from.micros) + CLEAR,
        scale.x(pause.to.micros) - CLEAR,
    );
    if to <= from {
        return;
    }
    let words = format!("no update for {}", pause.length.long());
    let dots = Paint::line(Ink::Second, 1.0).dashed("1 4");
    let mut shapes = vec![Shape::horizontal(y, from, to, dots)];
    let (left, right) = scale.widest(from, to);
    let text = Text::new((left + right) / 2.0, y + 4.0, Face::plain(11), words.clone());
    let text = text.second().at(Anchor::Middle);
    let area = text.area();
    if right - left >= area.width + 2.0 * SEEN && sheet.put_if_free(Layer::Texts, text) {
        let plate = Area::new(area.x - 3.0, y - 7.0, area.width + 6.0, 14.0);
        shapes.push(Shape::Rect(plate, 0.0, Paint::full(Ink::Ground).faint(0.9)));
    }
    sheet.group(Layer::Suspicions, words, None, shapes);
}
