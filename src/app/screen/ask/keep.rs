//! The question about the times typed so far when the incident gets another zone: asked, and answered with a letter.

use super::Ask;
use crate::app::model::{Effect, HeldInput, Model, Overlay, Write};
use crate::domain::counted::counted;
use crate::domain::incident::Incident;
use crate::domain::rezone::{self, Keep};
use crate::domain::time::Zone;
use crate::incidents::scribe::Step;

/// Says what each answer does to the first of these times.
pub(super) fn hint(incident: &Incident, zone: Zone) -> Option<String> {
    let moved = rezone::moved(incident, zone);
    let first = moved.first()?;
    let at = first.event.body().timing.at?;
    let clock = |zone: Zone| zone.shown(&at).clock.format("%H:%M").to_string();
    let (before, after) = (clock(incident.zone()), clock(zone));
    let count = counted(moved.len(), "time");
    Some(format!(
        "i: the instants stay, {before} becomes {after}. c: the clock times stay as typed, {before} is {before} in \
         {zone}. {count}, the first: event {}",
        first.event.number
    ))
}

/// Records the zone, and for clock times that stay the corrections.
pub(super) fn accept(model: &mut Model, incident: Option<&Incident>, ask: Ask, zone: Zone) -> Vec<Effect> {
    let Some(incident) = incident else {
        return Vec::new();
    };
    let Some(keep) = read(ask.field.text()) else {
        model.tell("Write i (the instants stay) or c (the clock times stay). Esc leaves the zone as it is.");
        model.overlay = Some(Overlay::Ask(ask));
        return Vec::new();
    };
    let mut commands = rezone::commands(incident, zone, keep);
    let ticket = model.pend(String::new(), Some(HeldInput::Answer(ask)));
    match commands.pop() {
        Some(command) if commands.is_empty() => vec![Effect::record(ticket, command)],
        last => {
            commands.extend(last);
            let step = Step::default();
            let write = Write::RecordAll { commands, step };
            vec![Effect::Write { ticket, write }]
        }
    }
}

/// The whole word, or what it begins with.
fn read(answer: &str) -> Option<Keep> {
    let answer = answer.trim().to_lowercase();
    let means = |word: &str| !answer.is_empty() && word.starts_with(&answer);
    match (means("instants"), means("clocks")) {
        (true, _) => Some(Keep::Instants),
        (false, true) => Some(Keep::Clocks),
        (false, false) => None,
    }
}
