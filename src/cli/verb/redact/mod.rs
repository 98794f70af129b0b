//! `redact`: removes words for good, after asking, and names everything that still holds them.

mod held;
mod left;
mod reasons;
mod target;

use std::sync::Arc;

use clap::Args;
use serde::Serialize;

use held::LeftJson;
use left::Elsewhere;
use reasons::Reasons;

use crate::cli::json::{ActionItemJson, EventJson};
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::counted::counted;
use crate::domain::decide::Refusal;
use crate::domain::incident::{Incident, Subject};
use crate::domain::record::FieldName;
use crate::domain::redaction::{Target, decide_redaction};
use crate::incidents::scribe::{Redacted, Scribe};
use crate::journal;
use crate::tui::forget::forget;

const REDACTING: &str = "\
What can be removed:
  hotwash redact 7               an event, with its corrections and its evidence
  hotwash redact todo 2          an action item
  hotwash redact field impact    a field, with everything that ever stood in it
  hotwash redact title           the title, and the folder's name
  hotwash redact silence RULE    the reasons for which findings of a rule were accepted
Only records of yours are rewritten. Unsent lines and the history go too.
Every other file in hotwash's folders that holds the words is named, with what to do about it.";

#[derive(Debug, Args)]
#[command(after_help = REDACTING)]
pub(in crate::cli) struct RedactArgs {
    /// An event: its number in `show`, or the end of its id. Or: todo N, field NAME, title, silence RULE
    #[arg(value_name = "EVENT", allow_hyphen_values = true)]
    event: String,
    /// Which todo, field or rule
    #[arg(value_name = "WHICH")]
    which: Option<String>,
    /// Do not ask
    #[arg(long)]
    yes: bool,
}

pub(in crate::cli) fn run(args: &RedactArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let scribe = session.scribe()?;
    let target = target::of(&args.event, args.which.as_deref(), &scribe.incident())?;
    let former = journal::former_writers(
        &*session.world.storage,
        &session.home.state,
        &scribe.author().writer,
    );
    let own = scribe.own_writers(&former);
    decide_redaction(&scribe.incident(), &target, &own)
        .map_err(|refusal| lost(&target, &scribe, session).unwrap_or_else(|| refused(refusal, &target)))?;
    if !args.yes {
        confirm(&target, &scribe.incident(), session)?;
    }
    // The lines of the journal go last: should anything stop this before, they still tell what is to be done.
    let removal = scribe.removal(&target, &former)?;
    let forgotten = forget(&session.home.state, &removal.words);
    if forgotten.lines > 0 {
        let lines = counted(forgotten.lines, "line");
        let words = format!("{lines} kept unsent or as history went too");
        session.output().say(&words);
    }
    let storage = Arc::clone(&session.world.storage);
    let reasons = Reasons {
        storage: &*storage,
        incident: scribe.incident(),
        own,
        forgotten,
        target: &target,
        removal: &removal,
    };
    let mut elsewhere = Elsewhere::look(&reasons, &scribe, session);
    elsewhere.mention(&reasons, session);
    let redacted = scribe.redact(&target, &former)?;
    elsewhere.look_into_journal(&reasons, &redacted, &scribe, session);
    answer(&target, &redacted, &elsewhere, &scribe.incident(), session)?;
    if !redacted.failed.is_empty() {
        let typed = target.as_typed(&scribe.incident());
        return Err(
            Problem::new(Exit::NotSaved, "not everything was removed: the disk failed").next(format!(
                "once that is repaired, hotwash redact {typed} --yes goes on"
            )),
        );
    }
    Ok(Exit::Done)
}

/// The refusal, with the next step for what was to be removed: `show` does not show every target.
fn refused(refusal: Refusal, target: &Target) -> Problem {
    let next = match (&refusal, target) {
        (Refusal::Redacted(_), Target::Field(field)) => {
            format!("hotwash set {} VALUE records it anew", field.wire())
        }
        (Refusal::Redacted(_), Target::Silence(_)) => "hotwash review says what stands now".to_owned(),
        (Refusal::Redacted(_), Target::ActionItem(_)) => "hotwash todo list --done lists them all".to_owned(),
        (_, _) => return refusal.into(),
    };
    Problem::refused(refusal.to_string()).next(next)
}

/// The problem where it is of another writer who has this user's name: most likely this user, whose state was lost.
fn lost(target: &Target, scribe: &Scribe, session: &Session<'_>) -> Option<Problem> {
    let incident = scribe.incident();
    let holders = target.holders(&incident);
    let by = holders.first().map(|holder| holder.by)?;
    if *by.by != *scribe.author().by {
        return None;
    }
    let (what, writer) = (target.named(&incident), &by.stamp.writer);
    let file = session.home.state.join("writer.json");
    let message = format!(
        "{what} was recorded by {} as another writer, {writer}, and nobody rewrites another writer's file",
        by.by
    );
    Some(Problem::refused(message).next(format!(
        "if that was you before {} was lost or replaced, add \"former\":[\"{writer}\"] to it and try again; if it was \
         another machine, run hotwash redact there",
        file.display()
    )))
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
    elsewhere: &Elsewhere,
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
    let typed = target.as_typed(incident);
    session.answer(
        |session| {
            let zone = session.shown_zone(incident.zone())?;
            let item = item.and_then(|item| Some(ActionItemJson::of(item.id, item.number, item.body()?)));
            Ok(RedactedJson {
                events: Vec::from_iter(event.map(|event| EventJson::of(event, zone))),
                action_items: Vec::from_iter(item),
                what: &typed,
                lines: redacted.lines,
                evidence: redacted.evidence,
                left_with: &redacted.left_with,
                left: &elsewhere.found,
                also_in: &elsewhere.also_in,
                not_looked_into: &elsewhere.unseen,
            })
        },
        |session| {
            let text = event.map(|event| &event.body().text);
            let text = text.or_else(|| Some(&item?.body()?.text));
            let left = text.map_or_else(String::new, |text| format!(": {text}"));
            let begun = match redacted.failed.is_empty() {
                true => "redacted",
                false => "not wholly redacted",
            };
            session.output().answer(&format!("{begun} {typed}{left}"))?;
            if *target == Target::Field(FieldName::Title) {
                session.output().say("hotwash set title TITLE gives it a new one");
            }
            Ok(())
        },
    )
}

/// The answer of `redact --json`.
#[derive(Debug, Serialize)]
struct RedactedJson<'a> {
    /// Of an event, the rest.
    events: Vec<EventJson<'a>>,
    /// Of an action item, the rest.
    action_items: Vec<ActionItemJson<'a>>,
    /// As it is named on the command line.
    what: &'a str,
    /// Lines of the journal that were replaced.
    lines: usize,
    /// Files that were removed.
    evidence: usize,
    /// Those whose records still hold it, by name.
    left_with: &'a [String],
    left: &'a [LeftJson],
    /// Others of the incident that hold it, as they are named on the command line.
    also_in: &'a [String],
    not_looked_into: &'a [LeftJson],
}
