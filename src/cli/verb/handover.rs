//! `handover`: the state of play for the next shift.

use clap::Args;

use super::update::named_by;
use crate::cli::json::TextJson;
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::draft::handover::handover;

#[derive(Debug, Args)]
pub(in crate::cli) struct HandoverArgs {
    /// Name people by their roles
    #[arg(long)]
    roles: bool,
}

pub(in crate::cli) fn run(args: &HandoverArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let chosen = session.reading()?;
    let now = session.world.machine.now();
    let incident = named_by(&chosen.reading.incident, args.roles);
    let text = handover(&incident, now, &session.config.updates);
    let document = TextJson {
        text: &text,
        left_out: None,
    };
    session.answer(|_| Ok(document), |session| session.output().raw(&text))
}
