//! hotwash.

pub mod app;
pub mod tui;
