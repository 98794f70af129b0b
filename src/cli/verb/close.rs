//! `close`: closes the incident and writes its draft, after a look at what the review found.

use crate::cli::args::CloseArgs;
use crate::cli::json::{self, ClosedJson, SCHEMA};
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::closing::{self, CloseError, Layout, Written};
use crate::domain::facts::Facts;
use crate::domain::findings::{self, Level};
use crate::domain::incident::{Incident, Status};
use crate::journal::IncidentPath;
use crate::scribe::Scribe;

pub(in crate::cli) fn run(args: CloseArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let scribe = session.scribe()?;
    refuse_twice(&scribe.incident(), scribe.path(), session)?;
    let at = match &args.at {
        Some(text) => {
            let context = session.time_context(&scribe.incident());
            Some(session.time_option("--at", text, &context)?.at)
        }
        None => None,
    };
    let errors = tell_findings(&scribe, session);
    if errors > 0 && !args.yes {
        confirm(errors, session)?;
    }
    let shelf = session.shelf();
    let layout = Layout::standard(&session.home.config, session.config.updates);
    let written = closing::close_and_draft(&scribe, &shelf, &layout, at).map_err(folded)?;
    answer(&scribe, &written, session)
}

fn refuse_twice(incident: &Incident, path: &IncidentPath, session: &Session<'_>) -> Result<(), Problem> {
    if incident.status() == Status::Open {
        return Ok(());
    }
    let at = incident.closed_at(session.world.machine.local);
    let at = at.map(|at| {
        incident
            .zone()
            .shown(&at)
            .clock
            .format(" on %Y-%m-%d at %H:%M")
            .to_string()
    });
    let problem = Problem::refused(format!(
        "{} was closed already{}",
        path.name(),
        at.unwrap_or_default()
    ));
    Err(match closing::newest_draft(path) {
        Some(draft) => problem.next(format!("its draft: {}", draft.display())),
        None => problem.next(format!(
            "hotwash --incident {} export writes its draft",
            path.short()
        )),
    })
}

/// Says what the review found; returns how many errors there are among it.
fn tell_findings(scribe: &Scribe, session: &mut Session<'_>) -> usize {
    // Asked before: whoever holds the incident cannot ask the scribe anything else.
    let damaged = scribe.damage().len();
    let incident = scribe.incident();
    let outside = session.outside(scribe.path(), &incident, damaged);
    let facts = Facts::of(&incident).knowing(outside);
    let findings = findings::review_of(&facts, &session.config.updates);
    let (errors, others): (Vec<_>, Vec<_>) =
        findings.iter().partition(|finding| finding.level == Level::Error);
    for finding in &errors {
        session
            .output()
            .say(&format!("review: {}: {}", finding.level.name(), finding.message));
    }
    if !others.is_empty() {
        let count = others.len();
        let findings = if count == 1 { "finding" } else { "findings" };
        let more = if errors.is_empty() { "" } else { "more " };
        session.output().say(&format!(
            "review: {count} {more}{findings}; the draft lists what is to check"
        ));
    }
    errors.len()
}

/// Asks whoever sits at the terminal.
fn confirm(errors: usize, session: &mut Session<'_>) -> Result<(), Problem> {
    let errors = if errors == 1 {
        "1 error".to_owned()
    } else {
        format!("{errors} errors")
    };
    let refusal = Problem::refused(format!("not closed: the review found {errors}"))
        .next("mend what it names, or close anyway with hotwash close --yes");
    if !session.world.input.is_terminal {
        return Err(refusal);
    }
    if session.consents("Close anyway?") {
        Ok(())
    } else {
        Err(refusal)
    }
}

fn folded(error: CloseError) -> Problem {
    match error {
        CloseError::NotClosed(error) => error.into(),
        CloseError::NotReady(error) => Problem::from(error).of_option("not closed").saving(),
        CloseError::NoDraft(error) => Problem::from(error)
            .of_option("closed, but without a draft")
            .saving(),
    }
}

fn answer(scribe: &Scribe, written: &Written, session: &mut Session<'_>) -> Result<Exit, Problem> {
    if let Some(spared) = &written.spared {
        let words = format!(
            "{} was edited and is left as it is; the new draft stands beside it",
            spared.display()
        );
        session.output().say(&words);
    }
    let draft = written.path.display().to_string();
    if !session.common.json {
        return session.output().answer(&draft).map(|()| Exit::Done);
    }
    let incident = scribe.incident();
    let document = ClosedJson {
        schema: SCHEMA,
        id: incident.id(),
        slug: incident.slug(),
        closed_at: incident.closed_at(session.world.machine.local),
        draft,
    };
    let text = json::text(&document);
    session.output().raw(&text).map(|()| Exit::Done)
}
