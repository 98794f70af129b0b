//! `todo list`: what is to be done, the most pressing first.

use chrono::NaiveDate;

use crate::cli::args::TodoListArgs;
use crate::cli::json::{self, ActionItemJson, ActionItemsJson, ListedItemJson};
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::cli::table;
use crate::domain::incident::{ActionItem, Incident};
use crate::domain::record::ActionItemBody;
use crate::journal::IncidentPath;

/// An action item and where it belongs.
struct Listed<'a> {
    path: &'a IncidentPath,
    incident: &'a Incident,
    item: &'a ActionItem,
    body: &'a ActionItemBody,
    /// The day in the incident's zone.
    today: NaiveDate,
}

impl Listed<'_> {
    fn is_overdue(&self) -> bool {
        !self.body.done && self.body.due.is_some_and(|due| due < self.today)
    }
}

pub(super) fn run(args: &TodoListArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let incidents = incidents(args.all, session)?;
    let now = session.world.machine.now();
    let mut listed: Vec<Listed<'_>> = Vec::new();
    for (path, incident) in &incidents {
        let today = incident.zone().now(now).wall().date();
        let items = incident
            .action_items()
            .filter(|(_, body)| args.done || !body.done);
        listed.extend(items.map(|(item, body)| Listed {
            path,
            incident,
            item,
            body,
            today,
        }));
    }
    // What is overdue has the earliest dates, so dates alone put it first.
    listed.sort_by_key(|listed| (listed.body.done, listed.body.due.is_none(), listed.body.due));
    if session.common.json {
        let items = listed.iter().map(|listed| ListedItemJson {
            item: ActionItemJson::of(listed.item, listed.body),
            overdue: listed.is_overdue(),
            incident: listed.incident.id(),
            slug: listed.incident.slug(),
        });
        let text = json::text(&ActionItemsJson::of(items.collect()));
        return session.output().raw(&text).map(|()| Exit::Done);
    }
    if listed.is_empty() {
        session.output().say("there is nothing to do");
    }
    for listed in &listed {
        session.output().answer(&line(listed, args.all))?;
    }
    Ok(Exit::Done)
}

fn incidents(all: bool, session: &mut Session<'_>) -> Result<Vec<(IncidentPath, Incident)>, Problem> {
    if !all {
        let chosen = session.reading()?;
        return Ok(vec![(chosen.path, chosen.reading.incident)]);
    }
    let (shelf, reader) = (session.shelf(), session.reader());
    let mut incidents = Vec::new();
    for path in shelf.list()?.incidents {
        match shelf.read(&path, &reader) {
            Ok(reading) => incidents.push((path, reading.incident)),
            Err(error) => {
                let words = format!("{} is left out: {error}", path.name());
                session.output().say(&words);
            }
        }
    }
    Ok(incidents)
}

fn line(listed: &Listed<'_>, all: bool) -> String {
    let body = listed.body;
    let mut line = table::action_item(listed.item.number, body);
    if listed.is_overdue() {
        line.push_str(" OVERDUE");
    }
    if let Some(purpose) = body.purpose {
        line.push_str(&format!("  {}", purpose.word()));
    }
    if let Some(priority) = &body.priority {
        line.push_str(&format!("  priority {priority}"));
    }
    if all {
        let title = listed.incident.title();
        line = format!("{}{line}  ({title})", listed.path.short());
    }
    line
}
