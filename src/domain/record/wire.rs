//! The exact form of a record on disk, without its checksum: one flat JSON object, envelope first.
//!
//! Journals outlive programs. What is written here is frozen: a field may be added, never renamed, retyped
//! or given another meaning; a change of meaning is a new [`VERSION`]. The tests pin every form.

mod line;
mod understood;
mod written;

use serde::Deserialize;

use super::stamped::Stamped;
use super::{Head, Op, Record};
use crate::domain::id::{IncidentId, RecordId};
use line::Line;
use understood::record_of;
use written::line_of;

/// The version of the format that this program writes.
pub const VERSION: u64 = 1;

/// The reason why a line is no record.
#[derive(Debug, thiserror::Error)]
#[error("not a record: {0}")]
pub struct DecodeError(#[from] serde_json::Error);

/// The envelope, which every version keeps: enough to give a newer version's record a row.
#[derive(Deserialize)]
struct Envelope {
    v: u64,
    id: RecordId,
    seq: u64,
    lc: u64,
    recorded_at: Stamped,
    by: String,
    op: String,
    /// Whatever a newer version may make of it: it costs nobody the row.
    batch: Option<serde_json::Value>,
    incident: Option<IncidentId>,
    writer: Option<String>,
}

/// The JSON object of a record, without checksum and newline.
pub fn encode(record: &Record) -> String {
    let line = line_of(record);
    // Strings, numbers and times only: there is no value here that JSON cannot write.
    serde_json::to_string(&line).expect("a record has only JSON's own types")
}

/// Reads one JSON object as a record. Where only the envelope can be understood, the record is
/// [`Op::Foreign`].
///
/// # Errors
/// When not even the envelope can be read.
pub fn decode(json: &[u8]) -> Result<Record, DecodeError> {
    if let Ok(line) = serde_json::from_slice::<Line<'_>>(json)
        && line.v == VERSION
        && let Some(record) = record_of(line)
    {
        return Ok(record);
    }
    let envelope: Envelope = serde_json::from_slice(json)?;
    Ok(Record {
        id: envelope.id,
        seq: envelope.seq,
        lc: envelope.lc,
        recorded_at: envelope.recorded_at.0,
        by: envelope.by,
        batch: envelope
            .batch
            .and_then(|batch| serde_json::from_value(batch).ok()),
        head: head(envelope.incident, envelope.writer),
        op: Op::Foreign {
            version: envelope.v,
            name: envelope.op,
        },
    })
}

fn head(incident: Option<IncidentId>, writer: Option<String>) -> Option<Head> {
    Some(Head {
        incident: incident?,
        writer: writer?,
    })
}

#[cfg(test)]
mod tests;
