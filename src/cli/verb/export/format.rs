//! The forms in which `export` writes, and what it writes in each.

use clap::ValueEnum;

use crate::cli::problem::Problem;
use crate::domain::counted::counted;
use crate::draft::{Draft, Template, drawing, html, items, json, plain_text, slack_text, unfinished};
use crate::incidents::closing::{self, Layout};
use crate::incidents::{drawing as drawings, page};
use crate::journal::{IncidentPath, Shelf};

/// The form in which `export` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// The draft
    Markdown,
    /// The draft as a page of its own
    Html,
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

/// An incident in one of the forms.
pub(super) struct Exported {
    /// The text.
    pub(super) text: String,
    /// The number of places in it that are left to fill in.
    pub(super) unfinished: usize,
    /// Remarks on what was left out, for whoever sends it.
    pub(super) remarks: Vec<String>,
}

impl Format {
    /// Refuses a template that has no such form.
    ///
    /// # Errors
    /// With what can be given instead.
    pub(super) fn check(self, layout: &Layout) -> Result<(), Problem> {
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
            Format::Markdown
            | Format::Html
            | Format::Json
            | Format::Svg
            | Format::Text
            | Format::Slack
            | Format::Csv
            | Format::GithubIssues
            | Format::JiraCsv => Ok(()),
        }
    }

    /// The incident in this form.
    ///
    /// # Errors
    /// When the journal or the template cannot be read, or there is nothing to draw.
    pub(super) fn of(self, shelf: &Shelf, path: &IncidentPath, layout: &Layout) -> Result<Exported, Problem> {
        let draft = || closing::compose(shelf, path, layout);
        Ok(match self {
            Format::Html => {
                let (draft, text) = page::page(shelf, path, layout)?;
                let unfinished = html::unfinished(&text);
                exported(&draft, text, unfinished)
            }
            // For the public there is none, so that nothing is left out.
            Format::Svg => Exported {
                text: drawn(shelf, path, layout)?,
                unfinished: 0,
                remarks: Vec::new(),
            },
            Format::Markdown => {
                let draft = draft()?;
                let text = closing::lay_out(&draft, layout)?;
                let unfinished = unfinished(&text);
                exported(&draft, text, unfinished)
            }
            Format::Text | Format::Slack => self.converted(&draft()?, layout)?,
            Format::Json => whole(&draft()?, json::to_json),
            Format::Csv => whole(&draft()?, items::csv),
            Format::GithubIssues => without_done(&draft()?, items::github_issues),
            Format::JiraCsv => without_done(&draft()?, items::jira_csv),
        })
    }

    /// A draft that is made from the one in Markdown, whose places to fill in are counted there.
    fn converted(self, draft: &Draft, layout: &Layout) -> Result<Exported, Problem> {
        let markdown = closing::lay_out(draft, layout)?;
        let text = if self == Format::Slack {
            slack_text(&markdown)
        } else {
            plain_text(&markdown)
        };
        Ok(exported(draft, text, unfinished(&markdown)))
    }
}

fn exported(draft: &Draft, text: String, unfinished: usize) -> Exported {
    let lines = draft.left_out.iter().flat_map(|part| part.lines());
    Exported {
        text,
        unfinished,
        remarks: lines.map(str::to_owned).collect(),
    }
}

/// A form that has no place to fill in.
fn whole(draft: &Draft, write: fn(&Draft) -> String) -> Exported {
    exported(draft, write(draft), 0)
}

/// Says how many action items need no ticket.
fn without_done(draft: &Draft, write: fn(&Draft) -> String) -> Exported {
    let mut exported = whole(draft, write);
    let done = items::done(draft);
    if done > 0 {
        let items = counted(done, "action item");
        exported.remarks.push(format!("left out, since done: {items}"));
    }
    exported
}

/// The drawing of the incident; refused where there is nothing to draw.
fn drawn(shelf: &Shelf, path: &IncidentPath, layout: &Layout) -> Result<String, Problem> {
    drawings::draw(shelf, path, layout)?.ok_or_else(|| {
        Problem::refused(drawing::NOTHING).next("give an entry its time: hotwash edit EVENT --at 09:30")
    })
}
