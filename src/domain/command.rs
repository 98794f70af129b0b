//! Commands: what a person wants recorded. [`decide`](super::decide::decide) turns them into records.

use super::id::RecordId;
use super::kind::{Kind, Via};
use super::mitigations::SaidOutcome;
use super::record::{
    ActionItemBody, EventBody, EvidenceRef, FieldChange, FieldName, Purpose, Severity, Timing,
};
use super::time::{Moment, Zone};

/// The time of an event, as its writer knows it.
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
    /// Its kind.
    pub kind: Kind,
    /// For a detection: who noticed.
    pub via: Option<Via>,
    /// The event in words.
    pub text: String,
    /// The time of the event.
    pub when: When,
    /// The hypothesis that it ends, where that was said.
    pub ends: Option<RecordId>,
    /// True if users are no longer affected with it.
    pub ends_impact: bool,
    /// The line as typed.
    pub typed: Option<String>,
    /// Evidence, on the disk already.
    pub evidence: Vec<EvidenceRef>,
    /// The origin of an import: file and line, or the source's own key.
    pub source: Option<String>,
}

/// A change of an event: all that is not given stays as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventChange {
    /// Its kind, and for a detection who noticed, where that is said.
    pub kind: Option<(Kind, Option<Via>)>,
    /// The event in words.
    pub text: Option<String>,
    /// The time of the event with all its parts; not known at all where [`Timing::at`] is `None`.
    pub timing: Option<Timing>,
    /// The hypothesis that it ends, where that was said.
    pub ends: Option<RecordId>,
    /// The outcome of a mitigation; `Some(None)`: it is no longer said.
    pub outcome: Option<Option<SaidOutcome>>,
    /// The line as typed, where a whole line was.
    pub typed: Option<String>,
}

impl EventChange {
    /// The outcome of a mitigation, or that none is said any more.
    pub fn of_outcome(said: Option<SaidOutcome>) -> Self {
        EventChange {
            outcome: Some(said),
            ..EventChange::default()
        }
    }

    /// A body with these changes made. What it says of who noticed goes with its being a detection.
    pub fn made_to(self, body: &EventBody) -> EventBody {
        let (kind, via) = match self.kind {
            Some((kind, via)) if kind == body.kind => (kind, via.or(body.via)),
            Some(other) => other,
            None => (body.kind, body.via),
        };
        let text = self.text.unwrap_or_else(|| body.text.clone());
        let body = EventBody {
            kind,
            via,
            timing: self.timing.unwrap_or(body.timing),
            typed: self.typed.filter(|typed| *typed != text),
            text,
            ..body.clone()
        };
        match self.outcome {
            Some(said) => SaidOutcome::give(said, body),
            None => body,
        }
    }
}

/// An action item to be recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewActionItem {
    /// The work to do, in words.
    pub text: String,
    /// The owner.
    pub owner: Option<String>,
    /// By which day.
    pub due: Option<chrono::NaiveDate>,
    /// Its purpose.
    pub purpose: Option<Purpose>,
    /// The priority, in the team's own words.
    pub priority: Option<String>,
    /// True if it was done before it was recorded here, as an import may say.
    pub done: bool,
    /// The line as typed.
    pub typed: Option<String>,
}

/// A change of an action item: all that is not given stays as it is. `Some(None)`: nobody, no day, nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionItemChange {
    /// The work to do, in words.
    pub text: Option<String>,
    /// The owner.
    pub owner: Option<Option<String>>,
    /// By which day.
    pub due: Option<Option<chrono::NaiveDate>>,
    /// Its purpose.
    pub purpose: Option<Option<Purpose>>,
    /// The priority, in the team's own words.
    pub priority: Option<Option<String>>,
    /// True if it has been done.
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
    /// The title.
    pub title: String,
    /// The severity, if that is known.
    pub severity: Option<Severity>,
    /// The zone its times are shown in.
    pub zone: Zone,
    /// The time at which work on it began; `None`: now.
    pub at: Option<Moment>,
}

/// A wish of a person to have something recorded in an incident.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// A fact for the timeline.
    Record(NewEvent),
    /// An event is corrected; the original stays in the journal.
    Amend {
        /// The event.
        event: RecordId,
        /// The change.
        change: EventChange,
    },
    /// An event is withdrawn from the timeline; it stays in the journal.
    Strike {
        /// The event.
        event: RecordId,
        /// The reason, where that is said.
        why: Option<String>,
    },
    /// An event is left out of drafts, or stands in them again; on the timeline it stays.
    Hide {
        /// The event.
        event: RecordId,
        /// True if it is left out.
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
        /// The action item.
        item: RecordId,
        /// The change.
        change: ActionItemChange,
    },
    /// A field gets another value.
    SetField {
        /// The field.
        field: FieldName,
        /// The change.
        change: FieldChange,
    },
    /// The incident is over.
    Close {
        /// The time at which it was over, where that is said.
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
        /// The reason why it is no matter.
        why: String,
    },
}
