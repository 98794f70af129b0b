//! The state behind the screen: pure, so that every key can be tested without a terminal.

pub mod field;
