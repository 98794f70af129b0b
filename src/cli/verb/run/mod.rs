//! `run`: runs a program as it would run without hotwash, and records that it ran, with what it printed.

pub(in crate::cli) mod inside;
mod outcome;
mod outer;
mod relay;
mod signals;
mod streams;
mod terminal;

use std::ffi::OsString;
use std::io::IsTerminal;
use std::time::Duration;

use chrono::TimeDelta;
use clap::Args;

use crate::cli::args::{KindWord, kind};
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::cli::shell_word::quoted;
use crate::domain::command::{NewEvent, When};
use crate::domain::kind::{Kind, Via};
use crate::domain::record::Timing;
use crate::domain::secrets::{self, Rules};
use crate::domain::time::{Now, Zone, span};
use crate::incidents::scribe::{Piece, Scribe};
use outcome::Outcome;

#[derive(Debug, Args)]
pub(in crate::cli) struct RunArgs {
    /// The kind of the event: mitigation, change, investigation ...
    #[arg(long, value_parser = kind, value_name = "KIND")]
    kind: Option<KindWord>,
    /// Keep what looks like a secret in the command and its output, instead of masking it
    #[arg(long)]
    keep_secrets: bool,
    /// The program and its arguments
    #[arg(
        value_name = "PROGRAM",
        required = true,
        trailing_var_arg = true,
        allow_hyphen_values = true
    )]
    program: Vec<OsString>,
}

pub(in crate::cli) fn run(args: &RunArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    // Which incident is asked before anything runs; whether the disk takes it is no reason not to run.
    let scribe = match session.scribe() {
        Ok(scribe) if args.keep_secrets => Ok(scribe.masking(None)),
        Ok(scribe) => Ok(scribe),
        Err(problem) if matches!(problem.exit, Exit::NotSaved | Exit::Unread) => Err(problem),
        Err(problem) => {
            return Err(problem.next("nothing was run; name the incident, or run it without hotwash"));
        }
    };
    let began = session.world.machine.now();
    let outcome = if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        terminal::run(&args.program, session.world.program.as_deref())
    } else {
        streams::run(&args.program)
    };
    let outcome = outcome.map_err(|failure| not_run(&args.program, &failure))?;
    let recorded = scribe.and_then(|scribe| record(args, &scribe, &outcome, began, session));
    if let Err(problem) = recorded {
        session.output().problem(&problem);
        let words = in_words(args, &outcome, &session.config.secrets);
        session.output().say(&format!("not recorded: {words}"));
        if outcome.status == 0 {
            return Ok(Exit::NotSaved);
        }
    }
    Ok(Exit::Of(outcome.status))
}

/// The problem of a program that could not be started, with the status that a shell gives.
fn not_run(program: &[OsString], failure: &outcome::Failure) -> Problem {
    let name = program
        .first()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Problem::new(
        Exit::Of(failure.status()),
        format!("{name} cannot be run: {failure}"),
    )
    .next("nothing was run and nothing recorded")
}

fn record(
    args: &RunArgs,
    scribe: &Scribe,
    outcome: &Outcome,
    began: Now,
    session: &mut Session<'_>,
) -> Result<(), Problem> {
    let (kind, via) = args
        .kind
        .map_or((Kind::Note, None), |word: KindWord| (word.kind, word.via));
    let new = NewEvent {
        kind,
        via: via.filter(|_: &Via| kind == Kind::Detection),
        text: in_words(args, outcome, &session.config.secrets),
        when: When::Given(timing(scribe.incident().zone(), began, outcome.lasted)),
        ends: None,
        ends_impact: false,
        typed: None,
        evidence: Vec::new(),
        source: None,
    };
    let output = outcome.output.bytes.clone();
    let pieces: Vec<Piece> = match output.is_empty() {
        true => Vec::new(),
        false => vec![Piece::captured(
            Some("output.txt".to_owned()),
            outcome.output.clone(),
        )],
    };
    let receipt = scribe.record_with(new, &pieces)?;
    session.mention(receipt);
    Ok(())
}

/// From when to when it ran, to the second.
fn timing(zone: Zone, began: Now, lasted: Duration) -> Timing {
    let at = zone.now(began);
    let lasted = TimeDelta::from_std(lasted).unwrap_or_default();
    let ended = Now {
        instant: began.instant.checked_add_signed(lasted).unwrap_or(began.instant),
        ..began
    };
    let until = (lasted >= TimeDelta::seconds(1)).then(|| zone.now(ended));
    Timing {
        until,
        ..Timing::to_the_second(at)
    }
}

/// `ran kubectl get pods: exit 0 after 2 s`.
fn in_words(args: &RunArgs, outcome: &Outcome, secrets: &Rules) -> String {
    let words = args.program.iter().map(|word| quoted(&word.to_string_lossy()));
    let command = words.collect::<Vec<_>>().join(" ");
    let command = match args.keep_secrets {
        true => command,
        false => secrets::mask(&command, secrets).0.into_owned(),
    };
    let seconds = i64::try_from(outcome.lasted.as_secs()).unwrap_or(i64::MAX);
    let after = match seconds {
        0 => String::new(),
        seconds => format!(" after {}", span::spoken(seconds)),
    };
    format!("ran {command}: {}{after}", outcome.in_words())
}
