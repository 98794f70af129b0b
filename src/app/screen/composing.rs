//! Writing: a line and Enter. The same for the question that starts an incident and for its timeline.

use crate::app::commands::{self, Pick};
use crate::app::composer::Task;
use crate::app::event_line;
use crate::app::field::Edit;
use crate::app::keymap::{Action, Context};
use crate::app::model::{Effect, Held, Model, Screen};
use crate::app::screen::{fields, live};
use crate::app::typed::act as run;
use crate::domain::command::{Command, NewActionItem, NewEvent, NewIncident, When};
use crate::domain::decide;
use crate::domain::entry::{self, EntryEvent, EntryTime, Reading, What};
use crate::domain::id::RecordId;
use crate::domain::incident::{Event, Incident};
use crate::domain::record::Timing;
use crate::domain::time::Precision;
use crate::domain::time::typed::TimeContext;

/// The question: what is happening?
pub fn ask(model: &mut Model) -> Vec<Effect> {
    model.uncover();
    model.screen = Screen::Start;
    Vec::new()
}

/// What an action means while writing.
pub fn act(model: &mut Model, incident: Option<&Incident>, action: &Action) -> Vec<Effect> {
    let picking = model.context() == Context::Picker;
    match action {
        Action::Accept if picking => return take_pick(model, incident),
        Action::Accept => return accept(model, incident),
        Action::Complete => model.composer_mut().complete(),
        Action::Up if picking => model.composer_mut().move_highlight(false),
        Action::Down if picking => model.composer_mut().move_highlight(true),
        Action::Up if model.composer().is_none_or(|composer| composer.field.is_empty()) => {
            live::correct_last(model, incident);
        }
        Action::Up => _ = model.composer_mut().edit(Edit::Up),
        Action::Down => _ = model.composer_mut().edit(Edit::Down),
        Action::NewLine => _ = model.composer_mut().edit(Edit::Insert("\n".to_owned())),
        Action::TakeAsText => model.composer_mut().toggle_text(),
        Action::Older => model.composer_mut().older(),
        Action::Newer => model.composer_mut().newer(),
        Action::Back if picking => model.composer_mut().dismiss_picker(),
        Action::Back => back(model),
        Action::FocusTimeline | Action::Search | Action::Filter => {
            return live::focus(model, incident, action);
        }
        Action::Undo | Action::Redo if model.screen == Screen::Start => {
            model.tell("There is nothing here to take back: go to the incident first.");
        }
        Action::PageUp | Action::PageDown | Action::OtherZone | Action::Undo | Action::Redo => {
            return live::act(model, incident, action);
        }
        _ => {}
    }
    Vec::new()
}

/// Esc discards nothing: it puts a notice away, follows the newest rows again, and goes back from the question to
/// the incident behind it.
fn back(model: &mut Model) {
    if model.composer_mut().end_task().is_some() || model.put_notices_away() {
        return;
    }
    if let (Screen::Start, Some(_)) = (model.screen, &model.current) {
        model.screen = Screen::Live;
    } else if let Some(current) = &mut model.current {
        current.timeline.follow();
    }
}

fn take_pick(model: &mut Model, incident: Option<&Incident>) -> Vec<Effect> {
    let Some((picks, at)) = model.composer().and_then(|composer| composer.picker()) else {
        return Vec::new();
    };
    match picks[at] {
        Pick::Kind(_) | Pick::ActionItem => {
            model.composer_mut().complete();
            Vec::new()
        }
        Pick::Command(named) => {
            model.composer_mut().put(String::new());
            run(model, incident, Context::Composer, &named.action)
        }
        Pick::Field(row) => {
            model.composer_mut().put(String::new());
            fields::ask(model, incident, row.name)
        }
    }
}

/// How the line being written would be read now. The question's answer is a title: it is never an action item.
pub fn reading(model: &Model, incident: Option<&Incident>) -> (Reading, TimeContext) {
    let context = time_context(model, incident);
    let line = model.composer().map_or("", |composer| composer.field.text());
    let reading = entry::read(line, &context);
    let titles = model.screen == Screen::Start && !is_starting(model);
    if titles && matches!(reading.what, What::ActionItem(_)) {
        return (entry::plain(line), context);
    }
    (reading, context)
}

/// Whether an incident is being started: what is entered meanwhile is for its timeline.
pub fn is_starting(model: &Model) -> bool {
    model.screen == Screen::Start && model.starting.is_some()
}

/// The event that the line is about, where it is more than an event of its own.
pub fn task<'a>(model: &Model, incident: Option<&'a Incident>) -> Option<(Task, &'a Event)> {
    let task = model.composer()?.task()?;
    let (Task::Correct(event) | Task::End(event)) = task;
    Some((task, incident?.event(event)?))
}

/// The event that is being corrected.
pub fn edited<'a>(model: &Model, incident: Option<&'a Incident>) -> Option<&'a Event> {
    task(model, incident)
        .filter(|(task, _)| matches!(task, Task::Correct(_)))
        .map(|(_, event)| event)
}

/// Begins a line of the timeline with this prefix; what is being written goes on behind it, unless it says itself what
/// it is: then it is put aside.
pub fn begin_line(model: &mut Model, incident: Option<&Incident>, prefix: &str) {
    model.uncover();
    model.write_here();
    model.composer_mut().end_task();
    let says_kind = match reading(model, incident).0.what {
        What::Event(event) => event.kind_given,
        What::ActionItem(_) => true,
        What::Empty => false,
    };
    let composer = model.composer_mut();
    if says_kind {
        composer.put_aside();
    }
    let line = format!("{prefix}{}", composer.field.text());
    composer.put(line);
    if says_kind {
        model.tell("The line you were writing is put aside: Alt-P brings it back.");
    }
}

/// What times in a line are read against.
pub fn time_context(model: &Model, incident: Option<&Incident>) -> TimeContext {
    let incident = incident.filter(|_| model.screen != Screen::Start);
    let zone = incident.map_or(model.zone, Incident::zone);
    // A bare time in a correction is on the event's own day.
    let event = edited(model, incident).and_then(|event| event.body().timing.at);
    let day = event.map(|at| zone.shown(&at).clock.date());
    TimeContext {
        now: model.now,
        zone,
        day: day.or_else(|| incident.and_then(Incident::own_day)),
    }
}

fn accept(model: &mut Model, incident: Option<&Incident>) -> Vec<Effect> {
    let (reading, context) = reading(model, incident);
    if !reading.is_recordable() {
        if reading.what != What::Empty {
            model.tell("There is no text yet: say what happened.");
        }
        return Vec::new();
    }
    if commands::looks_meant(reading.typed.trim()) && !model.composer_mut().insists() {
        model.tell("That is no command here. Enter again records it as text; / lists the commands.");
        return Vec::new();
    }
    let (starts, waits) = (model.screen == Screen::Start, is_starting(model));
    let task = model.composer().and_then(|composer| composer.task());
    let command = match task {
        Some(Task::Correct(id)) => {
            let event = incident.and_then(|incident| incident.event(id));
            let change = event.and_then(|event| event_line::change(event, reading.clone(), &context));
            let Some(change) = change else {
                model.composer_mut().end_task();
                model.tell("Nothing changed.");
                return Vec::new();
            };
            Some(Command::Amend { event: id, change })
        }
        Some(Task::End(hypothesis)) => {
            command(reading.clone(), context).map(|command| ending(hypothesis, command))
        }
        None => command(reading.clone(), context),
    };
    let (line, held) = match (task, model.composer_mut().end_task()) {
        // Given back as a line of its own it would be another event.
        (Some(task), Some(line)) => (String::new(), Some(Held::Line(task, line))),
        (_, _) => (model.composer_mut().send(), None),
    };
    let ticket = model.pend(line, held);
    if starts && !waits {
        model.starting = Some(ticket);
        return vec![start(ticket, reading, context)];
    }
    if waits {
        model
            .waiting
            .extend(command.map(|command| Effect::Record { ticket, command }));
        return Vec::new();
    }
    command
        .map(|command| Effect::Record { ticket, command })
        .into_iter()
        .collect()
}

/// The line names the incident; where it has a kind or a time, it is its first event too.
fn start(ticket: u64, reading: Reading, context: TimeContext) -> Effect {
    let zone = context.zone;
    let new = |title: &str, at| NewIncident {
        title: title.to_owned(),
        severity: None,
        zone,
        at,
    };
    match &reading.what {
        What::Event(event) => {
            let at = match event.time {
                EntryTime::Given(given) => Some(given.at),
                EntryTime::Now => None,
            };
            let new = new(&event.text, at);
            let says_more = event.kind_given || at.is_some();
            let first = if says_more {
                command(reading, context)
            } else {
                None
            };
            Effect::Start { ticket, new, first }
        }
        What::Empty | What::ActionItem(_) => Effect::Start {
            ticket,
            new: new(reading.typed.trim(), None),
            first: None,
        },
    }
}

/// What the line asks to be recorded.
pub fn command(reading: Reading, context: TimeContext) -> Option<Command> {
    let typed = Some(reading.typed);
    match reading.what {
        What::Event(event) => Some(Command::Record(new_event(event, typed, &context))),
        What::ActionItem(item) => Some(Command::AddActionItem(NewActionItem {
            text: item.text,
            owner: item.owner,
            due: item.due,
            purpose: None,
            priority: None,
            typed,
        })),
        What::Empty => None,
    }
}

/// A dead end or a cause names the hypothesis that it ends; whoever made the line something else ends none.
fn ending(hypothesis: RecordId, command: Command) -> Command {
    match command {
        Command::Record(new) if decide::may_end(new.kind) => Command::Record(NewEvent {
            ends: Some(hypothesis),
            ..new
        }),
        other => other,
    }
}

/// An event as typed, to be recorded. "Now" is the moment of Enter, however long the disk takes.
pub fn new_event(event: EntryEvent, typed: Option<String>, context: &TimeContext) -> NewEvent {
    let timing = match event.time {
        EntryTime::Given(given) => Timing::from(given),
        EntryTime::Now => Timing {
            at: Some(context.zone.now(context.now)),
            precision: Precision::Second,
            ..Timing::default()
        },
    };
    NewEvent {
        kind: event.kind,
        via: event.via,
        text: event.text,
        when: When::Given(timing),
        ends: None,
        ends_impact: false,
        typed,
        evidence: Vec::new(),
    }
}
