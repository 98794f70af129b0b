//! Finds the other incidents of a shelf that name the same as this one in what was affected.

use std::collections::BTreeSet;

use crate::domain::incident::Incident;
use crate::domain::record::FieldName;
use crate::draft::context::OtherIncidentTold;
use crate::journal::{IncidentPath, Shelf};

/// The writer by whose name the others are read: nobody's own segments are among them.
const READER: &str = "";

/// The others, in the order of the shelf. What cannot be read names nothing.
pub(super) fn others(shelf: &Shelf, path: &IncidentPath, incident: &Incident) -> Vec<OtherIncidentTold> {
    let own = names(incident);
    if own.is_empty() {
        return Vec::new();
    }
    let listed = shelf.list().map(|listing| listing.incidents).unwrap_or_default();
    let others = listed.iter().filter(|other| *other != path);
    others
        .filter_map(|other| {
            let other_incident = shelf.read(other, READER).ok()?.incident;
            let shared = other_incident.values(FieldName::Affected).into_iter();
            let shared = shared.filter(|name| own.contains(&name.to_lowercase()));
            let affected: Vec<String> = shared.map(str::to_owned).collect();
            (!affected.is_empty()).then(|| OtherIncidentTold {
                date: other.date().to_string(),
                title: other_incident.title().to_owned(),
                affected,
            })
        })
        .collect()
}

fn names(incident: &Incident) -> BTreeSet<String> {
    let names = incident.values(FieldName::Affected).into_iter();
    names.map(str::to_lowercase).collect()
}
