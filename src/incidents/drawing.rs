//! The drawing of an incident as a file: made from its journal, written where nobody's own file stands.

use std::path::Path;
use std::str;

use crate::domain::facts::Facts;
use crate::draft::drawing::{self, Form};
use crate::incidents::citation;
use crate::incidents::closing::Layout;
use crate::journal::{IncidentPath, JournalError, Shelf, replace_if};

/// The drawing of an incident as its journal has it, its people told as the layout tells them; `None` where no entry has a time.
///
/// # Errors
/// When the journal cannot be read.
pub fn draw(shelf: &Shelf, path: &IncidentPath, layout: &Layout) -> Result<Option<String>, JournalError> {
    let (incident, _) = citation::read(shelf, path)?;
    let told = layout.told(&incident);
    Ok(drawing::svg(&Facts::of(&told), layout.policy(), Form::Alone))
}

/// Writes a drawing to a file unless something stands there that is not an untouched drawing. Returns whether it did.
///
/// # Errors
/// When the file can be neither read nor written.
pub fn replace_untouched(shelf: &Shelf, target: &Path, svg: &str) -> Result<bool, JournalError> {
    replace_if(&**shelf.storage(), target, svg.as_bytes(), |old| match old {
        None => true,
        Some(old) => str::from_utf8(old).is_ok_and(drawing::is_untouched),
    })
}
