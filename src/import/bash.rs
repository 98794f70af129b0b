//! Reads the history of bash.

use super::document::Bundle;
use super::options::ImportOptions;
use super::outcome::{Import, ImportError};

/// True if the bundle is in this format, to judge by its content.
pub(super) fn recognises(bundle: &Bundle) -> bool {
    let _ = bundle;
    false
}

/// Reads it.
pub(super) fn read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    let _ = (bundle, options);
    Ok(Import::default())
}
