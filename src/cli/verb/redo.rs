//! `redo`: brings back what this writer's latest undo took back, and says what that was.

use super::undo;
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::command::Command;

pub(in crate::cli) fn run(session: &mut Session<'_>) -> Result<Exit, Problem> {
    undo::moved(Command::Redo, session)
}
