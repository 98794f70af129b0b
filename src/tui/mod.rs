//! The terminal: its modes, its bytes in both directions, and the one place that waits.

mod autosave;
pub mod clipboard;
pub mod forget;
pub mod input;
pub mod shell;
pub mod terminal;
pub mod theme;
pub mod view;
mod worker;
