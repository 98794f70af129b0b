//! The postmortem draft: an incident is composed into a [`Draft`], and the draft is rendered into text.
//!
//! Pure: the same journal gives the same text. Nothing here knows the clock, the disk or a terminal.

mod compose;
pub mod context;
pub mod json;
pub mod markdown;
mod render;
mod templates;
mod timeline;
mod times;
pub mod trailer;
mod unknown;

#[cfg(test)]
mod tests;

pub use context::{Citation, CitedSegment, Draft};
pub use render::{TemplateError, render};
pub use templates::{TEMPLATES, Template};
