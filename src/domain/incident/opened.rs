//! The opening of an incident, of all records that claim to be it: one counts, the others change nothing.

use super::apply::TimelineEffect;
use super::{Incident, Provenance, Version};
use crate::domain::id::RecordId;
use crate::domain::record::{FieldChange, FieldName, Opening};

/// A record that claims to open the incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The record.
    pub id: RecordId,
    /// The writer, and the time.
    pub provenance: Provenance,
    /// The opening itself.
    pub opening: Opening,
}

impl Incident {
    /// Says which record opens the incident, of several that claim to. While nobody says, or it has not come, the first
    /// in the order of the stamps does.
    pub fn open_with(&mut self, record: Option<RecordId>) {
        if self.preferred != record {
            self.preferred = record;
            self.choose_opening();
            self.settle();
        }
    }

    /// The version of a field that counts over what was said of it at the opening: it comes later, or replaces another.
    pub(super) fn since_opening(&self, field: FieldName) -> Option<&Version<FieldChange>> {
        let cell = self.fields.get(&field)?;
        let version = cell.current()?;
        let opened = self.opened.as_ref().map(|(_, by)| by.stamp.lc);
        let is_later = opened.is_none_or(|opened| opened <= version.provenance.stamp.lc);
        let replaces = || version.replaces.is_some_and(|replaced| cell.has(replaced));
        (is_later || replaces()).then_some(version)
    }

    /// The record that was said to open the incident.
    pub fn opening_record(&self) -> Option<RecordId> {
        self.preferred
    }

    pub(super) fn add_opening(
        &mut self,
        id: RecordId,
        provenance: Provenance,
        opening: Opening,
    ) -> TimelineEffect {
        self.openings.push(Opened {
            id,
            provenance,
            opening,
        });
        if self.openings.len() > 1 && self.preferred != Some(id) {
            return TimelineEffect::Nothing;
        }
        self.choose_opening();
        TimelineEffect::Reorder
    }

    fn choose_opening(&mut self) {
        let said = self.chosen_opening();
        let said = said.map(|opened| {
            let by = (opened.id, opened.provenance.clone());
            (opened.opening.clone(), by)
        });
        (self.opening, self.opened) = said.unzip();
    }

    fn chosen_opening(&self) -> Option<&Opened> {
        let preferred = |opened: &&Opened| Some(opened.id) == self.preferred;
        self.openings.iter().find(preferred).or(self.openings.first())
    }

    /// The records that claim to open it and do not count, in the order of their stamps.
    pub fn second_openings(&self) -> impl Iterator<Item = &Opened> {
        let first = self.chosen_opening().map(|opened| opened.id);
        self.openings
            .iter()
            .filter(move |opened| Some(opened.id) != first)
    }
}
