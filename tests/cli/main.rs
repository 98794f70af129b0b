//! The command line from the outside, within this process: arguments in, output and exit status out.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod adds_up;
#[allow(dead_code, reason = "every program of tests uses its part of it")]
#[path = "../harness/mod.rs"]
mod harness;
mod stage;

mod browser;
mod close;
mod command_lines;
mod configuration;
mod correct;
mod demo;
mod disks;
mod drawing;
mod evidence;
mod export;
mod forge;
mod homes;
mod hostile;
mod import;
mod in_the_way;
mod list;
mod log;
mod new;
mod page;
mod paper;
mod redact;
mod reexport;
mod review;
mod root;
mod search;
mod secrets;
mod set;
mod show;
mod stats;
mod status;
mod todo;
mod trust;
mod update;
mod verify;
mod which;
