//! A file that still holds removed words, as it is named.

use std::path::Path;

use serde::Serialize;

pub(super) const DRAFT: &str = "remove it, and write a new one with hotwash export --output FILE";

/// A file that holds words which were removed elsewhere.
#[derive(Debug, Serialize)]
pub(super) struct LeftJson {
    pub(super) path: String,
    pub(super) why: String,
    /// The next step.
    pub(super) next: String,
}

impl LeftJson {
    /// Names it below the new name of a folder.
    pub(super) fn follow(&mut self, before: &Path, now: &Path) {
        if let Ok(within) = Path::new(&self.path).strip_prefix(before) {
            self.path = now.join(within).display().to_string();
        }
    }
}

pub(super) fn json(path: &Path, why: String, next: String) -> LeftJson {
    LeftJson {
        path: path.display().to_string(),
        why,
        next,
    }
}

pub(super) fn as_next(also_in: &[String]) -> String {
    let each: Vec<String> = also_in
        .iter()
        .map(|typed| format!("hotwash redact {typed}"))
        .collect();
    each.join(", ")
}
