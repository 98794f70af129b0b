//! The values that the fields of an incident have, against those of an import.

use std::collections::{HashMap, HashSet};

use super::{Standing, are_same, recorded_if};
use crate::domain::incident::Incident;
use crate::domain::record::{FieldChange, FieldName, Severity};
use crate::domain::time::Zone;

/// The fields that have a value, and each of their entries.
#[derive(Debug, Default)]
pub(super) struct Fields(HashMap<FieldName, HashSet<String>>);

impl Fields {
    /// The fields of this incident.
    pub(super) fn of(incident: &Incident) -> Self {
        let mut fields = Fields::default();
        for row in FieldName::ROWS {
            let values = incident.field(row.name);
            if !values.is_empty() {
                fields.0.insert(row.name, values.into_iter().collect());
            }
        }
        fields
    }

    /// The standing of a value. A field of one value that has one is somebody's: an import replaces it only when it is
    /// asked to. Of two files in one import the first has its say.
    pub(super) fn take(&mut self, field: FieldName, change: &FieldChange) -> Standing {
        let Some(value) = change.given() else {
            return Standing::Recorded;
        };
        let values = self.0.entry(field).or_default();
        if let Some(own) = values.iter().next().filter(|_| !field.row().list) {
            return match is_same(field, own, value) {
                true => Standing::Recorded,
                false => Standing::Differs(own.clone()),
            };
        }
        recorded_if(!values.insert(value.to_owned()))
    }
}

/// True if two texts say the same of a field of one value.
fn is_same(field: FieldName, own: &str, value: &str) -> bool {
    if are_same(own.trim(), value.trim()) {
        return true;
    }
    let read = |text| match field {
        FieldName::Severity => Severity::parse(text).map(|level| level.to_string()),
        FieldName::Zone => Zone::known(text, Zone::Utc).map(|zone| zone.to_string()),
        FieldName::Title
        | FieldName::Summary
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
        | FieldName::PublicCause => None,
    };
    read(own).is_some_and(|own| read(value) == Some(own))
}
