//! Records that name another which comes after them in the order: they wait for it, so that no counter, however low or
//! high, keeps a correction from what it corrects.

use std::collections::VecDeque;

use super::apply::TimelineEffect;
use super::{Incident, Provenance, Spot};
use crate::domain::id::RecordId;
use crate::domain::record::{Op, Removed};

/// A record on its way into the incident.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    pub(super) id: RecordId,
    pub(super) provenance: Provenance,
    /// True if the incident was closed at its place in the order.
    pub(super) after_close: bool,
    pub(super) op: Op,
}

/// The record without which another makes no sense.
fn needed(op: &Op) -> Option<RecordId> {
    match op {
        Op::Amend { event, .. } | Op::Strike { event, .. } => Some(*event),
        Op::AmendActionItem { item, .. } => Some(*item),
        Op::Undo { replaces } | Op::Redo { replaces } => Some(*replaces),
        Op::Redacted { was, .. } => match was {
            Removed::Strike { event, .. } | Removed::Correction { event, left: Some(_) } => Some(*event),
            Removed::ItemCorrection { item, .. } => Some(*item),
            Removed::Event(_)
            | Removed::Correction { left: None, .. }
            | Removed::Value { .. }
            | Removed::Entry { .. }
            | Removed::ActionItem { .. }
            | Removed::Opening { .. }
            | Removed::Silence { .. } => None,
        },
        Op::Open(_)
        | Op::Event(_)
        | Op::Set { .. }
        | Op::ActionItem(_)
        | Op::Close { .. }
        | Op::Reopen { .. }
        | Op::Silence { .. }
        | Op::Foreign { .. } => None,
    }
}

impl Incident {
    /// Takes a record, and those that waited for it; or has it wait.
    pub(super) fn take_or_wait(&mut self, record: Waiting) -> TimelineEffect {
        if let Some(needed) = needed(&record.op).filter(|needed| self.is_absent(*needed, &record)) {
            self.spots.insert(record.id, Spot::Waiting);
            self.waiting.entry(needed).or_default().push(record);
            return TimelineEffect::Nothing;
        }
        let mut effect = None;
        let mut coming = VecDeque::from([record]);
        while let Some(record) = coming.pop_front() {
            let id = record.id;
            let (spot, done) = self.take_op(record);
            self.spots.insert(id, spot);
            self.refuse_early(id);
            coming.extend(self.waiting.remove(&id).unwrap_or_default());
            effect = match (effect, done) {
                (None, done) => Some(done),
                (Some(before), TimelineEffect::Nothing) => Some(before),
                (Some(_), TimelineEffect::NewEvent | TimelineEffect::Reorder) => {
                    Some(TimelineEffect::Reorder)
                }
            };
        }
        effect.unwrap_or(TimelineEffect::Nothing)
    }

    /// True if a record has not come that another needs. What is left of a step is taken back by its own writer
    /// although its first line is lost.
    fn is_absent(&self, needed: RecordId, by: &Waiting) -> bool {
        let is_left =
            || matches!(by.op, Op::Undo { .. }) && self.has_step(needed, &by.provenance.stamp.writer);
        !self.has_come(needed) && !is_left()
    }

    /// True if a record was taken into account.
    pub(super) fn has_come(&self, record: RecordId) -> bool {
        self.spots.get(&record).is_some_and(|spot| *spot != Spot::Waiting)
    }
}
