//! The suspicions: a row for each, from when it was opened to when it ended, with its price.

use crate::domain::harmless;
use crate::domain::hypotheses;
use crate::domain::id::RecordId;
use crate::domain::incident::Event;
use crate::domain::kind::Verdict;
use crate::domain::mark::Mark;
use crate::draft::narrative::words::item;

use super::ink::Ink;
use super::lanes::Below;
use super::marks::Glyph;
use super::scale::{BREAK, Scale};
use super::shape::{Anchor, Area, Fill, Paint, Shape, Text};
use super::sheet::{Layer, Sheet, WIDTH};
use super::subject::{Entry, Subject};
use super::width::Face;

/// The height of a row.
const ROW: f64 = 19.0;
/// The height of a bar.
const BAR: f64 = 13.0;
/// The least width of a bar.
const LEAST: f64 = 6.0;
/// The width of the box of one that was never closed.
const BOX: f64 = 14.0;
/// The most rows.
const MOST: usize = 8;
/// The widest label beside a bar.
const WIDEST: f64 = 420.0;
/// The fewest letters that a label is shortened to.
const FEWEST: usize = 12;
/// The letters of labels.
const FACE: Face = Face::plain(11);

/// A suspicion with a place in time.
pub(super) struct Suspicion<'a> {
    started: Entry<'a>,
    end: End<'a>,
}

/// The end of a suspicion.
enum End<'a> {
    /// Nothing ended it.
    Never,
    /// An entry did, whose time is not recorded.
    Untimed(Verdict),
    /// An entry did.
    At(&'a Event, Mark, Verdict),
}

impl Suspicion<'_> {
    fn is_ended_by(&self, id: RecordId) -> bool {
        match self.end {
            End::At(event, ..) => event.id == id,
            End::Never | End::Untimed(_) => false,
        }
    }

    /// ` · 16 min, dead end`.
    fn price(&self) -> String {
        match &self.end {
            End::Never => " · never closed".to_owned(),
            End::Untimed(verdict) => format!(" · {}", outcome(*verdict)),
            End::At(_, mark, verdict) => {
                let length = self.started.mark.length_to(mark);
                let length = length.filter(|length| length.seconds() >= 0);
                let length = length.map_or_else(String::new, |length| format!("{}, ", length.long()));
                format!(" · {length}{}", outcome(*verdict))
            }
        }
    }

    /// For the choice of those that have a row: the cause first, then the longest.
    fn weight(&self) -> (bool, i64) {
        match &self.end {
            End::At(_, mark, verdict) => {
                let length = mark.micros - self.started.at();
                (*verdict == Verdict::Confirmed, length)
            }
            End::Untimed(verdict) => (*verdict == Verdict::Confirmed, 0),
            End::Never => (false, i64::MAX),
        }
    }
}

const fn outcome(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::RuledOut => "dead end",
        Verdict::Confirmed => "the cause",
    }
}

/// The suspicions that have rows, in order of time, and how many more there are.
#[derive(Default)]
pub(super) struct Suspicions<'a> {
    rows: Vec<Suspicion<'a>>,
    more: usize,
}

impl<'a> Suspicions<'a> {
    /// Those that have a place in time.
    pub(super) fn of(subject: &Subject<'a>) -> Self {
        let zone = subject.facts.incident.zone();
        let started = hypotheses::all(subject.facts.incident).filter_map(|one| {
            let started = *subject.entry(one.started.id)?;
            let end = one.ended.map_or(End::Never, |event| {
                let verdict = event.body().kind.verdict().unwrap_or(Verdict::Confirmed);
                match subject.entry(event.id).and_then(|_| Mark::of(event, zone)) {
                    Some(mark) => End::At(event, mark, verdict),
                    None => End::Untimed(verdict),
                }
            });
            Some(Suspicion { started, end })
        });
        let mut rows: Vec<Suspicion<'a>> = started.collect();
        let more = rows.len().saturating_sub(MOST);
        if more > 0 {
            rows.sort_by_key(|suspicion| std::cmp::Reverse(suspicion.weight()));
            rows.truncate(MOST);
            rows.sort_by_key(|suspicion| suspicion.started.at());
        }
        Suspicions { rows, more }
    }

    /// True if there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// True if this entry ended one of them, so that it is drawn at the end of its row.
    pub(super) fn are_ended_by(&self, id: RecordId) -> bool {
        self.rows.iter().any(|row| row.is_ended_by(id))
    }
}

/// Draws a row for each, down from here, and returns where they end.
pub(super) fn draw(
    sheet: &mut Sheet,
    subject: &Subject<'_>,
    scale: &Scale,
    suspicions: &Suspicions<'_>,
    top: f64,
    below: &mut Below,
) -> f64 {
    let mut y = top;
    for suspicion in &suspicions.rows {
        row(sheet, subject, scale, suspicion, y + ROW / 2.0 - 0.5, below);
        y += ROW;
    }
    if suspicions.more > 0 {
        let words = format!("and {} more", suspicions.more);
        let text = Text::new(scale.left + 4.0, y + 11.0, FACE, words)
            .second()
            .over_lines();
        sheet.put(Layer::Texts, Shape::Text(text));
        y += ROW;
    }
    y
}

/// One row: the bar, its end, its label.
fn row(
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

/// Writes the label of a bar inside it, else right of it, else left of it, else a letter beside it and a line in the
/// key; and returns where it ends.
fn label(
    sheet: &mut Sheet,
    scale: &Scale,
    suspicion: &Suspicion<'_>,
    (x, end, y): (f64, f64, f64),
    below: &mut Below,
) -> f64 {
    let text = item(&suspicion.started.event.body().text);
    let text = harmless::line(&text);
    let price = suspicion.price();
    let base = y + 4.0;
    let is_crossed = scale
        .breaks
        .iter()
        .any(|cut| x < cut.left + BREAK && cut.left < end);
    let whole = FACE.width(&text) + FACE.width(&price);
    if !is_crossed && end - x - 14.0 >= whole {
        let words = Text::new(x + 6.0, base, FACE, price.clone()).behind(text.clone());
        let area = words.area();
        if sheet.put_if_free(Layer::Texts, words) {
            let plate = Area::new(area.x - 2.0, y - 5.0, area.width + 4.0, 10.0);
            sheet.put(
                Layer::Suspicions,
                Shape::Rect(plate, 0.0, Paint::full(Ink::Ground)),
            );
            return end;
        }
    }
    let (_, right) = scale.unbroken(end, scale.left, WIDTH);
    let (left, _) = scale.unbroken(x, scale.left, scale.right);
    let (right, left) = (right - 4.0 - (end + 9.0), x - 9.0 - left);
    let behind = shortened(&text, &price, right.min(WIDEST));
    let before = shortened(&text, &price, left.min(WIDEST));
    let start = |words: &str| {
        Text::new(end + 9.0, base, FACE, price.clone())
            .behind(words)
            .over_lines()
    };
    let finish = |words: &str| {
        let text = Text::new(x - 6.0, base, FACE, price.clone()).behind(words);
        text.over_lines().at(Anchor::End)
    };
    if let Some(words) = behind.filter(|words| right >= left || *words == text) {
        let label = start(&words);
        let reached = label.x + label.width();
        if sheet.put_if_free(Layer::Texts, label) {
            return reached;
        }
    }
    if let Some(words) = before
        && sheet.put_if_free(Layer::Texts, finish(&words))
    {
        return end;
    }
    lettered(
        sheet,
        below,
        format!("{text}{price}"),
        (x, end, base),
        right >= 14.0 && !is_crossed,
    )
}

/// Writes a letter beside a bar, and its line into the key.
fn lettered(
    sheet: &mut Sheet,
    below: &mut Below,
    line: String,
    (x, end, base): (f64, f64, f64),
    is_right_free: bool,
) -> f64 {
    let letter = letter(below.key.len());
    below.key.push(line);
    let face = Face::bold(11);
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
pub(super) fn letter(nth: usize) -> String {
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
