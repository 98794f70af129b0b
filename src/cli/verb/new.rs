//! `new`: starts an incident and prints its id.

use crate::cli::args::NewArgs;
use crate::cli::json::{self, NewJson};
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::command::NewIncident;
use crate::domain::time::Zone;
use crate::incidents::scribe::Scribe;
use crate::journal::Patience;

pub(in crate::cli) fn run(args: NewArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let zone = zone(session)?;
    let at = match &args.at {
        Some(text) => {
            let context = session.time_context_in(zone);
            Some(session.time_option("--at", text, &context)?.at)
        }
        None => None,
    };
    let title = args.title.join(" ");
    let new = NewIncident {
        title: title.clone(),
        severity: args.severity,
        zone,
        at,
    };
    let scribe = create(new, session).inspect_err(|problem| session.give_back(problem, &title))?;
    let id = scribe.incident().id();
    if session.common.json {
        return session
            .output()
            .raw(&json::text(&NewJson::of(id, scribe.path())))
            .map(|()| Exit::Done);
    }
    let folder = scribe.path().folder().display().to_string();
    session.output().answer(&id.to_string())?;
    session.output().say(&format!("started in {folder}"));
    session
        .output()
        .say("record what happens: hotwash log Users cannot log in");
    Ok(Exit::Done)
}

fn create(new: NewIncident, session: &mut Session<'_>) -> Result<Scribe, Problem> {
    let author = session.author()?;
    let machine = session.world.machine.clone();
    let (scribe, receipt) = Scribe::create(&session.shelf(), new, author, machine, Patience::second())?;
    session.mention(receipt);
    Ok(scribe)
}

/// `--zone`, or the configuration's, or the system's.
pub(in crate::cli) fn zone(session: &Session<'_>) -> Result<Zone, Problem> {
    let given = session.zone_option()?.or(session.config.zone);
    Ok(given.unwrap_or(session.world.machine.local))
}
