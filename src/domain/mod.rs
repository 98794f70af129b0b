//! The pure core: words, records, commands, the incident they add up to, and what follows from it.
//!
//! Nothing here knows the clock, the disk, randomness, a terminal or how anything is printed.

pub mod command;
pub mod decide;
pub mod entry;
pub mod harmless;
pub mod id;
pub mod incident;
pub mod kind;
pub mod record;
pub mod time;

#[cfg(test)]
pub mod sample;
