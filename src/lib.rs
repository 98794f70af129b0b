//! hotwash.

pub mod app;
pub mod domain;
