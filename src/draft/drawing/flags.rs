//! The flags above the lanes: the milestones with their times, placed so that no line crosses a text.

mod raised;

use super::ink::Ink;
use super::scale::Scale;
use super::shape::{Paint, Shape, Text};
use super::sheet::{Layer, Sheet, WIDTH};
use super::subject::Subject;
use super::width::Face;
use raised::{milestones, others};

/// The height of a row of flags.
pub(super) const ROW: f64 = 31.0;
/// With more rows than this, fewer flags are drawn.
const MOST_ROWS: usize = 6;
/// So many milestones that came at once are named.
const NAMED: usize = 2;

/// A flag.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Flag {
    /// The instant.
    at: i64,
    /// Its first line: each milestone that came then.
    titles: Vec<String>,
    /// Its second line: the time, and how long after the beginning.
    when: String,
    /// The colour of its line.
    ink: Ink,
    /// The weight: what weighs least is left out first.
    weight: Weight,
    /// The words shown where one points at it, and the number of its entry.
    told: (String, Option<u32>),
}

/// The weight of a flag, the heaviest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// A milestone that the incident is told by.
    Main,
    /// A milestone that its lane tells well enough: work began, called in.
    Minor,
    /// Another deed.
    Other,
}

/// A flag with its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlacedFlag {
    flag: Flag,
    /// The left edge: the place of its instant.
    x: f64,
    /// The row, 0 the lowest.
    row: usize,
}

/// The flags of a subject, each in its row; the lighter ones only while there are few rows.
pub(super) fn placed(subject: &Subject<'_>, scale: &Scale) -> Vec<PlacedFlag> {
    let mut flags = milestones(subject);
    flags.extend(others(subject, &flags));
    flags.sort_by_key(|flag| flag.at);
    for lightest in [Weight::Other, Weight::Minor] {
        let placed = in_rows(&flags, scale);
        if rows(&placed) <= MOST_ROWS {
            return placed;
        }
        flags.retain(|flag| flag.weight < lightest);
    }
    in_rows(&flags, scale)
}

/// The number of rows.
pub(super) fn rows(flags: &[PlacedFlag]) -> usize {
    flags.iter().map(|flag| flag.row + 1).max().unwrap_or(0)
}

/// The width by which the flags reach beyond the sheet.
pub(super) fn excess(flags: &[PlacedFlag]) -> f64 {
    let ends = flags.iter().map(|flag| flag.x + flag.flag.width() - WIDTH);
    ends.fold(0.0, f64::max)
}

/// Draws the flags with the upper edge of their rows here, their lines to the impact bar and on through the lanes.
pub(super) fn draw(sheet: &mut Sheet, flags: &[PlacedFlag], top: f64, impact: (f64, f64), bottom: f64) {
    let count = rows(flags);
    for PlacedFlag { flag, x, row } in flags {
        let y = top + (count - 1 - row) as f64 * ROW;
        let (width, opacity) = if flag.is_milestone() {
            (1.3, 1.0)
        } else {
            (1.0, 0.7)
        };
        let pole = Paint::line(flag.ink, width).faint(opacity);
        sheet.put(
            Layer::FlagLines,
            Shape::vertical(*x, y + 2.0, impact.0 - 1.0, pole),
        );
        if flag.is_milestone() {
            let through = Paint::line(flag.ink, 1.0).faint(0.5);
            sheet.put(
                Layer::FlagLines,
                Shape::vertical(*x, impact.1 + 1.0, bottom, through),
            );
        }
        let (told, number) = flag.told.clone();
        let shapes = vec![
            Shape::vertical(*x, y + 2.0, y + ROW - 4.0, Paint::line(flag.ink, 3.0)),
            Shape::Text(Text::new(x + 5.0, y + 12.0, flag.face(), flag.title())),
            Shape::Text(Text::new(x + 5.0, y + 25.0, Face::plain(11), flag.when.clone()).second()),
        ];
        sheet.group(Layer::Flags, told, number, shapes);
    }
}

impl Flag {
    fn is_milestone(&self) -> bool {
        self.weight != Weight::Other
    }

    fn face(&self) -> Face {
        Face {
            size: 12,
            bold: self.is_milestone(),
        }
    }

    /// `Called in, cause known`; more are counted.
    fn title(&self) -> String {
        let more = self.titles.len().saturating_sub(NAMED);
        let named = self.titles[..self.titles.len().min(NAMED)].join(", ");
        if more == 0 {
            named
        } else {
            format!("{named} and {more} more")
        }
    }

    fn width(&self) -> f64 {
        let title = self.face().width(&self.title());
        title.max(Face::plain(11).width(&self.when)) + 10.0
    }
}

/// From right to left: above every flag further right that begins within its width.
fn in_rows(flags: &[Flag], scale: &Scale) -> Vec<PlacedFlag> {
    let mut placed: Vec<PlacedFlag> = Vec::with_capacity(flags.len());
    for flag in flags.iter().rev() {
        let x = scale.x(flag.at);
        let end = x + flag.width() + 2.0;
        let within = placed.iter().filter(|other| other.x < end);
        let row = within.map(|other| other.row + 1).max().unwrap_or(0);
        placed.push(PlacedFlag {
            flag: flag.clone(),
            x,
            row,
        });
    }
    placed
}
