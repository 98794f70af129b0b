//! `undo`: takes back the newest step of this writer, and says what that was.

use serde::Serialize;

use crate::cli::change;
use crate::cli::json::EventJson;
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::command::Command;
use crate::domain::id::RecordId;
use crate::domain::incident::{Correction, Event, Incident, Moved, Said, Subject};
use crate::domain::quoted::quoted;
use crate::domain::record::EventBody;

pub(in crate::cli) fn run(session: &mut Session<'_>) -> Result<Exit, Problem> {
    moved(Command::Undo, session)
}

/// Records an undo or a redo, and answers with what it took back, or brought back.
pub(super) fn moved(command: Command, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let scribe = session.scribe()?;
    let id = session.do_in(&scribe, command)?;
    let incident = scribe.incident();
    let (records, again) = match incident.moved_by(id) {
        Some(Moved::Withdrawn(records)) => (records, false),
        Some(Moved::Restored(records)) => (records, true),
        // It was looked at before: only a process that replaced the file just now can have taken it away.
        None => (&[][..], false),
    };
    let what = told(records, again, &incident);
    let first = records.first().copied();
    session.answer(
        |session| {
            let zone = session.shown_zone(incident.zone())?;
            let events = records.iter().filter_map(|record| incident.event(*record));
            Ok(UndoJson {
                undone: first.filter(|_| !again),
                redone: first.filter(|_| again),
                what: &what,
                events: events.map(|event| EventJson::of(event, zone)).collect(),
            })
        },
        |session| {
            let done = if again { "redone" } else { "undone" };
            session.output().answer(&format!("{done}: {what}"))
        },
    )
}

/// The answer of `undo --json` and `redo --json`.
#[derive(Debug, Serialize)]
struct UndoJson<'a> {
    /// The record that was taken back; of several the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    undone: Option<RecordId>,
    /// The record that is there again; of several the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    redone: Option<RecordId>,
    what: &'a str,
    events: Vec<EventJson<'a>>,
}

/// Says what was taken back, or is there again, and what holds now.
fn told(records: &[RecordId], again: bool, incident: &Incident) -> String {
    let [record] = records else {
        return incident.named(records);
    };
    let Some(subject) = incident.subject(*record) else {
        return incident.named(records);
    };
    let named = subject.named();
    match subject {
        Subject::Correction(event, version) => match &version.value {
            Correction::Amended(body) | Correction::Removed(body) => {
                let (from, to) = if again {
                    (before(event, version.id), body)
                } else {
                    (body, event.body())
                };
                format!("{named}: {}", change::of_event(from, to, incident.zone()))
            }
            Correction::Struck { .. } => named,
        },
        Subject::Field(field, _) => {
            let now = incident.field(field);
            let now = if now.is_empty() {
                "not recorded".to_owned()
            } else {
                quoted(&now.join("; "))
            };
            if again && named == format!("{} {now}", field.wire()) {
                return named;
            }
            format!("{named}; it is now {now}")
        }
        Subject::Status(_) => format!("{named}; the incident is {}", incident.status().word()),
        Subject::Event(_) | Subject::ActionItem(..) | Subject::Silence(_) => named,
    }
}

/// The event as it read before a correction of it.
fn before(event: &Event, correction: RecordId) -> &EventBody {
    let earlier = event.history().take_while(|step| step.id != correction);
    let bodies = earlier.filter_map(|step| match step.said {
        Said::First(body) | Said::Amended(body) | Said::Removed(body) => Some(body).filter(|_| !step.undone),
        Said::Struck(_) => None,
    });
    bodies.last().unwrap_or_else(|| event.first())
}
