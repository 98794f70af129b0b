//! Incidents as whole things: the one door to write, closing with its draft, the list of all of them.

pub mod catalog;
pub mod citation;
pub mod closing;
pub mod drawing;
pub mod importing;
pub mod own_file;
pub mod page;
pub mod scribe;
pub mod search;

#[cfg(test)]
mod tests;
