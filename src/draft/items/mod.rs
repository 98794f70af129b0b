//! The action items of a draft, in the forms that spreadsheets and trackers take.
//!
//! Of a draft for the public they are the steps that customers may read, and nothing else of the record.

mod csv;
mod github;
mod jira;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::draft::context::{ActionItemTold, Draft, Seen};
use crate::draft::markdown::first_address;

pub use csv::csv;
pub use github::github_issues;
pub use jira::jira_csv;

/// The items of a draft that are to become tickets, and the incident that they come from.
struct Items<'a> {
    all: Cow<'a, [ActionItemTold]>,
    /// The incident's title.
    title: &'a str,
    /// The incident's id; `None` in a draft for the public.
    incident: Option<String>,
}

impl<'a> Items<'a> {
    fn of(draft: &'a Draft) -> Self {
        match draft.seen() {
            Seen::Whole(draft) => Items {
                all: Cow::Borrowed(&draft.action_items.all),
                title: &draft.title,
                incident: Some(draft.id.to_string()),
            },
            Seen::Public(seen) => Items {
                all: Cow::Owned(steps(&seen.public.done, &seen.public.to_do)),
                title: &seen.public.title,
                incident: None,
            },
        }
    }

    /// Those that nobody has done yet: the others need no ticket.
    fn to_do(&self) -> impl Iterator<Item = &ActionItemTold> {
        self.all.iter().filter(|item| !item.done)
    }
}

/// The steps that customers read as action items, in their order.
fn steps(done: &[String], to_do: &[String]) -> Vec<ActionItemTold> {
    let done = done.iter().map(|step| (step, true));
    let to_do = to_do.iter().map(|step| (step, false));
    let numbered = (1..).zip(done.chain(to_do));
    let items = numbered.map(|(number, (step, done))| ActionItemTold {
        number,
        text: step.clone(),
        address: first_address(step).map(str::to_owned),
        owner: None,
        due: None,
        purpose: None,
        priority: None,
        done,
    });
    items.collect()
}

/// The number of items that are done: those of which [`github_issues`] and [`jira_csv`] make nothing.
pub fn done(draft: &Draft) -> usize {
    let items = Items::of(draft);
    items.all.len() - items.to_do().count()
}

/// The words of an item in one line of at most so many letters, for the title of a ticket.
fn headline(item: &ActionItemTold, most: usize) -> String {
    let words: Vec<&str> = item.text.split_whitespace().collect();
    let line = words.join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let begin: String = line.chars().take(most - 1).collect();
    format!("{}…", begin.trim_end())
}
