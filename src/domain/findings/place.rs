//! The place where a finding is resolved: a reviewer goes there from it.

use crate::domain::id::RecordId;
use crate::domain::kind::Kind;
use crate::domain::record::FieldName;

/// The place where a finding is corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// An event that may want a correction.
    Event(RecordId),
    /// An event of this kind that is not recorded yet.
    NewEvent(Kind),
    /// A field.
    Field(FieldName),
    /// The action items.
    ActionItems,
    /// A status update.
    Update,
    /// The status of the incident.
    Status,
    /// The end of the incident.
    Closing,
}
