//! `demo`: an incident half-way through, in a home that is gone when one leaves it.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use tempfile::TempDir;

use crate::cli::interface;
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::cli::verb::show::{self, ShowArgs};
use crate::domain::command::{Command, NewIncident, When};
use crate::domain::entry;
use crate::domain::record::Severity;
use crate::domain::time::typed::{Anchor, TimeContext};
use crate::incidents::scribe::{Author, Scribe};
use crate::journal::{IncidentPath, Patience};
use crate::system::home::Home;
use crate::system::machine::Machine;

const STORY: &str = include_str!("../../../assets/demo.txt");

const NOTICE: &str = "a demo: all of it is invented, and gone when you leave; nothing of yours is touched";

pub(in crate::cli) fn run(session: &mut Session<'_>) -> Result<Exit, Problem> {
    let folder = tempfile::Builder::new().prefix("hotwash-demo-").tempdir();
    let folder = folder.map_err(|error| {
        Problem::new(
            Exit::NotSaved,
            format!("cannot make a folder for the demo: {error}"),
        )
        .next("give a place where there is room with TMPDIR")
    })?;
    session.home = Home::below(folder.path());
    session.common.incident = None;
    replay(session)?;
    session.output().say(NOTICE);
    let ended = if interface::is_possible(session) {
        // Its drafts are gone with it.
        interface::run_with(session, Some(NOTICE.to_owned())).map(|(exit, _)| exit)
    } else {
        show::run(ShowArgs::default(), session)
    };
    remove(folder, session);
    ended
}

fn remove(folder: TempDir, session: &mut Session<'_>) {
    let path = folder.path().to_owned();
    if let Err(error) = folder.close() {
        let words = format!("{} could not be removed: {error}", path.display());
        session.output().say(&words);
    }
}

/// A line of the story.
struct StoryLine<'a> {
    minutes_ago: i64,
    by: &'a str,
    typed: &'a str,
}

/// The title and the lines of the story.
fn story() -> (&'static str, impl Iterator<Item = StoryLine<'static>>) {
    let mut lines = STORY.lines().filter(|line| !line.starts_with('#'));
    let title = lines.next().unwrap_or_default();
    let lines = lines.filter_map(|line| {
        let (minutes, rest) = line.split_once(' ')?;
        let (by, typed) = rest.split_once(' ')?;
        Some(StoryLine {
            minutes_ago: minutes.parse().ok()?,
            by,
            typed,
        })
    });
    (title, lines)
}

/// Records the story as its people would have, each line at its time.
fn replay(session: &mut Session<'_>) -> Result<(), Problem> {
    let now = session.world.machine.now().instant;
    let (title, lines) = story();
    let mut path = None;
    for line in lines {
        let machine = machine_at(&session.world.machine, now - TimeDelta::minutes(line.minutes_ago));
        let path = match &path {
            Some(path) => path,
            None => path.insert(start(title, &line, &machine, session)?),
        };
        let author = author(line.by);
        let scribe = Scribe::open(
            &session.shelf(),
            path.clone(),
            author,
            machine,
            Patience::second(),
        )?;
        if let Some(command) = command(&line, &scribe) {
            scribe.record(command)?;
        }
    }
    Ok(())
}

fn start(
    title: &str,
    first: &StoryLine<'_>,
    machine: &Arc<Machine>,
    session: &Session<'_>,
) -> Result<IncidentPath, Problem> {
    let new = NewIncident {
        title: title.to_owned(),
        severity: Severity::new(2),
        zone: machine.local,
        at: None,
    };
    let (scribe, _) = Scribe::create(
        &session.shelf(),
        new,
        author(first.by),
        Arc::clone(machine),
        Patience::second(),
    )?;
    Ok(scribe.path().clone())
}

fn author(by: &str) -> Author {
    Author {
        writer: format!("{by}-demo"),
        by: by.to_owned(),
    }
}

/// The machine as it was then: the same, with a clock that stands.
fn machine_at(machine: &Arc<Machine>, then: DateTime<Utc>) -> Arc<Machine> {
    let ids = Arc::clone(machine);
    Arc::new(Machine {
        clock: Box::new(move || then),
        ids: Box::new(move || (ids.ids)()),
        local: machine.local,
        user: machine.user.clone(),
        uid: machine.uid,
        host: machine.host.clone(),
        machine_id: machine.machine_id.clone(),
    })
}

fn command(line: &StoryLine<'_>, scribe: &Scribe) -> Option<Command> {
    let now = scribe.machine().now();
    let zone = scribe.incident().zone();
    let reading = entry::read(
        line.typed,
        &TimeContext {
            now,
            zone,
            anchor: Anchor::Now,
        },
    );
    reading.command(When::Now)
}
