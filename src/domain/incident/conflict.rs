//! Two writers who corrected the same thing without seeing each other's: both values are kept, and told.

use std::collections::HashMap;

use super::cell::{Cell, Version};
use super::{ActionItem, Correction, Event, Incident, Provenance, Status};
use crate::domain::id::RecordId;
use crate::domain::record::{ActionItemBody, EventBody, FieldChange, FieldName};
use crate::domain::time::Moment;

/// Something that was given several values at about the same time.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict<'a> {
    /// Its subject.
    pub about: Contested<'a>,
    /// The values, two or more; the last one counts.
    pub sides: Vec<ConflictSide<'a>>,
}

/// The subject of a conflict.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Contested<'a> {
    /// An event's wording, time, kind, or whether it stands at all.
    Event(&'a Event),
    /// A field.
    Field(FieldName),
    /// An action item.
    ActionItem(&'a ActionItem),
    /// The status of the incident.
    Status,
}

/// One value of several, and who gave it.
#[derive(Clone, Debug, PartialEq)]
pub struct ConflictSide<'a> {
    /// The record that gave it.
    pub id: RecordId,
    /// The value in words, as it was written.
    pub value: String,
    /// The giver, and the time.
    pub provenance: &'a Provenance,
}

impl Conflict<'_> {
    /// The values and who gave them: `'80%' by bo and '75%' by ana`.
    pub fn told_sides(&self) -> String {
        let sides = self.sides.iter();
        let sides: Vec<String> = sides
            .map(|side| format!("{} by {}", side.value, side.provenance.by))
            .collect();
        sides.join(" and ")
    }

    /// Its subject and the way to settle it, for where its subject is in sight.
    pub fn in_words(&self) -> String {
        let sides = self.told_sides();
        format!("Written at the same time: {sides}. The last counts; write it once more to settle it.")
    }
}

impl Incident {
    /// Everything that still has several values: events in the order of recording, then fields, action items and
    /// the status. Setting the value anew settles a conflict, and so does an undo of either side.
    pub fn conflicts(&self) -> Vec<Conflict<'_>> {
        let events = self.events.iter().filter_map(|event| {
            let cell = event.corrections.as_ref().filter(|_| !event.undone)?;
            of_cell(Contested::Event(event), cell, correction)
        });
        let fields = self.fields.iter().filter_map(|(field, cell)| {
            let about = Contested::Field(*field);
            of_cell(about, cell, change).filter(|_| !about_several_entries(cell))
        });
        let items = self
            .action_items
            .iter()
            .filter_map(|item| of_cell(Contested::ActionItem(item), &item.versions, item_in_words));
        let status = of_cell(Contested::Status, &self.status, |status: &Status| {
            status.word().to_owned()
        });
        events.chain(fields).chain(items).chain(status).collect()
    }
}

/// `None` where all agree, or where one writer gave every value.
fn of_cell<'a, T>(about: Contested<'a>, cell: &'a Cell<T>, words: fn(&T) -> String) -> Option<Conflict<'a>> {
    let heads = cell.heads();
    let first = heads.first()?;
    let differ = |version: &&Version<T>| {
        version.provenance.stamp.writer != first.provenance.stamp.writer
            && words(&version.value) != words(&first.value)
    };
    if !heads.iter().any(differ) {
        return None;
    }
    let sides = heads.into_iter().map(|version| ConflictSide {
        id: version.id,
        value: words(&version.value),
        provenance: &version.provenance,
    });
    Some(Conflict {
        about,
        sides: sides.collect(),
    })
}

/// Changes of several people to entries of a list all hold, unless it was to the same entry.
fn about_several_entries(cell: &Cell<FieldChange>) -> bool {
    let mut first: HashMap<&str, &FieldChange> = HashMap::new();
    // What is the same as the first that was done to an entry agrees with all of them.
    cell.heads().into_iter().all(|version| {
        let entry = version.value.entry();
        entry.is_some_and(|entry| *first.entry(entry).or_insert(&version.value) == &version.value)
    })
}

fn correction(correction: &Correction) -> String {
    match correction {
        Correction::Amended(body) | Correction::Removed(body) => event_in_words(body),
        Correction::Struck { .. } => "struck".to_owned(),
    }
}

fn event_in_words(body: &EventBody) -> String {
    let timing = &body.timing;
    let clock = |at: &Moment| timing.precision.clock(at.wall());
    let at = timing.at.map_or("time not recorded".to_owned(), |at| {
        let (day, about) = (at.wall().format("%Y-%m-%d"), timing.about());
        format!("{day} {about}{}", clock(&at).unwrap_or_default())
            .trim_end()
            .to_owned()
    });
    let until = timing.until.and_then(|until| clock(&until));
    let until = until.map_or(String::new(), |until| format!(" until {until}"));
    format!("{} {at}{until}, '{}'", body.kind.wire(), body.text)
}

fn change(change: &FieldChange) -> String {
    match change {
        FieldChange::Value(value) => format!("'{value}'"),
        FieldChange::Add(entry) => format!("'{entry}' added"),
        FieldChange::Clear => "cleared".to_owned(),
        FieldChange::Remove(entry) => format!("'{entry}' removed"),
        FieldChange::Amend { entry, to } => format!("'{entry}' made '{to}'"),
    }
}

fn item_in_words(body: &ActionItemBody) -> String {
    let mut words = format!("'{}'", body.text);
    let owner = body.owner.as_ref().map(|owner| format!(", owner {owner}"));
    let due = body.due.map(|due| format!(", due {due}"));
    let purpose = body.purpose.map(|purpose| format!(", {}", purpose.word()));
    let priority = body
        .priority
        .as_ref()
        .map(|priority| format!(", priority {priority}"));
    let done = body.done.then(|| ", done".to_owned());
    words.extend([owner, due, purpose, priority, done].into_iter().flatten());
    words
}
