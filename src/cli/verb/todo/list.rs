//! `todo list`: what is to be done, the most pressing first.

use clap::Args;
use serde::Serialize;

use crate::cli::json::ActionItemJson;
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::cli::table;
use crate::domain::id::IncidentId;
use crate::incidents::catalog::agenda::{self, Agenda, Listed};

#[derive(Debug, Args)]
pub(in crate::cli) struct TodoListArgs {
    /// Of every incident
    #[arg(long)]
    all: bool,
    /// Also those that are done, last
    #[arg(long)]
    done: bool,
}

pub(super) fn run(args: &TodoListArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let mut listed = listed(args.all, session)?;
    listed.retain(|listed| args.done || !listed.body.done);
    let document = AgendaJson {
        action_items: listed.iter().map(ListedItemJson::of).collect(),
    };
    session.answer(
        |_| Ok(document),
        |session| {
            if listed.is_empty() {
                session.output().say("there is nothing to do");
            }
            let mut lines = listed.iter().map(|listed| line(listed, args.all));
            lines.try_for_each(|line| session.output().answer(&line))
        },
    )
}

/// The answer of `todo list --json`.
#[derive(Debug, Serialize)]
struct AgendaJson<'a> {
    action_items: Vec<ListedItemJson<'a>>,
}

/// An action item with the incident that it belongs to.
#[derive(Debug, Serialize)]
struct ListedItemJson<'a> {
    #[serde(flatten)]
    item: ActionItemJson<'a>,
    overdue: bool,
    incident: IncidentId,
    slug: &'a str,
}

impl<'a> ListedItemJson<'a> {
    fn of(listed: &'a Listed) -> Self {
        ListedItemJson {
            item: ActionItemJson::of(listed.item, listed.number, &listed.body),
            overdue: listed.days_overdue().is_some(),
            incident: listed.incident,
            slug: &listed.slug,
        }
    }
}

fn listed(all: bool, session: &mut Session<'_>) -> Result<Vec<Listed>, Problem> {
    let now = session.world.machine.now();
    if !all {
        return Ok(agenda::of(&session.reading()?.reading.incident, now));
    }
    let agenda = Agenda::read(&session.shelf(), &session.reader(), now)?;
    for (path, error) in &agenda.unreadable {
        let words = format!("{} is left out: {error}", path.name());
        session.output().say(&words);
    }
    Ok(agenda.items)
}

fn line(listed: &Listed, all: bool) -> String {
    let line = table::action_item(listed.number, &listed.body, listed.today);
    if all {
        return format!("{}{line}  ({})", listed.incident.short(), listed.title);
    }
    line
}
