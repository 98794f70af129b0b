//! A row of a suspicion: its bar, its end, and its label where there is room for it.

use crate::domain::harmless;
use crate::domain::kind::Verdict;
use crate::draft::narrative::words::item;

use super::{End, FACE, Suspicion};
use crate::draft::drawing::below::Below;
use crate::draft::drawing::ink::Ink;
use crate::draft::drawing::marks::Glyph;
use crate::draft::drawing::scale::{BREAK, Scale};
use crate::draft::drawing::shape::{Anchor, Area, Fill, Paint, Shape, Text};
use crate::draft::drawing::sheet::{Layer, Sheet, WIDTH};
use crate::draft::drawing::subject::Subject;
use crate::draft::drawing::width::Face;

/// The height of a bar.
const BAR: f64 = 13.0;
/// The least width of a bar.
const LEAST: f64 = 6.0;
/// The width of the box of one that was never closed.
const BOX: f64 = 14.0;
/// The widest label beside a bar.
const WIDEST: f64 = 420.0;
/// The fewest letters that a label is shortened to.
const FEWEST: usize = 12;

/// One row: the bar, its end, its label.
pub(super) fn row(
    sheet: &mut Sheet,
    subject: &Subject<'_>,
    scale: &Scale,
    suspicion: &Suspicion<'_>,
    y: f64,
    below: &mut Below,
) {
    let x = scale.x(suspicion.started.at());
    let (end, mut shapes) = match &suspicion.end {
        End::Never | End::Untimed(_) => (x + BOX, Vec::new()),
        End::At(_, mark, verdict) => {
            let end = scale.x(mark.micros).max(x + LEAST);
            let glyph = ending(*verdict);
            below.glyphs.insert(glyph);
            (end, glyph.shapes(end, y))
        }
    };
    let bar = Area::new(x, y - BAR / 2.0, end - x, BAR);
    let told = subject.told(suspicion.started.event);
    let number = Some(suspicion.started.event.number);
    shapes.insert(0, Shape::Rect(bar, 2.0, paint(&suspicion.end)));
    sheet.group(Layer::Suspicions, told, number, shapes);
    let label_end = label(sheet, scale, suspicion, (x, end, y), below);
    if let End::Never = suspicion.end {
        let windows = subject.windows();
        let last = windows.last().map_or(scale.last(), |window| subject.end(window));
        let (from, to) = (
            label_end.max(end) + 4.0,
            scale.x(last.max(suspicion.started.at())),
        );
        if to > from + 6.0 {
            let dashes = Paint::line(Ink::Suspicion, 1.6).dashed("5 4");
            sheet.put(Layer::Suspicions, Shape::horizontal(y, from, to, dashes));
        }
    }
}

const fn ending(verdict: Verdict) -> Glyph {
    match verdict {
        Verdict::RuledOut => Glyph::DeadEnd,
        Verdict::Confirmed => Glyph::Cause,
    }
}

fn paint(end: &End<'_>) -> Paint {
    match end {
        End::Never | End::Untimed(_) => Paint::full(Ink::Ground)
            .outlined(Ink::Suspicion, 1.2)
            .dashed("3 2"),
        End::At(_, _, Verdict::RuledOut) => Paint::of(Fill::Hatched).outlined(Ink::Suspicion, 1.2),
        End::At(_, _, Verdict::Confirmed) => Paint::full(Ink::Ground).outlined(Ink::Text, 2.0),
    }
}

/// The place of a bar: its ends, and the middle of its row.
type Bar = (f64, f64, f64);

/// Writes the label of a bar inside it, else right of it, else left of it, else a letter beside it and a line in the
/// key; and returns where it ends.
fn label(sheet: &mut Sheet, scale: &Scale, suspicion: &Suspicion<'_>, bar: Bar, below: &mut Below) -> f64 {
    let text = item(&suspicion.started.event.body().text);
    let (text, price) = (harmless::line(&text), suspicion.price());
    let (x, end, y) = bar;
    let is_crossed = scale
        .breaks
        .iter()
        .any(|cut| x < cut.left + BREAK && cut.left < end);
    if !is_crossed && inside(sheet, &text, &price, bar) {
        return end;
    }
    let (_, right) = scale.unbroken(end, scale.left, WIDTH);
    let (left, _) = scale.unbroken(x, scale.left, scale.right);
    let (right, left) = (right - 4.0 - (end + 9.0), x - 9.0 - left);
    let words = |words: &str, x: f64| {
        Text::new(x, y + 4.0, FACE, price.clone())
            .behind(words)
            .over_lines()
    };
    let behind = shortened(&text, &price, right.min(WIDEST));
    if let Some(short) = behind.filter(|short| right >= left || *short == text) {
        let label = words(&short, end + 9.0);
        let reached = label.x + label.width();
        if sheet.put_if_free(Layer::Texts, label) {
            return reached;
        }
    }
    if let Some(short) = shortened(&text, &price, left.min(WIDEST))
        && sheet.put_if_free(Layer::Texts, words(&short, x - 6.0).at(Anchor::End))
    {
        return end;
    }
    lettered(
        sheet,
        below,
        format!("{text}{price}"),
        bar,
        right >= 14.0 && !is_crossed,
    )
}

/// Writes a label inside its bar, and returns whether there was room.
fn inside(sheet: &mut Sheet, text: &str, price: &str, (x, end, y): Bar) -> bool {
    let words = Text::new(x + 6.0, y + 4.0, FACE, price).behind(text);
    let area = words.area();
    let fits = end - x - 14.0 >= area.width && sheet.put_if_free(Layer::Texts, words);
    if fits {
        let plate = Area::new(area.x - 2.0, y - 5.0, area.width + 4.0, 10.0);
        sheet.put(
            Layer::Suspicions,
            Shape::Rect(plate, 0.0, Paint::full(Ink::Ground)),
        );
    }
    fits
}

/// Writes a letter beside a bar, and its line into the key.
fn lettered(
    sheet: &mut Sheet,
    below: &mut Below,
    line: String,
    (x, end, y): Bar,
    is_right_free: bool,
) -> f64 {
    let letter = letter(below.key.len());
    below.key.push(line);
    let (face, base) = (Face::bold(11), y + 4.0);
    let behind = Text::new(end + 9.0, base, face, letter.clone()).over_lines();
    let reached = behind.x + behind.width();
    if is_right_free && sheet.put_if_free(Layer::Texts, behind) {
        return reached;
    }
    let before = Text::new(x - 6.0, base, face, letter)
        .over_lines()
        .at(Anchor::End);
    sheet.put(Layer::Texts, Shape::Text(before));
    end
}

/// The letter of a line of the key.
pub(in crate::draft::drawing) fn letter(nth: usize) -> String {
    let letter = u8::try_from(nth).ok().and_then(|nth| b'A'.checked_add(nth));
    letter.map_or_else(String::new, |letter| char::from(letter).to_string())
}

/// A text that fits with its price, shortened where it must be; `None` where too little of it would be left.
fn shortened(text: &str, price: &str, room: f64) -> Option<String> {
    let cut = FACE.cut(text, room - FACE.width(price));
    let is_enough = cut == text || cut.chars().count() > FEWEST;
    let fits = FACE.width(&cut) + FACE.width(price) <= room;
    (is_enough && fits).then(|| cut.into_owned())
}
