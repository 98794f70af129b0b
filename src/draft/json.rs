//! The context as JSON: what `export --format json` prints. Its fields are those that a template sees.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::context::Draft;
use crate::domain::harmless;

/// The fields that every version of the context has.
#[derive(Deserialize)]
struct AnyContext {
    #[serde(rename = "schema")]
    _schema: u64,
    #[serde(rename = "template")]
    _template: String,
    #[serde(rename = "citation")]
    _citation: IgnoredAny,
}

/// The context, indented, with a newline at its end. Whatever a terminal could act on is escaped.
pub fn to_json(draft: &Draft) -> String {
    harmless::json(&draft.seen())
}

/// True if this is a context that some version of hotwash printed.
pub fn is_context(json: &[u8]) -> bool {
    serde_json::from_slice::<AnyContext>(json).is_ok()
}
