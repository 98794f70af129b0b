//! `undo`: takes back the newest record of this writer, and says which that was.

use crate::cli::change;
use crate::cli::json::{self, EventJson, SCHEMA, UndoJson};
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::command::Command;
use crate::domain::incident::{Correction, Incident, Status, Subject};
use crate::domain::record::FieldChange;

pub(in crate::cli) fn run(session: &mut Session<'_>) -> Result<Exit, Problem> {
    let scribe = session.scribe()?;
    let receipt = scribe.record(Command::Undo)?;
    let undo = receipt.id;
    session.mention(receipt);
    let incident = scribe.incident();
    let undone = incident.taken_back_by(undo);
    let subject = undone.and_then(|record| incident.subject(record));
    let what = subject.map_or_else(|| "a record".to_owned(), |subject| told(subject, &incident));
    if !session.common.json {
        return session
            .output()
            .answer(&format!("undone: {what}"))
            .map(|()| Exit::Done);
    }
    let zone = session.shown_zone(incident.zone())?;
    let event = undone.and_then(|record| incident.event(record));
    let events = event.map(|event| EventJson::of(event, zone));
    let text = json::text(&UndoJson {
        schema: SCHEMA,
        undone,
        what: &what,
        events: events.into_iter().collect(),
    });
    session.output().raw(&text).map(|()| Exit::Done)
}

/// What was taken back, and what holds now.
fn told(subject: Subject<'_>, incident: &Incident) -> String {
    let named = subject.named();
    match subject {
        Subject::Event(event) => format!("{named}, {}", change::quoted(&event.body().text)),
        Subject::Correction(event, version) => match &version.value {
            Correction::Amended(undone) => {
                let changed = change::of_event(undone, event.body(), incident.zone());
                format!("{named}: {changed}")
            }
            Correction::Struck { .. } => named,
        },
        Subject::Field(field, version) => {
            let before = match &version.value {
                FieldChange::Value(value) | FieldChange::Add(value) => change::quoted(value),
                FieldChange::Clear => "its clearing".to_owned(),
                FieldChange::Remove(entry) => format!("without {}", change::quoted(entry)),
                FieldChange::Amend { entry, to } => {
                    format!("{} in place of {}", change::quoted(to), change::quoted(entry))
                }
            };
            let now = incident.field(field);
            let now = if now.is_empty() {
                "not recorded".to_owned()
            } else {
                change::quoted(&now.join("; "))
            };
            format!("{named} {before}; it is now {now}")
        }
        Subject::ActionItem(_, version) => format!("{named}, {}", change::quoted(&version.value.text)),
        Subject::Status(version) => match version.value {
            Status::Closed { .. } => format!("{named}; the incident is open"),
            Status::Open => format!("{named}; the incident is closed"),
        },
        Subject::Silence(_) => named,
    }
}
