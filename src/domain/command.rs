//! Commands: what a person wants recorded. [`decide`](super::decide::decide) turns them into records.

use super::id::RecordId;
use super::kind::{Kind, Via};
use super::record::{
    ActionItemBody, EventBody, EvidenceRef, FieldChange, FieldName, Purpose, Severity, Timing,
};
use super::time::{Moment, Zone};

/// When an event happened, as its writer knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// As it is recorded.
    Now,
    /// At the time given; not known at all where [`Timing::at`] is `None`.
    Given(Timing),
}

/// An event to be recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct NewEvent {
    /// What it is.
    pub kind: Kind,
    /// Who noticed, for a detection.
    pub via: Option<Via>,
    /// What happened.
    pub text: String,
    /// When it happened.
    pub when: When,
    /// The hypothesis that it ends, where that was said.
    pub ends: Option<RecordId>,
    /// Whether users are whole again with it.
    pub ends_impact: bool,
    /// The line as typed.
    pub typed: Option<String>,
    /// What is attached, and on the disk already.
    pub evidence: Vec<EvidenceRef>,
}

/// What changes about an event: all that is not given stays as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventChange {
    /// What it is, and for a detection who noticed, where that is said.
    pub kind: Option<(Kind, Option<Via>)>,
    /// What happened.
    pub text: Option<String>,
    /// When it happened, whole; not known at all where [`Timing::at`] is `None`.
    pub timing: Option<Timing>,
    /// The hypothesis that it ends, where that was said.
    pub ends: Option<RecordId>,
    /// The line as typed, where a whole line was.
    pub typed: Option<String>,
}

impl EventChange {
    /// A body with these changes made. What it says of who noticed goes with its being a detection.
    pub fn made_to(self, body: &EventBody) -> EventBody {
        let (kind, via) = match self.kind {
            Some((kind, via)) if kind == body.kind => (kind, via.or(body.via)),
            Some(other) => other,
            None => (body.kind, body.via),
        };
        let text = self.text.unwrap_or_else(|| body.text.clone());
        EventBody {
            kind,
            via,
            timing: self.timing.unwrap_or(body.timing),
            typed: self.typed.filter(|typed| *typed != text),
            text,
            ..body.clone()
        }
    }
}

/// An action item to be recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewActionItem {
    /// What is to be done.
    pub text: String,
    /// Who does it.
    pub owner: Option<String>,
    /// By which day.
    pub due: Option<chrono::NaiveDate>,
    /// What it is for.
    pub purpose: Option<Purpose>,
    /// How urgent, in the team's own words.
    pub priority: Option<String>,
    /// The line as typed.
    pub typed: Option<String>,
}

/// What changes about an action item: all that is not given stays as it is. `Some(None)`: nobody, no day, nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionItemChange {
    /// What is to be done.
    pub text: Option<String>,
    /// Who does it.
    pub owner: Option<Option<String>>,
    /// By which day.
    pub due: Option<Option<chrono::NaiveDate>>,
    /// What it is for.
    pub purpose: Option<Option<Purpose>>,
    /// How urgent, in the team's own words.
    pub priority: Option<Option<String>>,
    /// Whether it has been done.
    pub done: Option<bool>,
}

impl ActionItemChange {
    /// A body with these changes made.
    pub fn made_to(self, body: &ActionItemBody) -> ActionItemBody {
        let body = body.clone();
        ActionItemBody {
            text: self.text.unwrap_or(body.text),
            owner: self.owner.unwrap_or(body.owner),
            due: self.due.unwrap_or(body.due),
            purpose: self.purpose.unwrap_or(body.purpose),
            priority: self.priority.unwrap_or(body.priority),
            done: self.done.unwrap_or(body.done),
            typed: body.typed,
        }
    }
}

/// An incident to be started.
#[derive(Clone, Debug, PartialEq)]
pub struct NewIncident {
    /// What is happening.
    pub title: String,
    /// How bad it is, if that is known.
    pub severity: Option<Severity>,
    /// The zone its times are shown in.
    pub zone: Zone,
    /// When it began to be worked on; `None`: now.
    pub at: Option<Moment>,
}

/// What a person wants recorded in an incident.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// A fact for the timeline.
    Record(NewEvent),
    /// An event is corrected; the original stays in the journal.
    Amend {
        /// Which.
        event: RecordId,
        /// How it now differs.
        change: EventChange,
    },
    /// An event is withdrawn from the timeline; it stays in the journal.
    Strike {
        /// Which.
        event: RecordId,
        /// Why, where that is said.
        why: Option<String>,
    },
    /// An event is left out of drafts, or stands in them again; on the timeline it stays.
    Hide {
        /// Which.
        event: RecordId,
        /// Whether it is left out.
        hidden: bool,
    },
    /// This writer's newest record that was not taken back is, with all of its step: an event, a correction, a
    /// field's value, an action item, a closing, a paste. The next one goes a step further.
    Undo,
    /// This writer's newest undo that was not redone is, whatever was recorded since: what it withdrew stands again.
    Redo,
    /// Work to do afterwards.
    AddActionItem(NewActionItem),
    /// An action item is corrected, or done.
    AmendActionItem {
        /// Which.
        item: RecordId,
        /// How it now differs.
        change: ActionItemChange,
    },
    /// A field gets another value.
    SetField {
        /// Which.
        field: FieldName,
        /// How it changes.
        change: FieldChange,
    },
    /// The incident is over.
    Close {
        /// When it was over, where that is said.
        at: Option<Moment>,
    },
    /// A closed incident goes on.
    Reopen,
    /// A finding of the review is accepted as it is. It comes back when it is about other events.
    Silence {
        /// The rule that found it.
        rule: String,
        /// The events it names.
        events: Vec<RecordId>,
        /// Why it is no matter.
        why: String,
    },
}
