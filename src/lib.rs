//! hotwash records what happens during an outage and drafts the postmortem from it.

pub mod app;
pub mod cli;
pub mod domain;
pub mod draft;
pub mod import;
pub mod incidents;
pub mod journal;
pub mod system;
pub mod tui;
