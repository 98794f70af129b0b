//! `import`: brings in what was recorded elsewhere, after it was looked at.

mod args;
mod found;
mod given;
mod json;
mod words;

use crate::app::preview::Preview;
use crate::cli::interface;
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::secrets::Rules;
use crate::import::Bundle;
use crate::incidents::importing::record::{self, Recorded};
use crate::incidents::scribe::Step;
pub(in crate::cli) use args::ImportArgs;
use found::{Found, Target};

pub(in crate::cli) fn run(args: ImportArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let mut bundles = given::bundles(&args, session)?;
    let found = found::find(&args, &mut bundles, session)?;
    let asks = !args.dry_run && !args.yes && !session.common.json;
    if asks && interface::is_possible(session) {
        return look(found, bundles, session);
    }
    found.mention(session);
    if args.dry_run {
        return session.answer(
            |_| Ok(json::DryRun::of(&found)),
            |session| words::preview(&found, session),
        );
    }
    consent(&args, &found)?;
    let secrets = (!args.keep_secrets).then(|| session.config.secrets.clone());
    record_all(found, secrets, session)
}

/// Opens the interface, where it is looked at before it is recorded.
fn look(found: Found, bundles: Vec<Bundle>, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let incident = match &found.target {
        Target::Existing(chosen) => Some(chosen.path.clone()),
        Target::New(_) => None,
    };
    let preview = Preview::new(bundles, found.options, found.import);
    interface::run_import(session, incident, preview)
}

/// Nothing is recorded that nobody looked at, and no time that nobody said.
fn consent(args: &ImportArgs, found: &Found) -> Result<(), Problem> {
    if let Some(question) = found.open_questions().next() {
        return Err(Problem::refused(format!("nothing was recorded: {question}"))
            .next("answer it with the option, and look with --dry-run"));
    }
    if !args.yes {
        return Err(
            Problem::refused("nothing was recorded: nobody has looked at it yet")
                .next("look at it with --dry-run, record it with --yes"),
        );
    }
    Ok(())
}

fn record_all(found: Found, secrets: Option<Rules>, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let scribe = match &found.target {
        Target::Existing(_) => session.scribe()?,
        Target::New(new) => session.start(new.clone())?,
    };
    let scribe = &scribe.masking(secrets);
    let mut recorded = Recorded::default();
    let chosen: Vec<_> = found.chosen().collect();
    let mut step = Step::default();
    let saved = record::all(scribe, &mut step, chosen.iter().copied(), &mut recorded);
    for notice in &recorded.notices {
        session.output().say(notice);
    }
    for (nth, refusal) in &recorded.refused {
        let line = chosen.get(*nth).map_or(0, |proposal| proposal.line);
        session
            .output()
            .say(&format!("line {line} was not recorded: {refusal}"));
    }
    if let Err(error) = saved {
        let count = recorded.ids.len();
        session.output().say(&format!(
            "{count} of {} were recorded before that; the same command goes on with the rest",
            chosen.len()
        ));
        return Err(error.into());
    }
    let answered = session.answer(
        |session| json::answer(&found, &recorded, scribe, session),
        |session| words::answer(&found, &recorded, scribe, session),
    )?;
    Ok(match recorded.refused.is_empty() {
        true => answered,
        false => Exit::Refused,
    })
}
