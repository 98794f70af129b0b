//! `export`: the draft, to standard output or into a file.

mod file;
mod templates;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::counted::counted;
use crate::draft::{drawing, json, unfinished};
use crate::incidents::closing::{self, DraftError, Layout};
use crate::incidents::drawing as drawings;
use crate::journal::{IncidentPath, Shelf};

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

/// The form in which `export` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The draft
    Markdown,
    /// The fields that templates see
    Json,
    /// The timeline, drawn to scale
    Svg,
}

pub(in crate::cli) fn run(args: ExportArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    if args.list_templates {
        return templates::list(session);
    }
    if let Some(name) = &args.print_template {
        return templates::print(name, session);
    }
    let layout = session.layout(args.template.as_deref())?.by_role(args.roles);
    let chosen = session.reading()?;
    let shelf = session.shelf();
    let format = if session.common.json {
        Format::Json
    } else {
        args.format
    };
    let draft = closing::compose(&shelf, &chosen.path, &layout)?;
    let text = match format {
        Format::Markdown => closing::lay_out(&draft, &layout)?,
        Format::Json => json::to_json(&draft),
        Format::Svg => drawn(&shelf, &chosen.path, &layout)?,
    };
    for line in draft.left_out.iter().flat_map(|part| part.lines()) {
        session.output().say(line);
    }
    match args.output {
        Some(output) => file::write(&output, &text, format, args.r#final, session),
        None => {
            if format == Format::Markdown {
                finished(&text, args.r#final, session)?;
            }
            session.output().raw(&text).map(|()| Exit::Done)
        }
    }
}

/// The drawing of the incident; refused where there is nothing to draw.
fn drawn(shelf: &Shelf, path: &IncidentPath, layout: &Layout) -> Result<String, Problem> {
    drawings::draw(shelf, path, layout)?.ok_or_else(|| {
        Problem::refused(drawing::NOTHING).next("give an entry its time: hotwash edit EVENT --at 09:30")
    })
}

/// Counts the places that are left to fill in; a final draft has none.
fn finished(text: &str, is_final: bool, session: &mut Session<'_>) -> Result<(), Problem> {
    let left = unfinished(text);
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
