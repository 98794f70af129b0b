//! The program behind the screen, as pure data: what was pressed, what is shown, what is to be done.

pub mod field;
pub mod input;
pub mod wrap;
