//! `new`: starts an incident and prints its id.

use crate::cli::args::NewArgs;
use crate::cli::json::{self, NewJson};
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::command::NewIncident;
use crate::domain::time::Zone;
use crate::journal::Patience;
use crate::scribe::Scribe;

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
    let author = session.author()?;
    let machine = session.world.machine.clone();
    let created = Scribe::create(&session.shelf(), new, author, machine, Patience::second());
    let (scribe, receipt) = created.map_err(|error| {
        let problem = Problem::from(error);
        if problem.exit == Exit::NotSaved {
            session.output().say(&format!("not recorded: {title}"));
        }
        problem
    })?;
    if let Some(notice) = receipt.notice {
        session.output().say(&notice);
    }
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

/// `--zone`, or the configuration's, or the system's.
fn zone(session: &Session<'_>) -> Result<Zone, Problem> {
    let given = session.zone_option()?.or(session.config.zone);
    Ok(given.unwrap_or(session.world.machine.local))
}
