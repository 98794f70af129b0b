//! The fields of an incident: what stands in them now, and what did before.

use std::collections::{BTreeSet, HashMap};

use super::Incident;
use super::cell::{Cell, Version};
use crate::domain::record::{FieldChange, FieldName, Severity};
use crate::domain::time::Zone;

impl Incident {
    /// The title, in the words of those who were there. The slug while its first record is missing.
    pub fn title(&self) -> &str {
        self.since_opening(FieldName::Title)
            .and_then(|version| version.value.given())
            .or(self.opening.as_ref().map(|opening| opening.title.as_str()))
            .unwrap_or(&self.slug)
    }

    /// The severity; `None`: not recorded.
    pub fn severity(&self) -> Option<Severity> {
        match self.since_opening(FieldName::Severity) {
            Some(version) => match &version.value {
                FieldChange::Value(level) => Severity::parse(level),
                FieldChange::Add(_)
                | FieldChange::Clear
                | FieldChange::Remove(_)
                | FieldChange::Amend { .. } => None,
            },
            None => self.opening_severity(),
        }
    }

    /// The title that it was opened with.
    pub fn opening_title(&self) -> Option<&str> {
        self.opening.as_ref().map(|opening| opening.title.as_str())
    }

    /// The severity that was given when it was opened.
    pub fn opening_severity(&self) -> Option<Severity> {
        self.opening.as_ref().and_then(|opening| opening.severity)
    }

    /// The zone its times are shown in; unknown while its first record is missing.
    pub fn zone(&self) -> Zone {
        self.since_opening(FieldName::Zone)
            .and_then(|version| version.value.given())
            .and_then(|name| Zone::known(name, Zone::Utc))
            .or(self.opening.as_ref().map(|opening| opening.zone))
            .unwrap_or(Zone::Unknown)
    }

    /// The text of a field that holds one value; `None`: not recorded.
    pub fn value(&self, field: FieldName) -> Option<&str> {
        self.fields.get(&field)?.current()?.value.given()
    }

    /// The entries of a field that is a list, in the order they were added.
    pub fn values(&self, field: FieldName) -> Vec<&str> {
        let Some(cell) = self.fields.get(&field) else {
            return Vec::new();
        };
        let mut entries = Entries::default();
        for version in cell.in_order() {
            match &version.value {
                FieldChange::Value(entry) => {
                    entries = Entries::default();
                    entries.push(entry);
                }
                FieldChange::Add(entry) => entries.push(entry),
                FieldChange::Clear => entries = Entries::default(),
                FieldChange::Remove(gone) => entries.remove(gone),
                FieldChange::Amend { entry, to } => entries.amend(entry, to),
            }
        }
        entries.list.into_iter().flatten().collect()
    }

    /// Every change of a field that was not taken back.
    pub fn field_history(&self, field: FieldName) -> impl Iterator<Item = &Version<FieldChange>> {
        self.fields.get(&field).into_iter().flat_map(Cell::in_order)
    }

    /// Every change of a field that was ever recorded, those taken back too.
    pub fn whole_field_history(&self, field: FieldName) -> impl Iterator<Item = &Version<FieldChange>> {
        self.fields.get(&field).into_iter().flat_map(Cell::all)
    }

    /// The contents of a field now: its one value or the entries of the list, and what was said of it when the
    /// incident was opened. Empty: not recorded.
    pub fn field(&self, field: FieldName) -> Vec<String> {
        let one = |value: Option<String>| value.into_iter().collect();
        match field {
            FieldName::Title => one(Some(self.title().to_owned())),
            FieldName::Severity => one(self.severity().map(|level| level.to_string())),
            FieldName::Zone => one(Some(self.zone().to_string())),
            FieldName::Summary
            | FieldName::Impact
            | FieldName::Trigger
            | FieldName::Cause
            | FieldName::Resolution
            | FieldName::Commander
            | FieldName::Lessons
            | FieldName::Affected
            | FieldName::Factors
            | FieldName::Roles
            | FieldName::WentWell
            | FieldName::WentWrong
            | FieldName::Lucky
            | FieldName::Links
            | FieldName::PublicImpact
            | FieldName::PublicCause => self.values(field).into_iter().map(str::to_owned).collect(),
        }
    }
}

/// The entries of a list in the making, each of which is found without a walk.
#[derive(Default)]
struct Entries<'a> {
    /// In their order; `None`: taken out.
    list: Vec<Option<&'a str>>,
    /// By entry: where it stands.
    places: HashMap<&'a str, BTreeSet<usize>>,
}

impl<'a> Entries<'a> {
    fn push(&mut self, entry: &'a str) {
        self.places.entry(entry).or_default().insert(self.list.len());
        self.list.push(Some(entry));
    }

    /// Takes it out wherever it stands.
    fn remove(&mut self, gone: &str) {
        for place in self.places.remove(gone).unwrap_or_default() {
            self.list[place] = None;
        }
    }

    /// Puts other words in its first place.
    fn amend(&mut self, entry: &str, to: &'a str) {
        match self.places.get_mut(entry).and_then(BTreeSet::pop_first) {
            Some(place) => {
                self.list[place] = Some(to);
                self.places.entry(to).or_default().insert(place);
            }
            // Somebody else took it out at the same time: the newer words are not lost with it.
            None => self.push(to),
        }
    }
}
