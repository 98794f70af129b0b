//! What each screen does with an action. Views of the same names draw them.

pub mod action_items;
pub mod belongs;
pub mod close;
pub mod composing;
pub mod fields;
pub mod findings;
pub mod incidents;
pub mod kinds;
pub mod live;
pub mod palette;
pub mod paper;
pub mod paste;
