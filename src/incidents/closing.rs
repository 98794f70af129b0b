//! Closing an incident and writing its draft: the same for every face.

pub mod apart;
mod draft_file;
mod drafting;
mod error;
pub mod inspection;
mod layout;
mod recurrence;
pub mod remarks;

use crate::domain::command::Command;
use crate::domain::id::RecordId;
use crate::domain::incident::{Incident, Outcome, Status};
use crate::domain::time::Moment;
use crate::incidents::scribe::Scribe;
use crate::journal::Shelf;
pub use draft_file::{
    Fresh, LARGEST_DRAFT, Written, is_current, newest_draft, write_beside, write_draft, write_over,
};
pub(super) use drafting::draft_of;
pub use drafting::{compose, lay_out, preview, render};
pub use error::{CloseError, DraftError};
pub use layout::{Layout, own_templates};

/// Closes the incident and writes its draft; `at` is when it was over, where that is said. That a draft can be
/// made at all is tried before.
///
/// # Errors
/// When it was not closed, or when it was and the draft could not be written: [`write_draft`] may then be tried
/// again.
pub fn close_and_draft(
    scribe: &Scribe,
    shelf: &Shelf,
    layout: &Layout,
    at: Option<Moment>,
) -> Result<Written, CloseError> {
    try_draft(shelf, scribe, layout)?;
    close(scribe, at)?;
    Ok(write_draft(shelf, scribe.path(), layout)?)
}

/// Tries whether there can be a draft of the incident as it was read last, before it is closed. That draft is thrown
/// away, so it cites nothing.
///
/// # Errors
/// Why there cannot.
pub fn try_draft(shelf: &Shelf, scribe: &Scribe, layout: &Layout) -> Result<(), CloseError> {
    let rendered = drafting::render_from_memory(shelf, scribe.path(), &scribe.incident(), layout);
    rendered.map(|_| ()).map_err(CloseError::NotReady)
}

/// Records that the incident is closed; `at` is when it was over, where that is said.
///
/// # Errors
/// When that was not recorded, or somebody reopened it at the same time.
pub fn close(scribe: &Scribe, at: Option<Moment>) -> Result<(), CloseError> {
    let receipt = scribe.record(Command::Close { at })?;
    look(&scribe.incident(), receipt.id)
}

/// Checks that a closing closed the incident.
fn look(incident: &Incident, closing: RecordId) -> Result<(), CloseError> {
    if incident.status() != Status::Open {
        return Ok(());
    }
    Err(CloseError::StillOpen(match incident.outcome(closing) {
        Outcome::Outdone(by) => Some(by.by.to_string()),
        Outcome::Holds | Outcome::Void | Outcome::Unread => None,
    }))
}

#[cfg(test)]
mod tests;
