//! Reads notes that people took elsewhere into proposals. Nothing is recorded here, and no line is lost.
//!
//! Pure: bytes that somebody else has read go in, what they might mean comes out.

mod line;
pub mod notes;
mod zone_said;
