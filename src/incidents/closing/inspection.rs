//! Looks through what is attached to the events of an incident for what should not be there.

use std::collections::HashMap;

use crate::domain::id::RecordId;
use crate::domain::incident::{Event, Incident};
use crate::domain::outside::Exposed;
use crate::domain::record::EvidenceRef;
use crate::domain::secrets;
use crate::journal::{IncidentPath, Shelf, evidence};

/// The evidence attached to the events on the timeline: taken first, so that nobody waits for the incident while the
/// disk is read.
pub fn attached(incident: &Incident) -> Vec<(RecordId, EvidenceRef)> {
    let pieces = |event: &Event| {
        let id = event.id;
        let pieces = event.body().evidence.clone().into_iter();
        pieces.map(move |piece| (id, piece)).collect::<Vec<_>>()
    };
    incident.shown().flat_map(pieces).collect()
}

/// Reads these pieces and names those that seem to hold a secret. What cannot be read is passed over: the check of
/// the journal says so.
pub fn exposed<'a>(
    shelf: &Shelf,
    path: &IncidentPath,
    attached: &'a [(RecordId, EvidenceRef)],
) -> Vec<Exposed> {
    // A thousand events can name one piece: it is read once.
    let mut known: HashMap<(&str, u64), Option<String>> = HashMap::new();
    let look = |(event, piece): &'a (RecordId, EvidenceRef)| {
        let what = known
            .entry((&piece.sha256, piece.bytes))
            .or_insert_with(|| secret_in(shelf, path, piece))
            .clone();
        Some(Exposed {
            event: *event,
            what: what?,
        })
    };
    attached.iter().filter_map(look).collect()
}

fn secret_in(shelf: &Shelf, path: &IncidentPath, piece: &EvidenceRef) -> Option<String> {
    let bytes = evidence::read(&**shelf.storage(), path, piece).ok()?;
    secrets::kind(&String::from_utf8_lossy(&bytes))
}
