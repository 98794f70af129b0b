//! `handover`: the state of play for the next shift.

use crate::cli::json::TextJson;
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::draft::handover::handover;

pub(in crate::cli) fn run(session: &mut Session<'_>) -> Result<Exit, Problem> {
    let chosen = session.reading()?;
    let now = session.world.machine.now();
    let text = handover(&chosen.reading.incident, now, &session.config.updates);
    let document = TextJson {
        text: &text,
        left_out: None,
    };
    session.answer(|_| Ok(document), |session| session.output().raw(&text))
}
