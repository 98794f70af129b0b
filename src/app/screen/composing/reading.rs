//! The reading of the line being written: its kind, its time, and what it is for.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::app::composer::{Composer, Task};
use crate::app::event_line;
use crate::app::item_line;
use crate::app::model::{Model, Screen};
use crate::domain::decide;
use crate::domain::entry::{self, Reading, What};
use crate::domain::id::RecordId;
use crate::domain::incident::{ActionItem, Event, Incident};
use crate::domain::record::ActionItemBody;
use crate::domain::time::typed::{Anchor, TimeContext};

/// Reads the line being written as it is now. The question's answer is a title: it is never an action item.
pub fn reading(model: &Model, incident: Option<&Incident>) -> (Reading, TimeContext) {
    let context = time_context(model, incident);
    let line = model.composer().map_or(Cow::Borrowed(""), Composer::line);
    if let Some(reading) = of_task(model, incident, &line, &context) {
        return (reading, context);
    }
    let reading = entry::read(&line, &context);
    let titles = model.screen == Screen::Start && !is_starting(model);
    if titles && matches!(reading.what, What::ActionItem(_)) {
        return (entry::plain(&line), context);
    }
    (reading, context)
}

/// Says whether an incident is being started: what is entered meanwhile is for its timeline.
pub fn is_starting(model: &Model) -> bool {
    model.screen == Screen::Start && model.starting.is_some()
}

/// Reads a line that has a task: it stays what it is about, whatever is typed before its words.
fn of_task(model: &Model, incident: Option<&Incident>, line: &str, context: &TimeContext) -> Option<Reading> {
    match model.composer()?.task()? {
        Task::Correct(event) | Task::Retime(event) => {
            Some(event_line::read(incident?.event(event)?, line, context))
        }
        Task::CorrectItem(_) => Some(item_line::read(line, context)),
        Task::End(hypothesis, kind) => {
            let words = &incident?.event(hypothesis)?.body().text;
            let prefix = format!("{}: ", kind.row().key);
            Some(event_line::keeping(line, &prefix, words, (kind, None), context))
        }
    }
}

/// Says what the line does, where it is more than an event of its own.
pub fn task_in_words(model: &Model, incident: Option<&Incident>) -> Option<String> {
    let number = |event| Some(incident?.event(event)?.number);
    Some(match model.composer()?.task()? {
        Task::Correct(event) | Task::Retime(event) => format!("corrects event {}", number(event)?),
        Task::CorrectItem(item) => format!("corrects action item {}", item_of(incident?, item)?.0.number),
        Task::End(event, _) => format!("ends hypothesis {}", number(event)?),
    })
}

/// The event that is being corrected.
pub fn edited<'a>(model: &Model, incident: Option<&'a Incident>) -> Option<&'a Event> {
    match model.composer()?.task()? {
        Task::Correct(event) | Task::Retime(event) => incident?.event(event),
        Task::CorrectItem(_) | Task::End(..) => None,
    }
}

pub(super) fn item_of(incident: &Incident, item: RecordId) -> Option<(&ActionItem, &ActionItemBody)> {
    incident.action_items().find(|(other, _)| other.id == item)
}

/// The context that times in a line are read against.
pub fn time_context(model: &Model, incident: Option<&Incident>) -> TimeContext {
    let incident = incident.filter(|_| model.screen != Screen::Start);
    let zone = incident.map_or(model.zone, Incident::zone);
    // A bare time in a correction is on the event's own day.
    let event = edited(model, incident).and_then(|event| event.body().timing.at);
    let day = event.map(|at| zone.shown(&at).clock.date());
    TimeContext {
        now: model.now,
        zone,
        anchor: match (day.or(said_day(model)), incident) {
            (Some(day), _) => Anchor::Day(day),
            (None, Some(incident)) => incident.anchor(model.now),
            (None, None) => Anchor::Now,
        },
    }
}

/// The day that bare times are on because a line said so.
pub fn said_day(model: &Model) -> Option<NaiveDate> {
    model.composer().and_then(|composer| composer.day)
}

/// The suspicion that was chosen for the line, where it still ends one.
pub fn chosen(model: &Model, incident: Option<&Incident>, reading: &Reading) -> Option<RecordId> {
    let ends = matches!(&reading.what, What::Event(event) if decide::may_end(event.kind));
    let chosen = model.composer()?.chosen().filter(|_| ends)?;
    incident?.event(chosen).map(|event| event.id)
}
