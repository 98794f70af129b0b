//! What became of things, record by record: every version of an event, and what a record was about.

use super::cell::Version;
use super::{ActionItem, Correction, Event, Incident, Provenance, Silence, Spot, Status};
use crate::domain::id::RecordId;
use crate::domain::record::{ActionItemBody, EventBody, FieldChange, FieldName};

/// One record of an event's history.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step<'a> {
    /// The record.
    pub id: RecordId,
    /// Who wrote it, and when.
    pub provenance: &'a Provenance,
    /// Whether it was written down after the incident had been closed.
    pub after_close: bool,
    /// Whether it was taken back later.
    pub undone: bool,
    /// What it says.
    pub said: Said<'a>,
}

/// What a record says of an event. The line as typed stands in the body, where it differs from the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Said<'a> {
    /// It happened.
    First(&'a EventBody),
    /// It reads otherwise.
    Amended(&'a EventBody),
    /// It does not belong on the timeline; why, where that was said.
    Struck(Option<&'a str>),
}

/// What a record is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Subject<'a> {
    /// It made this event.
    Event(&'a Event),
    /// It corrected or struck this event.
    Correction(&'a Event, &'a Version<Correction>),
    /// It changed this field.
    Field(FieldName, &'a Version<FieldChange>),
    /// It made or changed this action item.
    ActionItem(&'a ActionItem, &'a Version<ActionItemBody>),
    /// It closed or reopened the incident.
    Status(&'a Version<Status>),
    /// It silenced a finding.
    Silence(&'a Version<Silence>),
}

impl Subject<'_> {
    /// What it is about in a few words: `event 6`, `the strike of event 6`, `impact`, `the closing`.
    pub fn named(&self) -> String {
        match self {
            Subject::Event(event) => format!("event {}", event.number),
            Subject::Correction(event, version) => match version.value {
                Correction::Amended(_) => format!("the correction of event {}", event.number),
                Correction::Struck { .. } => format!("the strike of event {}", event.number),
            },
            Subject::Field(field, _) => field.wire().to_owned(),
            Subject::ActionItem(item, _) => match item.body() {
                None => format!("todo {}", item.number),
                Some(_) => format!("the change of todo {}", item.number),
            },
            Subject::Status(version) => match version.value {
                Status::Closed { .. } => "the closing".to_owned(),
                Status::Open => "the reopening".to_owned(),
            },
            Subject::Silence(version) => format!("the silencing of {}", version.value.rule),
        }
    }
}

impl Event {
    /// Every record about this event, oldest first, those taken back too.
    pub fn history(&self) -> impl Iterator<Item = Step<'_>> {
        let first = Step {
            id: self.id,
            provenance: &self.provenance,
            after_close: self.after_close,
            undone: self.undone,
            said: Said::First(&self.first),
        };
        let corrections = self.corrections.iter().flat_map(|cell| cell.all());
        std::iter::once(first).chain(corrections.map(|version| Step {
            id: version.id,
            provenance: &version.provenance,
            after_close: version.after_close,
            undone: version.undone,
            said: match &version.value {
                Correction::Amended(body) => Said::Amended(body),
                Correction::Struck { why } => Said::Struck(why.as_deref()),
            },
        }))
    }
}

impl Incident {
    /// What a record is about; `None` for one that nothing shows.
    pub fn subject(&self, id: RecordId) -> Option<Subject<'_>> {
        match self.spots.get(&id)? {
            Spot::Event(index) => self.events.get(*index as usize).map(Subject::Event),
            Spot::Correction(index) => {
                let event = self.events.get(*index as usize)?;
                let version = find(event.corrections.as_ref()?.all(), id)?;
                Some(Subject::Correction(event, version))
            }
            Spot::Field(field) => {
                let version = find(self.fields.get(field)?.all(), id)?;
                Some(Subject::Field(*field, version))
            }
            Spot::ActionItem(index) => {
                let item = self.action_items.get(*index as usize)?;
                Some(Subject::ActionItem(item, find(item.versions.all(), id)?))
            }
            Spot::Status => find(self.status.all(), id).map(Subject::Status),
            Spot::Silence => find(self.silences.all(), id).map(Subject::Silence),
            Spot::Undo(_) | Spot::Elsewhere => None,
        }
    }

    /// The record that this one, an undo, took back.
    pub fn taken_back_by(&self, undo: RecordId) -> Option<RecordId> {
        match self.spots.get(&undo)? {
            Spot::Undo(record) => Some(*record),
            Spot::Event(_)
            | Spot::Correction(_)
            | Spot::Field(_)
            | Spot::ActionItem(_)
            | Spot::Status
            | Spot::Silence
            | Spot::Elsewhere => None,
        }
    }

    /// The writer's newest record that could be taken back and was not. Undos are passed over.
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
        all.chain(silences)
            .filter(|(provenance, _)| &*provenance.stamp.writer == writer)
            .max_by_key(|(provenance, id)| (provenance.stamp.lc, *id))
            .map(|(_, id)| id)
    }
}

fn of<T>(version: &Version<T>) -> (&Provenance, RecordId) {
    (&version.provenance, version.id)
}

fn find<T>(versions: &[Version<T>], id: RecordId) -> Option<&Version<T>> {
    versions.iter().find(|version| version.id == id)
}
