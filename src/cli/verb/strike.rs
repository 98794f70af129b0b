//! `strike`: withdraws an event from the timeline.

use clap::Args;

use crate::cli::event;
use crate::cli::json::EventsJson;
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
    let event = incident.event(event);
    session.answer(
        |_| Ok(EventsJson::of(event, zone)),
        |session| {
            let today = zone.now(session.world.machine.now()).wall().date();
            let lines = event.map(|event| table::one_line(event, zone, today));
            lines.map_or(Ok(()), |line| session.output().answer(&format!("struck {line}")))
        },
    )
}
