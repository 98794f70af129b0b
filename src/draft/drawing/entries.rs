//! The lane of all entries: a stroke for each, and hatching where nobody wrote anything while users were affected.

use crate::domain::mark::MICROS;
use crate::domain::time::Point;

use super::dense::{self, spots};
use super::ink::Ink;
use super::lanes;
use super::scale::Scale;
use super::shape::{Anchor, Area, Fill, Paint, Shape, Text};
use super::sheet::{Layer, Sheet};
use super::subject::Subject;
use super::width::Face;

/// The height of the lane.
pub(super) const HEIGHT: f64 = 16.0;
/// The height of a stroke.
const STROKE: f64 = 11.0;
/// Seconds without an entry that are no silence.
const LIMIT: i64 = 20 * 60;
/// The part of what is shown that a silence has to exceed: 4 %.
const PART: i64 = 25;

/// Draws the lane with its upper edge here.
pub(super) fn draw(sheet: &mut Sheet, subject: &Subject<'_>, scale: &Scale, y: f64) {
    let count = subject.entries.len();
    let name = match (count, subject.untimed + subject.unplaced) {
        (1, 0) => "The only entry".to_owned(),
        (1, _) => "1 entry".to_owned(),
        (_, 0) => format!("All {count} entries"),
        (_, _) => format!("{count} entries"),
    };
    lanes::name(sheet, scale, y, &name);
    for spot in spots(subject.entries.iter().copied(), scale) {
        let (title, number) = dense::told(subject, &spot.entries);
        // Several strokes on one spot are as dark as they would be one over the other.
        let opacity = match spot.entries.len() {
            1 => 0.7,
            2 => 0.9,
            _ => 1.0,
        };
        let paint = Paint::line(Ink::Text, 1.3).faint(opacity);
        let stroke = Shape::vertical(spot.x, y + 1.0, y + 1.0 + STROKE, paint);
        sheet.group(Layer::Marks, title, number, vec![stroke]);
    }
    left_out(sheet, subject, scale, y);
    silences(sheet, subject, scale, y);
}

/// Counts the entries that have no place.
fn left_out(sheet: &mut Sheet, subject: &Subject<'_>, scale: &Scale, y: f64) {
    let (untimed, unplaced) = (subject.untimed, subject.unplaced);
    let (words, told) = match (untimed, unplaced) {
        (0, 0) => return,
        (_, 0) => (format!("+ {untimed} untimed"), "without a time".to_owned()),
        (_, _) => (
            format!("+ {} not placed", untimed + unplaced),
            format!(
                "{untimed} without a time, {unplaced} with one that is too far off or known only to the day"
            ),
        ),
    };
    let text = Text::new(scale.right + 6.0, y + 11.0, Face::plain(11), words).second();
    if sheet.is_free(&text.area()) {
        sheet.group(Layer::Texts, told, None, vec![Shape::Text(text)]);
    }
}

/// The end of an entry: its instant, and as exactly as it is printed.
type LastEnd = (i64, Point);

fn silences(sheet: &mut Sheet, subject: &Subject<'_>, scale: &Scale, y: f64) {
    let limit = (LIMIT * MICROS).max(scale.shown() / PART);
    let windows = &subject.facts.windows;
    let mut last: Option<LastEnd> = None;
    for entry in subject.entries.iter().filter(|entry| !entry.mark.is_day_only()) {
        if let Some((from, point)) = last.filter(|(from, _)| entry.at() - from > limit) {
            let is_cut = scale
                .breaks
                .iter()
                .any(|cut| from < cut.to && cut.from < entry.at());
            if !is_cut && windows.hold(from, entry.at()) {
                let words = format!("nothing for {}", point.to(&entry.mark.point).spoken());
                silence(sheet, (scale.x(from) + 3.0, scale.x(entry.at()) - 3.0), y, words);
            }
        }
        let until = entry.event.body().timing.until.filter(|_| entry.until.is_some());
        let point = until.map_or(entry.mark.point, |at| Point {
            at,
            ..entry.mark.point
        });
        let end = (entry.until.unwrap_or(entry.at()), point);
        last = last.filter(|(before, _)| *before > end.0).or(Some(end));
    }
}

fn silence(sheet: &mut Sheet, (from, to): (f64, f64), y: f64, words: String) {
    let hatching = Area::new(from, y + 1.0, to - from, STROKE);
    if to - from > 14.0 {
        sheet.put(
            Layer::Suspicions,
            Shape::Rect(hatching, 0.0, Paint::of(Fill::Hatched)),
        );
    }
    let text = Text::new((from + to) / 2.0, y + 10.5, Face::plain(11), words);
    let text = text.second().at(Anchor::Middle);
    let area = text.area();
    if to - from > area.width + 8.0 && sheet.put_if_free(Layer::Texts, text) {
        let plate = Area::new(area.x - 3.0, y, area.width + 6.0, 13.0);
        sheet.put(
            Layer::Suspicions,
            Shape::Rect(plate, 0.0, Paint::full(Ink::Ground)),
        );
    }
}
