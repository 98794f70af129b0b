//! From files to records: reads what is to be imported, leaves out what is recorded already, and records the rest as
//! one step.

pub mod archive;
pub mod gather;
pub mod git;
pub mod known;
mod left_out;
pub mod record;
mod same_words;
