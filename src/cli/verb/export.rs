//! `export`: the draft, to standard output or into a file that nobody has edited.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::cli::owner;
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::counted::counted;
use crate::domain::findings::Policy;
use crate::draft::{TEMPLATES, Template, drawing, json, unfinished};
use crate::incidents::closing::{self, Layout};
use crate::incidents::drawing as drawings;
use crate::journal::{IncidentPath, JournalError, Shelf, sweep_beside};

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
    /// The fields that templates see
    Json,
    /// The timeline, drawn to scale
    Svg,
}

/// The writer of a form to a file that nobody has edited: whether it did.
type Replace = fn(&Shelf, &Path, &str) -> Result<bool, JournalError>;

impl Format {
    /// The word for a file of this form, and its writer.
    fn file(self) -> (&'static str, Replace) {
        match self {
            Format::Markdown | Format::Json => ("draft", closing::replace_untouched),
            Format::Svg => ("drawing", drawings::replace_untouched),
        }
    }
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
    let layout = layout(args.template.as_deref(), session)?;
    let chosen = session.reading()?;
    let shelf = session.shelf();
    let format = if session.common.json {
        Format::Json
    } else {
        args.format
    };
    let text = match format {
        Format::Markdown => closing::render(&shelf, &chosen.path, &layout)?,
        Format::Json => json::to_json(&closing::compose(&shelf, &chosen.path, &layout)?),
        Format::Svg => drawn(&shelf, &chosen.path, &session.config.updates)?,
    };
    if format == Format::Markdown {
        finished(&text, args.r#final, session)?;
    }
    let Some(output) = args.output else {
        return session.output().raw(&text).map(|()| Exit::Done);
    };
    write(&output, &text, format.file(), session)
}

/// The drawing of the incident; refused where there is nothing to draw.
fn drawn(shelf: &Shelf, path: &IncidentPath, policy: &Policy) -> Result<String, Problem> {
    let drawing = drawings::draw(shelf, path, policy)?;
    drawing.ok_or_else(|| {
        Problem::refused(drawing::NOTHING).next("give an entry its time: hotwash edit EVENT --at 09:30")
    })
}

/// Writes a text into a file, unless what stands there was edited or is not hotwash's.
fn write(
    output: &Path,
    text: &str,
    (what, replace): (&str, Replace),
    session: &mut Session<'_>,
) -> Result<Exit, Problem> {
    let shown = output.display();
    let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty());
    owner::check_output(folder.unwrap_or(Path::new(".")), session.world.machine.uid)?;
    let place = followed(output);
    sweep_beside(&place);
    let replaced = replace(&session.shelf(), &place, text).map_err(|error| {
        Problem::new(
            Exit::NotSaved,
            format!("--output: cannot write {shown}: {}", error.source),
        )
        .next("give a file in a folder of your own")
    })?;
    if !replaced {
        return Err(Problem::refused(format!(
            "{shown} is no {what} of hotwash, or was edited since; it stays as it is"
        ))
        .next("give another file with --output, or move this one away"));
    }
    session.output().say(&format!("written to {shown}"));
    Ok(Exit::Done)
}

/// Counts the places that are left to fill in; a final draft has none.
fn finished(text: &str, is_final: bool, session: &mut Session<'_>) -> Result<(), Problem> {
    let left = unfinished(text);
    if left == 0 {
        return Ok(());
    }
    let places = counted(left, "place");
    if is_final {
        return Err(
            Problem::refused(format!("--final: {places} to fill in, each in square brackets")).next(
                "set the fields (hotwash set), or write the draft without --final and finish it by hand",
            ),
        );
    }
    session
        .output()
        .say(&format!("{places} to fill in, in square brackets"));
    Ok(())
}

/// The same place, with the links on the way to it followed: the user named it.
fn followed(output: &Path) -> PathBuf {
    let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty());
    match (
        folder.unwrap_or(Path::new(".")).canonicalize(),
        output.file_name(),
    ) {
        (Ok(folder), Some(name)) => folder.join(name),
        // Whoever writes there finds out what is wrong.
        (Ok(_) | Err(_), _) => output.to_owned(),
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
