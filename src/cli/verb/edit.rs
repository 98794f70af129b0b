//! `edit`: corrects an event, and says what it was and what it is now.

use clap::{Args, ValueEnum};

use crate::cli::args::{KindWord, kind};
use crate::cli::change;
use crate::cli::event;
use crate::cli::json::EventsJson;
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::command::{Command, EventChange};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::mitigations::SaidOutcome;
use crate::domain::record::{EventBody, Timing};
use crate::domain::time::typed::{Anchor, TimeContext};
use crate::incidents::scribe::Scribe;

#[derive(Debug, Args)]
pub(in crate::cli) struct EditArgs {
    /// Which: its number in `show`, or the end of its id
    #[arg(value_name = "EVENT", allow_hyphen_values = true)]
    event: String,
    /// What it is: detection, cause, m, rollback ...
    #[arg(long, value_parser = kind, value_name = "KIND")]
    kind: Option<KindWord>,
    /// When it happened; a clock time is on the event's own day. none: not known
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    /// When it ended. none: it is no range
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    until: Option<String>,
    /// The time is only about right
    #[arg(long)]
    about: bool,
    /// The hypothesis that it ends, for a dead end or a cause: its number, or the end of its id
    #[arg(long, value_name = "EVENT", allow_hyphen_values = true)]
    ends: Option<String>,
    /// What became of a mitigation: helped, failed. none: it is not said
    #[arg(long, value_enum, value_name = "OUTCOME")]
    outcome: Option<OutcomeWord>,
    /// What happened, taken as it is
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    text: Option<String>,
}

/// The outcome of a mitigation, as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum OutcomeWord {
    /// It reduced the impact
    Helped,
    /// It changed nothing
    Failed,
    /// It is not said
    None,
}

impl OutcomeWord {
    fn said(self) -> Option<SaidOutcome> {
        match self {
            OutcomeWord::Helped => Some(SaidOutcome::Helped),
            OutcomeWord::Failed => Some(SaidOutcome::Failed),
            OutcomeWord::None => None,
        }
    }
}

pub(in crate::cli) fn run(args: EditArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let scribe = session.scribe()?;
    let event = event::named(&args.event, &scribe.incident())?;
    let before = body(&scribe.incident(), event);
    let change = change(args, &before, &scribe.incident(), session)?;
    let typed = change.text.clone();
    record(&scribe, event, change, session)
        .inspect_err(|problem| session.give_back(problem, typed.as_deref().unwrap_or("the correction")))?;
    answer(&scribe.incident(), event, &before, session)
}

fn body(incident: &Incident, event: RecordId) -> EventBody {
    let body = incident.event(event).map(|event| event.body().clone());
    body.unwrap_or_default()
}

fn change(
    args: EditArgs,
    before: &EventBody,
    incident: &Incident,
    session: &mut Session<'_>,
) -> Result<EventChange, Problem> {
    let timing = timing(&args, before, incident, session)?;
    let ends = args
        .ends
        .as_deref()
        .map(|name| event::named(name, incident).map_err(|problem| problem.of_option("--ends")));
    let ends = ends.transpose()?;
    let change = EventChange {
        kind: args.kind.map(|word| (word.kind, word.via)),
        text: args.text,
        timing,
        ends,
        outcome: args.outcome.map(OutcomeWord::said),
        typed: None,
    };
    if change == EventChange::default() {
        return Err(Problem::usage("there is nothing to change").next(
            "hotwash edit EVENT --kind K, --at T, --until T, --about, --ends EVENT, --outcome O or --text S",
        ));
    }
    Ok(change)
}

/// A bare clock time is on the event's own day.
fn timing(
    args: &EditArgs,
    before: &EventBody,
    incident: &Incident,
    session: &mut Session<'_>,
) -> Result<Option<Timing>, Problem> {
    let context = session.time_context(incident);
    let own_day = before.timing.at.map(|at| context.zone.shown(&at).clock.date());
    let context = TimeContext {
        anchor: own_day.map_or(context.anchor, Anchor::Day),
        ..context
    };
    let mut timing = before.timing;
    match args.at.as_deref() {
        Some(at) if is_none(at) => timing = Timing::default(),
        Some(at) => {
            let given = Timing::from(session.time_option("--at", at, &context)?);
            let until = given.until.or(timing.until);
            timing = Timing { until, ..given };
        }
        None => {}
    }
    match args.until.as_deref() {
        Some(until) if is_none(until) => timing.until = None,
        Some(until) => {
            let start = timing.at.ok_or_else(|| {
                Problem::usage("--until: a range needs the time at which it began")
                    .next("give --at with --until")
            })?;
            timing.until = Some(session.end_option("--until", until, &start, &context)?);
        }
        None => {}
    }
    timing.approximate |= args.about && timing.at.is_some();
    let given = args.at.is_some() || args.until.is_some() || args.about;
    Ok(given.then_some(timing))
}

fn is_none(time: &str) -> bool {
    time.trim().eq_ignore_ascii_case("none")
}

fn record(
    scribe: &Scribe,
    event: RecordId,
    change: EventChange,
    session: &mut Session<'_>,
) -> Result<(), Problem> {
    session
        .do_in(scribe, Command::Amend { event, change })
        .map(|_| ())
}

fn answer(
    incident: &Incident,
    id: RecordId,
    before: &EventBody,
    session: &mut Session<'_>,
) -> Result<Exit, Problem> {
    let zone = session.shown_zone(incident.zone())?;
    let event = incident.event(id);
    session.answer(
        |_| Ok(EventsJson::of(event, zone)),
        |session| {
            let Some(event) = event else {
                return Ok(());
            };
            let mut changes = change::of_event(before, event.body(), zone);
            let ends = event.body().ends.filter(|ends| before.ends != Some(*ends));
            if let Some(ended) = ends.and_then(|id| incident.event(id)) {
                let gap = if changes.is_empty() { "" } else { "; " };
                changes.push_str(&format!("{gap}ends {}", ended.number));
            }
            let words = format!("edited {}: {changes}", event.number);
            session.output().answer(&words)
        },
    )
}
