//! Time as people on call know it: an instant with the offset it was written in, or a bare wall clock.

mod abbreviation;
pub mod canonical;
mod length;
mod moment;
pub mod span;
pub mod typed;
mod zone;

pub use length::{Length, Point};
/// The most that a time may lie ahead of now and still be taken to have happened: clocks differ, and people round.
pub const AHEAD: chrono::TimeDelta = chrono::TimeDelta::minutes(15);

pub use moment::{Moment, Precision, YEARS};
pub use zone::{Now, Wall, WallReading, Zone, ZoneError};
