//! Search in all incidents: everything that is searched of them, and what of it answers a question.

use crate::domain::id::IncidentId;
use crate::domain::incident::Incident;
use crate::domain::record::EvidenceRef;
use crate::domain::search::{Likeness, Line, Lines, Precedent, Query, searched};
use crate::domain::time::Now;
use crate::journal::{IncidentPath, JournalError, Shelf, evidence};

/// Of a piece of evidence so many bytes are read, from its beginning.
const MOST_OF_PIECE: usize = 64 * 1024;

/// Of one incident so many pieces of evidence are read.
const MOST_PIECES: usize = 100;

/// Of the evidence of all incidents so many bytes are read, that of the newest incidents first.
const MOST_EVIDENCE: usize = 32 * 1024 * 1024;

/// An incident, as it is searched.
struct Indexed {
    path: IncidentPath,
    precedent: Precedent,
    lines: Lines,
    damage: usize,
}

/// An incident that holds every word.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The folder that holds it.
    pub path: IncidentPath,
    /// The incident in a few words.
    pub precedent: Precedent,
    /// The more, the better.
    pub score: u32,
    /// The line that says the most of what was searched for.
    pub line: Line,
}

impl Hit {
    /// The lines below its title, each with its label: the cause, the fix, and the line that was found unless one of
    /// those or the title says it.
    pub fn below(&self) -> Vec<(String, &str)> {
        let precedent = &self.precedent;
        let told = [("cause", &precedent.cause), ("fixed by", &precedent.fix)];
        let told = told
            .into_iter()
            .filter_map(|(label, text)| Some((label, text.as_deref()?)));
        let mut below: Vec<(String, &str)> = told.map(|(label, text)| (label.to_owned(), text)).collect();
        let found = &*self.line.text;
        if precedent.title != found && below.iter().all(|(_, text)| *text != found) {
            below.push((self.line.place.title().to_lowercase(), found));
        }
        below
    }
}

/// The outcome of a search.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The best, best first.
    pub hits: Vec<Hit>,
    /// The number of all incidents that hold every word.
    pub count: usize,
    /// The number of incidents that were searched.
    pub among: usize,
    /// Incidents that could not be searched, or not all of it, in words.
    pub remarks: Vec<String>,
}

/// More folders than these are only counted.
const MOST_NAMED: usize = 3;

/// Everything that is searched, read once and searched as often as one likes.
#[derive(Default)]
pub struct Index {
    /// The newest first.
    incidents: Vec<Indexed>,
    likeness: Likeness,
    /// Those that could not be read.
    unreadable: Vec<(IncidentPath, JournalError)>,
}

impl Index {
    /// Reads every incident with its evidence. Writes nothing.
    ///
    /// # Errors
    /// When the shelf cannot be listed.
    pub fn read(shelf: &Shelf, writer: &str, now: Now) -> Result<Self, JournalError> {
        let mut index = Index::default();
        let mut room = MOST_EVIDENCE;
        // Folders are listed by the day on which they were opened.
        for path in shelf.list()?.incidents.into_iter().rev() {
            match shelf.read(&path, writer) {
                Ok(reading) => {
                    let mut lines = Lines::of(&reading.incident);
                    add_evidence(&mut lines, &reading.incident, &mut room, |piece| {
                        evidence::beginning(&**shelf.storage(), &path, piece, MOST_OF_PIECE)
                    });
                    index.likeness.add(&reading.incident);
                    index.incidents.push(Indexed {
                        precedent: Precedent::of(&reading.incident, now),
                        lines,
                        damage: reading.damage.len(),
                        path,
                    });
                }
                Err(error) => index.unreadable.push((path, error)),
            }
        }
        Ok(index)
    }

    /// Incidents that could not be searched, or not all of it, in words.
    pub fn remarks(&self) -> Vec<String> {
        let unreadable = self.unreadable.iter();
        let mut remarks: Vec<String> = unreadable
            .map(|(path, error)| format!("{} is left out: {error}", path.name()))
            .collect();
        if let Some(names) = self.named(|indexed| indexed.damage > 0) {
            remarks.push(format!(
                "a journal is damaged, and what is lost there is not found: {names}"
            ));
        }
        if let Some(names) = self.named(|indexed| indexed.lines.is_cut()) {
            remarks.push(format!("too long to be searched to its end: {names}"));
        }
        remarks
    }

    fn named(&self, which: impl Fn(&Indexed) -> bool) -> Option<String> {
        let which = self.incidents.iter().filter(|indexed| which(indexed));
        let names: Vec<&str> = which.map(|indexed| indexed.path.name()).collect();
        let more = match names.len().saturating_sub(MOST_NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let first = &names[..names.len().min(MOST_NAMED)];
        (!names.is_empty()).then(|| first.join(", ") + &more)
    }

    /// The incidents that hold every word: the best `limit` of them, best first, of equal ones the newest.
    pub fn find(&self, query: &Query, limit: usize) -> Found {
        let found = self.incidents.iter().filter_map(|indexed| {
            let found = indexed.lines.find(query)?;
            Some((indexed, found))
        });
        let mut found: Vec<_> = found.collect();
        found.sort_by_key(|(indexed, found)| std::cmp::Reverse((found.score, indexed.precedent.opened)));
        let count = found.len();
        let hits = found.into_iter().take(limit).map(|(indexed, found)| Hit {
            path: indexed.path.clone(),
            precedent: indexed.precedent.clone(),
            score: found.score,
            line: found.line,
        });
        Found {
            hits: hits.collect(),
            count,
            among: self.incidents.len(),
            remarks: self.remarks(),
        }
    }

    /// The incident of the past that a text is like, other than this one; `None` where none is close.
    pub fn like(&self, text: &str, other_than: Option<IncidentId>) -> Option<&Precedent> {
        let is_it = |indexed: &Indexed| Some(indexed.precedent.id) == other_than;
        let other = self.incidents.iter().position(is_it);
        let like = self.likeness.like(text, other)?;
        Some(&self.incidents.get(like)?.precedent)
    }
}

/// Adds the texts of what is attached to the events that are searched, and the names of the pieces. Of each piece the
/// beginning is read, once.
fn add_evidence(
    lines: &mut Lines,
    incident: &Incident,
    room: &mut usize,
    read: impl Fn(&EvidenceRef) -> Option<Vec<u8>>,
) {
    let mut seen: Vec<&str> = Vec::new();
    for piece in searched(incident).flat_map(|event| &event.body().evidence) {
        if seen.contains(&&*piece.sha256) {
            continue;
        }
        seen.push(&piece.sha256);
        let named = piece.name.as_deref().is_none_or(|name| lines.add_evidence(name));
        if !named || *room == 0 || seen.len() > MOST_PIECES {
            return;
        }
        let Some(bytes) = read(piece).filter(|bytes| !bytes.contains(&0)) else {
            continue;
        };
        *room = room.saturating_sub(bytes.len());
        if !lines.add_evidence(&String::from_utf8_lossy(&bytes)) {
            return;
        }
    }
}
