//! `export`: the draft, to standard output or into a file.

mod file;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::counted::counted;
use crate::draft::{TEMPLATES, Template, drawing, items, json, plain_text, slack_text, unfinished};
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
    /// The draft for an e-mail or a terminal
    Text,
    /// The draft as a message for Slack
    Slack,
    /// The action items, for a spreadsheet
    Csv,
    /// The action items as issues, a JSON object a line
    GithubIssues,
    /// The action items, for the importer of Jira
    JiraCsv,
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
    let chosen = session.reading()?;
    let shelf = session.shelf();
    let format = if session.common.json {
        Format::Json
    } else {
        args.format
    };
    let draft = closing::compose(&shelf, &chosen.path, &layout)?;
    let text = match format {
        Format::Markdown | Format::Text | Format::Slack => closing::lay_out(&draft, &layout)?,
        Format::Json => json::to_json(&draft),
        Format::Svg => drawn(&shelf, &chosen.path, &layout)?,
        Format::Csv => items::csv(&draft),
        Format::GithubIssues => items::github_issues(&draft),
        Format::JiraCsv => items::jira_csv(&draft),
    };
    for line in draft.left_out.iter().flat_map(|part| part.lines()) {
        session.output().say(line);
    }
    if matches!(format, Format::GithubIssues | Format::JiraCsv) {
        tell_done(items::done(&draft), session);
    }
    let is_draft = matches!(format, Format::Markdown | Format::Text | Format::Slack);
    // What people wrote in a file of Markdown counts too, so that is counted there.
    if is_draft && (format != Format::Markdown || args.output.is_none()) {
        finished(&text, args.r#final, session)?;
    }
    let text = in_its_form(text, format);
    match args.output {
        Some(output) => file::write(&output, &text, format, args.r#final, session),
        None => session.output().raw(&text).map(|()| Exit::Done),
    }
}

/// A draft in Markdown as the form has it; any other text as it is.
fn in_its_form(text: String, format: Format) -> String {
    match format {
        Format::Text => plain_text(&text),
        Format::Slack => slack_text(&text),
        Format::Markdown
        | Format::Json
        | Format::Svg
        | Format::Csv
        | Format::GithubIssues
        | Format::JiraCsv => text,
    }
}

/// Says how many action items need no ticket.
fn tell_done(done: usize, session: &mut Session<'_>) {
    if done > 0 {
        let items = counted(done, "action item");
        session.output().say(&format!("left out, since done: {items}"));
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
