//! The event selected on the timeline, or recorded last: withdrawn, corrected, ended.

use crate::app::composer::Task;
use crate::app::event_line;
use crate::app::item_line;
use crate::app::model::{Effect, Model, Screen};
use crate::app::screen::confirm::{self, Deed, OneLineQuestion};
use crate::app::screen::{composing, live};
use crate::domain::command::{Command, NewEvent};
use crate::domain::entry::{EntryEvent, EntryTime};
use crate::domain::hypotheses;
use crate::domain::id::RecordId;
use crate::domain::incident::{Event, Incident};
use crate::domain::kind::Kind;

/// Asks whether the event selected is to be withdrawn.
pub(super) fn ask_to_strike(model: &mut Model, event: &Event) {
    let question = OneLineQuestion::new(
        format!("Withdraw event {} ", event.number),
        &event.body().text,
        "? It leaves the timeline.",
    );
    let (event, why) = (event.id, None);
    confirm::ask(model, Deed::Record(Command::Strike { event, why }), question);
}

/// Puts the event selected into the composer, to be corrected; or when it happened.
pub(super) fn correct(model: &mut Model, incident: &Incident, event: &Event, retime: bool) {
    // Typed times are read in the incident's zone, whichever is shown.
    let context = composing::time_context(model, Some(incident));
    let (line, time) = event_line::of(event, &context, retime);
    model.leave_timeline();
    let composer = model.composer_mut();
    let task = if retime { Task::Retime } else { Task::Correct };
    composer.begin(task(event.id), line);
    if retime && time == 0 {
        composer.field.place(0);
        model.tell("Put the time before the line: 09:30, ~09:30, 2023-03-25 09:30-09:40.");
    } else if retime {
        composer.field.place(time);
    }
}

/// Asks whether the hypothesis selected was a dead end, or the cause.
pub(super) fn ask_to_end(model: &mut Model, incident: &Incident, event: &Event, kind: Kind) {
    if event.body().kind != Kind::Hypothesis {
        return model.tell("Only a hypothesis can be ruled out or confirmed: select one first.");
    }
    let open = hypotheses::open(incident).any(|open| open.id == event.id);
    if !open {
        return model.tell("Something ended this hypothesis already.");
    }
    let (before, after) = if kind == Kind::Cause {
        ("Was hypothesis", " the cause? Known as of now.")
    } else {
        ("Rule out hypothesis", "? A dead end, as of now.")
    };
    let before = format!("{before} {} ", event.number);
    let question = OneLineQuestion::new(before, &event.body().text, after);
    let hypothesis = event.id;
    confirm::ask(model, Deed::End { hypothesis, kind }, question);
}

/// Records that a hypothesis was a dead end, or the cause, in its own words.
pub fn end(model: &mut Model, incident: &Incident, hypothesis: RecordId, kind: Kind) -> Vec<Effect> {
    let Some(event) = incident.event(hypothesis) else {
        return Vec::new();
    };
    let entry = EntryEvent {
        kind,
        kind_given: true,
        via: None,
        time: EntryTime::Now,
        text: event.body().text.clone(),
    };
    let context = composing::time_context(model, Some(incident));
    let new = entry.to_record(None, composing::entered_now(&context));
    let ends = Some(hypothesis);
    live::record(model, Command::Record(NewEvent { ends, ..new }))
}

/// Begins the line that tells what became of a hypothesis, with its own words to begin from.
pub fn end_in_words(model: &mut Model, incident: Option<&Incident>, hypothesis: RecordId, kind: Kind) {
    let Some(event) = incident.and_then(|incident| incident.event(hypothesis)) else {
        return;
    };
    let line = format!("{}: {} ", kind.row().key, event.body().text);
    model.leave_timeline();
    model.composer_mut().begin(Task::End(hypothesis, kind), line);
}

/// Puts what whoever sits here recorded last into the composer, to be corrected: an event, or an action item.
pub fn correct_last(model: &mut Model, incident: Option<&Incident>) {
    let Some(incident) = incident.filter(|_| model.screen == Screen::Live) else {
        return;
    };
    let own = |event: &&Event| *event.provenance.stamp.writer == *model.writer && !event.is_struck();
    let event = incident.events().iter().rev().find(own);
    let items = incident.action_items();
    let item = items.filter_map(|(item, body)| {
        let made = item.made().filter(|made| *made.stamp.writer == *model.writer)?;
        Some((made.stamp.lc, item.id, body))
    });
    let item = item.max_by_key(|(lc, id, _)| (*lc, *id));
    let context = composing::time_context(model, Some(incident));
    let (task, line) = match (event, item) {
        (event, Some((lc, id, body))) if event.is_none_or(|event| event.provenance.stamp.lc < lc) => {
            (Task::CorrectItem(id), item_line::of(body))
        }
        (Some(event), _) => (Task::Correct(event.id), event_line::of(event, &context, false).0),
        (None, _) => return model.tell("You have recorded nothing here yet."),
    };
    model.to_timeline = false;
    model.composer_mut().begin(task, line);
}
