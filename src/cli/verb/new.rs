//! `new`: starts an incident and prints its id.

use clap::Args;
use serde::Serialize;

use crate::cli::args::text_word;
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::command::NewIncident;
use crate::domain::id::IncidentId;
use crate::domain::record::Severity;

#[derive(Debug, Args)]
pub(in crate::cli) struct NewArgs {
    /// What is happening; several words need no quotes
    #[arg(required = true, value_name = "TITLE", value_parser = text_word)]
    title: Vec<String>,
    /// How bad it is: 1 (worst) to 5
    #[arg(long, value_parser = severity, value_name = "1..5")]
    severity: Option<Severity>,
    /// When it began to be worked on, if not now: 09:30, -10m, '2023-03-25 09:30'
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
}

/// The answer of `new --json`.
#[derive(Debug, Serialize)]
struct NewJson<'a> {
    id: IncidentId,
    slug: &'a str,
    /// The folder.
    path: String,
}

fn severity(text: &str) -> Result<Severity, String> {
    Severity::parse(text).ok_or_else(|| "use 1 (worst) to 5".to_owned())
}

pub(in crate::cli) fn run(args: NewArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let zone = session.new_zone()?;
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
    let scribe = session
        .start(new)
        .inspect_err(|problem| session.give_back(problem, &title))?;
    let id = scribe.incident().id();
    let path = scribe.path().folder().display().to_string();
    let started = |_: &mut Session<'_>| {
        Ok(NewJson {
            id,
            slug: scribe.path().slug(),
            path: path.clone(),
        })
    };
    session.answer(started, |session| {
        let output = session.output();
        output.answer(&id.to_string())?;
        output.say(&format!("started in {path}"));
        output.say("record what happens: hotwash log Users cannot log in");
        Ok(())
    })
}
