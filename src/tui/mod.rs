//! The terminal: its modes, its bytes in both directions, and the one place that waits.

mod burst;
pub mod clipboard;
mod copier;
pub mod decode;
mod drafter;
pub mod events;
pub mod forget;
mod job;
mod keep;
mod reader;
mod recorder;
mod sheet;
pub mod shell;
mod shown;
mod signals;
pub mod surface;
pub mod terminal;
pub mod theme;
pub mod view;
mod watch;
