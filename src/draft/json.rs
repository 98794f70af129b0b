//! The context as JSON: what `export --format json` prints. Its fields are those of [`Draft`].

use super::context::Draft;

/// The context, indented, with a newline at its end.
pub fn to_json(draft: &Draft) -> String {
    // Strings, numbers, booleans and lists only: there is no value here that JSON cannot write.
    let mut text = serde_json::to_string_pretty(draft).expect("a draft has only JSON's own types");
    text.push('\n');
    text
}
