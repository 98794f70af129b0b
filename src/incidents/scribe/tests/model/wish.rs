//! An action that somebody wishes, and the result that the book expects of it.

use proptest::prelude::*;
use sha2::{Digest, Sha256};

use super::super::note;
use super::book::{Book, Deed};
use super::disk::Trouble;
use super::state::{EventState, ItemState, State};
use crate::domain::command::{ActionItemChange, Command, EventChange, NewActionItem, NewEvent};
use crate::domain::id::RecordId;
use crate::domain::record::{FieldChange, FieldName};
use crate::incidents::scribe::Piece;

/// The number of different pieces of evidence.
pub(super) const PIECES: usize = 3;

/// From this one on, settings are about an entry that a list has.
const ABOUT_AN_ENTRY: usize = 4;

/// A wish; numbers pick one of what is there.
#[derive(Clone, Copy, Debug)]
pub(super) enum Wish {
    Incident,
    Note,
    /// One more note of a paste; or the first of one.
    Part {
        first: bool,
    },
    Evidence(usize),
    Amend(usize),
    Strike(usize, bool),
    Undo,
    Redo,
    Set(usize),
    Item,
    AmendItem(usize, bool),
    Close,
    Reopen,
    Silence,
    Redact(usize),
}

pub(super) fn wishes() -> impl Strategy<Value = Wish> {
    let which = || 0usize..12;
    prop_oneof![
        3 => Just(Wish::Note),
        4 => proptest::bool::weighted(0.3).prop_map(|first| Wish::Part { first }),
        2 => (0..PIECES).prop_map(Wish::Evidence),
        3 => which().prop_map(Wish::Amend),
        2 => (which(), any::<bool>()).prop_map(|(event, why)| Wish::Strike(event, why)),
        3 => Just(Wish::Undo),
        3 => Just(Wish::Redo),
        2 => (0usize..6).prop_map(Wish::Set),
        1 => Just(Wish::Item),
        2 => (which(), any::<bool>()).prop_map(|(item, done)| Wish::AmendItem(item, done)),
        1 => Just(Wish::Close),
        1 => Just(Wish::Reopen),
        1 => Just(Wish::Silence),
        2 => which().prop_map(Wish::Redact),
        1 => Just(Wish::Incident),
    ]
}

/// An action to be carried out.
#[derive(Clone, Debug)]
pub(super) enum Act {
    Record(Command),
    /// As a part of the paste that this hand is at, or the first of another.
    Part(Command, bool),
    Attach(NewEvent, Piece),
    Redact(RecordId),
    Open(String),
}

/// An action to be carried out, and the deed that comes of it; `None`: it is refused.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) act: Act,
    pub(super) deed: Option<Deed>,
}

impl Plan {
    fn record(command: Command, deed: impl Into<Option<Deed>>) -> Option<Self> {
        let (act, deed) = (Act::Record(command), deed.into());
        Some(Self { act, deed })
    }
}

/// The bytes of a piece of evidence, and their name on the disk.
pub(super) fn evidence(which: usize) -> (Vec<u8>, String) {
    let bytes = format!("output {which}").into_bytes();
    let name = Sha256::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    (bytes, name)
}

impl Wish {
    /// The trouble, unless it keeps from reading what the wish is about: then nobody can say what is wished.
    pub(super) fn bearable(self, trouble: Trouble) -> Trouble {
        let sees_all = match self {
            Wish::Incident
            | Wish::Note
            | Wish::Part { .. }
            | Wish::Evidence(_)
            | Wish::Item
            | Wish::Silence => false,
            Wish::Set(which) => which >= ABOUT_AN_ENTRY,
            Wish::Amend(_) | Wish::Strike(..) | Wish::Undo | Wish::Redo | Wish::AmendItem(..) => true,
            Wish::Close | Wish::Reopen | Wish::Redact(_) => true,
        };
        if sees_all && trouble.blinds() {
            Trouble::None
        } else {
            trouble
        }
    }

    /// The plan of this wish; `None` where there is nothing that it could be about. `n` makes its text one of a kind.
    pub(super) fn plan(self, book: &Book, writer: &str, n: u64) -> Option<Plan> {
        let text = format!("text {n}.");
        let state = book.state();
        match self {
            Wish::Incident => Some(Plan {
                act: Act::Open(text.clone()),
                deed: Some(Deed::Open(text)),
            }),
            Wish::Note => Plan::record(note(&text), event(text, Vec::new())),
            Wish::Part { first } => Some(Plan {
                act: Act::Part(note(&text), first),
                deed: Some(event(text, Vec::new())),
            }),
            Wish::Evidence(which) => attach(text, which),
            Wish::Amend(which) => amend(pick(&state.events, which)?, text),
            Wish::Strike(which, why) => strike(pick(&state.events, which)?, why.then_some(text)),
            Wish::Undo => Plan::record(Command::Undo, book.newest_of(writer).map(Deed::Undo)),
            Wish::Redo => Plan::record(Command::Redo, book.next_redo(writer).map(Deed::Redo)),
            Wish::Set(which) => set(&state, which, text),
            Wish::Item => {
                let new = NewActionItem {
                    text: text.clone(),
                    ..NewActionItem::default()
                };
                Plan::record(Command::AddActionItem(new), Deed::Item { text })
            }
            Wish::AmendItem(which, done) => amend_item(pick(&state.items, which)?, text, done),
            Wish::Close => Plan::record(
                Command::Close { at: None },
                (!state.closed).then_some(Deed::Close),
            ),
            Wish::Reopen => Plan::record(Command::Reopen, state.closed.then_some(Deed::Reopen)),
            Wish::Silence => Plan::record(
                Command::Silence {
                    rule: "gap".to_owned(),
                    events: Vec::new(),
                    why: text.clone(),
                },
                Deed::Silence { why: text },
            ),
            Wish::Redact(which) => {
                let event = pick(&state.events, which)?.id;
                let deed = book.holds_words(event, writer).then_some(Deed::Redacted);
                Some(Plan {
                    act: Act::Redact(event),
                    deed,
                })
            }
        }
    }
}

fn pick<T>(from: &[T], which: usize) -> Option<&T> {
    from.get(which % from.len().max(1))
}

fn event(text: String, evidence: Vec<String>) -> Deed {
    Deed::Event { text, evidence }
}

fn attach(text: String, which: usize) -> Option<Plan> {
    let Command::Record(new) = note(&text) else {
        unreachable!("a note is recorded");
    };
    let (bytes, name) = evidence(which);
    let piece = Piece::of(None, &bytes);
    Some(Plan {
        act: Act::Attach(new, piece),
        deed: Some(event(text, vec![name])),
    })
}

fn amend(event: &EventState, text: String) -> Option<Plan> {
    let change = EventChange {
        text: Some(text.clone()),
        ..EventChange::default()
    };
    let deed = Deed::Amend {
        event: event.id,
        text,
        evidence: event.evidence.clone(),
    };
    let may = !event.is_gone() && event.text.is_some();
    let event = event.id;
    Plan::record(Command::Amend { event, change }, may.then_some(deed))
}

fn strike(event: &EventState, why: Option<String>) -> Option<Plan> {
    let deed = Deed::Strike {
        event: event.id,
        why: why.clone(),
    };
    let deed = (!event.is_gone()).then_some(deed);
    let event = event.id;
    Plan::record(Command::Strike { event, why }, deed)
}

fn set(state: &State, which: usize, text: String) -> Option<Plan> {
    let entry = || state.fields.get(&FieldName::Factors)?.first().cloned();
    let (field, change) = match which {
        0 => (FieldName::Title, FieldChange::Value(text)),
        1 => (FieldName::Summary, FieldChange::Value(text)),
        2 => (FieldName::Factors, FieldChange::Add(text)),
        3 => (FieldName::Factors, FieldChange::Clear),
        ABOUT_AN_ENTRY => (FieldName::Factors, FieldChange::Remove(entry()?)),
        _ => {
            let entry = entry()?;
            (FieldName::Factors, FieldChange::Amend { entry, to: text })
        }
    };
    let deed = Deed::Set(field, change.clone());
    Plan::record(Command::SetField { field, change }, deed)
}

fn amend_item(item: &ItemState, text: String, done: bool) -> Option<Plan> {
    let change = ActionItemChange {
        text: Some(text.clone()),
        done: Some(done),
        ..ActionItemChange::default()
    };
    let item = item.id;
    let deed = Deed::AmendItem { item, text, done };
    Plan::record(Command::AmendActionItem { item, change }, deed)
}
