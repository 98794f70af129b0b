//! The pure core: words, records, commands, the incident they add up to, and what follows from it.
//!
//! Nothing here knows the clock, the disk, randomness, a terminal or how anything is printed.

pub mod entry;
pub mod id;
pub mod kind;
pub mod time;
