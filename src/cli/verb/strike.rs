//! `strike`: withdraws an event from the timeline.

use clap::Args;

use crate::cli::event;
use crate::cli::json::{self, EventJson, EventsJson};
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::cli::table;
use crate::domain::command::Command;

#[derive(Debug, Args)]
pub(in crate::cli) struct StrikeArgs {
    /// Which: its number in `show`, or the end of its id
    #[arg(value_name = "EVENT", allow_hyphen_values = true)]
    event: String,
    /// Why it does not belong there
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    why: Option<String>,
}

pub(in crate::cli) fn run(args: StrikeArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let scribe = session.scribe()?;
    let event = event::named(&args.event, &scribe.incident())?;
    session.do_in(&scribe, Command::Strike { event, why: args.why })?;
    let incident = scribe.incident();
    let zone = session.shown_zone(incident.zone())?;
    let events: Vec<_> = incident.event(event).into_iter().collect();
    if session.common.json {
        let events = events.into_iter().map(|event| EventJson::of(event, zone));
        let text = json::text(&EventsJson::of(events.collect()));
        return session.output().raw(&text).map(|()| Exit::Done);
    }
    let today = zone.now(session.world.machine.now()).wall().date();
    for event in events {
        let line = table::one_line(event, zone, today);
        session.output().answer(&format!("struck {line}"))?;
    }
    Ok(Exit::Done)
}
