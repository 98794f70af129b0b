//! The lanes between the impact and the entries: what was noticed, looked into, changed, and told to users.

use crate::domain::kind::Kind;

use super::below::Below;
use super::dense::{self, spots};
use super::ink::Ink;
use super::marks::Glyph;
use super::scale::Scale;
use super::shape::{Anchor, Area, Paint, Shape, Text};
use super::sheet::{Layer, Sheet};
use super::subject::{Entry, Subject};
use super::suspicions::{self, Suspicions};
use super::told;
use super::width::Face;

/// The height of a row of marks.
const ROW: f64 = 16.0;
/// The height of a row of dots.
const DOTS: f64 = 11.0;
/// The room below a lane.
const GAP: f64 = 9.0;
/// Half of the room that a mark takes in its row.
const HALF: f64 = 6.5;
/// The most rows of marks in a lane.
const MOST_ROWS: usize = 4;
/// Marks nearer than this become one where all rows are full.
const NEAR: f64 = 3.0;

/// A lane of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lane {
    Noticed,
    LookedInto,
    Done,
    Told,
}

impl Lane {
    const ALL: [Lane; 4] = [Lane::Noticed, Lane::LookedInto, Lane::Done, Lane::Told];

    const fn name(self) -> &'static str {
        match self {
            Lane::Noticed => "Noticed, called in",
            Lane::LookedInto => "Looked into",
            Lane::Done => "Changed, repaired",
            Lane::Told => "Told users",
        }
    }

    const fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Detection | Kind::Acknowledgement | Kind::Escalation => Some(Lane::Noticed),
            Kind::Investigation | Kind::RuledOut | Kind::Cause => Some(Lane::LookedInto),
            Kind::Change | Kind::Mitigation | Kind::Fix | Kind::Resolution => Some(Lane::Done),
            Kind::Communication => Some(Lane::Told),
            Kind::Impact | Kind::Hypothesis | Kind::Note => None,
        }
    }
}

/// Draws the lanes from here on, and returns where they end.
pub(super) fn draw(
    sheet: &mut Sheet,
    subject: &Subject<'_>,
    scale: &Scale,
    top: f64,
    below: &mut Below,
) -> f64 {
    let pursued = Suspicions::of(subject);
    let none = Suspicions::default();
    let mut y = top;
    for lane in Lane::ALL {
        let of_lane = |entry: &&Entry<'_>| Lane::of(entry.event.body().kind) == Some(lane);
        let shown_by_row = |entry: &&Entry<'_>| pursued.are_ended_by(entry.event.id);
        let entries = subject.entries.iter().filter(of_lane);
        let entries: Vec<Entry<'_>> = entries.filter(|entry| !shown_by_row(entry)).copied().collect();
        let rows = if lane == Lane::LookedInto { &pursued } else { &none };
        if entries.is_empty() && rows.is_empty() && lane != Lane::Told {
            continue;
        }
        name(sheet, scale, y, lane.name());
        let first_row = y;
        y = suspicions::draw(sheet, subject, scale, rows, y, below);
        y = marks(sheet, subject, scale, &entries, y, below);
        if lane == Lane::Told {
            told::draw(sheet, subject, scale, first_row + ROW / 2.0);
            y = y.max(first_row + ROW);
        }
        y += GAP;
    }
    y
}

/// Writes the name of a lane, and the line above it.
pub(super) fn name(sheet: &mut Sheet, scale: &Scale, y: f64, name: &str) {
    let rule = Paint::line(Ink::Rule, 0.8);
    sheet.put(
        Layer::Lanes,
        Shape::horizontal(y - 4.0, scale.left - 4.0, scale.right, rule),
    );
    let text = Text::new(scale.left - 8.0, y + 11.0, Face::plain(11), name).at(Anchor::End);
    sheet.put(Layer::Texts, Shape::Text(text));
}

/// Entries that share a mark in a row.
struct Placed<'a> {
    glyph: Glyph,
    x: f64,
    end: f64,
    row: usize,
    entries: Vec<Entry<'a>>,
}

/// Draws the marks of a lane and a row of dots for what was looked at, and returns where they end.
fn marks(
    sheet: &mut Sheet,
    subject: &Subject<'_>,
    scale: &Scale,
    entries: &[Entry<'_>],
    top: f64,
    below: &mut Below,
) -> f64 {
    let is_dot = |entry: &&Entry<'_>| Glyph::of(entry.event) == Some(Glyph::LookedAt);
    let (dots, marks): (Vec<&Entry<'_>>, Vec<&Entry<'_>>) = entries.iter().partition(is_dot);
    let placed = in_rows(marks.into_iter().copied(), scale);
    let rows = placed.iter().map(|mark| mark.row + 1).max().unwrap_or(0);
    for mark in &placed {
        let y = top + ROW / 2.0 + mark.row as f64 * ROW;
        let mut shapes = Vec::new();
        if mark.end > mark.x + 8.0 {
            let bar = Area::new(mark.x, y - 2.0, mark.end - mark.x, 4.0);
            shapes.push(Shape::Rect(bar, 0.0, Paint::full(mark.glyph.ink()).faint(0.55)));
        }
        shapes.extend(mark.glyph.shapes(mark.x, y));
        let (title, number) = dense::told(subject, &mark.entries);
        sheet.group(Layer::Marks, title, number, shapes);
        below.glyphs.insert(mark.glyph);
    }
    let y = top + rows as f64 * ROW;
    if dots.is_empty() {
        return y;
    }
    for spot in spots(dots.into_iter().copied(), scale) {
        let (title, number) = dense::told(subject, &spot.entries);
        sheet.group(
            Layer::Marks,
            title,
            number,
            Glyph::LookedAt.shapes(spot.x, y + 5.0),
        );
    }
    below.glyphs.insert(Glyph::LookedAt);
    y + DOTS
}

/// Each in the first row whose last mark has ended before it; where all are full in the one that is free soonest.
fn in_rows<'a>(entries: impl Iterator<Item = Entry<'a>>, scale: &Scale) -> Vec<Placed<'a>> {
    // By row: where its last mark ends.
    let mut rows: Vec<f64> = Vec::new();
    let mut placed: Vec<Placed<'a>> = Vec::new();
    for entry in entries {
        let Some(glyph) = Glyph::of(entry.event) else {
            continue;
        };
        let x = scale.x(entry.at());
        let end = entry.until.map_or(x, |until| scale.x(until));
        let free = rows.iter().position(|taken| *taken <= x - HALF);
        let row = match free {
            Some(row) => row,
            None if rows.len() < MOST_ROWS => {
                rows.push(0.0);
                rows.len() - 1
            }
            None => {
                let near = |mark: &&mut Placed<'_>| mark.glyph == glyph && x - mark.x < NEAR;
                if let Some(mark) = placed.iter_mut().rev().take(MOST_ROWS).find(near) {
                    mark.entries.push(entry);
                    mark.end = mark.end.max(end);
                    continue;
                }
                soonest(&rows)
            }
        };
        rows[row] = end.max(x) + HALF;
        placed.push(Placed {
            glyph,
            x,
            end,
            row,
            entries: vec![entry],
        });
    }
    placed
}

/// The row that is free soonest.
fn soonest(rows: &[f64]) -> usize {
    let ends = rows.iter().enumerate();
    ends.min_by(|(_, one), (_, other)| one.total_cmp(other))
        .map_or(0, |(row, _)| row)
}
