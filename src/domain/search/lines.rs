//! The lines of an incident that are searched, and the search in them.

use super::beginning;
use super::fold::push_folded;
use super::query::Query;
use crate::domain::incident::Incident;
use crate::domain::kind::Kind;
use crate::domain::record::FieldName;

/// Of what people wrote in one incident so many bytes are searched: far more than a year of events.
const MOST_WRITTEN: usize = 4 * 1024 * 1024;

/// Of the evidence of one incident so many bytes are searched.
const MOST_EVIDENCE: usize = 256 * 1024;

/// Bytes of a line that are searched and kept; the rest of it is the next line.
const LONGEST_LINE: usize = 4096;

/// The place of a line within its incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A field; the title is one.
    Field(FieldName),
    /// An event of this kind.
    Event(Kind),
    /// An action item.
    ActionItem,
    /// A piece of evidence, or its name.
    Evidence,
}

impl Place {
    /// The name in JSON: that of the field or of the kind, `action_item`, `evidence`.
    pub fn word(self) -> &'static str {
        match self {
            Place::Field(field) => field.wire(),
            Place::Event(kind) => kind.wire(),
            Place::ActionItem => "action_item",
            Place::Evidence => "evidence",
        }
    }

    /// In words, before the line.
    pub fn title(self) -> &'static str {
        match self {
            Place::Field(field) => field.row().title,
            Place::Event(kind) => kind.row().title,
            Place::ActionItem => "Action item",
            Place::Evidence => "Evidence",
        }
    }

    /// The points of a word that stands there.
    fn points(self) -> u32 {
        match self {
            Place::Field(FieldName::Title | FieldName::Cause | FieldName::Resolution) => 16,
            Place::Event(Kind::Hypothesis | Kind::Cause) => 8,
            Place::Field(_) | Place::Event(_) => 4,
            Place::ActionItem => 2,
            Place::Evidence => 1,
        }
    }
}

/// A line, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The place.
    pub place: Place,
    /// The line as it was written. May hold hostile text.
    pub text: String,
}

/// An incident that holds every word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The more, the better.
    pub score: u32,
    /// The line that says the most of what was searched for.
    pub line: Line,
}

/// The end of a line, in the text as written and as compared.
#[derive(Clone, Copy, Debug)]
struct End {
    place: Place,
    written: usize,
    compared: usize,
}

/// All lines of an incident that are searched.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    written: String,
    compared: String,
    ends: Vec<End>,
    evidence: usize,
    is_cut: bool,
}

impl Lines {
    /// The lines of an incident, without those of its evidence.
    pub fn of(incident: &Incident) -> Self {
        let mut lines = Lines::default();
        for row in FieldName::ROWS {
            match row.name {
                FieldName::Severity | FieldName::Zone => {}
                FieldName::Title => lines.write(Place::Field(row.name), incident.title()),
                FieldName::Summary
                | FieldName::Impact
                | FieldName::Trigger
                | FieldName::Cause
                | FieldName::Resolution
                | FieldName::Commander
                | FieldName::Lessons
                | FieldName::Affected
                | FieldName::Factors
                | FieldName::Roles
                | FieldName::WentWell
                | FieldName::WentWrong
                | FieldName::Lucky
                | FieldName::Links
                | FieldName::PublicImpact
                | FieldName::PublicCause => {
                    for value in incident.values(row.name) {
                        lines.write(Place::Field(row.name), value);
                    }
                }
            }
        }
        for event in super::searched(incident) {
            let body = event.body();
            lines.write(Place::Event(body.kind), &body.text);
        }
        for (_, item) in incident.action_items() {
            lines.write(Place::ActionItem, &item.text);
        }
        lines
    }

    /// Adds a text that is evidence; false once there is more than is searched.
    pub fn add_evidence(&mut self, text: &str) -> bool {
        let room = MOST_EVIDENCE.saturating_sub(self.evidence);
        let taken = beginning(text, room);
        self.evidence += taken.len();
        self.push(Place::Evidence, taken);
        self.is_cut |= taken.len() < text.len();
        taken.len() == text.len()
    }

    /// True if the incident says more than is searched of it.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    fn write(&mut self, place: Place, text: &str) {
        let room = MOST_WRITTEN.saturating_sub(self.written.len());
        let taken = beginning(text, room);
        self.is_cut |= taken.len() < text.len();
        self.push(place, taken);
    }

    fn push(&mut self, place: Place, text: &str) {
        for mut line in text.lines() {
            while !line.is_empty() {
                let (piece, rest) = line.split_at(end_of_piece(line));
                self.push_line(place, piece);
                line = rest;
            }
        }
    }

    fn push_line(&mut self, place: Place, line: &str) {
        let before = self.compared.len();
        push_folded(&mut self.compared, line);
        if self.compared.len() == before {
            return;
        }
        self.compared.push('\n');
        self.written.push_str(line);
        self.ends.push(End {
            place,
            written: self.written.len(),
            compared: self.compared.len(),
        });
    }

    /// Searches; `None` unless every word stands somewhere.
    pub fn find(&self, query: &Query) -> Option<Match> {
        // Most incidents lack a word: that is known before anything is counted.
        let has = |term: &String| self.compared.contains(term.as_str());
        if query.is_empty() || !query.terms().iter().all(has) {
            return None;
        }
        let mut score = 0;
        // By line: how many of the words it holds.
        let mut held = vec![0_u8; self.ends.len()];
        for term in query.terms() {
            score += self.count(term, &mut held);
        }
        let most = |nth: &usize| {
            (
                held[*nth],
                self.ends[*nth].place.points(),
                std::cmp::Reverse(*nth),
            )
        };
        let best = (0..held.len()).max_by_key(most)?;
        let line = self.line(best);
        Some(Match { score, line })
    }

    /// The points of a word, by the best place it stands in; a whole word is worth a little more than its beginning.
    fn count(&self, term: &str, held: &mut [u8]) -> u32 {
        let (mut best, mut nth, mut counted) = (0, 0, None);
        for (at, _) in self.compared.match_indices(term) {
            while self.ends[nth].compared <= at {
                nth += 1;
            }
            let whole = matches!(self.compared.as_bytes().get(at + term.len()), Some(b' ' | b'\n'));
            best = best.max(self.ends[nth].place.points() * 2 + u32::from(whole));
            if counted != Some(nth) {
                held[nth] += 1;
                counted = Some(nth);
            }
        }
        best
    }

    fn line(&self, nth: usize) -> Line {
        let End { place, written, .. } = self.ends[nth];
        let start = nth.checked_sub(1).map_or(0, |before| self.ends[before].written);
        Line {
            place,
            text: self.written[start..written].to_owned(),
        }
    }
}

/// The place at which a line is divided that is too long: between two words, where there are two.
fn end_of_piece(line: &str) -> usize {
    let end = beginning(line, LONGEST_LINE).len();
    if end == line.len() {
        return end;
    }
    let space = line[..end].rfind(char::is_whitespace).filter(|at| *at > 0);
    space.unwrap_or(end)
}
