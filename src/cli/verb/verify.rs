//! `verify`: checks every journal, or that of the incident that is named, or whether one still begins with what a draft cites. Changes nothing.

mod sections;

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use crate::cli::json::DamageJson;
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::counted::counted;
use crate::domain::harmless;
use crate::draft::{Citation, trailer};
use crate::incidents::citation;
use crate::incidents::closing::LARGEST_DRAFT;
use crate::journal::{self, Damage, IncidentPath, named_file};
use sections::SectionJson;

#[derive(Debug, Args)]
pub(in crate::cli) struct VerifyArgs {
    /// A draft: does the journal still begin with what it cites?
    #[arg(value_name = "DRAFT")]
    draft: Option<PathBuf>,
}

pub(in crate::cli) fn run(args: VerifyArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    match args.draft {
        Some(draft) => check_draft(&draft, session),
        None => check_journals(session),
    }
}

fn check_journals(session: &mut Session<'_>) -> Result<Exit, Problem> {
    let only = match session.common.incident.clone() {
        Some(selector) => Some(session.named(&selector)?),
        None => None,
    };
    session.mention_trouble();
    let verified = journal::verify(&session.shelf(), &session.reader(), only.as_ref())?;
    for note in &verified.notes {
        session.output().say(&format!("{}: {}", place(note), note.what));
    }
    let words = format!(
        "{} read in {} of {}",
        counted(verified.records, "record"),
        counted(verified.files, "file"),
        counted(verified.incidents, "incident")
    );
    tell(verified.files, &verified.damage, None, &words, session)
}

fn check_draft(draft: &Path, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let shown = draft.display();
    let text = named_file::read(draft, LARGEST_DRAFT).map_err(|error| {
        Problem::usage(format!("cannot read {shown}: {error}")).next("give the path of a draft")
    })?;
    let text = String::from_utf8_lossy(&text);
    let cited = trailer::read(&text)
        .map(|trailer| trailer.citation)
        .filter(|cited| !cited.segments.is_empty());
    let cited = cited.ok_or_else(|| {
        Problem::usage(format!("{shown} cites no journal"))
            .next("give a draft that hotwash wrote, with its last comment")
    })?;
    let path = cited_incident(draft, &cited, session)?;
    let broken = citation::check(&session.shelf(), &path, &cited);
    let damage: Vec<Damage> = broken
        .into_iter()
        .map(|broken| Damage {
            file: format!("{}/journal/{}", path.name(), broken.file),
            line: 0,
            what: broken.what,
            record: None,
        })
        .collect();
    let files = cited.segments.len();
    let words = format!("{} of {} cited", counted(files, "file"), path.name());
    let sections = sections::of(&text);
    let exit = tell(files, &damage, sections.as_deref(), &words, session)?;
    sections::say(sections.as_deref(), session);
    Ok(exit)
}

/// The incident that a draft is of: the one named, the one whose journal bears it out, or the one it lies in.
fn cited_incident(
    draft: &Path,
    cited: &Citation,
    session: &mut Session<'_>,
) -> Result<IncidentPath, Problem> {
    let shelf = session.shelf();
    let named = match session.common.incident.clone() {
        Some(selector) => Some(session.named(&selector)?),
        None => None,
    };
    let bears_out = |path: &&IncidentPath| citation::check(&shelf, path, cited).is_empty();
    if let Some(path) = named.as_ref().filter(bears_out) {
        return Ok(path.clone());
    }
    let all = shelf.list()?.incidents;
    let file = std::path::absolute(draft).unwrap_or_else(|_| draft.to_owned());
    let around = || all.iter().find(|path| file.starts_with(path.folder()));
    match (named, all.iter().find(bears_out).or_else(around)) {
        (Some(named), Some(own)) if named != *own => Err(of_another(draft, &named, own)),
        (Some(named), _) => Ok(named),
        (None, Some(own)) => Ok(own.clone()),
        (None, None) => Ok(session.reading()?.path),
    }
}

/// The draft of another incident is no sign of damage to the one that was named.
fn of_another(draft: &Path, named: &IncidentPath, own: &IncidentPath) -> Problem {
    Problem::usage(format!(
        "{} is a draft of {}, not of {}",
        draft.display(),
        own.name(),
        named.name()
    ))
    .next("leave out --incident, or give a draft of that incident")
}

fn tell(
    files: usize,
    damage: &[Damage],
    sections: Option<&[SectionJson]>,
    words: &str,
    session: &mut Session<'_>,
) -> Result<Exit, Problem> {
    let document = VerifyJson {
        files,
        damage: damage.iter().map(DamageJson::of).collect(),
        sections,
    };
    let line = |damage: &Damage| format!("{}: {}", place(damage), damage.what);
    session.answer(
        |_| Ok(document),
        |session| {
            let mut lines = damage.iter().map(line);
            lines.try_for_each(|line| session.output().answer(&line))
        },
    )?;
    let outcome = if damage.is_empty() {
        "nothing is wrong".to_owned()
    } else {
        counted(damage.len(), "damaged place")
    };
    session.output().say(&format!("{words}: {outcome}"));
    Ok(if damage.is_empty() {
        Exit::Done
    } else {
        Exit::Damaged
    })
}

/// The answer of `verify --json`.
#[derive(Debug, Serialize)]
struct VerifyJson<'a> {
    /// The number of files that were read.
    files: usize,
    damage: Vec<DamageJson<'a>>,
    /// The sections of the draft, where it tells which hotwash wrote.
    #[serde(skip_serializing_if = "Option::is_none")]
    sections: Option<&'a [SectionJson]>,
}

/// `file:line`, or the file alone.
fn place(damage: &Damage) -> String {
    let file = harmless::line(&damage.file);
    match damage.line {
        0 => file.into_owned(),
        line => format!("{file}:{line}"),
    }
}
