//! The proposals of an import, and the incident that it belongs to.

use std::path::Path;

use chrono::DateTime;

use super::ImportArgs;
use crate::cli::problem::Problem;
use crate::cli::select::Chosen;
use crate::cli::session::Session;
use crate::domain::command::NewIncident;
use crate::domain::record::FieldName;
use crate::domain::time::{Moment, Zone};
use crate::import::{self, Bundle, Import, ImportOptions, Proposal, Proposed, Question};
use crate::incidents::importing::git;
use crate::incidents::importing::known::{Known, Standing, differs, remark_on};

/// The incident that an import is recorded in.
pub(super) enum Target {
    /// One that is there, as it was read: looking changes nothing.
    Existing(Box<Chosen>),
    /// One that is started for it.
    New(NewIncident),
}

/// Proposals, as one list however many files they came from.
pub(super) struct Found {
    pub(super) import: Import,
    /// The standing of each proposal beside what is recorded.
    pub(super) known: Vec<Standing>,
    pub(super) target: Target,
    /// The options that it was read with.
    pub(super) options: ImportOptions,
    /// The zone that times are shown in.
    pub(super) zone: Zone,
}

impl Found {
    /// The proposals, each with its standing beside what is recorded.
    pub(super) fn with_known(&self) -> impl Iterator<Item = (&Proposal, &Standing)> {
        self.import.proposals.iter().zip(&self.known)
    }

    /// The number of proposals that stand so.
    pub(super) fn count(&self, is: impl Fn(&Standing) -> bool) -> usize {
        self.known.iter().filter(|standing| is(standing)).count()
    }

    /// The proposals that `--yes` records.
    pub(super) fn chosen(&self) -> impl Iterator<Item = &Proposal> {
        self.with_known()
            .filter(|(proposal, known)| proposal.is_chosen && **known == Standing::New)
            .map(|(proposal, _)| proposal)
    }

    /// The questions without whose answer nothing is recorded: those that a time hangs on.
    pub(super) fn open_questions(&self) -> impl Iterator<Item = &Question> {
        self.import
            .questions
            .iter()
            .filter(|question| question.is_blocking())
    }

    /// Says on standard error which title or zone of the source is left, since the incident has another one.
    pub(super) fn mention_differences(&self, session: &mut Session<'_>) {
        for (proposal, standing) in self.with_known() {
            let Standing::Differs(own) = standing else {
                continue;
            };
            let is_short = matches!(
                proposal.what,
                Proposed::Field(FieldName::Title | FieldName::Zone, _)
            );
            if is_short {
                let (why, left) = (differs(proposal), proposal.text());
                session.output().say(&format!(
                    "{why}, \u{201c}{own}\u{201d}: \u{201c}{left}\u{201d} is left"
                ));
            }
        }
    }

    /// Says on standard error what there is to know before anything is recorded.
    pub(super) fn mention(&self, session: &mut Session<'_>) {
        for question in &self.import.questions {
            session.output().say(&question.to_string());
        }
        match self.import.masked {
            0 => {}
            1 => session
                .output()
                .say("1 secret was masked; --keep-secrets keeps it"),
            many => session
                .output()
                .say(&format!("{many} secrets were masked; --keep-secrets keeps them")),
        }
    }
}

/// Reads the bundles, against the incident that they belong to; `looks` where a person looks at it before it is recorded.
pub(super) fn find(
    args: &ImportArgs,
    bundles: &mut Vec<Bundle>,
    looks: bool,
    session: &mut Session<'_>,
) -> Result<Found, Problem> {
    let existing = existing(args, session)?;
    let options = options(args, existing.as_ref(), session)?;
    if let Some(repository) = &args.git {
        bundles.push(log_of(repository, &options)?);
    }
    let mut all = Import::default();
    for bundle in bundles.iter() {
        let read = import::read(bundle, &options);
        let import = read.map_err(|error| {
            Problem::refused(format!("{}: {error}", bundle.name))
                .next("nothing was recorded; name the format with --format, or see hotwash help import")
        })?;
        all.join(import);
    }
    let target = match existing {
        Some(chosen) => Target::Existing(Box::new(chosen)),
        // A whole postmortem is an incident of its own.
        None => match all.opening(options.zone) {
            Some(new) => Target::New(new),
            None if args.dry_run || looks => Target::New(unnamed(options.zone)),
            None => return Err(none_to_start(session)),
        },
    };
    let (known, zone) = match &target {
        Target::Existing(chosen) => {
            let incident = &chosen.reading.incident;
            (Known::of(incident), incident.zone())
        }
        Target::New(new) => (Known::nothing(new.zone), new.zone),
    };
    let mut known = known.in_import(&all);
    if let Target::New(_) = target {
        // They are in the opening.
        let opens = |proposal: &Proposal| {
            matches!(
                proposal.what,
                Proposed::Field(FieldName::Title | FieldName::Zone, _)
            ) && !args.dry_run
        };
        for (known, proposal) in known.iter_mut().zip(&all.proposals) {
            if *known == Standing::New && opens(proposal) {
                *known = Standing::Recorded;
            }
        }
    }
    remark_on(&mut all, &known);
    Ok(Found {
        import: all,
        known,
        target,
        options,
        zone,
    })
}

/// The log of a repository, for the time that was asked for.
fn log_of(repository: &Path, options: &ImportOptions) -> Result<Bundle, Problem> {
    let zone = options.time_context(None).zone;
    let instant = |at: Moment| DateTime::from_timestamp_micros(zone.micros(&at)).unwrap_or_default();
    let span = options.between.map(|(from, to)| (instant(from), instant(to)));
    git::log(repository, span).map_err(|error| {
        Problem::refused(format!("{}: {error}", repository.display()))
            .next("nothing was recorded; give the folder of a local repository")
    })
}

/// The incident that is named, or the one that is live. Where several are, one has to be named before anything is
/// recorded.
fn existing(args: &ImportArgs, session: &mut Session<'_>) -> Result<Option<Chosen>, Problem> {
    if session.common.incident.is_some() {
        return session.reading().map(Some);
    }
    match session.live_count()? {
        0 => Ok(None),
        1 => session.reading().map(Some),
        _ if args.dry_run => Ok(None),
        _ => Err(none_to_write_in(session)),
    }
}

/// The problem of an import that is no whole postmortem, so that nothing in it names the incident it would start.
fn none_to_start(session: &mut Session<'_>) -> Problem {
    none_to_write_in(session).next(
        "start one with hotwash new TITLE, or name one with --incident; a whole postmortem starts its own",
    )
}

/// The problem of a verb that writes and has no incident to write in.
fn none_to_write_in(session: &mut Session<'_>) -> Problem {
    let problem = session.scribe().err();
    problem.unwrap_or_else(|| Problem::refused("no incident is live").next("name one with --incident"))
}

fn unnamed(zone: Option<Zone>) -> NewIncident {
    NewIncident {
        title: String::new(),
        severity: None,
        zone: zone.unwrap_or(Zone::Unknown),
        at: None,
    }
}

fn options(
    args: &ImportArgs,
    existing: Option<&Chosen>,
    session: &mut Session<'_>,
) -> Result<ImportOptions, Problem> {
    let zone = session.zone_option()?;
    let context = match existing {
        Some(chosen) => session.time_context(&chosen.reading.incident),
        None => session.time_context_in(zone.unwrap_or(Zone::Unknown)),
    };
    let mut options = ImportOptions::new(context);
    options.has_incident = existing.is_some();
    options.format = args.format;
    options.date = args.date;
    options.order = args.date_order;
    options.zone = zone;
    options.grep.clone_from(&args.grep);
    options.columns = args.map.clone().unwrap_or_default();
    options.secrets = session.config.secrets.clone();
    options.keep_secrets = args.keep_secrets;
    options.between = match args.between.as_deref() {
        Some([from, to]) => Some(between(from, to, &options, session)?),
        Some(_) | None => None,
    };
    Ok(options)
}

fn between(
    from: &str,
    to: &str,
    options: &ImportOptions,
    session: &mut Session<'_>,
) -> Result<(Moment, Moment), Problem> {
    let context = options.time_context(None);
    let from = session.time_option("--between", from, &context)?.at;
    let to = session.end_option("--between", to, &from, &context)?;
    Ok((from, to))
}
