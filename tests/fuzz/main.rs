//! What reads bytes of others, fed with a corpus and with mutations of it: a fixed number of rounds from a fixed seed.
//!
//! `HOTWASH_FUZZ_ROUNDS` gives another number of rounds. What breaks a rule is cut down and printed: it belongs into
//! the corpus then.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod drive;
mod entry;
mod import;
mod journal;
mod lines;
mod mutate;
mod notes;
