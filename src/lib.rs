//! hotwash records what happens during an outage and drafts the postmortem from it.

pub mod agenda;
pub mod app;
pub mod catalog;
pub mod citation;
pub mod cli;
pub mod closing;
pub mod config;
pub mod domain;
pub mod draft;
pub mod home;
pub mod import;
pub mod inspection;
pub mod journal;
pub mod machine;
pub mod scribe;
pub mod tui;
