//! Where a finding is mended: what a reviewer goes to from it.

use crate::domain::id::RecordId;
use crate::domain::kind::Kind;
use crate::domain::record::FieldName;

/// The place where a finding is mended.
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
    /// Whether the incident is over.
    Status,
    /// When the incident was over.
    Closing,
}
