//! The page of an incident as a file: made from its journal, written where nobody's own file stands.

use std::path::Path;
use std::str;

use crate::domain::facts::Facts;
use crate::draft::drawing::{self, Form};
use crate::draft::{Draft, html};
use crate::incidents::citation;
use crate::incidents::closing::{DraftError, Layout, draft_of};
use crate::journal::{IncidentPath, JournalError, Shelf, replace_if};

/// The draft of an incident as its journal has it, and its page. Drawing and text are of the same records.
///
/// # Errors
/// When the journal cannot be read.
pub fn page(shelf: &Shelf, path: &IncidentPath, layout: &Layout) -> Result<(Draft, String), DraftError> {
    let (incident, citation) = citation::read(shelf, path)?;
    let draft = draft_of(shelf, path, &incident, citation, layout);
    let told = layout.told(&incident);
    let drawing = drawing::svg(&Facts::of(&told), layout.policy(), Form::Embedded);
    let page = html::page(&draft, drawing.as_deref())?;
    Ok((draft, page))
}

/// Writes a page to a file unless something stands there that is not an untouched page. Returns whether it did.
///
/// # Errors
/// When the file can be neither read nor written.
pub fn replace_untouched(shelf: &Shelf, target: &Path, page: &str) -> Result<bool, JournalError> {
    replace_if(&**shelf.storage(), target, page.as_bytes(), |old| match old {
        None => true,
        Some(old) => str::from_utf8(old).is_ok_and(html::is_untouched),
    })
}
