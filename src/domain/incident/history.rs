//! The history, record by record: every version of an event, and the subject of a record.

use super::cell::Version;
use super::{ActionItem, Correction, Event, Incident, Provenance, Silence, Spot, Status};
use crate::domain::counted::counted;
use crate::domain::id::RecordId;
use crate::domain::quoted::quoted;
use crate::domain::record::{ActionItemBody, EventBody, FieldChange, FieldName};

/// One record of an event's history.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HistoryStep<'a> {
    /// The record.
    pub id: RecordId,
    /// The writer, and the time.
    pub provenance: &'a Provenance,
    /// True if it was written down after the incident had been closed.
    pub after_close: bool,
    /// True if it was taken back later.
    pub undone: bool,
    /// The version or the withdrawal that it records.
    pub said: Said<'a>,
}

/// A record about an event. The line as typed stands in the body, where it differs from the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Said<'a> {
    /// It happened.
    First(&'a EventBody),
    /// It reads otherwise.
    Amended(&'a EventBody),
    /// It reads otherwise: what of that is left.
    Removed(&'a EventBody),
    /// It does not belong on the timeline; why, where that was said.
    Struck(Option<&'a str>),
}

/// The subject of a record.
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

impl<'a> Subject<'a> {
    /// The writer of the record, and the time.
    pub fn provenance(&self) -> &'a Provenance {
        match self {
            Subject::Event(event) => &event.provenance,
            Subject::Correction(_, version) => &version.provenance,
            Subject::Field(_, version) => &version.provenance,
            Subject::ActionItem(_, version) => &version.provenance,
            Subject::Status(version) => &version.provenance,
            Subject::Silence(version) => &version.provenance,
        }
    }

    /// True if the record was taken back.
    pub fn is_undone(&self) -> bool {
        match self {
            Subject::Event(event) => event.undone,
            Subject::Correction(_, version) => version.undone,
            Subject::Field(_, version) => version.undone,
            Subject::ActionItem(_, version) => version.undone,
            Subject::Status(version) => version.undone,
            Subject::Silence(version) => version.undone,
        }
    }

    /// Its subject, with its words: `event 6, 'users cannot log in'`, `the strike of event 6, '...'`,
    /// `impact '75%'`, `the closing`.
    pub fn named(&self) -> String {
        match self {
            Subject::Event(event) => event.named(),
            Subject::Correction(event, version) => match version.value {
                Correction::Amended(_) | Correction::Removed(_) => {
                    format!("the correction of {}", event.named())
                }
                Correction::Struck { .. } => format!("the strike of {}", event.named()),
            },
            Subject::Field(field, version) => format!("{} {}", field.wire(), given(&version.value)),
            Subject::ActionItem(item, version) => {
                let change = if version.id == item.id {
                    ""
                } else {
                    "the change of "
                };
                format!("{change}todo {}, {}", item.number, quoted(&version.value.text))
            }
            Subject::Status(version) => match version.value {
                Status::Closed { .. } => "the closing".to_owned(),
                Status::Open => "the reopening".to_owned(),
            },
            Subject::Silence(version) => format!("the silencing of {}", version.value.rule),
        }
    }
}

/// A record about a field.
fn given(change: &FieldChange) -> String {
    match change {
        FieldChange::Value(value) | FieldChange::Add(value) => quoted(value),
        FieldChange::Clear => "its clearing".to_owned(),
        FieldChange::Remove(entry) => format!("without {}", quoted(entry)),
        FieldChange::Amend { entry, to } => format!("{} in place of {}", quoted(to), quoted(entry)),
    }
}

impl Event {
    /// Its number and its words: `event 6, 'users cannot log in'`.
    pub fn named(&self) -> String {
        format!("event {}, {}", self.number, quoted(&self.body().text))
    }

    /// Every record about this event, oldest first, those taken back too.
    pub fn history(&self) -> impl Iterator<Item = HistoryStep<'_>> {
        let first = HistoryStep {
            id: self.id,
            provenance: &self.provenance,
            after_close: self.after_close,
            undone: self.undone,
            said: Said::First(&self.first),
        };
        let corrections = self.corrections.iter().flat_map(|cell| cell.all());
        std::iter::once(first).chain(corrections.map(|version| HistoryStep {
            id: version.id,
            provenance: &version.provenance,
            after_close: version.after_close,
            undone: version.undone,
            said: match &version.value {
                Correction::Amended(body) => Said::Amended(body),
                Correction::Removed(body) => Said::Removed(body),
                Correction::Struck { why } => Said::Struck(why.as_deref()),
            },
        }))
    }
}

impl Incident {
    /// The subjects of several records, in the order of their stamps: one by its words, of several how many there are
    /// and the words of the first, as in `7 events at once, 'users cannot log in' ...`.
    pub fn named(&self, records: &[RecordId]) -> String {
        let subjects: Vec<Subject<'_>> = records.iter().filter_map(|id| self.subject(*id)).collect();
        let words = |subject: &Subject<'_>| match subject {
            Subject::Event(event) => Some(quoted(&event.body().text)),
            Subject::ActionItem(_, version) => Some(quoted(&version.value.text)),
            Subject::Correction(..) | Subject::Field(..) | Subject::Status(_) | Subject::Silence(_) => None,
        };
        match &subjects[..] {
            [] => "a record".to_owned(),
            [only] => only.named(),
            several => {
                let first = several
                    .iter()
                    .find_map(words)
                    .unwrap_or_else(|| several[0].named());
                format!("{} at once, {first} ...", subjects_counted(several))
            }
        }
    }

    /// The subject of a record; `None` for one that nothing shows.
    pub fn subject(&self, id: RecordId) -> Option<Subject<'_>> {
        match self.spots.get(&id)? {
            Spot::Event(index) => self.events.get(*index as usize).map(Subject::Event),
            Spot::Correction { event, place } => {
                let event = self.events.get(*event as usize)?;
                let version = event.corrections.as_ref()?.find(*place)?;
                Some(Subject::Correction(event, version))
            }
            Spot::Field(field, place) => {
                let version = self.fields.get(field)?.find(*place)?;
                Some(Subject::Field(*field, version))
            }
            Spot::ActionItem { item, place } => {
                let item = self.action_items.get(*item as usize)?;
                Some(Subject::ActionItem(item, item.versions.find(*place)?))
            }
            Spot::Status(place) => self.status.find(*place).map(Subject::Status),
            Spot::Silence(place) => self.silences.find(*place).map(Subject::Silence),
            Spot::Waiting | Spot::Undo(_) | Spot::Redo(_) | Spot::Elsewhere => None,
        }
    }
}

/// `6 events and 1 todo`.
fn subjects_counted(subjects: &[Subject<'_>]) -> String {
    let of = |matches: fn(&Subject<'_>) -> bool| subjects.iter().filter(|subject| matches(subject)).count();
    let events = of(|subject| matches!(subject, Subject::Event(_)));
    let items = of(|subject| matches!(subject, Subject::ActionItem(..)));
    let counts = [
        (events, "event"),
        (items, "todo"),
        (subjects.len() - events - items, "other record"),
    ];
    let told = counts.into_iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = told.map(|(count, word)| counted(count, word)).collect();
    told.join(" and ")
}
