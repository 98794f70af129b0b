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
use crate::domain::harmless;
use crate::domain::secrets::Rules;
use crate::import::Bundle;
use crate::incidents::importing::gather::STDIN;
use crate::incidents::importing::record::{self, Recorded};
use crate::incidents::scribe::Step;
pub(in crate::cli) use args::ImportArgs;
use found::{Found, Target};

pub(in crate::cli) fn run(args: ImportArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let mut bundles = given::bundles(&args, session)?;
    let asks = !args.dry_run && !args.yes && !session.common.json;
    let looks = asks && interface::is_possible(session);
    let found = found::find(&args, &mut bundles, looks, session)?;
    if looks {
        return look(found, bundles, session);
    }
    found.mention(session);
    if args.dry_run {
        let answered = session.answer(
            |_| Ok(json::DryRun::of(&found)),
            |session| words::preview(&found, session),
        );
        // The process ends here: taking a long list apart piece by piece would only cost time.
        std::mem::forget(found);
        return answered;
    }
    consent(&args, &found)?;
    found.mention_differences(session);
    let secrets = (!args.keep_secrets).then(|| session.config.secrets.clone());
    record_all(found, secrets, session)
}

/// Opens the interface, where it is looked at before it is recorded.
fn look(found: Found, bundles: Vec<Bundle>, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let title = title(&bundles);
    let preview = Preview::new(bundles, found.options, found.import);
    match &found.target {
        Target::Existing(chosen) => interface::run_import(session, Some(chosen.path.clone()), preview),
        Target::New(_) => interface::run_import(session, None, preview.titled(title)),
    }
}

/// The title of the incident that is started for files which have none.
fn title(bundles: &[Bundle]) -> String {
    match bundles {
        [only] if only.name == STDIN => "Imported from standard input".to_owned(),
        [only] => {
            let name = only.name.rsplit(['/', '\\']).find(|part| !part.is_empty());
            format!("Imported from {}", harmless::line(name.unwrap_or("a file")))
        }
        several => format!("Imported from {} files", several.len()),
    }
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
