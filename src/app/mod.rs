//! The program behind the screen, as pure data: what was pressed, what is shown, what is to be done.

pub mod autosave;
pub mod commands;
pub mod composer;
pub mod derived;
pub mod drafted;
pub mod event_line;
pub mod everywhere;
pub mod field;
pub mod filter;
pub mod footer;
mod forget;
pub mod geometry;
pub mod given;
pub mod input;
pub mod item_line;
pub mod keymap;
pub mod likeness;
pub mod meanwhile;
pub mod model;
pub mod motion;
pub mod msg;
pub mod pasted;
pub mod preview;
pub mod reminder;
pub mod rendered;
mod router;
pub mod rows;
pub mod screen;
pub mod stray;
pub mod suspicions;
pub mod timeline;
pub mod update;
mod wheel;
pub mod which_helped;
pub mod written;

#[cfg(test)]
pub mod sample;
