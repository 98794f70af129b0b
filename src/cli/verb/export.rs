//! `export`: the draft, to standard output or into a file.

mod file;
mod format;
mod templates;

use std::path::PathBuf;

use clap::Args;

use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::counted::counted;
use crate::incidents::closing::DraftError;
use format::Format;

#[derive(Debug, Args)]
pub(in crate::cli) struct ExportArgs {
    /// How the draft is laid out (see --list-templates)
    #[arg(long, value_name = "TEMPLATE")]
    template: Option<String>,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Markdown, value_name = "FORMAT")]
    format: Format,
    /// Write a file instead of printing
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Name people by their roles
    #[arg(long)]
    roles: bool,
    /// Refuse while a place is left to fill in
    #[arg(long)]
    r#final: bool,
    /// List the templates, your own too
    #[arg(long)]
    list_templates: bool,
    /// Print a template, to start one of your own from
    #[arg(long, value_name = "TEMPLATE")]
    print_template: Option<String>,
}

pub(in crate::cli) fn run(args: ExportArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    if args.list_templates {
        return templates::list(session);
    }
    if let Some(name) = &args.print_template {
        return templates::print(name, session);
    }
    let layout = session.layout(args.template.as_deref())?.by_role(args.roles);
    let format = if session.common.json {
        Format::Json
    } else {
        args.format
    };
    format.check(&layout)?;
    let chosen = session.reading()?;
    let exported = format.of(&session.shelf(), &chosen.path, &layout)?;
    for line in &exported.remarks {
        session.output().say(line);
    }
    match args.output {
        Some(output) => file::write(&output, &exported, format, args.r#final, session),
        None => {
            finished(exported.unfinished, args.r#final, session)?;
            session.output().raw(&exported.text).map(|()| Exit::Done)
        }
    }
}

/// Says how many places are left to fill in; a final draft has none.
fn finished(left: usize, is_final: bool, session: &mut Session<'_>) -> Result<(), Problem> {
    if is_final && left > 0 {
        return Err(DraftError::Unfinished(left).into());
    }
    tell_unfinished(left, session);
    Ok(())
}

fn tell_unfinished(left: usize, session: &mut Session<'_>) {
    if left > 0 {
        let places = counted(left, "place");
        session
            .output()
            .say(&format!("{places} to fill in, in square brackets"));
    }
}
