//! Reads a Slack export: the whole of it, the folder of a channel, a day's file.

mod markup;
mod message;
mod names;
#[cfg(test)]
mod tests;

use super::document::{Bundle, Document};
use super::json::{Shape, each_entry, shapes};
use super::options::ImportOptions;
use super::outcome::{Import, ImportError};
use super::proposal::{Proposed, Why};
use message::Message;
use names::Names;

/// The format's name in errors and in keys.
const SLACK: &str = "slack";

/// Files of an export that hold no messages.
const WITHOUT_MESSAGES: [&str; 9] = [
    "users.json",
    "org_users.json",
    "channels.json",
    "groups.json",
    "dms.json",
    "mpims.json",
    "integration_logs.json",
    "canvases.json",
    "file_conversations.json",
];

/// True if the bundle is in this format, to judge by its content.
pub(super) fn recognises(bundle: &Bundle) -> bool {
    shapes(bundle).any(|shape| has_messages(&shape, "[]") || has_messages(&shape, "messages[]"))
}

fn has_messages(shape: &Shape, entry: &str) -> bool {
    let text = |key: &str| shape.text(&format!("{entry}.{key}"));
    text("type") == Some("message") && text("ts").is_some_and(|ts| message::micros(ts).is_some())
}

/// Reads it.
pub(super) fn read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    let names = Names::of(bundle);
    let is_alone = bundle.documents.len() == 1;
    let files = bundle.documents.iter();
    let days: Vec<&Document> = files.filter(|file| is_alone || is_day(file)).collect();
    let mut import = Import::default();
    for other in bundle.documents.iter().filter(|file| !is_alone && !is_json(file)) {
        import.pass_over(
            1,
            &other.name,
            Why::Unreadable("it is no file of an export".to_owned()),
        );
    }
    let mut marked = Vec::new();
    each_entry(&days, SLACK, &["messages"], &mut import, &mut |entry, import| {
        if entry.key.is_none() {
            return;
        }
        let Some(message) = entry.read::<Message>(import) else {
            return;
        };
        let channel = channel_of(bundle, entry.document);
        message.propose(&entry, &channel, &names, options, import);
        marked.resize(import.proposals.len(), message.is_marked());
    })?;
    if marked.contains(&true) {
        for (proposal, is_marked) in import.proposals.iter_mut().zip(marked) {
            proposal.is_chosen &= is_marked || matches!(proposal.what, Proposed::ActionItem(_));
        }
    }
    import.order_by_time(options);
    Ok(import)
}

/// True if a file may hold messages.
fn is_day(document: &Document) -> bool {
    is_json(document) && !WITHOUT_MESSAGES.contains(&document.file_name())
}

fn is_json(document: &Document) -> bool {
    document.file_name().ends_with(".json")
}

/// The name of the channel whose messages stand in a file: that of its folder, else of the file without its day.
fn channel_of(bundle: &Bundle, document: &Document) -> String {
    let parts: Vec<&str> = document.name.split(['/', '\\']).collect();
    if let [.., folder, _] = parts[..] {
        return folder.to_owned();
    }
    let given = bundle.name.trim_end_matches(['/', '\\']);
    let given = given.rsplit(['/', '\\']).next().unwrap_or(given);
    let is_folder = given != document.file_name() && !given.is_empty();
    let name = if is_folder { given } else { document.file_name() };
    let name = name.trim_end_matches(".json").trim_end_matches(".zip");
    let digit_or_dash = |c: char| c.is_ascii_digit() || c == '-';
    let name = name
        .trim_end_matches(digit_or_dash)
        .trim_end_matches(['_', '.', ' ']);
    if name.is_empty() || name == "-" {
        "channel".to_owned()
    } else {
        name.to_owned()
    }
}
