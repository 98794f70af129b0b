//! `reopen`: a closed incident goes on.

use crate::cli::json::{self, ReopenedJson, SCHEMA};
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::command::Command;

pub(in crate::cli) fn run(session: &mut Session<'_>) -> Result<Exit, Problem> {
    let scribe = session.scribe_of_closed()?;
    session.do_in(&scribe, Command::Reopen)?;
    let incident = scribe.incident();
    if session.common.json {
        let text = json::text(&ReopenedJson {
            schema: SCHEMA,
            id: incident.id(),
            slug: incident.slug(),
            status: incident.status().word(),
        });
        return session.output().raw(&text).map(|()| Exit::Done);
    }
    let name = scribe.path().name();
    session.output().answer(&format!("reopened {name}"))?;
    Ok(Exit::Done)
}
