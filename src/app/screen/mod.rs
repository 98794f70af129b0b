//! The screens: each with its state, its actions and its keys. Views of the same names draw them.

pub mod action_items;
pub mod ask;
pub mod belongs;
pub mod close;
pub mod composing;
pub mod confirm;
pub mod detail;
pub mod fields;
pub mod filter;
pub mod find;
pub mod findings;
pub mod help;
pub mod incidents;
pub mod kinds;
pub mod live;
pub mod outcomes;
pub mod palette;
pub mod paper;
pub mod paste;
pub mod picker;
pub mod preview;
pub mod search;
mod selected;
pub mod statistics;
