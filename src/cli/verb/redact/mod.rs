//! `redact`: removes words for good, after asking, and names everything that still holds them.

mod left;
mod target;

use left::LeftHere;

use crate::cli::args::RedactArgs;
use crate::cli::json::{self, ActionItemJson, EventJson, LeftJson, RedactedJson, SCHEMA};
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::incident::{Incident, Subject};
use crate::domain::redaction::{Target, decide_redaction};
use crate::incidents::scribe::Redacted;
use crate::journal;
use crate::tui::forget::forget;

pub(in crate::cli) fn run(args: &RedactArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let scribe = session.scribe()?;
    let target = target::of(&args.event, args.which.as_deref(), &scribe.incident())?;
    let former = journal::former_writers(
        &*session.world.storage,
        &session.home.state,
        &scribe.author().writer,
    );
    decide_redaction(&scribe.incident(), &target, &scribe.own_writers(&former))?;
    if !args.yes {
        confirm(&target, &scribe.incident(), session)?;
    }
    let redacted = scribe.redact(&target, &former)?;
    let forgotten = forget(&session.home.state, &redacted.words);
    if forgotten.lines > 0 {
        let lines = if forgotten.lines == 1 { "line" } else { "lines" };
        let words = format!("{} {lines} kept unsent or as history went too", forgotten.lines);
        session.output().say(&words);
    }
    let left = LeftHere::look(&target, &redacted, &scribe, forgotten, &former, session);
    left.mention(&redacted, session);
    answer(&target, &redacted, &left.found, &scribe.incident(), session)
}

fn confirm(target: &Target, incident: &Incident, session: &mut Session<'_>) -> Result<(), Problem> {
    let question = format!("Remove the words of {} for good?", target.named(incident));
    if session.world.input.is_terminal && session.consents(&question) {
        return Ok(());
    }
    let typed = target.as_typed(incident);
    Err(Problem::refused("nothing was removed: it cannot be brought back")
        .next(format!("remove it with hotwash redact {typed} --yes")))
}

fn answer(
    target: &Target,
    redacted: &Redacted,
    left: &[LeftJson],
    incident: &Incident,
    session: &mut Session<'_>,
) -> Result<Exit, Problem> {
    let (event, item) = match target {
        Target::Event(id) => (incident.event(*id), None),
        Target::ActionItem(id) => match incident.subject(*id) {
            Some(Subject::ActionItem(item, _)) => (None, Some(item)),
            Some(_) | None => (None, None),
        },
        Target::Field(_) | Target::Silence(_) => (None, None),
    };
    if session.common.json {
        let zone = session.shown_zone(incident.zone())?;
        let item = item.and_then(|item| Some(ActionItemJson::of(item.id, item.number, item.body()?)));
        let text = json::text(&RedactedJson {
            schema: SCHEMA,
            events: event
                .map(|event| EventJson::of(event, zone))
                .into_iter()
                .collect(),
            action_items: item.into_iter().collect(),
            what: target.as_typed(incident),
            lines: redacted.lines,
            evidence: redacted.evidence,
            left_with: &redacted.left_with,
            left,
        });
        return session.output().raw(&text).map(|()| Exit::Done);
    }
    let text = event.map(|event| event.body().text.clone());
    let text = text.or_else(|| Some(item?.body()?.text.clone()));
    let told = text.map_or_else(String::new, |text| format!(": {text}"));
    let what = target.as_typed(incident);
    session.output().answer(&format!("redacted {what}{told}"))?;
    Ok(Exit::Done)
}
