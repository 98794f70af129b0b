//! The axis: clock times and dates below the lanes, and a line through them at midnight.

use chrono::{Datelike, NaiveDate};

use super::ink::Ink;
use super::scale::{Piece, Scale};
use super::shape::{Anchor, Paint, Shape, Text};
use super::sheet::{Layer, Sheet};
use super::subject::{Subject, short_day};
use super::ticks;
use super::width::Face;

/// The letters of ticks.
const FACE: Face = Face::plain(11);
/// From the axis to the line of the clock times.
const CLOCKS: f64 = 17.0;
/// From the axis to the line of the dates below clock times.
const DATES: f64 = 33.0;
/// The axis reaches so far beyond what it measures.
const BEYOND: f64 = 8.0;

/// Draws the axis at this height, with the lines of midnight from `top` on, and returns where it ends.
pub(super) fn draw(sheet: &mut Sheet, subject: &Subject<'_>, scale: &Scale, top: f64, y: f64) -> f64 {
    let line = Paint::line(Ink::Text, 1.2);
    for piece in &scale.pieces {
        let (from, to) = (piece.left - BEYOND, piece.right + BEYOND);
        sheet.put(Layer::Axis, Shape::horizontal(y, from, to, line));
    }
    let is_of_clocks = clocks(sheet, subject, scale, y);
    let dates = y + if is_of_clocks { DATES } else { CLOCKS };
    days(sheet, subject, scale, top, (y, dates));
    zone(sheet, subject, scale, dates);
    dates + 11.0
}

/// Draws the clock times; false where the ticks are whole days.
fn clocks(sheet: &mut Sheet, subject: &Subject<'_>, scale: &Scale, y: f64) -> bool {
    let minutes = ticks::minutes(scale.per_micro);
    if minutes.is_none() && scale.per_micro > 0.0 {
        return false;
    }
    let zone = subject.facts.incident.zone();
    for piece in &scale.pieces {
        let ticks = minutes
            .map(|minutes| ticks::clocks(zone, (piece.from, piece.to), of_piece(subject, piece), minutes));
        for (at, time) in ticks.unwrap_or_default() {
            tick(sheet, scale.x(at), y, time.format("%H:%M").to_string());
        }
    }
    // What is too short for a round time has its first one.
    for piece in &scale.pieces {
        let is_bare = minutes.is_none_or(|minutes| {
            ticks::clocks(zone, (piece.from, piece.to), of_piece(subject, piece), minutes).is_empty()
        });
        if is_bare {
            let time = subject.wall(piece.from).format("%H:%M").to_string();
            tick(sheet, piece.left, y, time);
        }
    }
    true
}

fn tick(sheet: &mut Sheet, x: f64, y: f64, words: String) {
    sheet.put(
        Layer::Axis,
        Shape::vertical(x, y, y + 5.0, Paint::line(Ink::Text, 1.0)),
    );
    sheet.put_if_free(
        Layer::Axis,
        Text::new(x, y + CLOCKS, FACE, words).at(Anchor::Middle),
    );
}

/// Draws a line at every midnight, and the dates where a piece or a day begins.
fn days(sheet: &mut Sheet, subject: &Subject<'_>, scale: &Scale, top: f64, (y, dates): (f64, f64)) {
    let zone = subject.facts.incident.zone();
    let apart = ticks::days_apart(scale.per_micro);
    let day_of = |at: i64| subject.wall(at).date();
    let with_year = day_of(scale.first()).year() != day_of(scale.last()).year();
    let mut labels: Vec<(f64, NaiveDate)> = Vec::new();
    for piece in &scale.pieces {
        labels.push(((piece.left - BEYOND).max(scale.left + 2.0), day_of(piece.from)));
        if scale.per_micro <= 0.0 {
            continue;
        }
        for (at, day) in ticks::days(zone, (piece.from, piece.to), of_piece(subject, piece), apart) {
            let x = scale.x(at);
            let dots = Paint::line(Ink::Second, 1.0).dashed("2 3").faint(0.8);
            sheet.put(Layer::Days, Shape::vertical(x, top, y + 5.0, dots));
            labels.push((x + 3.0, day));
        }
    }
    labels.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let mut told = None;
    for (x, day) in labels {
        if told == Some(day) {
            continue;
        }
        let year = if with_year {
            format!(" {}", day.year())
        } else {
            String::new()
        };
        let text = Text::new(x, dates, Face::bold(11), format!("{}{year}", short_day(day)));
        if sheet.put_if_free(Layer::Axis, text) {
            told = Some(day);
        }
    }
}

/// Names the zone left of the dates; its offsets are said where one points at it.
fn zone(sheet: &mut Sheet, subject: &Subject<'_>, scale: &Scale, y: f64) {
    let zone = subject.times.zone(subject.facts.incident).text;
    let name = zone.split(", ").next().unwrap_or_default();
    let name = FACE.cut(name, scale.left - 12.0).into_owned();
    let text = Text::new(scale.left - 8.0, y, FACE, name)
        .second()
        .at(Anchor::End);
    sheet.group(Layer::Axis, zone, None, vec![Shape::Text(text)]);
}

/// The days of the first and the last instant of a piece.
fn of_piece(subject: &Subject<'_>, piece: &Piece) -> (NaiveDate, NaiveDate) {
    (subject.wall(piece.from).date(), subject.wall(piece.to).date())
}
