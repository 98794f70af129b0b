//! JSON documents of all systems: their shape, the entries of their arrays, objects one behind the other.

mod entries;
mod objects;
mod shape;

pub(super) use entries::{Entry, each_entry, lenient, list, text_of, within};
pub(super) use objects::Objects;
pub(super) use shape::{Shape, shapes};
