//! `export`: the draft, to standard output or into a file.

mod file;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::counted::counted;
use crate::draft::{Draft, TEMPLATES, Template, drawing, html, json, unfinished};
use crate::incidents::closing::{self, DraftError, Layout};
use crate::incidents::{drawing as drawings, page};
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
    /// List the templates
    #[arg(long)]
    list_templates: bool,
}

/// The form in which `export` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The draft
    Markdown,
    /// The draft as a page of its own
    Html,
    /// The fields that templates see
    Json,
    /// The timeline, drawn to scale
    Svg,
}

pub(in crate::cli) fn run(args: ExportArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    if args.list_templates {
        for template in TEMPLATES {
            session
                .output()
                .answer(&format!("{:12}  {}", template.name, template.about))?;
        }
        return Ok(Exit::Done);
    }
    let layout = layout(args.template.as_deref(), session)?.by_role(args.roles);
    let format = if session.common.json {
        Format::Json
    } else {
        args.format
    };
    format.check(&layout)?;
    let chosen = session.reading()?;
    let (draft, text) = exported(&session.shelf(), &chosen.path, &layout, format)?;
    for line in draft.left_out.iter().flat_map(|part| part.lines()) {
        session.output().say(line);
    }
    match args.output {
        Some(output) => file::write(&output, &text, format, args.r#final, session),
        None => {
            finished(format.unfinished(&text), args.r#final, session)?;
            session.output().raw(&text).map(|()| Exit::Done)
        }
    }
}

impl Format {
    /// Refuses a template that has no such form.
    fn check(self, layout: &Layout) -> Result<(), Problem> {
        match self {
            Format::Svg if layout.name == Template::PUBLIC => Err(Problem::usage(
                "--format svg: there is no drawing for the public, since it shows what was recorded",
            )
            .next("hotwash export --template public --format html")),
            Format::Html if ![Template::DEFAULT, Template::PUBLIC].contains(&&*layout.name) => {
                Err(Problem::usage(format!(
                    "--format html: the page has a layout of its own, and none for the template '{}'",
                    layout.name
                ))
                .next("leave --template away, or give --template public"))
            }
            Format::Markdown | Format::Html | Format::Json | Format::Svg => Ok(()),
        }
    }

    /// The number of places of a text in this form that are left to fill in.
    fn unfinished(self, text: &str) -> usize {
        match self {
            Format::Markdown => unfinished(text),
            Format::Html => html::unfinished(text),
            Format::Json | Format::Svg => 0,
        }
    }
}

/// The draft, and the text that it is in this form.
fn exported(
    shelf: &Shelf,
    path: &IncidentPath,
    layout: &Layout,
    format: Format,
) -> Result<(Draft, String), Problem> {
    let draft = || closing::compose(shelf, path, layout);
    Ok(match format {
        Format::Markdown => {
            let draft = draft()?;
            let text = closing::lay_out(&draft, layout)?;
            (draft, text)
        }
        Format::Html => page::page(shelf, path, layout)?,
        Format::Json => {
            let draft = draft()?;
            let text = json::to_json(&draft);
            (draft, text)
        }
        Format::Svg => (draft()?, drawn(shelf, path, layout)?),
    })
}

/// The drawing of the incident; refused where there is nothing to draw.
fn drawn(shelf: &Shelf, path: &IncidentPath, layout: &Layout) -> Result<String, Problem> {
    drawings::draw(shelf, path, layout)?.ok_or_else(|| {
        Problem::refused(drawing::NOTHING).next("give an entry its time: hotwash edit EVENT --at 09:30")
    })
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

fn layout(name: Option<&str>, session: &Session<'_>) -> Result<Layout, Problem> {
    let name = name.unwrap_or(Template::DEFAULT);
    let layout = Layout::named(name, session.templates.as_deref(), session.config.updates);
    let layout = layout.map(|layout| layout.apart(session.world.program.clone()));
    layout.ok_or_else(|| {
        let templates = session.home.config.join("templates");
        let names: Vec<_> = TEMPLATES.iter().map(|template| template.name).collect();
        Problem::usage(format!("--template: there is no template '{name}'")).next(format!(
            "built in: {}; your own stand in {}",
            names.join(", "),
            templates.display()
        ))
    })
}
