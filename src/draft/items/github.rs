//! Action items as issues for GitHub: one JSON object a line, as its REST interface takes them.
//!
//! Nobody is assigned: GitHub refuses an issue whose assignee has no access to the repository (422), and a name in a journal
//! is no account there. The owner stands in the text.

use serde::Serialize;

use super::{Items, headline};
use crate::domain::harmless;
use crate::draft::context::{ActionItemTold, Draft};
use crate::draft::markdown;

/// The letters that GitHub takes in a title.
const LONGEST_TITLE: usize = 256;

/// The label that every issue has.
const LABEL: &str = "postmortem";

/// An issue, with the field names of `POST /repos/OWNER/REPO/issues`.
#[derive(Debug, Serialize)]
struct Issue {
    title: String,
    body: String,
    labels: Vec<&'static str>,
}

/// An issue for each action item that is to be done, a line each.
pub fn github_issues(draft: &Draft) -> String {
    let items = Items::of(draft);
    let issues = items.to_do().map(|item| issue(item, &items));
    let lines = issues.map(|issue| {
        // Neither a map whose keys are no strings nor a type that refuses stands in it.
        let json = serde_json::to_string(&issue).expect("an issue has only JSON's own types");
        json + "\n"
    });
    lines.collect()
}

fn issue(item: &ActionItemTold, items: &Items<'_>) -> Issue {
    let kind = item.purpose.map(|purpose| purpose.word());
    Issue {
        title: harmless::line(&headline(item, LONGEST_TITLE)).into_owned(),
        body: markdown::settle(&body(item, items)),
        labels: std::iter::once(LABEL).chain(kind).collect(),
    }
}

/// The text of an issue: the words of the item, what is known of it, and where it comes from.
fn body(item: &ActionItemTold, items: &Items<'_>) -> String {
    let known = [
        ("Owner", item.owner.as_deref()),
        ("Due", item.due.as_deref()),
        ("Priority", item.priority.as_deref()),
    ];
    let known = known.iter().filter_map(|(name, value)| Some((name, (*value)?)));
    let known: String = known
        .map(|(name, value)| format!("- {name}: {}\n", markdown::line(value)))
        .collect();
    let gap = if known.is_empty() { "" } else { "\n" };
    let title = markdown::line(items.title);
    let origin = match &items.incident {
        Some(id) => format!("Action item {} of the incident {title} ({id}).", item.number),
        None => format!("From the incident {title}."),
    };
    format!("{}\n\n{known}{gap}{origin}\n", markdown::block(&item.text, 0))
}
