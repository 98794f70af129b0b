//! The context as JSON: what `export --format json` prints. Its fields are those that a template sees.

use super::context::Draft;
use crate::domain::harmless;

/// The context, indented, with a newline at its end. Whatever a terminal could act on is escaped.
pub fn to_json(draft: &Draft) -> String {
    harmless::json(&draft.seen())
}
