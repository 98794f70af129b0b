//! `redact`: removes an event's words for good, after asking.

use crate::cli::args::RedactArgs;
use crate::cli::event;
use crate::cli::json::{self, EventJson, RedactedJson, SCHEMA};
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::closing;
use crate::domain::decide::decide_redaction;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::scribe::{Redacted, Scribe};

pub(in crate::cli) fn run(args: &RedactArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let scribe = session.scribe()?;
    let event = event::named(&args.event, &scribe.incident())?;
    decide_redaction(&scribe.incident(), event, &scribe.author().writer)?;
    if !args.yes {
        confirm(&args.event, session)?;
    }
    let redacted = scribe.redact(event)?;
    mention(&redacted, &scribe, session);
    answer(event, &redacted, &scribe.incident(), session)
}

fn confirm(event: &str, session: &mut Session<'_>) -> Result<(), Problem> {
    let question = format!("Remove the words of event {event} for good?");
    if session.world.input.is_terminal && session.consents(&question) {
        return Ok(());
    }
    Err(Problem::refused("nothing was removed: it cannot be brought back")
        .next(format!("remove it with hotwash redact {event} --yes")))
}

/// Where the words may still be.
fn mention(redacted: &Redacted, scribe: &Scribe, session: &mut Session<'_>) {
    for by in &redacted.left_with {
        let words = format!("records of {by} still hold it; they have to run hotwash redact too");
        session.output().say(&words);
    }
    if let Some(draft) = closing::newest_draft(scribe.path()) {
        let words = format!(
            "drafts that were written before may still hold it: {}",
            draft.display()
        );
        session.output().say(&words);
    }
}

fn answer(
    id: RecordId,
    redacted: &Redacted,
    incident: &Incident,
    session: &mut Session<'_>,
) -> Result<Exit, Problem> {
    let event = incident.event(id);
    if session.common.json {
        let zone = session.shown_zone(incident.zone())?;
        let events = event.map(|event| EventJson::of(event, zone));
        let text = json::text(&RedactedJson {
            schema: SCHEMA,
            events: events.into_iter().collect(),
            lines: redacted.lines,
            evidence: redacted.evidence,
            left_with: &redacted.left_with,
        });
        return session.output().raw(&text).map(|()| Exit::Done);
    }
    if let Some(event) = event {
        let (number, text) = (event.number, &event.body().text);
        session.output().answer(&format!("redacted {number}: {text}"))?;
    }
    Ok(Exit::Done)
}
