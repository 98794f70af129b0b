//! Undo and redo of a writer: a record, or all records of a step at once.
//!
//! A step is a paste, a list, an import: its first record, and those that name it as their batch. An undo names the
//! first and withdraws all of the step that stands; a redo names the undo and brings back just what that withdrew.

use std::sync::Arc;

use super::apply::{TimelineEffect, reorders};
use super::{Event, Incident, Provenance, Spot, Tried, Version};
use crate::domain::id::RecordId;

/// A step of several records is taken back and brought back so often, all told; each time costs a walk over all of
/// them. Nobody does that, and a journal of a stranger must not be able to.
pub const MOST_MOVES: u32 = 100;

/// The records of one writer that name the same record as the first of their step.
#[derive(Clone, Debug, Default)]
pub(super) struct Batch {
    /// In the order of their stamps.
    records: Vec<RecordId>,
    /// The number of times that the writer took the step back or brought it back. What others try does not wear it.
    moves: u32,
}

/// An undo and what became of it.
#[derive(Clone, Debug)]
pub(super) struct Undo {
    id: RecordId,
    /// The record that it names.
    first: RecordId,
    writer: Arc<str>,
    /// The records that it withdrew, in the order of their stamps.
    took: Vec<RecordId>,
    redone: bool,
}

/// The effect of an undo or a redo: to the records of a step, in the order of their stamps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved<'a> {
    /// They stood, and were taken back.
    Withdrawn(&'a [RecordId]),
    /// They had been taken back, and stand again.
    Restored(&'a [RecordId]),
}

impl Incident {
    /// Withdraws a record with the others of its step: only what the same writer recorded, and what still stands.
    pub(super) fn take_back(
        &mut self,
        undo: RecordId,
        provenance: &Provenance,
        first: RecordId,
    ) -> (Spot, TimelineEffect) {
        let writer = &provenance.stamp.writer;
        if self.is_another_s(first, writer) {
            self.refuse(provenance, Tried::Undo(first));
        } else if !self.has_come(first) {
            let early = self.early.entry(first).or_default();
            early.push(provenance.clone());
        }
        let took = if self.is_worn(first, writer) {
            Vec::new()
        } else {
            self.standing(first, writer)
        };
        self.wear(first, writer);
        let effect = self.mark_all(&took, true);
        let index = u32::try_from(self.undos.len()).unwrap_or(u32::MAX);
        self.undos.push(Undo {
            id: undo,
            first,
            writer: Arc::clone(writer),
            took,
            redone: false,
        });
        (Spot::Undo(index), effect)
    }

    /// Redo: what an undo of the same writer withdrew stands again, and is the next that another undo takes back.
    pub(super) fn bring_back(&mut self, provenance: &Provenance, undo: RecordId) -> (Spot, TimelineEffect) {
        let Some(Spot::Undo(index)) = self.spots.get(&undo).copied() else {
            return (Spot::Elsewhere, TimelineEffect::Nothing);
        };
        let other = self.undos.get(index as usize);
        if let Some(other) = other.filter(|undo| undo.writer != provenance.stamp.writer) {
            let tried = Tried::Redo(other.id);
            self.refuse(provenance, tried);
        }
        let writer = &provenance.stamp.writer;
        if self.is_worn(undo, writer) {
            return (Spot::Elsewhere, TimelineEffect::Nothing);
        }
        let undo = self.undos.get_mut(index as usize);
        let Some(undo) = undo.filter(|undo| !undo.redone && undo.writer == *writer) else {
            return (Spot::Elsewhere, TimelineEffect::Nothing);
        };
        undo.redone = true;
        let (first, took) = (undo.first, undo.took.clone());
        self.wear(first, writer);
        let effect = self.mark_all(&took, false);
        let lc = provenance.stamp.lc;
        self.revived.extend(took.into_iter().map(|record| (record, lc)));
        (Spot::Redo(index), effect)
    }

    /// True if this writer's step that a record begins, or that an undo took back, was moved so often that it stays as
    /// it is.
    pub fn is_worn(&self, record: RecordId, writer: &str) -> bool {
        let undo = match self.spots.get(&record) {
            Some(Spot::Undo(index)) => self.undos.get(*index as usize),
            Some(_) | None => None,
        };
        let first = undo.map_or(record, |undo| undo.first);
        let batch = self.batch(first, writer);
        batch.is_some_and(|batch| batch.moves >= MOST_MOVES)
    }

    /// A single record is moved as often as one likes.
    fn wear(&mut self, first: RecordId, writer: &str) {
        let batches = self.batches.get_mut(writer);
        if let Some(batch) = batches.and_then(|batches| batches.get_mut(&first)) {
            batch.moves += 1;
        }
    }

    /// Notes that a record of this writer is a part of the step that `first` begins.
    pub(super) fn note_step(&mut self, id: RecordId, first: RecordId, writer: &Arc<str>) {
        let batches = self.batches.entry(Arc::clone(writer)).or_default();
        batches.entry(first).or_default().records.push(id);
        self.steps.insert(id, first);
    }

    /// The records of this writer that are parts of the step that a record begins.
    fn batch(&self, first: RecordId, writer: &str) -> Option<&Batch> {
        self.batches.get(writer)?.get(&first)
    }

    /// True if this writer recorded anything as a part of the step that a record begins.
    pub(super) fn has_step(&self, first: RecordId, writer: &str) -> bool {
        self.batch(first, writer).is_some()
    }

    fn mark_all(&mut self, records: &[RecordId], undone: bool) -> TimelineEffect {
        let effects = records.iter().map(|id| self.mark(*id, undone));
        // Every one is marked.
        let effects: Vec<TimelineEffect> = effects.collect();
        if effects.contains(&TimelineEffect::Reorder) {
            TimelineEffect::Reorder
        } else {
            TimelineEffect::Nothing
        }
    }

    fn mark(&mut self, id: RecordId, undone: bool) -> TimelineEffect {
        match self.spots.get(&id).copied() {
            Some(Spot::Event(index)) => {
                self.events[index as usize].undone = undone;
                TimelineEffect::Reorder
            }
            Some(Spot::Correction { event, place }) => {
                if let Some(cell) = &mut self.events[event as usize].corrections {
                    cell.mark(place, undone);
                }
                TimelineEffect::Reorder
            }
            Some(Spot::Field(field, place)) => {
                if let Some(cell) = self.fields.get_mut(&field) {
                    cell.mark(place, undone);
                }
                reorders(field)
            }
            Some(Spot::ActionItem { item, place }) => {
                self.action_items[item as usize].versions.mark(place, undone);
                TimelineEffect::Nothing
            }
            Some(Spot::Status(place)) => {
                self.status.mark(place, undone);
                TimelineEffect::Nothing
            }
            Some(Spot::Silence(place)) => {
                self.silences.mark(place, undone);
                TimelineEffect::Nothing
            }
            Some(Spot::Waiting | Spot::Undo(_) | Spot::Redo(_) | Spot::Elsewhere) | None => {
                TimelineEffect::Nothing
            }
        }
    }

    /// The records that an undo of this writer withdraws which names this record: of its step what is the writer's
    /// own and stands, in the order of the stamps.
    pub fn standing(&self, first: RecordId, writer: &str) -> Vec<RecordId> {
        let stands = |id: &RecordId| {
            self.subject(*id)
                .is_some_and(|subject| &*subject.provenance().stamp.writer == writer && !subject.is_undone())
        };
        let batch = self.batch(first, writer).into_iter();
        let step = batch.flat_map(|batch| batch.records.iter().copied());
        std::iter::once(first).chain(step).filter(stands).collect()
    }

    /// The writer of the undo at this place among them.
    pub(super) fn mover(&self, index: u32) -> Option<&str> {
        self.undos.get(index as usize).map(|undo| &*undo.writer)
    }

    /// The effect of an undo or a redo; `None` for any other record.
    pub fn moved_by(&self, record: RecordId) -> Option<Moved<'_>> {
        let took = |index: u32| self.undos.get(index as usize).map(|undo| &undo.took[..]);
        match *self.spots.get(&record)? {
            Spot::Undo(index) => took(index).map(Moved::Withdrawn),
            Spot::Redo(index) => took(index).map(Moved::Restored),
            Spot::Event(_)
            | Spot::Correction { .. }
            | Spot::Field(..)
            | Spot::ActionItem { .. }
            | Spot::Status(_)
            | Spot::Silence(_)
            | Spot::Waiting
            | Spot::Elsewhere => None,
        }
    }

    /// The record that the writer's next undo names: the newest record that could be taken back and was not, or the
    /// first of its step. Undos are passed over; what was brought back is as new as its redo.
    pub fn newest_of(&self, writer: &str) -> Option<RecordId> {
        let events = self
            .events
            .iter()
            .filter(|event| !event.foreign && !event.redacted && !event.undone)
            .map(|event| (&event.provenance, event.id));
        let corrections = self.events.iter().flat_map(Event::corrections).map(of);
        let fields = self.fields.values().flat_map(|cell| cell.in_order().map(of));
        let items = self.action_items.iter();
        let items = items.flat_map(|item| item.versions.in_order().map(of));
        let status = self.status.in_order().map(of);
        let silences = self.silences.in_order().map(of);
        let all = events.chain(corrections).chain(fields).chain(items).chain(status);
        let newest = all
            .chain(silences)
            .filter(|(provenance, id)| &*provenance.stamp.writer == writer && !self.is_removed(*id))
            .map(|(provenance, id)| (self.revived.get(&id).copied().unwrap_or(provenance.stamp.lc), id))
            .max();
        newest.map(|(_, id)| self.step_of(id))
    }

    /// The undo that the writer's next redo names: the newest that withdrew something and was not redone.
    pub fn next_redo(&self, writer: &str) -> Option<RecordId> {
        let mut undos = self.undos.iter().rev();
        let undo = undos.find(|undo| &*undo.writer == writer && !undo.redone && !undo.took.is_empty());
        undo.map(|undo| undo.id)
    }

    /// The first record of the step that a record is a part of; the record itself where it is a step of its own.
    fn step_of(&self, record: RecordId) -> RecordId {
        self.steps.get(&record).copied().unwrap_or(record)
    }
}

fn of<T>(version: &Version<T>) -> (&Provenance, RecordId) {
    (&version.provenance, version.id)
}
