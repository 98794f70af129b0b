//! The pure core: words, records, commands, the incident they add up to, and what follows from it.
//!
//! Nothing here knows the clock, the disk, randomness, a terminal or how anything is printed.

pub mod action_item;
pub(crate) mod alike;
pub mod by_id;
pub mod command;
pub mod counted;
pub mod decide;
pub mod entry;
pub mod facts;
pub mod findings;
pub mod harmless;
pub mod hex;
pub mod hypotheses;
pub mod id;
pub mod incident;
pub mod intervals;
pub mod kind;
pub mod long_text;
pub mod mark;
pub mod mentions;
pub mod milestones;
pub mod mitigations;
pub mod nearest;
pub mod outside;
pub(crate) mod phrases;
pub mod quoted;
pub mod record;
pub mod redaction;
pub mod references;
pub mod rezone;
pub mod role_names;
pub mod search;
pub mod secrets;
pub mod severities;
pub mod silence;
pub mod statistics;
pub mod story;
pub mod suspicions;
pub mod time;
pub mod update_clock;
pub mod windows;
pub mod worded;

#[doc(hidden)]
pub mod sample;
