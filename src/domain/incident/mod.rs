//! An incident: what all the records of its journal add up to.
//!
//! [`Incident::apply`] is total: whatever a journal holds, it can be replayed. Records are expected in the order
//! of their [`Stamp`]; everything that can be set twice is a [`Cell`], in which the higher stamp wins.

mod anchor;
mod apply;
mod by_role;
mod cast;
mod cell;
mod conflict;
mod end;
mod event;
mod fields;
mod history;
mod opened;
mod outcome;
mod recorders;
mod refused;
mod removed;
mod replay;
mod taken_back;
mod timeline;
mod waiting;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::by_id::ById;
use super::id::{IncidentId, RecordId};
use super::record::{ActionItemBody, EvidenceRef, FieldChange, FieldName, Opening, Record};
use super::time::{Moment, Now};

pub use cast::{COMMANDER, Cast};
pub use cell::{Cell, Provenance, Stamp, Version};
pub use conflict::{Conflict, ConflictSide, Contested};
pub use event::{Correction, Event, RECORDED_LATE, Withdrawal};
pub use history::{HistoryStep, Said, Subject};
pub use opened::Opened;
pub use outcome::Outcome;
use recorders::Recorder;
pub use refused::{Refused, Removal, Tried};
pub use replay::Replay;
use taken_back::{Batch, Undo};
pub use taken_back::{MOST_MOVES, Moved};
pub use timeline::{Timeline, TimelinePlace};
use waiting::Waiting;

/// The status of an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It goes on, or nobody has closed it yet.
    Open,
    /// It was closed; `at` is when it was over, where that was said.
    Closed {
        /// The time at which it was over, where that was said.
        at: Option<Moment>,
    },
}

impl Status {
    /// The word in JSON and in lists.
    pub fn word(&self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Closed { .. } => "closed",
        }
    }
}

/// The longest after its newest record that an open incident still counts as live.
const LIVE: TimeDelta = TimeDelta::hours(24);

/// True if an incident is live: open, with something written down in the last 24 hours.
pub fn is_live(status: Status, last_recorded_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    status == Status::Open && last_recorded_at.is_some_and(|last| now.signed_duration_since(last) <= LIVE)
}

/// Work to do afterwards, with its number and where it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct ActionItem {
    /// The record that made it.
    pub id: RecordId,
    /// Counts from 1 in the order of recording.
    pub number: u32,
    versions: Cell<ActionItemBody>,
}

impl ActionItem {
    /// The record that a change made now would replace.
    pub fn newest_record(&self) -> RecordId {
        self.versions.current().map_or(self.id, |version| version.id)
    }

    /// The maker, and the time.
    pub fn made(&self) -> Option<&Provenance> {
        self.versions.find(0).map(|version| &version.provenance)
    }

    /// Every version of it, oldest first, those taken back too.
    pub fn history(&self) -> impl Iterator<Item = &Version<ActionItemBody>> {
        self.versions.all()
    }

    /// As it reads now; `None` once it was taken back.
    pub fn body(&self) -> Option<&ActionItemBody> {
        self.versions.current().map(|version| &version.value)
    }
}

/// A finding that somebody looked at and accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silence {
    /// The rule that found it.
    pub rule: String,
    /// The events it named then: about others, it is another finding.
    pub events: Vec<RecordId>,
    /// The reason why it is no matter.
    pub why: String,
}

/// The spot at which the record with some id took effect, so that an undo finds it. What stands in a [`Cell`] has its
/// place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spot {
    Event(u32),
    Correction {
        event: u32,
        place: u32,
    },
    Field(FieldName, u32),
    ActionItem {
        item: u32,
        place: u32,
    },
    Status(u32),
    Silence(u32),
    /// It names a record that has not come yet.
    Waiting,
    /// An undo, by its place among them.
    Undo(u32),
    /// A redo of that undo.
    Redo(u32),
    Elsewhere,
}

/// The incident that all the records of a journal add up to.
#[derive(Clone, Debug)]
pub struct Incident {
    id: IncidentId,
    slug: String,
    opening: Option<Opening>,
    /// The record that the opening stands in, and who wrote it.
    opened: Option<(RecordId, Provenance)>,
    /// Every record that claims to open it.
    openings: Vec<Opened>,
    /// The one of them that does, where that is known.
    preferred: Option<RecordId>,
    events: Vec<Event>,
    timeline: Timeline,
    fields: BTreeMap<FieldName, Cell<FieldChange>>,
    action_items: Vec<ActionItem>,
    status: Cell<Status>,
    spots: ById<Spot>,
    silences: Cell<Silence>,
    /// The records whose words were removed, with the evidence of each that is still to be.
    removed: ById<Vec<EvidenceRef>>,
    undos: Vec<Undo>,
    /// By writer and the first record of a step: the others of that writer.
    batches: HashMap<Arc<str>, ById<Batch>>,
    /// By record of a step: its first.
    steps: ById<RecordId>,
    /// By record that was brought back: the Lamport counter of the newest redo that did.
    revived: ById<u64>,
    /// Records that name one which has not come yet, by that one.
    waiting: ById<Vec<Waiting>>,
    /// By a record that has not come yet: who named it as their step and took that back.
    early: ById<Vec<Provenance>>,
    refused: Vec<Refused>,
    /// By writer: how many of its attempts were refused.
    attempts: HashMap<Arc<str>, usize>,
    removals: Vec<Removal>,
    names: HashSet<Arc<str>>,
    /// By writer: what is known of who records.
    recorders: HashMap<Arc<str>, Recorder>,
    last: Option<Stamp>,
    /// The newest clock reading of each minute in which something was recorded.
    recorded: BTreeMap<i64, DateTime<Utc>>,
}

impl Incident {
    /// An incident of which nothing was read yet.
    pub fn new(id: IncidentId, slug: impl Into<String>) -> Self {
        Incident {
            id,
            slug: slug.into(),
            opening: None,
            opened: None,
            openings: Vec::new(),
            preferred: None,
            events: Vec::new(),
            timeline: Timeline::default(),
            fields: BTreeMap::new(),
            action_items: Vec::new(),
            status: Cell::default(),
            spots: ById::default(),
            silences: Cell::default(),
            removed: ById::default(),
            undos: Vec::new(),
            batches: HashMap::new(),
            steps: ById::default(),
            revived: ById::default(),
            waiting: ById::default(),
            early: ById::default(),
            refused: Vec::new(),
            attempts: HashMap::new(),
            removals: Vec::new(),
            names: HashSet::new(),
            recorders: HashMap::new(),
            last: None,
            recorded: BTreeMap::new(),
        }
    }

    /// Rebuilds an incident from its records and their writers, which are in the order of their stamps.
    pub fn replay(
        id: IncidentId,
        slug: impl Into<String>,
        records: impl IntoIterator<Item = (Record, Arc<str>)>,
    ) -> Self {
        let mut incident = Incident::new(id, slug);
        for (record, writer) in records {
            incident.take(record, &writer);
        }
        incident.settle();
        incident
    }

    /// Its identity.
    pub fn id(&self) -> IncidentId {
        self.id
    }

    /// The readable part of its folder's name.
    pub fn slug(&self) -> &str {
        &self.slug
    }

    /// The time at which it was opened; `None` while its first record is missing.
    pub fn opened_at(&self) -> Option<Moment> {
        self.opening.as_ref().map(|opening| opening.at)
    }

    /// The status.
    pub fn status(&self) -> Status {
        self.status
            .current()
            .map_or(Status::Open, |version| version.value)
    }

    /// True if it is open and something was written down in the last day.
    pub fn is_live(&self, now: DateTime<Utc>) -> bool {
        is_live(self.status(), self.last_recorded_before(now), now)
    }

    /// The findings that were silenced and still are.
    pub fn silences(&self) -> impl Iterator<Item = &Version<Silence>> {
        self.silences.in_order()
    }

    /// Every finding that was ever silenced, oldest first.
    pub fn silence_history(&self) -> impl Iterator<Item = &Version<Silence>> {
        self.silences.all()
    }

    /// The record that gave the present status, if one did.
    pub fn status_record(&self) -> Option<&Version<Status>> {
        self.status.current()
    }

    /// All events in the order they were recorded, those withdrawn too.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The order in which events are shown.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// The events on the timeline, in its order: those that were not withdrawn.
    pub fn shown(&self) -> impl DoubleEndedIterator<Item = &Event> + ExactSizeIterator {
        self.timeline
            .places()
            .iter()
            .map(|place| &self.events[place.index()])
    }

    /// The events on the timeline that can have happened by now, in its order.
    pub fn happened(&self, now: Now) -> impl DoubleEndedIterator<Item = &Event> {
        self.shown()
            .filter(move |event| event.has_happened(self.zone(), now))
    }

    /// The events that stand in drafts, in the timeline's order.
    pub fn drafted(&self) -> impl Iterator<Item = &Event> {
        self.shown().filter(|event| !event.is_hidden())
    }

    /// The event that this record made or corrected.
    pub fn event(&self, id: RecordId) -> Option<&Event> {
        match self.spots.get(&id)? {
            Spot::Event(index) | Spot::Correction { event: index, .. } => self.events.get(*index as usize),
            Spot::Field(..)
            | Spot::ActionItem { .. }
            | Spot::Status(_)
            | Spot::Silence(_)
            | Spot::Waiting
            | Spot::Undo(_)
            | Spot::Redo(_)
            | Spot::Elsewhere => None,
        }
    }

    /// The events that people mean by `name`: its number in `show`, or the last six or more characters of its id.
    pub fn events_named(&self, name: &str) -> Vec<&Event> {
        let number: Option<u32> = name.trim_start_matches('#').parse().ok();
        let numbered = number.and_then(|n| self.events.get((n as usize).checked_sub(1)?));
        match numbered {
            Some(event) => vec![event],
            None => self
                .events
                .iter()
                .filter(|event| event.id.ends_with(name))
                .collect(),
        }
    }

    /// All action items in the order they were recorded, those taken back too.
    pub fn all_action_items(&self) -> &[ActionItem] {
        &self.action_items
    }

    /// Action items in the order they were recorded; those taken back are left out.
    pub fn action_items(&self) -> impl Iterator<Item = (&ActionItem, &ActionItemBody)> {
        self.action_items
            .iter()
            .filter_map(|item| Some((item, item.body()?)))
    }

    /// The stamp of the newest record applied: whatever comes before it came late.
    pub fn last_stamp(&self) -> Option<&Stamp> {
        self.last.as_ref()
    }

    fn name(&mut self, name: &str) -> Arc<str> {
        match self.names.get(name) {
            Some(known) => Arc::clone(known),
            None => {
                let name: Arc<str> = Arc::from(name);
                self.names.insert(Arc::clone(&name));
                name
            }
        }
    }
}

#[cfg(test)]
mod tests;
