//! The postmortem draft: an incident is composed into a [`Draft`], and the draft is rendered into text.
//!
//! Pure: the same journal and policy give the same text. Nothing here knows the clock, the disk or a terminal.

mod compose;
mod computed;
pub mod context;
mod course;
mod document;
pub mod drawing;
pub mod handover;
pub mod html;
pub mod items;
pub mod json;
mod key_figures;
pub mod markdown;
mod markers;
mod meeting;
mod merge;
mod narrative;
mod notes;
mod overview;
mod parts;
mod past;
mod pauses;
mod plain;
mod public;
mod questions;
mod recurrence;
mod render;
mod responders;
mod said;
mod sentences;
mod slack;
pub mod statistics;
mod status_line;
mod templates;
mod timeline;
mod times;
pub mod trailer;
mod unfinished;
mod unknown;
pub mod update;

use std::collections::BTreeMap;

use crate::domain::facts::Facts;
use crate::domain::findings::{Policy, Review};
use crate::domain::incident::Incident;

#[cfg(test)]
mod tests;

pub use context::{Citation, CitedSegment, Draft};
pub use merge::{Hand, Kept, Merged, Since, Unclear, authorship, merge};
pub use parts::PartName;
pub use plain::plain_text;
pub use render::{TemplateError, finished, render, rendered};
pub use slack::slack_text;
pub use templates::{TEMPLATES, Template};
pub use unfinished::unfinished;

/// The most bytes of a piece of evidence whose text is told in a draft.
pub const MAX_EXCERPT: u64 = 2 * 1024;

/// The texts of short pieces of evidence, by the SHA-256 that names them.
pub type Excerpts = BTreeMap<String, String>;

/// The paths of pieces of evidence, from the draft's folder on, by the SHA-256 that names them.
pub type Links = BTreeMap<String, String>;

impl Draft {
    /// The draft with these texts told where its events name them.
    #[must_use]
    pub fn with_excerpts(mut self, excerpts: &Excerpts) -> Self {
        let entries = self.days.iter_mut().flat_map(|day| &mut day.events);
        for piece in entries.flat_map(|entry| &mut entry.evidence) {
            piece.excerpt = excerpts.get(&piece.sha256).cloned();
        }
        self
    }

    /// The draft with these links to evidence in place of the usual ones.
    #[must_use]
    pub fn with_links(mut self, links: &Links) -> Self {
        let entries = self.days.iter_mut().flat_map(|day| &mut day.events);
        for piece in entries.flat_map(|entry| &mut entry.evidence) {
            if let Some(link) = links.get(&piece.sha256) {
                piece.link = Some(link.clone());
            }
        }
        self
    }
}

/// The mark by which a draft of the incident as it stands differs from an earlier one; `None` where there can be none.
pub fn mark_of(incident: &Incident, policy: &Policy) -> Option<String> {
    preview(&Review::of(Facts::of(incident), policy), Template::DEFAULT)
        .ok()
        .map(|text| trailer::body_hash(&text))
}

/// The draft as it stands, in the built-in template of this name: for a screen, so without the trailer that a file ends in.
///
/// # Errors
/// When the template cannot be rendered.
pub fn preview(review: &Review<'_>, name: &str) -> Result<String, TemplateError> {
    let Some(template) = Template::named(name) else {
        return Ok(String::new());
    };
    let draft = Draft::of(review, Citation::default(), template.name);
    rendered(&draft, template.name, template.source).map(|text| render::tidied(&text))
}
