//! Input from outside: the terminal's bytes as keys, signals, changes of the journal, and the one place that waits.

pub mod decode;
pub(super) mod signals;
mod unbracketed;
pub mod wait;
mod watch;
