//! `undo`: takes back the newest step of this writer, and says what that was.

use crate::cli::change;
use crate::cli::json::{self, EventJson, SCHEMA, UndoJson};
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
    if !session.common.json {
        let done = if again { "redone" } else { "undone" };
        let answer = format!("{done}: {what}");
        return session.output().answer(&answer).map(|()| Exit::Done);
    }
    let zone = session.shown_zone(incident.zone())?;
    let first = records.first().copied();
    let text = json::text(&UndoJson {
        schema: SCHEMA,
        undone: first.filter(|_| !again),
        redone: first.filter(|_| again),
        what: &what,
        events: records
            .iter()
            .filter_map(|record| incident.event(*record))
            .map(|event| EventJson::of(event, zone))
            .collect(),
    });
    session.output().raw(&text).map(|()| Exit::Done)
}

/// What was taken back, or is there again, and what holds now.
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

/// How an event read before a correction of it.
fn before(event: &Event, correction: RecordId) -> &EventBody {
    let earlier = event.history().take_while(|step| step.id != correction);
    let bodies = earlier.filter_map(|step| match step.said {
        Said::First(body) | Said::Amended(body) | Said::Removed(body) => Some(body).filter(|_| !step.undone),
        Said::Struck(_) => None,
    });
    bodies.last().unwrap_or_else(|| event.first())
}
