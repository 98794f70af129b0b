//! `show`: the timeline, for people or as JSON.

mod document;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use clap::Args;
use document::{IncidentDocument, Perspective};

use crate::cli::args::{KindWord, kind};
use crate::cli::event;
use crate::cli::json::{self, EventJson};
use crate::cli::problem::{Exit, Problem};
use crate::cli::select::Chosen;
use crate::cli::session::Session;
use crate::cli::table::{self, Style};
use crate::domain::harmless;
use crate::domain::harmless::wrap;
use crate::domain::id::RecordId;
use crate::domain::incident::{Event, Incident};
use crate::domain::story;
use crate::domain::time::{Moment, Precision, Zone};
use crate::journal::{News, evidence};

#[derive(Debug, Default, Args)]
pub(in crate::cli) struct ShowArgs {
    /// One event whole, with every record about it: its number, or the end of its id
    #[arg(value_name = "EVENT", conflicts_with_all = ["kind", "as_of", "struck"])]
    event: Option<String>,
    /// Only events of this kind
    #[arg(long, value_parser = kind, value_name = "KIND")]
    kind: Option<KindWord>,
    /// What was recorded by then
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    as_of: Option<String>,
    /// The events that were withdrawn, by whom and why; with --json the document always has them
    #[arg(long)]
    struck: bool,
}

pub(in crate::cli) fn run(args: ShowArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let mut chosen = session.reading()?;
    if let Some(text) = &args.as_of {
        let until = as_of(text, &chosen.reading.incident, session)?;
        chosen.reading.incident = replay_until(&chosen, until, session)?;
    }
    let incident = &chosen.reading.incident;
    if let Some(name) = &args.event {
        return whole(event::named(name, incident)?, &chosen, session);
    }
    let zone = session.shown_zone(incident.zone())?;
    let local = session.world.machine.local;
    let kind = args.kind.map(|word| word.kind);
    let wanted = |event: &Event| kind.is_none_or(|kind| event.body().kind == kind);
    session.answer(
        |session| {
            let policy = session.config.updates;
            let how = Perspective { zone, local, policy };
            let damage = &chosen.reading.damage;
            let outside = session.outside(&chosen.path, incident, damage.len());
            Ok(IncidentDocument::of(incident, damage, outside, how, wanted))
        },
        |session| {
            let style = Style {
                zone,
                width: session.output().width,
                colored: session.colored(),
            };
            let mut lines = heading(&chosen, style.width, zone, local);
            if args.struck {
                let withdrawn = table::withdrawn(incident, style, wanted);
                if withdrawn.is_empty() {
                    session.output().say("no event is withdrawn");
                }
                lines.extend(std::iter::once(String::new()).filter(|_| !withdrawn.is_empty()));
                lines.extend(withdrawn);
                return print(&lines, session);
            }
            lines.extend(table::timeline(incident, style, wanted));
            if let Some(struck) = table::struck(incident, style, wanted) {
                lines.extend([String::new(), struck]);
            }
            if kind.is_none() {
                let today = incident.today(session.world.machine.now());
                lines.extend(action_items(incident, today));
            }
            print(&lines, session)
        },
    )
}

fn print(lines: &[String], session: &mut Session<'_>) -> Result<(), Problem> {
    for line in lines {
        // Every line is harmless by now, and may be coloured.
        session.output().raw(&format!("{}\n", line.trim_end()))?;
    }
    Ok(())
}

/// One event, with what is attached to it and every record about it.
fn whole(id: RecordId, chosen: &Chosen, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let incident = &chosen.reading.incident;
    let zone = session.shown_zone(incident.zone())?;
    let Some(event) = incident.event(id) else {
        return Ok(Exit::Done);
    };
    if session.common.json {
        let text = json::text(&EventJson::of(event, zone));
        return session.output().raw(&text).map(|()| Exit::Done);
    }
    let body = event.body();
    let mut lines = vec![
        format!("{} {}  {}", event.number, body.kind.badge(), body.text),
        format!("happened  {}", story::happened(&body.timing, zone)),
    ];
    lines.extend(story::ends(event, incident).map(|ended| format!("ends      {ended}")));
    lines.extend(story::ended_by(event, incident).map(|end| format!("ended by  {end}")));
    lines.extend(body.evidence.iter().map(|piece| {
        let name = piece.name.as_deref().unwrap_or("without a name");
        let place = match evidence::folder_of(&*session.world.storage, &chosen.path, piece) {
            Some(folder) => format!("{folder}/{}", piece.sha256),
            None => format!("missing, SHA-256 {}", piece.sha256),
        };
        format!("evidence  {name}, {} bytes, {place}", piece.bytes)
    }));
    lines.push(format!("id        {}", event.id));
    for chapter in story::of(event, zone) {
        let when = chapter.recorded.format("%Y-%m-%d %H:%M:%S");
        lines.push(format!("{when}  {}: {}", chapter.by, chapter.what));
        lines.extend(
            chapter
                .typed
                .map(|typed| format!("                     as typed: {typed}")),
        );
    }
    lines.iter().try_for_each(|line| session.output().answer(line))?;
    Ok(Exit::Done)
}

fn heading(chosen: &Chosen, width: Option<usize>, zone: Zone, local: Zone) -> Vec<String> {
    let incident = &chosen.reading.incident;
    let day = |at: Moment| zone.shown(&at).clock.format("%Y-%m-%d %H:%M").to_string();
    let mut facts = vec![chosen.path.short().to_owned()];
    facts.extend(incident.severity().map(|level| format!("SEV{level}")));
    facts.push(incident.status().word().to_owned());
    facts.extend(incident.opened_at().map(|at| format!("opened {}", day(at))));
    facts.extend(incident.closed_at(local).map(|at| format!("closed {}", day(at))));
    facts.push(match zone {
        Zone::Unknown => "zone not recorded".to_owned(),
        Zone::Iana(_) | Zone::Utc | Zone::Fixed(_) => zone.to_string(),
    });
    let columns = width.unwrap_or(usize::MAX);
    let title = harmless::line(incident.title());
    [&*title, &facts.join(" · ")]
        .into_iter()
        .flat_map(|line| wrap(line, columns))
        .collect()
}

fn action_items(incident: &Incident, today: NaiveDate) -> Vec<String> {
    let mut lines: Vec<String> = incident
        .action_items()
        .map(|(item, body)| harmless::line(&table::action_item(item.number, body, today)).into_owned())
        .collect();
    if !lines.is_empty() {
        lines.splice(0..0, [String::new(), "Action items".to_owned()]);
    }
    lines
}

/// The last instant that `--as-of` means.
fn as_of(text: &str, incident: &Incident, session: &mut Session<'_>) -> Result<DateTime<Utc>, Problem> {
    let context = session.time_context(incident);
    let given = session.time_option("--as-of", text, &context)?;
    let instant = |at| match at {
        Moment::Zoned(at) => at.to_utc(),
        Moment::Floating(wall) => match context.now.local.read_wall(wall).moment() {
            Moment::Zoned(at) => at.to_utc(),
            Moment::Floating(wall) => wall.and_utc(),
        },
    };
    Ok(match (given.precision, given.at.wall().date().succ_opt()) {
        // The whole of that day, which need not have 24 hours.
        (Precision::Day, Some(next)) => {
            let midnight = context.zone.read_wall(next.and_time(NaiveTime::MIN)).moment();
            instant(midnight) - TimeDelta::microseconds(1)
        }
        (Precision::Day | Precision::Second | Precision::Minute | Precision::Hour, _) => instant(given.at),
    })
}

/// The incident as its journal told it by then.
fn replay_until(chosen: &Chosen, until: DateTime<Utc>, session: &Session<'_>) -> Result<Incident, Problem> {
    let mut journal = session.shelf().open_journal(&chosen.path, &session.reader());
    let (News::Records(mut entries) | News::Reload(mut entries)) = journal.catch_up()?;
    entries.retain(|(record, _)| record.recorded_at <= until);
    let then = &chosen.reading.incident;
    let mut incident = Incident::replay(then.id(), then.slug(), entries);
    incident.open_with(then.opening_record());
    Ok(incident)
}
