//! Action items as the CSV file that Jira's importer takes.

use super::csv::row;
use super::{Items, headline};
use crate::draft::context::{ActionItemTold, Draft};

/// The names of the columns: those of Jira's fields, so that its importer finds them by itself.
const COLUMNS: [&str; 7] = [
    "Summary",
    "Description",
    "Issue Type",
    "Priority",
    "Assignee",
    "Due Date",
    "Labels",
];

/// The letters that Jira takes in a summary.
const LONGEST_SUMMARY: usize = 255;

/// The action items that are to be done. The dates are those of ISO 8601, which read the same in every language: the
/// importer asks for their form, which is `yyyy-MM-dd`.
pub fn jira_csv(draft: &Draft) -> String {
    let items = Items::of(draft);
    let mut out = row(&COLUMNS);
    for item in items.to_do() {
        out.push_str(&row(&cells(item, &items)));
    }
    out
}

fn cells(item: &ActionItemTold, items: &Items<'_>) -> [String; COLUMNS.len()] {
    let kind = item.purpose.map(|purpose| purpose.word());
    let labels: Vec<&str> = std::iter::once("postmortem").chain(kind).collect();
    [
        headline(item, LONGEST_SUMMARY),
        description(item, items),
        "Task".to_owned(),
        item.priority.clone().unwrap_or_default(),
        item.owner.clone().unwrap_or_default(),
        item.due.clone().unwrap_or_default(),
        // Jira parts them at spaces.
        labels.join(" "),
    ]
}

fn description(item: &ActionItemTold, items: &Items<'_>) -> String {
    let title = without_markup(items.title);
    let origin = match &items.incident {
        Some(id) => format!("Action item {} of the incident {title} ({id}).", item.number),
        None => format!("From the incident {title}."),
    };
    format!("{}\n\n{origin}", without_markup(item.text.trim()))
}

/// Text in which Jira neither mentions anybody (`[~bo]`) nor fetches a picture (`!https://...!`) nor begins a block
/// (`{code}`).
fn without_markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let goes_on = letters.peek().is_some_and(|next| !next.is_whitespace());
        if matches!(letter, '[' | '{' | '!') && goes_on {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
