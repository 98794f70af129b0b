//! Says which sections of a draft stand as hotwash wrote them, and which a person has changed.

use serde::Serialize;

use crate::cli::session::Session;
use crate::domain::counted::counted;
use crate::draft::{Hand, PartName, authorship};
use crate::incidents::closing::remarks::{listed, shown};

/// A section in the answer of `verify DRAFT --json`.
#[derive(Debug, Serialize)]
pub(super) struct SectionJson {
    /// The words of its heading; none for the title and what stands around it.
    heading: Option<String>,
    /// The label that it opens with, or `|` for a table.
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    /// `written`, `edited`, `added` or `deleted`.
    state: &'static str,
    #[serde(skip)]
    hand: Hand,
    #[serde(skip)]
    shown: String,
}

/// The sections of a draft; `None` where nobody can tell who wrote them.
pub(super) fn of(draft: &str) -> Option<Vec<SectionJson>> {
    let section = |(part, hand): (PartName, Hand)| SectionJson {
        shown: shown(&part),
        heading: part.heading,
        label: part.label,
        state: match hand {
            Hand::Written => "written",
            Hand::Edited => "edited",
            Hand::Added => "added",
            Hand::Deleted => "deleted",
        },
        hand,
    };
    Some(authorship(draft)?.into_iter().map(section).collect())
}

/// Says it on standard error.
pub(super) fn say(sections: Option<&[SectionJson]>, session: &mut Session<'_>) {
    let output = session.output();
    let Some(sections) = sections else {
        return output.say("the draft does not tell which of its sections hotwash wrote");
    };
    let of = |hand: Hand| sections.iter().filter(move |section| section.hand == hand);
    let written = counted(of(Hand::Written).count(), "section");
    let others = [Hand::Edited, Hand::Added, Hand::Deleted].map(|hand| {
        let mut there = of(hand).peekable();
        let state = there.peek()?.state;
        let names = there.map(|section| section.shown.clone()).collect();
        Some(format!("; {state} by a person: {}", listed(names)))
    });
    let others: String = others.into_iter().flatten().collect();
    output.say(&format!("{written} as hotwash wrote them{others}"));
}
