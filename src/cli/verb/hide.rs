//! `hide` and `unhide`: leave an event out of drafts, or take it into them again.

use clap::Args;

use crate::cli::event;
use crate::cli::json::{self, EventJson, EventsJson};
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::command::Command;

#[derive(Debug, Args)]
pub(in crate::cli) struct HideArgs {
    /// Which: its number in `show`, or the end of its id
    #[arg(value_name = "EVENT", allow_hyphen_values = true)]
    event: String,
}

pub(in crate::cli) fn run(args: &HideArgs, hidden: bool, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let scribe = session.scribe()?;
    let event = event::named(&args.event, &scribe.incident())?;
    session.do_in(&scribe, Command::Hide { event, hidden })?;
    let incident = scribe.incident();
    let event = incident.event(event);
    if session.common.json {
        let zone = session.shown_zone(incident.zone())?;
        let events = event.into_iter().map(|event| EventJson::of(event, zone));
        let text = json::text(&EventsJson::of(events.collect()));
        return session.output().raw(&text).map(|()| Exit::Done);
    }
    if let Some(event) = event {
        let answer = if hidden {
            format!("hidden: {} stands in drafts no more", event.named())
        } else {
            format!("unhidden: {} stands in drafts again", event.named())
        };
        session.output().answer(&answer)?;
    }
    Ok(Exit::Done)
}
