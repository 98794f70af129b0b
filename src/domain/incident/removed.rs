//! Records whose words were removed: each still does what it did, without saying more.

use super::apply::{TimelineEffect, reorders};
use super::{Correction, Incident, Provenance, Silence, Spot, Version};
use crate::domain::id::RecordId;
use crate::domain::record::{ActionItemBody, EvidenceRef, FieldChange, Opening, Removed};

impl Incident {
    /// True if the words of this record were removed for good.
    pub fn is_removed(&self, record: RecordId) -> bool {
        self.removed.contains_key(&record)
    }

    /// The evidence of a removed record of which the file is still to be removed.
    pub fn unremoved_evidence(&self, record: RecordId) -> &[EvidenceRef] {
        self.removed.get(&record).map_or(&[], Vec::as_slice)
    }

    /// The record that began the incident, and who wrote it; `None` while it is missing.
    pub fn opened_by(&self) -> Option<(RecordId, &Provenance)> {
        self.opened.as_ref().map(|(id, by)| (*id, by))
    }

    /// Takes what is left of a record; `text` stands where its words stood.
    pub(super) fn take_removed(
        &mut self,
        version: Version<()>,
        was: Removed,
        text: String,
    ) -> (Spot, TimelineEffect) {
        let id = version.id;
        self.removed.insert(id, was.evidence().to_vec());
        let replacing = |replaces| Version {
            replaces,
            ..version.clone()
        };
        match was {
            Removed::Event(left) => {
                let body = left.unwrap_or_default().reading(text);
                (
                    self.add_removed(id, version.provenance, body),
                    TimelineEffect::NewEvent,
                )
            }
            Removed::Correction { event, left } => match left {
                Some((replaces, left)) => {
                    let removed = Correction::Removed(left.reading(text));
                    self.correct(event, replacing(Some(replaces)).with(removed))
                }
                // The event itself says that something was removed, or reads as it did before.
                None => (Spot::Elsewhere, TimelineEffect::Nothing),
            },
            Removed::Strike { event, replaces } => {
                let struck = Correction::Struck { why: None };
                self.correct(event, replacing(Some(replaces)).with(struck))
            }
            Removed::Value { field, replaces } => {
                let left = if field.row().list {
                    FieldChange::Clear
                } else {
                    FieldChange::Value(text)
                };
                let cell = self.fields.entry(field).or_default();
                let place = cell.add(replacing(replaces).with(left));
                (Spot::Field(field, place), reorders(field))
            }
            Removed::Entry { .. } => (Spot::Elsewhere, TimelineEffect::Nothing),
            Removed::ActionItem { done } => {
                let left = without_words(text, done);
                (
                    self.add_item(id, version.provenance, left),
                    TimelineEffect::Nothing,
                )
            }
            Removed::ItemCorrection { item, replaces, done } => {
                let left = replacing(Some(replaces)).with(without_words(text, done));
                (self.amend_item(item, left), TimelineEffect::Nothing)
            }
            Removed::Opening { severity, zone, at } => {
                let opening = Opening {
                    title: text,
                    severity,
                    zone,
                    at,
                };
                (Spot::Elsewhere, self.add_opening(id, version.provenance, opening))
            }
            Removed::Silence { rule, events } => {
                let why = text;
                let place = self.silences.add(version.with(Silence { rule, events, why }));
                (Spot::Silence(place), TimelineEffect::Nothing)
            }
        }
    }
}

fn without_words(text: String, done: bool) -> ActionItemBody {
    ActionItemBody {
        text,
        done,
        ..ActionItemBody::default()
    }
}
