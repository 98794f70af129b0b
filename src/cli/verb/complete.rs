//! `completions`, and what the scripts ask for while one types: incidents, events, kinds and other words.

mod script;

use std::collections::HashMap;

use clap::{Args, ValueEnum};

use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::kind::Kind;
use crate::domain::record::{FieldName, Purpose};
use crate::incidents::closing::Layout;

#[derive(Debug, Args)]
pub(in crate::cli) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: ShellName,
}

/// A shell that has completions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ShellName {
    /// bash
    Bash,
    /// zsh
    Zsh,
    /// fish
    Fish,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CompleteArgs {
    /// What is wanted
    #[arg(value_enum)]
    wanted: Candidates,
}

/// The words that a completion asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Candidates {
    /// The names of incidents
    Incidents,
    /// The numbers of the events
    Events,
    /// The kinds
    Kinds,
    /// The fields
    Fields,
    /// The types of action items
    Types,
    /// The templates
    Templates,
}

/// Prints the script for a shell.
pub(in crate::cli) fn completions(
    args: &CompletionsArgs,
    session: &mut Session<'_>,
) -> Result<Exit, Problem> {
    let script = script::of(args.shell, &(session.tree)());
    session.output().raw(&script).map(|()| Exit::Done)
}

/// Prints what may stand in a place, one a line. Where there is nothing, nothing: nobody reads an error here.
pub(in crate::cli) fn values(args: &CompleteArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let words: Vec<String> = match args.wanted {
        Candidates::Kinds => Kind::ROWS.iter().map(|row| row.wire.to_owned()).collect(),
        Candidates::Incidents => incidents(session)?,
        Candidates::Fields => FieldName::ROWS
            .iter()
            .map(|row| row.wire.replace('_', "-"))
            .collect(),
        Candidates::Types => Purpose::ALL
            .iter()
            .map(|purpose| purpose.word().to_owned())
            .collect(),
        Candidates::Templates => {
            Layout::standard(session.templates.as_deref(), session.config.updates).names()
        }
        Candidates::Events => match session.reading() {
            Ok(chosen) => {
                let events = chosen.reading.incident.shown();
                events.map(|event| event.number.to_string()).collect()
            }
            Err(_) => Vec::new(),
        },
    };
    for word in words.iter().filter(|word| is_plain(word)) {
        session.output().answer(word)?;
    }
    Ok(Exit::Done)
}

/// True of a word that means itself in every shell, and is no option. A folder that others share may have any name.
fn is_plain(word: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._:-".contains(c);
    !word.starts_with('-') && word.chars().all(plain)
}

/// By slug; the whole name where several have the same.
fn incidents(session: &Session<'_>) -> Result<Vec<String>, Problem> {
    let all = session.shelf().list()?.incidents;
    let mut count: HashMap<&str, usize> = HashMap::new();
    for path in &all {
        *count.entry(path.slug()).or_default() += 1;
    }
    let newest_first = all.iter().rev();
    Ok(newest_first
        .map(|path| match count.get(path.slug()) {
            Some(1) => path.slug().to_owned(),
            Some(_) | None => path.name().to_owned(),
        })
        .collect())
}
