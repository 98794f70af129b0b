//! The outside as plain data: the clock and ids, the home folders, the configuration.

pub mod config;
pub mod home;
pub mod machine;
pub mod owner;
