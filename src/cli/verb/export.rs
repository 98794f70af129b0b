//! `export`: the draft, to standard output or into a file, in which what a person wrote stays.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::cli::owner;
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::counted::counted;
use crate::draft::{TEMPLATES, Template, json, unfinished};
use crate::incidents::closing::{self, DraftError, Fresh, Layout, Written};
use crate::journal::sweep_beside;

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
    };
    let Some(output) = args.output else {
        if format == Format::Markdown {
            finished(&text, args.r#final, session)?;
        }
        return session.output().raw(&text).map(|()| Exit::Done);
    };
    let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty());
    owner::check_output(folder.unwrap_or(Path::new(".")), session.world.machine.uid)?;
    sweep_beside(&followed(&output));
    match format {
        Format::Markdown => write_draft(&output, &text, args.r#final, session),
        Format::Json => write_context(&output, &text, session),
    }
}

/// Writes the draft over what a person may have edited, or beside what nobody can tell to be a draft of this incident.
fn write_draft(
    output: &Path,
    text: &str,
    is_final: bool,
    session: &mut Session<'_>,
) -> Result<Exit, Problem> {
    let (shown, place) = (output.display(), followed(output));
    let (shelf, fresh) = (session.shelf(), Fresh { text, is_final });
    let in_place = closing::write_over(&shelf, &place, fresh).map_err(|error| unwritten(error, output))?;
    let why = match in_place {
        Ok(written) => {
            tell(&written, session);
            session.output().say(&format!("written to {shown}"));
            return Ok(Exit::Done);
        }
        Err(why) => why,
    };
    let written = closing::write_beside(&shelf, &place, fresh).map_err(|error| unwritten(error, output))?;
    tell(&written, session);
    let beside = output.with_file_name(written.path.file_name().unwrap_or_default());
    Err(Problem::refused(format!(
        "{shown} stays as it is, since {why}; the draft is written to {}",
        beside.display()
    ))
    .next("move what you need from one to the other, or give another file with --output"))
}

/// Says what stayed as a person left it, and how many places are left to fill in.
fn tell(written: &Written, session: &mut Session<'_>) {
    for remark in written.remarks() {
        session.output().say(&remark);
    }
    tell_unfinished(written.unfinished, session);
}

fn unwritten(error: DraftError, output: &Path) -> Problem {
    match error {
        DraftError::Journal(error) => Problem::new(
            Exit::NotSaved,
            format!("--output: cannot write {}: {}", output.display(), error.source),
        )
        .next("give a file in a folder of your own"),
        DraftError::Template(_) | DraftError::AllEdited(_) | DraftError::Unfinished(_) => error.into(),
    }
}

/// Writes the fields that templates see, where no file stands or a draft that nobody edited.
fn write_context(output: &Path, text: &str, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let shown = output.display();
    let replaced = closing::replace_untouched(&session.shelf(), &followed(output), text)
        .map_err(|error| unwritten(error.into(), output))?;
    if !replaced {
        return Err(Problem::refused(format!(
            "{shown} is no draft of hotwash, or was edited since; it stays as it is"
        ))
        .next("give another file with --output, or move this one away"));
    }
    session.output().say(&format!("written to {shown}"));
    Ok(Exit::Done)
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
