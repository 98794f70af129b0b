//! `handover`: the state of play for the next shift.

use clap::Args;

use std::borrow::Cow;

use crate::cli::json::TextJson;
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::incident::Cast;
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
    let incident = &chosen.reading.incident;
    let cast = args.roles.then(|| Cast::of(incident));
    let (incident, by) = match &cast {
        // Somebody who has no part in it has no role, and keeps silent about the name.
        Some(cast) => (Cow::Owned(incident.by_role(cast)), cast.role(&session.name())),
        None => (Cow::Borrowed(incident), Some(session.name().into())),
    };
    let text = handover(&incident, by.as_deref(), now, &session.config.updates);
    let document = TextJson {
        text: &text,
        left_out: None,
    };
    session.answer(|_| Ok(document), |session| session.output().raw(&text))
}
