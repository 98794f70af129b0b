//! The check of every journal: counts what is there, names all that is wrong, changes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;

use super::error::JournalError;
use super::evidence::{self, EvidenceError};
use super::shelf::{IncidentPath, Shelf};
use super::storage::Storage;
use crate::domain::id::RecordId;
use crate::domain::incident::{Correction, Incident};
use crate::domain::record::EvidenceRef;
use crate::journal::quarantine;
use crate::journal::read::damage::Damage;

/// The findings of a check. Files are named from the shelf on: `<incident>/journal/<file>`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// The number of incidents read.
    pub incidents: usize,
    /// The number of their segments.
    pub files: usize,
    /// The number of their records, each counted once.
    pub records: usize,
    /// Everything that is wrong.
    pub damage: Vec<Damage>,
    /// Everything that is odd and lost nothing.
    pub notes: Vec<Damage>,
}

/// Reads every journal on the shelf, or that of this incident `only`.
///
/// # Errors
/// When the shelf cannot be listed. A journal that cannot be read is damage.
pub fn verify(shelf: &Shelf, writer: &str, only: Option<&IncidentPath>) -> Result<Verified, JournalError> {
    let mut listing = shelf.list()?;
    if let Some(only) = only {
        listing.incidents.retain(|path| path == only);
        listing.odd.clear();
    }
    let mut verified = Verified {
        notes: listing.odd,
        ..Verified::default()
    };
    for path in &listing.incidents {
        verified.incidents += 1;
        match shelf.read(path, writer) {
            Ok(reading) => {
                verified.files += reading.files;
                verified.records += reading.records;
                let storage = &**shelf.storage();
                verified
                    .damage
                    .extend(evidence_damage(storage, path, &reading.incident));
                verified.damage.extend(placed(path, reading.damage));
                verified.notes.extend(placed(path, reading.notes));
                verified.notes.extend(evidence_notes(storage, path));
                verified.notes.extend(leftovers(storage, path, &reading.incident));
            }
            Err(error) => verified.damage.push(Damage {
                file: path.name().to_owned(),
                line: 0,
                what: error.to_string(),
                record: None,
            }),
        }
    }
    Ok(verified)
}

/// The damage to evidence that the journal names, struck events and former versions included.
fn evidence_damage(storage: &dyn Storage, path: &IncidentPath, incident: &Incident) -> Vec<Damage> {
    let named = named_evidence(incident);
    let damage = named.into_values().filter_map(|(record, piece)| {
        let what = match evidence::read(storage, path, piece) {
            Ok(_) => return None,
            Err(EvidenceError::Missing(_)) => "this evidence is missing".to_owned(),
            Err(EvidenceError::Changed(_)) => {
                "this evidence holds other bytes than those recorded".to_owned()
            }
            Err(error @ EvidenceError::Unnamed(_)) => error.to_string(),
            Err(EvidenceError::Journal(error)) => error.to_string(),
        };
        Some(Damage {
            file: format!("{}/evidence/{}", path.name(), piece.sha256),
            line: 0,
            what,
            record: Some(record),
        })
    });
    damage.collect()
}

/// The folders of evidence that nothing is added to any more.
fn evidence_notes(storage: &dyn Storage, path: &IncidentPath) -> Vec<Damage> {
    let names = storage.list(path.folder()).unwrap_or_default();
    let marked = names
        .iter()
        .filter_map(|name| name.to_str()?.strip_suffix(quarantine::MARK));
    let failed = marked
        .filter(|name| name.starts_with("evidence"))
        .map(|name| Damage {
            file: format!("{}/{name}", path.name()),
            line: 0,
            what: quarantine::FAILED_ONCE.to_owned(),
            record: None,
        });
    failed.collect()
}

/// Files of evidence that no record names: a process that was killed while attaching or redacting leaves them.
fn leftovers(storage: &dyn Storage, path: &IncidentPath, incident: &Incident) -> Vec<Damage> {
    let named: BTreeSet<&str> = named_evidence(incident)
        .into_keys()
        .map(|(sha256, _)| sha256)
        .collect();
    let is_left = |name: &OsString| {
        let name = name.to_str().unwrap_or_default();
        let bare = name.strip_prefix('.').unwrap_or(name);
        let is_ours = bare.len() >= 64 && bare.bytes().take(64).all(|b| b.is_ascii_hexdigit());
        is_ours && !named.contains(name)
    };
    let mut left = Vec::new();
    for folder in evidence::folders(storage, path) {
        let short = folder.strip_prefix(path.folder()).unwrap_or(&folder).display();
        let names = storage.list(&folder).unwrap_or_default().into_iter();
        left.extend(names.filter(is_left).map(|name| Damage {
            file: format!("{}/{short}/{}", path.name(), name.display()),
            line: 0,
            what: "no record that can be read names this file".to_owned(),
            record: None,
        }));
    }
    left
}

/// Each piece once, with the event that names it first. What is said of its length counts too.
fn named_evidence(incident: &Incident) -> BTreeMap<(&str, u64), (RecordId, &EvidenceRef)> {
    let mut named = BTreeMap::new();
    for event in incident.events() {
        let corrected = event.corrections().filter_map(|version| match &version.value {
            Correction::Amended(body) => Some(body),
            Correction::Removed(_) | Correction::Struck { .. } => None,
        });
        for piece in std::iter::once(event.first())
            .chain(corrected)
            .flat_map(|body| &body.evidence)
        {
            named
                .entry((&*piece.sha256, piece.bytes))
                .or_insert((event.id, piece));
        }
    }
    named
}

fn placed(path: &IncidentPath, damage: Vec<Damage>) -> impl Iterator<Item = Damage> {
    damage.into_iter().map(|damage| Damage {
        file: match damage.file.as_str() {
            "" => path.name().to_owned(),
            file => format!("{}/journal/{file}", path.name()),
        },
        ..damage
    })
}
