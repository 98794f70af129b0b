//! The drawing of an incident: lanes to scale below the flags of its milestones, as SVG.
//!
//! It tells at a glance how long users were affected and how badly, when it was noticed, understood, reduced and over,
//! what was pursued and at what price, what was done, when users were told, and where the record is silent. The texts
//! of the entries are in the timeline.
//!
//! Pure: the same journal gives the same bytes. No script, nothing from outside, and every text of a record harmless.

mod axis;
mod below;
mod breaks;
mod dense;
mod entries;
mod flags;
mod impact;
mod ink;
mod lanes;
mod legend;
mod marks;
mod scale;
mod shape;
mod sheet;
mod stages;
mod stamp;
mod strip;
mod subject;
mod suspicions;
mod svg;
mod ticks;
mod told;
mod width;

#[cfg(test)]
pub(in crate::draft) mod tests;

use crate::domain::facts::Facts;
use crate::domain::findings::Policy;
use crate::domain::harmless;

use super::key_figures;
use below::Below;
use flags::PlacedFlag;
use scale::Scale;
use shape::{Shape, Text};
use sheet::{Layer, Sheet, WIDTH};
pub use stamp::is_untouched;
use subject::Subject;
use width::Face;

/// Said where there can be no drawing.
pub const NOTHING: &str = "No entry has a time, so nothing is drawn.";

/// The place that a drawing is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A file of its own: with the title of the incident, and stamped.
    Alone,
    /// A part of a page that has a heading of its own: every mark leads to `#e` and the number of its entry.
    Embedded,
}

/// A drawing before it is text.
#[derive(Debug)]
struct Drawing {
    /// Its name for those who do not see it.
    title: String,
    /// Its figures for those who do not see it.
    about: String,
    /// The height in units.
    height: f64,
    /// The shapes, the lowest first.
    shapes: Vec<Shape>,
}

/// The drawing of an incident as SVG; `None` where no entry has a time, which [`NOTHING`] says.
pub fn svg(facts: &Facts<'_>, policy: &Policy, form: Form) -> Option<String> {
    let drawing = drawing(facts, policy, form)?;
    let text = svg::written(&drawing, form);
    Some(match form {
        Form::Alone => stamp::stamped(&text),
        Form::Embedded => text,
    })
}

/// The left edge of the lanes.
const LEFT: f64 = 116.0;
/// The room right of them, for the last flag.
const RIGHT: f64 = 124.0;
/// So often the room on the right is made larger. Each time what was missing gets much less.
const TRIES: usize = 12;
/// The room above the first row.
const TOP: f64 = 8.0;
/// The height of the heading.
const HEADING: f64 = 30.0;

fn drawing(facts: &Facts<'_>, policy: &Policy, form: Form) -> Option<Drawing> {
    let subject = Subject::of(facts, policy)?;
    let (scale, flags) = fitted(&subject);
    let mut sheet = Sheet::default();
    let title = harmless::line(facts.incident.title()).into_owned();
    let top = match form {
        Form::Alone => heading(&mut sheet, &title),
        Form::Embedded => TOP,
    };
    let height = laid_out(&mut sheet, &subject, &scale, &flags, top);
    Some(Drawing {
        title: format!("Timeline: {title}"),
        about: about(&subject),
        height,
        shapes: sheet.shapes(),
    })
}

/// The scale, and the flags by it: the room on the right grows until the last flag has its place.
fn fitted(subject: &Subject<'_>) -> (Scale, Vec<PlacedFlag>) {
    let mut right = WIDTH - RIGHT;
    let placed = |right: f64| {
        let scale = Scale::of(&subject.instants, LEFT, right);
        let flags = flags::placed(subject, &scale);
        (scale, flags)
    };
    for _ in 0..TRIES {
        let (scale, flags) = placed(right);
        let excess = flags::excess(&flags);
        if excess <= 0.0 {
            return (scale, flags);
        }
        right -= excess.ceil();
    }
    placed(right)
}

fn heading(sheet: &mut Sheet, title: &str) -> f64 {
    let face = Face::bold(14);
    let words = face.cut(title, WIDTH - 8.0).into_owned();
    sheet.put(Layer::Texts, Shape::Text(Text::new(4.0, 18.0, face, words)));
    HEADING
}

/// Lays everything out from top to bottom, and returns the height of it all.
fn laid_out(sheet: &mut Sheet, subject: &Subject<'_>, scale: &Scale, flags: &[PlacedFlag], top: f64) -> f64 {
    let mut below = Below::default();
    let above = strip::draw(sheet, subject, scale, top);
    let impact = above + flags::rows(flags) as f64 * flags::ROW + 6.0;
    let lanes = impact + impact::HEIGHT + 12.0;
    let users = Text::new(LEFT - 8.0, impact + 15.0, Face::bold(11), "Users affected");
    sheet.put(Layer::Texts, Shape::Text(users.at(shape::Anchor::End)));
    let all = lanes::draw(sheet, subject, scale, lanes, &mut below);
    entries::draw(sheet, subject, scale, all);
    let bottom = all + entries::HEIGHT;
    flags::draw(sheet, flags, above, (impact, impact + impact::HEIGHT), bottom);
    impact::draw(sheet, subject, scale, impact, bottom);
    impact::label(sheet, subject, scale, impact);
    let line = bottom + 4.0;
    let axis = axis::draw(sheet, subject, scale, impact - 2.0, line);
    breaks::draw(sheet, scale, impact, line);
    legend::draw(sheet, subject, scale, &below, axis)
}

/// The key figures in words: `Users affected: 1 h 31 min, 14:03 – 15:34. Noticed: ...`.
fn about(subject: &Subject<'_>) -> String {
    let figures = key_figures::of(subject.facts, subject.times);
    let said = figures.rows.iter().map(|row| {
        let parts = [&row.length, &row.when, &row.note];
        let parts: Vec<&str> = parts
            .into_iter()
            .map(|part| part.as_str())
            .filter(|part| !part.is_empty() && *part != "–")
            .collect();
        format!("{}: {}.", row.title, parts.join(", "))
    });
    let figures: Vec<String> = said.collect();
    let count = subject.entries.len();
    let entries = if count == 1 {
        "1 entry".to_owned()
    } else {
        format!("{count} entries")
    };
    let told = format!("{} {entries} drawn to scale.", figures.join(" "));
    harmless::line(told.trim_start()).into_owned()
}
