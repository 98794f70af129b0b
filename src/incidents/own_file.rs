//! Exported texts that have no sign of their own: written where nothing stands, JSON also over JSON of the same kind.

use std::path::Path;

use crate::draft::json;
use crate::journal::{JournalError, Shelf, replace_if};

/// Writes what templates see to a file unless something stands there that is no such JSON. Returns whether it did.
///
/// # Errors
/// When the file can be neither read nor written.
pub fn replace_context(shelf: &Shelf, target: &Path, text: &str) -> Result<bool, JournalError> {
    replace_if(&**shelf.storage(), target, text.as_bytes(), |old| {
        old.is_none_or(json::is_context)
    })
}

/// Writes a text to a file unless another one stands there: nobody could tell whose it is. Returns whether it did.
///
/// # Errors
/// When the file can be neither read nor written.
pub fn write_new(shelf: &Shelf, target: &Path, text: &str) -> Result<bool, JournalError> {
    replace_if(&**shelf.storage(), target, text.as_bytes(), |old| {
        old.is_none_or(|old| old == text.as_bytes())
    })
}
