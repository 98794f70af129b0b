//! `reopen`: a closed incident goes on.

use serde::Serialize;

use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::command::Command;
use crate::domain::id::IncidentId;

pub(in crate::cli) fn run(session: &mut Session<'_>) -> Result<Exit, Problem> {
    let scribe = session.scribe_of_closed()?;
    session.do_in(&scribe, Command::Reopen)?;
    let incident = scribe.incident();
    let reopened = ReopenedJson {
        id: incident.id(),
        slug: incident.slug(),
        status: incident.status().word(),
    };
    session.answer(
        |_| Ok(reopened),
        |session| {
            let words = format!("reopened {}", scribe.path().name());
            session.output().answer(&words)
        },
    )
}

/// The answer of `reopen --json`.
#[derive(Debug, Serialize)]
struct ReopenedJson<'a> {
    id: IncidentId,
    slug: &'a str,
    status: &'static str,
}
