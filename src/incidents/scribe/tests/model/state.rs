//! The state of an incident, as far as it is compared: gone through deed by deed here, or read by the incident.

use std::collections::BTreeMap;

use super::book::{Deed, Entry, REMOVED};
use crate::domain::id::RecordId;
use crate::domain::incident::{Correction, Incident, Status};
use crate::domain::record::{FieldChange, FieldName, FieldRow};

/// An event as it must read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct EventState {
    pub(super) id: RecordId,
    /// `None`: its words are gone.
    pub(super) text: Option<String>,
    pub(super) evidence: Vec<String>,
    /// Its newest correction withdraws it.
    pub(super) struck: bool,
    /// It was taken back.
    pub(super) undone: bool,
}

/// An action item as it must read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ItemState {
    pub(super) id: RecordId,
    pub(super) text: String,
    pub(super) done: bool,
    /// Some version of it was not taken back.
    pub(super) stands: bool,
}

/// All that is compared.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct State {
    pub(super) title: Option<String>,
    pub(super) closed: bool,
    pub(super) fields: BTreeMap<FieldName, Vec<String>>,
    pub(super) events: Vec<EventState>,
    pub(super) items: Vec<ItemState>,
    pub(super) silences: Vec<String>,
}

impl EventState {
    /// True where it is withdrawn.
    pub(super) fn is_gone(&self) -> bool {
        self.undone || self.struck
    }
}

impl State {
    fn event(&mut self, id: RecordId) -> Option<&mut EventState> {
        self.events.iter_mut().find(|event| event.id == id)
    }

    /// Adds a deed to those that came before it.
    pub(super) fn take(&mut self, entry: &Entry, undone: bool) {
        let id = entry.id;
        match &entry.deed {
            Deed::Open(title) => drop(self.title.get_or_insert_with(|| title.clone())),
            Deed::Event { text, evidence } => self.events.push(EventState {
                id,
                text: Some(text.clone()),
                evidence: evidence.clone(),
                struck: false,
                undone,
            }),
            Deed::Redacted => self.events.push(EventState {
                id,
                text: None,
                evidence: Vec::new(),
                struck: false,
                undone,
            }),
            Deed::Item { text } => self.items.push(ItemState {
                id,
                text: text.clone(),
                done: false,
                stands: !undone,
            }),
            _ if undone => {}
            Deed::Amend {
                event,
                text,
                evidence,
            } => {
                if let Some(event) = self.event(*event) {
                    event.struck = false;
                    // What another writer says of it does not bring words back.
                    if event.text.is_some() {
                        (event.text, event.evidence) = (Some(text.clone()), evidence.clone());
                    }
                }
            }
            Deed::Strike { event, .. } => {
                if let Some(event) = self.event(*event) {
                    event.struck = true;
                }
            }
            Deed::Set(field, change) => self.set(*field, change),
            Deed::AmendItem { item, text, done } => {
                if let Some(item) = self.items.iter_mut().find(|known| known.id == *item) {
                    (item.text, item.done, item.stands) = (text.clone(), *done, true);
                }
            }
            Deed::Close => self.closed = true,
            Deed::Reopen => self.closed = false,
            Deed::Silence { why } => self.silences.push(why.clone()),
            Deed::Undo(_) | Deed::Redo(_) | Deed::Blank => {}
        }
    }

    fn set(&mut self, field: FieldName, change: &FieldChange) {
        let values = self.fields.entry(field).or_default();
        match change {
            FieldChange::Value(value) => *values = vec![value.clone()],
            FieldChange::Add(value) => values.push(value.clone()),
            FieldChange::Clear => values.clear(),
            FieldChange::Remove(gone) => values.retain(|value| value != gone),
            FieldChange::Amend { entry, to } => match values.iter().position(|value| value == entry) {
                Some(at) => values[at].clone_from(to),
                None => values.push(to.clone()),
            },
        }
        self.fields.retain(|_, values| !values.is_empty());
    }
}

impl From<&Incident> for State {
    fn from(incident: &Incident) -> Self {
        let events = incident.events().iter().map(|event| EventState {
            id: event.id,
            text: (!event.redacted).then(|| event.body().text.clone()),
            evidence: event
                .body()
                .evidence
                .iter()
                .map(|piece| piece.sha256.clone())
                .collect(),
            struck: matches!(
                event.corrections().last().map(|version| &version.value),
                Some(Correction::Struck { .. })
            ),
            undone: event.history().any(|step| step.id == event.id && step.undone),
        });
        let items = incident.action_items().map(|(item, body)| ItemState {
            id: item.id,
            text: body.text.clone(),
            done: body.done,
            stands: true,
        });
        let values = |row: &FieldRow| -> Vec<String> {
            let values = match row.list {
                true => incident.values(row.name),
                false => incident.value(row.name).into_iter().collect(),
            };
            values.into_iter().map(str::to_owned).collect()
        };
        let fields = FieldName::ROWS.iter().map(|row| (row.name, values(row)));
        State {
            title: incident.opened_at().map(|_| incident.title().to_owned()),
            closed: incident.status() != Status::Open,
            fields: fields.filter(|(_, values)| !values.is_empty()).collect(),
            events: events.collect(),
            items: items.collect(),
            silences: incident
                .silences()
                .map(|silence| match &silence.value.why {
                    why if why.starts_with("[removed by ") => REMOVED.to_owned(),
                    why => why.clone(),
                })
                .collect(),
        }
    }
}
