//! The command line from the outside, within this process: arguments in, output and exit status out.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod stage;

mod close;
mod export;
mod list;
mod log;
mod new;
mod set;
mod show;
mod status;
mod trouble;
mod update;
mod verify;
mod which;
