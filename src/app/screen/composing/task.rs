//! Enter on a line that is more than an event of its own: a correction, or the end of a hypothesis.

use super::reading::item_of;
use super::{chosen, command, ending};
use crate::app::composer::Task;
use crate::app::event_line;
use crate::app::item_line;
use crate::app::model::{Effect, HeldInput, Model};
use crate::domain::command::{Command, EventChange};
use crate::domain::entry::{EntryTime, Reading, What};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::time::typed::TimeContext;

/// Records what a line does that is more than an event of its own; whoever began it on the timeline is there again.
pub(super) fn accept(
    model: &mut Model,
    incident: Option<&Incident>,
    task: Task,
    reading: Reading,
    context: &TimeContext,
) -> Vec<Effect> {
    let chosen = chosen(model, incident, &reading);
    let command = match task {
        Task::Correct(event) | Task::Retime(event) => {
            if typed_on(model, incident, event, &reading) && !model.composer_mut().insists() {
                model.tell(
                    "What you typed runs into the event's words. Enter again corrects it so; Esc leaves it.",
                );
                return Vec::new();
            }
            let timed = matches!(&reading.what, What::Event(event) if event.time != EntryTime::Now);
            let corrected = incident.and_then(|incident| incident.event(event));
            let change = corrected.and_then(|event| event_line::change(event, reading, context));
            if change.is_some() && !timed && task == Task::Retime(event) {
                model.tell("No time is read there: write it before the words, as 09:30 or 2023-03-25 09:30.");
                return Vec::new();
            }
            let change = change.or(chosen.map(|_| EventChange::default()));
            change.map(|change| {
                let change = EventChange {
                    ends: chosen,
                    ..change
                };
                Command::Amend { event, change }
            })
        }
        Task::CorrectItem(item) => {
            let body = incident.and_then(|incident| item_of(incident, item));
            let change = match (body, &reading.what) {
                (Some((_, body)), What::ActionItem(now)) => item_line::change(body, now, context),
                (_, What::ActionItem(_) | What::Event(_) | What::Empty | What::Day(_)) => None,
            };
            change.map(|change| Command::AmendActionItem { item, change })
        }
        Task::End(hypothesis, _) => command(reading, *context).map(|command| ending(hypothesis, command)),
    };
    // Given back as a line of its own it would be another event.
    let held = model
        .composer_mut()
        .end_task()
        .map(|line| HeldInput::Line(task, line));
    model.resume();
    let Some(command) = command else {
        model.tell("Nothing changed.");
        return Vec::new();
    };
    let ticket = model.pend(String::new(), held);
    vec![Effect::record(ticket, command)]
}

/// Says whether letters run into the words of the event that is corrected: somebody at the timeline may have typed a
/// sentence that began with the key that corrects.
fn typed_on(model: &Model, incident: Option<&Incident>, event: RecordId, reading: &Reading) -> bool {
    let words = incident.and_then(|incident| Some(&incident.event(event)?.body().text));
    let (Some(words), What::Event(now)) = (words, &reading.what) else {
        return false;
    };
    let added = now.text.strip_prefix(words.as_str()).unwrap_or_default();
    let runs_in = added.starts_with(char::is_alphabetic) && added.chars().count() > 2;
    model.is_from_timeline() && runs_in
}
