//! `verify`: checks every journal, or whether one still begins with what a draft cites. Changes nothing.

use std::path::Path;

use crate::citation;
use crate::cli::args::VerifyArgs;
use crate::cli::json::{self, VerifyJson};
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::harmless;
use crate::draft::trailer;
use crate::journal::{self, Damage};

pub(in crate::cli) fn run(args: VerifyArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    match args.draft {
        Some(draft) => check_draft(&draft, session),
        None => check_journals(session),
    }
}

fn check_journals(session: &mut Session<'_>) -> Result<Exit, Problem> {
    let verified = journal::verify(&session.shelf(), &session.reader())?;
    for note in &verified.notes {
        session.output().say(&format!("{}: {}", place(note), note.what));
    }
    let words = format!(
        "{} read in {} of {}",
        counted(verified.records, "record"),
        counted(verified.files, "file"),
        counted(verified.incidents, "incident")
    );
    tell(verified.files, &verified.damage, &words, session)
}

fn check_draft(draft: &Path, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let shown = draft.display();
    let text = std::fs::read(draft).map_err(|error| {
        Problem::usage(format!("cannot read {shown}: {error}")).next("give the path of a draft")
    })?;
    let trailer = trailer::read(&String::from_utf8_lossy(&text)).ok_or_else(|| {
        Problem::usage(format!("{shown} cites no journal"))
            .next("give a draft that hotwash wrote, with its last comment")
    })?;
    let chosen = session.reading()?;
    let broken = citation::check(&session.shelf(), &chosen.path, &trailer.citation);
    let damage: Vec<Damage> = broken
        .into_iter()
        .map(|broken| Damage {
            file: format!("{}/journal/{}", chosen.path.name(), broken.file),
            line: 0,
            what: broken.what,
            record: None,
        })
        .collect();
    let files = trailer.citation.segments.len();
    let words = format!("{} of {} cited", counted(files, "file"), chosen.path.name());
    tell(files, &damage, &words, session)
}

fn tell(files: usize, damage: &[Damage], words: &str, session: &mut Session<'_>) -> Result<Exit, Problem> {
    if session.common.json {
        session
            .output()
            .raw(&json::text(&VerifyJson::of(files, damage)))?;
    } else {
        for damage in damage {
            session
                .output()
                .answer(&format!("{}: {}", place(damage), damage.what))?;
        }
    }
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

/// `file:line`, or the file alone.
fn place(damage: &Damage) -> String {
    let file = harmless::line(&damage.file);
    match damage.line {
        0 => file.into_owned(),
        line => format!("{file}:{line}"),
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
