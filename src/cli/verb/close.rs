//! `close`: closes the incident and writes its draft, after a look at what the review found.

use clap::Args;
use serde::Serialize;

use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::counted::counted;
use crate::domain::facts::Facts;
use crate::domain::findings::{self, Finding, Level, Review};
use crate::domain::id::IncidentId;
use crate::domain::incident::{Incident, Status};
use crate::domain::time::Moment;
use crate::incidents::closing::{self, CloseError, DraftError, Written};
use crate::incidents::scribe::Scribe;
use crate::journal::IncidentPath;

#[derive(Debug, Args)]
pub(in crate::cli) struct CloseArgs {
    /// When it was over, if not now
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    /// Close although the review found errors
    #[arg(long)]
    yes: bool,
}

pub(in crate::cli) fn run(args: CloseArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let scribe = session.scribe()?;
    refuse_twice(&scribe.incident(), scribe.path(), session)?;
    let (mut at, mut of_close) = (None, Vec::new());
    if let Some(text) = &args.at {
        let context = session.time_context(&scribe.incident());
        at = Some(session.time_option("--at", text, &context)?.at);
        // What the review would find once the incident is closed so.
        of_close = findings::of_close(&Facts::of(&scribe.incident()), at, context.now.instant);
    }
    let errors = tell_findings(&scribe, &of_close, session);
    if errors > 0 && !args.yes {
        confirm(errors, session)?;
    }
    let shelf = session.shelf();
    let layout = session.layout(None)?;
    let export = session.command_for(scribe.path(), &["export", "--output", "draft.md"]);
    let written =
        closing::close_and_draft(&scribe, &shelf, &layout, at).map_err(|error| folded(error, &export))?;
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

/// Says what the review found, and what is to be said of the close itself; returns how many errors there are among it.
fn tell_findings(scribe: &Scribe, of_close: &[Finding], session: &mut Session<'_>) -> usize {
    let outside = session.outside_of(scribe);
    let incident = scribe.incident();
    let facts = Facts::of(&incident).knowing(outside);
    let findings = Review::of(facts, &session.config.updates).findings;
    let is_error = |finding: &&Finding| finding.level == Level::Error;
    let (errors, others): (Vec<_>, Vec<_>) = findings.iter().partition(is_error);
    for finding in errors.iter().copied().chain(of_close) {
        session.output().say(&format!(
            "review: {}: {}",
            finding.level.name(),
            finding.numbered(&incident)
        ));
    }
    let errors = errors.len() + of_close.iter().filter(is_error).count();
    if !others.is_empty() {
        let word = if errors == 0 { "finding" } else { "more finding" };
        let count = counted(others.len(), word);
        session
            .output()
            .say(&format!("review: {count}; the draft lists what is to check"));
    }
    errors
}

/// Asks whoever sits at the terminal.
fn confirm(errors: usize, session: &mut Session<'_>) -> Result<(), Problem> {
    let errors = counted(errors, "error");
    let refusal = Problem::refused(format!("not closed: the review found {errors}"))
        .next("correct what it names, or close anyway with hotwash close --yes");
    if !session.world.input.is_terminal {
        return Err(refusal);
    }
    if session.consents("Close anyway?") {
        Ok(())
    } else {
        Err(refusal)
    }
}

/// `export` is the command line that writes the draft to another place.
fn folded(error: CloseError, export: &str) -> Problem {
    match error {
        CloseError::NotClosed(error) => error.into(),
        CloseError::StillOpen(_) => Problem::refused(error.to_string())
            .next("hotwash verify names what is wrong with the journal; hotwash close closes it once more"),
        CloseError::NotReady(error) => Problem::from(error).of_option("not closed").saving(),
        CloseError::NoDraft(error) => {
            let elsewhere = !matches!(error, DraftError::Template(_));
            let problem = Problem::from(error)
                .of_option("closed, but without a draft")
                .saving();
            match elsewhere {
                true => problem.next(format!(
                    "{export} writes it here; what stands in its way can be moved"
                )),
                false => problem,
            }
        }
    }
}

fn answer(scribe: &Scribe, written: &Written, session: &mut Session<'_>) -> Result<Exit, Problem> {
    for remark in written.remarks() {
        session.output().say(&remark);
    }
    let draft = written.path.display().to_string();
    let incident = scribe.incident();
    let document = ClosedJson {
        id: incident.id(),
        slug: incident.slug(),
        closed_at: incident.closed_at(session.world.machine.local),
        draft: &draft,
    };
    session.answer(|_| Ok(document), |session| session.output().answer(&draft))
}

/// The answer of `close --json`.
#[derive(Debug, Serialize)]
struct ClosedJson<'a> {
    id: IncidentId,
    slug: &'a str,
    closed_at: Option<Moment>,
    /// The file.
    draft: &'a str,
}
