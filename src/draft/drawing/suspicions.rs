//! The suspicions: a row for each, from when it was opened to when it ended, with its price.

mod row;

use crate::domain::hypotheses;
use crate::domain::id::RecordId;
use crate::domain::incident::Event;
use crate::domain::kind::Verdict;
use crate::domain::mark::Mark;

use super::below::Below;
use super::scale::Scale;
use super::shape::{Shape, Text};
use super::sheet::{Layer, Sheet};
use super::subject::{Entry, Subject};
use super::width::Face;
pub(super) use row::letter;
use row::row;

/// The height of a row.
const ROW: f64 = 19.0;
/// The most rows.
const MOST: usize = 8;
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
