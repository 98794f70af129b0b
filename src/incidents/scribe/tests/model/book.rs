//! The expected state: every deed that was acknowledged, and the incident that they add up to.
//!
//! Shares no code with the incident: a list of deeds that is gone through anew whenever something is asked.

use std::collections::{BTreeMap, BTreeSet};

use super::state::State;
use crate::domain::id::RecordId;
use crate::domain::record::{EventBody, FieldChange, FieldName, Op, Record, Removed};

/// The effect of a record, as far as it matters here.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Deed {
    Open(String),
    Event {
        text: String,
        evidence: Vec<String>,
    },
    Amend {
        event: RecordId,
        text: String,
        evidence: Vec<String>,
    },
    Strike {
        event: RecordId,
        why: Option<String>,
    },
    /// The step that begins with this record is taken back.
    Undo(RecordId),
    /// This undo is taken back.
    Redo(RecordId),
    Set(FieldName, FieldChange),
    Item {
        text: String,
    },
    AmendItem {
        item: RecordId,
        text: String,
        done: bool,
    },
    Close,
    Reopen,
    Silence {
        why: String,
    },
    /// An event without its words.
    Redacted,
    /// The rest of a correction whose words are gone.
    Blank,
}

/// A deed that is in the journal.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) id: RecordId,
    pub(super) lc: u64,
    pub(super) writer: &'static str,
    /// The first record of the step that it is a part of.
    pub(super) batch: Option<RecordId>,
    pub(super) deed: Deed,
    /// Whoever did it was told that it is saved.
    pub(super) acknowledged: bool,
    /// Its words were to be removed, and whoever did that was not told that they are.
    pub(super) in_doubt: bool,
}

/// The deeds in the order that counts.
#[derive(Clone, Debug, Default)]
pub(super) struct Book {
    entries: Vec<Entry>,
}

/// The records that were taken back, and brought back.
#[derive(Default)]
struct TakenBack {
    /// The records that are withdrawn now.
    gone: BTreeSet<RecordId>,
    /// The records that came back, each with its Lamport counter.
    back: BTreeMap<RecordId, u64>,
    /// The undos that were not redone, with their writers, and what each withdrew.
    undos: Vec<(RecordId, &'static str, Vec<RecordId>)>,
}

impl Book {
    pub(super) fn add(&mut self, entry: Entry) {
        self.entries.push(entry);
        self.entries
            .sort_by_key(|entry| (entry.lc, entry.writer, entry.id));
    }

    /// The highest Lamport counter of all.
    pub(super) fn highest_lc(&self) -> u64 {
        self.entries.last().map_or(0, |entry| entry.lc)
    }

    /// Goes through the deeds: what does not stay is forgotten.
    pub(super) fn revise(&mut self, mut stays: impl FnMut(&mut Entry) -> bool) {
        self.entries.retain_mut(|entry| stays(entry));
    }

    /// Goes through all that was taken back and brought back.
    fn taken_back(&self) -> TakenBack {
        let mut all = TakenBack::default();
        for (at, entry) in self.entries.iter().enumerate() {
            match entry.deed {
                Deed::Undo(first) => {
                    let of_step = |other: &&Entry| other.id == first || other.batch == Some(first);
                    let own = self.entries[..at]
                        .iter()
                        .filter(|other| other.writer == entry.writer);
                    let own = own.filter(of_step).filter(|other| self.can_go(other));
                    let took: Vec<_> = own
                        .map(|other| other.id)
                        .filter(|id| !all.gone.contains(id))
                        .collect();
                    all.gone.extend(&took);
                    all.undos.push((entry.id, entry.writer, took));
                }
                Deed::Redo(undo) => {
                    let mut undos = all.undos.iter();
                    if let Some(at) = undos.position(|(id, by, _)| (*id, *by) == (undo, entry.writer)) {
                        for id in all.undos.remove(at).2 {
                            all.gone.remove(&id);
                            all.back.insert(id, entry.lc);
                        }
                    }
                }
                _ => {}
            }
        }
        all
    }

    /// True for a record that an undo withdraws.
    fn can_go(&self, entry: &Entry) -> bool {
        match &entry.deed {
            Deed::Open(_) | Deed::Undo(_) | Deed::Redo(_) | Deed::Blank => false,
            Deed::Amend { event, .. } | Deed::Strike { event, .. } => self.has_event(*event),
            Deed::AmendItem { item, .. } => self.has_item(*item),
            Deed::Event { .. } | Deed::Set(..) | Deed::Item { .. } | Deed::Redacted => true,
            Deed::Close | Deed::Reopen | Deed::Silence { .. } => true,
        }
    }

    /// True for the record of an event.
    fn has_event(&self, id: RecordId) -> bool {
        let is_event = |deed: &Deed| matches!(deed, Deed::Event { .. } | Deed::Redacted);
        self.entries
            .iter()
            .any(|entry| entry.id == id && is_event(&entry.deed))
    }

    /// True for the record of an action item.
    fn has_item(&self, id: RecordId) -> bool {
        let is_item = |deed: &Deed| matches!(deed, Deed::Item { .. });
        self.entries
            .iter()
            .any(|entry| entry.id == id && is_item(&entry.deed))
    }

    /// The record that the next undo of this writer names: the first of the step that is the newest to be there, or
    /// back there.
    pub(super) fn newest_of(&self, writer: &str) -> Option<RecordId> {
        let all = self.taken_back();
        let of_writer = self.entries.iter().filter(|entry| entry.writer == writer);
        let standing = of_writer
            .filter(|entry| self.can_go(entry) && entry.deed != Deed::Redacted)
            .filter(|entry| !all.gone.contains(&entry.id));
        let newest = standing.max_by_key(|entry| {
            let lc = all.back.get(&entry.id).copied().unwrap_or(entry.lc);
            (lc, entry.id)
        });
        newest.map(|entry| entry.batch.unwrap_or(entry.id))
    }

    /// The record that the next redo of this writer names.
    pub(super) fn next_redo(&self, writer: &str) -> Option<RecordId> {
        let mut undos = self.taken_back().undos;
        undos.retain(|(_, by, took)| *by == writer && !took.is_empty());
        undos.pop().map(|(undo, ..)| undo)
    }

    /// True where a writer has records that hold words of this event.
    pub(super) fn holds_words(&self, event: RecordId, writer: &str) -> bool {
        self.entries
            .iter()
            .any(|entry| entry.writer == writer && entry.holds_words_of(event))
    }

    pub(super) fn state(&self) -> State {
        let mut state = State::default();
        let gone = self.taken_back().gone;
        for entry in &self.entries {
            state.take(entry, gone.contains(&entry.id));
        }
        state.items.retain(|item| item.stands);
        if let (Some(title), Some(set)) = (&mut state.title, state.fields.get(&FieldName::Title)) {
            title.clone_from(&set[0]);
        }
        state
    }
}

impl Entry {
    /// The record says something else now.
    pub(super) fn reread(&mut self, record: &Record) {
        self.deed = Deed::from(&record.op);
        self.batch = record.batch;
    }

    /// True for the event or a correction of it, with its words.
    pub(super) fn holds_words_of(&self, id: RecordId) -> bool {
        match &self.deed {
            Deed::Event { .. } => self.id == id,
            Deed::Amend { event, .. } | Deed::Strike { event, why: Some(_) } => *event == id,
            _ => false,
        }
    }

    /// True where it gives a reason, which may quote the words of an event.
    pub(super) fn is_reason(&self) -> bool {
        matches!(&self.deed, Deed::Strike { .. } | Deed::Silence { .. })
    }

    /// The words that a redaction removes.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        let words = match &self.deed {
            Deed::Event { text, .. } | Deed::Amend { text, .. } => Some(text.as_str()),
            _ => None,
        };
        words.into_iter()
    }
}

/// The text that stands for a reason that was removed.
pub(super) const REMOVED: &str = "[removed]";

impl From<&Op> for Deed {
    fn from(op: &Op) -> Self {
        let shas = |body: &EventBody| body.evidence.iter().map(|piece| piece.sha256.clone()).collect();
        match op {
            Op::Open(opening) => Deed::Open(opening.title.clone()),
            Op::Event(body) => Deed::Event {
                text: body.text.clone(),
                evidence: shas(body),
            },
            Op::Amend { event, body, .. } => Deed::Amend {
                event: *event,
                text: body.text.clone(),
                evidence: shas(body),
            },
            Op::Strike { event, why, .. } => Deed::Strike {
                event: *event,
                why: why.clone(),
            },
            Op::Undo { replaces } => Deed::Undo(*replaces),
            Op::Redo { replaces } => Deed::Redo(*replaces),
            Op::Set { field, change, .. } => Deed::Set(*field, change.clone()),
            Op::ActionItem(body) => Deed::Item {
                text: body.text.clone(),
            },
            Op::AmendActionItem { item, body, .. } => Deed::AmendItem {
                item: *item,
                text: body.text.clone(),
                done: body.done,
            },
            Op::Close { .. } => Deed::Close,
            Op::Reopen { .. } => Deed::Reopen,
            Op::Silence { why, .. } => Deed::Silence { why: why.clone() },
            Op::Redacted { was, .. } => match was {
                Removed::Event(_) => Deed::Redacted,
                Removed::Correction { .. } => Deed::Blank,
                Removed::Strike { event, .. } => Deed::Strike {
                    event: *event,
                    why: None,
                },
                Removed::Silence { .. } => Deed::Silence {
                    why: REMOVED.to_owned(),
                },
                Removed::Value { .. }
                | Removed::Entry { .. }
                | Removed::ActionItem { .. }
                | Removed::ItemCorrection { .. }
                | Removed::Opening { .. } => panic!("nobody here removes more than events"),
            },
            Op::Foreign { .. } => panic!("nobody here writes a newer format"),
        }
    }
}
