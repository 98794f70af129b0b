//! Reads values separated by commas.

use super::document::Bundle;
use super::options::ImportOptions;
use super::outcome::{Import, ImportError};

/// True if the bundle is in this format, to judge by its content.
pub(super) fn csv_recognises(bundle: &Bundle) -> bool {
    let _ = bundle;
    false
}

/// Reads it.
pub(super) fn csv_read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    let _ = (bundle, options);
    Ok(Import::default())
}

/// True if the bundle is in this format, to judge by its content.
pub(super) fn tsv_recognises(bundle: &Bundle) -> bool {
    let _ = bundle;
    false
}

/// Reads it.
pub(super) fn tsv_read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    let _ = (bundle, options);
    Ok(Import::default())
}
