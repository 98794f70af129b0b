//! Reads issues and pull requests of GitHub with their comments: what gh prints with --json, and what its API gives.

mod item;
#[cfg(test)]
mod tests;

use serde_json::Value;

use super::document::Bundle;
use super::json::{Shape, each_entry, shapes, text_of};
use super::options::ImportOptions;
use super::outcome::{Import, ImportError};
use item::Item;

/// The format's name in errors and in keys.
const GITHUB: &str = "github";

/// True if the bundle is in this format, to judge by its content.
pub(super) fn recognises(bundle: &Bundle) -> bool {
    shapes(bundle).any(|shape| {
        let of_pages = ["", "[].", "[][]."].into_iter().any(|at| is_item(&shape, at));
        of_pages
            || shape.has_all(&["comments[].author.login", "comments[].createdAt"])
            || shape.has_all(&["reviews[].author.login", "reviews[].submittedAt"])
    })
}

/// True if an issue, a pull request, a comment or an event of a timeline stands there.
fn is_item(shape: &Shape, at: &str) -> bool {
    let has = |key: &str| shape.has(&format!("{at}{key}"));
    let has_person = has("author.login") || has("user.login") || has("actor.login");
    let has_time = has("createdAt") || has("created_at");
    let has_end = has("mergedAt") || has("merged_at") || has("closedAt");
    let is_from_api = (has("node_id") || has("html_url")) && (has("body") || has("event"));
    (has_person && has_time && (is_from_api || has("title"))) || (has("title") && has("number") && has_end)
}

/// Reads it.
pub(super) fn read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    let mut import = Import::default();
    let mut titles: Vec<String> = Vec::new();
    let keys = ["comments", "reviews", "commits"];
    each_entry(
        &bundle.files(),
        GITHUB,
        &keys,
        &mut import,
        &mut |entry, import| {
            // An object around the comments is the issue; one without anything of its own is a page.
            if entry.key.is_none() && !has_item(&entry.value) {
                titles.extend(text_of(&entry.value, &["title"]).map(str::to_owned));
                return;
            }
            if let Some(item) = entry.read::<Item>(import) {
                titles.extend(item.title().map(str::to_owned));
                item.propose(&entry, import);
            }
        },
    )?;
    titles.dedup();
    import.title = Some(titles)
        .filter(|titles| titles.len() == 1)
        .and_then(|mut titles| titles.pop());
    import.order_by_time(options);
    Ok(import)
}

/// True if an object says when it was opened, merged or closed.
fn has_item(value: &Value) -> bool {
    let times = [
        "createdAt",
        "created_at",
        "mergedAt",
        "merged_at",
        "closedAt",
        "closed_at",
    ];
    times.into_iter().any(|key| text_of(value, &[key]).is_some())
}
