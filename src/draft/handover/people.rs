//! The people of an incident in one line of the handover: who leads, has a role, took it on, was called in.

use super::{Briefing, NAMED, name, named};
use crate::domain::incident::COMMANDER;
use crate::domain::kind::Kind;
use crate::domain::mentions;
use crate::domain::record::FieldName;

/// So many acknowledgements are told.
const TAKEN_ON: usize = 3;

/// `IC ana · broker bo · on it @fay 08:10 · called in @platform 08:20`
pub(super) fn people(told: &Briefing<'_>) -> String {
    let incident = told.incident();
    let commander = incident.value(FieldName::Commander);
    let commander = commander.map(|name| match name {
        COMMANDER => COMMANDER.to_owned(),
        _ => format!("IC {}", told.said(name)),
    });
    let roles = incident.field(FieldName::Roles);
    let roles = roles.iter().map(|role| told.said(&role.replacen(':', "", 1)));
    let called = told.called_in(NAMED).map(|called| format!("called in {called}"));
    let all = commander
        .into_iter()
        .chain(roles)
        .chain(on_it(told))
        .chain(called);
    named(all.collect()).unwrap_or_else(|| "nobody recorded".to_owned())
}

/// Whoever took it on, by the newest acknowledgements of the incident: `on it @fay 08:10`; where none is mentioned the
/// words, and by whom they are: `on it (fay, 08:10)`.
fn on_it(told: &Briefing<'_>) -> Option<String> {
    let events = told.events().iter().rev();
    let taken_on = events.filter(|event| event.body().kind == Kind::Acknowledgement);
    let mut newest: Vec<String> = taken_on
        .take(TAKEN_ON)
        .map(|event| {
            let body = event.body();
            let people = mentions::people(&body.text);
            let mentioned: Vec<String> = people.iter().map(|name| format!("@{name}")).collect();
            let when = told.when(&body.timing);
            match mentioned.is_empty() {
                true => format!(
                    "{} ({}, {when})",
                    told.said(&body.text),
                    name(&event.provenance.by)
                ),
                false => format!("on it {} {when}", mentioned.join(" and ")),
            }
        })
        .collect();
    newest.reverse();
    (!newest.is_empty()).then(|| newest.join(", "))
}
