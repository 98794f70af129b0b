//! Keys in, screen out: the whole face but for the terminal and the disk.

mod action_items;
mod adds_up;
mod closed;
mod closing;
mod commands;
mod correcting;
mod drawing;
mod fields;
mod find;
mod keys;
mod letters;
mod live;
mod nothing_lost;
mod others;
mod outcomes;
mod papers;
mod paste;
mod preview;
mod random;
mod review;
mod saving;
mod stage;
mod statistics;
mod suspicions;
mod taken_back;
mod timeline;
mod timeline_keys;
mod updates;
mod wheel;

use chrono::TimeDelta;

use super::draw;
use crate::app::input::script::parse_keys;
use crate::app::input::{Input, Key};
use crate::app::keymap::Context;
use crate::app::model::{Desk, Drafted, Drafting, Effect, Msg, Screen, Write};
use crate::app::screen::incidents::{ListedIncident, Liveness};
use crate::app::update::update;
use crate::domain::command::Command;
use crate::domain::incident::Status;
use crate::domain::kind::Kind;
use crate::domain::record::{EvidenceRef, FieldName, Op};
use crate::domain::sample::Sample;
use crate::domain::time::Now;
use crate::tui::theme::Theme;

use stage::{Disk, Stage, WRITER, snapshot, zone};
