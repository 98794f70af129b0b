//! hotwash records what happens during an outage and drafts the postmortem from it.

pub mod app;
pub mod domain;
pub mod draft;
pub mod tui;
