//! What is left of a record whose words were removed: what it was, and what of it is no secret.

use super::{FieldChange, FieldName, Op, Severity};
use crate::domain::id::RecordId;
use crate::domain::time::{Moment, Zone};

/// What a record was whose words were removed. Without it an event would stand again that was struck, a todo be open
/// that was done, a silenced finding be back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Removed {
    /// An event.
    Event,
    /// A correction of this event.
    Correction(RecordId),
    /// An event was withdrawn; why is not told any more.
    Strike {
        /// The event.
        event: RecordId,
        /// The record that this one replaced.
        replaces: RecordId,
    },
    /// The value of a field.
    Value {
        /// Which field.
        field: FieldName,
        /// The record that this one replaced.
        replaces: Option<RecordId>,
    },
    /// An entry of a list: that it was added, changed or taken out.
    Entry {
        /// Which field.
        field: FieldName,
    },
    /// An action item.
    ActionItem {
        /// Whether it was done.
        done: bool,
    },
    /// A correction of an action item.
    ItemCorrection {
        /// The action item.
        item: RecordId,
        /// The record that this one replaced.
        replaces: RecordId,
        /// Whether it was done.
        done: bool,
    },
    /// The beginning of the incident, but for its title.
    Opening {
        /// How bad it was.
        severity: Option<Severity>,
        /// The zone of its times.
        zone: Zone,
        /// When it was opened.
        at: Moment,
    },
    /// A finding was silenced; why is not told any more.
    Silence {
        /// The rule that found it.
        rule: String,
        /// The events it named.
        events: Vec<RecordId>,
    },
}

impl Removed {
    /// What is left of what a record says; `None` where it has no words that could be removed.
    pub fn of(op: &Op) -> Option<Self> {
        Some(match op {
            Op::Event(_) => Removed::Event,
            Op::Amend { event, .. } => Removed::Correction(*event),
            Op::Strike { event, replaces, .. } => Removed::Strike {
                event: *event,
                replaces: *replaces,
            },
            Op::Set {
                field,
                change,
                replaces,
            } => match change {
                FieldChange::Value(_) => Removed::Value {
                    field: *field,
                    replaces: *replaces,
                },
                FieldChange::Clear => return None,
                FieldChange::Add(_) | FieldChange::Remove(_) | FieldChange::Amend { .. } => {
                    Removed::Entry { field: *field }
                }
            },
            Op::ActionItem(body) => Removed::ActionItem { done: body.done },
            Op::AmendActionItem { item, replaces, body } => Removed::ItemCorrection {
                item: *item,
                replaces: *replaces,
                done: body.done,
            },
            Op::Open(opening) => Removed::Opening {
                severity: opening.severity,
                zone: opening.zone,
                at: opening.at,
            },
            Op::Silence { rule, events, .. } => Removed::Silence {
                rule: rule.clone(),
                events: events.clone(),
            },
            Op::Undo { .. }
            | Op::Redo { .. }
            | Op::Close { .. }
            | Op::Reopen { .. }
            | Op::Redacted { .. }
            | Op::Foreign { .. } => return None,
        })
    }

    /// Its word in the journal. An event and its correction have none: the first versions wrote none.
    pub(super) fn wire(&self) -> Option<&'static str> {
        match self {
            Removed::Event | Removed::Correction(_) => None,
            Removed::Strike { .. } => Some("strike"),
            Removed::Value { .. } => Some("set"),
            Removed::Entry { .. } => Some("entry"),
            Removed::ActionItem { .. } => Some("action_item"),
            Removed::ItemCorrection { .. } => Some("amend_action_item"),
            Removed::Opening { .. } => Some("open"),
            Removed::Silence { .. } => Some("silence"),
        }
    }
}
