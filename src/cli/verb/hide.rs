//! `hide` and `unhide`: leave an event out of drafts, or take it into them again.

use clap::Args;

use crate::cli::event;
use crate::cli::json::EventsJson;
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
    session.answer(
        |session| Ok(EventsJson::of(event, session.shown_zone(incident.zone())?)),
        |session| {
            let words = event.map(|event| match hidden {
                true => format!("hidden: {} stands in drafts no more", event.named()),
                false => format!("unhidden: {} stands in drafts again", event.named()),
            });
            words.map_or(Ok(()), |words| session.output().answer(&words))
        },
    )
}
