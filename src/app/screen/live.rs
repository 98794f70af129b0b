//! The timeline on the live screen: focus, selection, search, and one event whole.

use crate::app::composer::Task;
use crate::app::confirm::{self, Deed, Question};
use crate::app::event_line;
use crate::app::field::Field;
use crate::app::filter::Filter;
use crate::app::geometry::{self, Live};
use crate::app::item_line;
use crate::app::keymap::Action;
use crate::app::model::{Current, Effect, Model, Overlay, Screen};
use crate::app::rows::Source;
use crate::app::screen::{composing, kinds};
use crate::app::timeline::{self, ShownZone, Timeline};
use crate::domain::command::{Command, NewEvent};
use crate::domain::entry::{EntryEvent, EntryTime};
use crate::domain::harmless;
use crate::domain::hypotheses;
use crate::domain::id::RecordId;
use crate::domain::incident::{Event, Incident};
use crate::domain::kind::Kind;
use crate::domain::time::Zone;

/// From this width on, every row has its event's number; on a narrower screen the one selected has.
const NUMBERED: u16 = 100;

/// The zone that times are shown in.
pub fn shown_zone(model: &Model, incident: &Incident) -> Zone {
    let chosen = model
        .current
        .as_ref()
        .map_or(ShownZone::Incident, |current| current.timeline.shown_zone);
    match (chosen, incident.zone()) {
        // Nobody knows which instants these were: no other zone can show them.
        (_, Zone::Unknown) => Zone::Unknown,
        (ShownZone::Incident, zone) => zone,
        (ShownZone::Utc, _) => Zone::Utc,
        (ShownZone::Local, _) => model.now.local,
    }
}

/// What the timeline's rows are made from.
pub fn source<'a>(model: &'a Model, incident: &'a Incident) -> Option<Source<'a>> {
    let current = model.current.as_ref()?;
    let width = usize::from(Live::of(model).timeline.width);
    let zone = shown_zone(model, incident);
    Some(Source {
        incident,
        derived: &current.derived,
        zone,
        width,
        now: model.now,
        only: current
            .filter
            .as_ref()
            .filter(|_| model.timeline_focused)
            .map(Filter::places),
        numbered: numbered(model),
    })
}

/// Whether there is room for a column of the events' numbers.
fn numbered(model: &Model) -> bool {
    model.size.0 >= NUMBERED
}

/// Changes the timeline's state with its rows and the height of its window at hand.
pub fn with_source<R: Default>(
    model: &mut Model,
    incident: &Incident,
    change: impl FnOnce(&mut Timeline, &Source<'_>, usize) -> R,
) -> R {
    let area = Live::of(model).timeline;
    let zone = shown_zone(model, incident);
    let now = model.now;
    let focused = model.timeline_focused;
    let numbered = numbered(model);
    let Some(Current {
        derived,
        timeline,
        filter,
        ..
    }) = &mut model.current
    else {
        return R::default();
    };
    let source = Source {
        incident,
        derived,
        zone,
        width: usize::from(area.width),
        now,
        only: filter.as_ref().filter(|_| focused).map(Filter::places),
        numbered,
    };
    change(timeline, &source, usize::from(area.height))
}

/// Gives the timeline the focus; for a search or a filter, with its line open.
pub fn focus(model: &mut Model, incident: Option<&Incident>, action: &Action) -> Vec<Effect> {
    let Some(incident) = incident.filter(|_| model.screen == Screen::Live) else {
        return Vec::new();
    };
    if incident.timeline().is_empty() {
        model.tell("Nothing is recorded yet.");
        return Vec::new();
    }
    model.timeline_focused = true;
    with_source(model, incident, Timeline::take_focus);
    match action {
        Action::Search => model.overlay = Some(Overlay::Search(Field::default())),
        Action::Filter => ask_filter(model),
        _ => {}
    }
    Vec::new()
}

/// Goes to the timeline of the incident on the screen, to write.
pub fn show(model: &mut Model) {
    model.uncover();
    model.screen = Screen::Live;
}

/// Gives the timeline the focus again, at the event that was selected before. A filter that hides it is put away.
pub fn return_to(model: &mut Model, incident: &Incident, selected: Option<RecordId>) {
    let Some(event) = selected
        .and_then(|id| incident.event(id))
        .filter(|event| !event.is_struck())
    else {
        return;
    };
    show(model);
    model.timeline_focused = true;
    let id = event.id;
    let hidden = with_source(model, incident, |_, source, _| source.position(id).is_none());
    if let Some(current) = model.current.as_mut().filter(|_| hidden) {
        current.filter = None;
    }
    with_source(model, incident, |timeline, source, height| {
        if let Some(position) = source.position(id) {
            timeline.select(source, height, position);
        }
    });
}

/// What an action means on the timeline, and in its search.
pub fn act(model: &mut Model, incident: Option<&Incident>, action: &Action) -> Vec<Effect> {
    let Some(incident) = incident else {
        return Vec::new();
    };
    match model.overlay {
        Some(Overlay::Search(_)) => {
            end_search(model, incident, action);
            return Vec::new();
        }
        Some(Overlay::Filter(_)) => {
            end_filter(model, incident, action);
            return Vec::new();
        }
        Some(_) | None => {}
    }
    let withdrawn = selected(model, incident).filter(|event| event.is_struck());
    if let (true, Some(event)) = (action.corrects(), withdrawn) {
        model.tell(format!(
            "{} is withdrawn: y copies it, Esc goes back to writing it anew.",
            event.named()
        ));
        return Vec::new();
    }
    match action {
        Action::FocusComposer => {
            if model
                .current
                .as_ref()
                .is_some_and(|current| current.filter.is_some())
            {
                model.tell("All events are shown while you write; the timeline keeps its filter.");
            }
            (model.timeline_focused, model.to_timeline) = (false, false);
            with_source(model, incident, |timeline, _, _| timeline.follow());
        }
        Action::Accept => return open_whole(model, incident),
        Action::Search | Action::Filter | Action::FocusTimeline => {
            return focus(model, Some(incident), action);
        }
        Action::Correct | Action::Retime => correct_selected(model, incident, *action == Action::Retime),
        Action::RuleOut => ask_to_end(model, incident, Kind::RuledOut),
        Action::Confirm => ask_to_end(model, incident, Kind::Cause),
        Action::ChangeKind => kinds::open(model, selected(model, incident)),
        Action::Strike => ask_to_strike(model, incident),
        Action::Undo => return confirm::ask_undo(model, incident),
        Action::Redo => return confirm::ask_redo(model, incident),
        Action::Copy => return copy(model, incident),
        Action::OtherZone => next_zone(model, incident),
        _ => navigate(model, incident, action),
    }
    Vec::new()
}

/// Shows the event selected whole, with what is attached to it.
fn open_whole(model: &mut Model, incident: &Incident) -> Vec<Effect> {
    let Some(event) = selected(model, incident) else {
        return Vec::new();
    };
    model.overlay = Some(Overlay::Detail(0));
    if let Some(current) = &mut model.current {
        current.excerpts.clear();
    }
    let pieces = event.body().evidence.iter().cloned();
    pieces.map(Effect::ReadEvidence).collect()
}

fn navigate(model: &mut Model, incident: &Incident, action: &Action) {
    let focused = model.timeline_focused;
    let sought = with_source(model, incident, |timeline, source, height| {
        let last = source.len().saturating_sub(1);
        let at = timeline.selected(source).unwrap_or(last);
        match action {
            Action::Up => timeline.select(source, height, at.saturating_sub(1)),
            Action::Down => timeline.select(source, height, at + 1),
            Action::PageUp | Action::PageDown if focused => {
                timeline.page(source, height, *action == Action::PageDown);
            }
            Action::HalfUp | Action::HalfDown => {
                timeline.half_page(source, height, *action == Action::HalfDown);
            }
            Action::PageUp => timeline.scroll(source, height, -half(height)),
            Action::PageDown => timeline.scroll(source, height, half(height)),
            Action::First => timeline.select(source, height, 0),
            Action::Last => {
                timeline.follow();
                timeline.take_focus(source, height);
            }
            _ => return seek(timeline, source, height, action),
        }
        None
    });
    if sought == Some(false) {
        model.tell("No further one in this direction.");
    }
}

/// Goes to the next milestone or hit. `None` when the action seeks nothing; else whether one was found.
fn seek(timeline: &mut Timeline, source: &Source<'_>, height: usize, action: &Action) -> Option<bool> {
    let forward = matches!(action, Action::NextMilestone | Action::NextHit);
    match action {
        Action::NextMilestone | Action::PreviousMilestone => {
            let milestone = |position| timeline::is_milestone(source, position);
            Some(timeline.seek(source, height, forward, milestone))
        }
        Action::NextHit | Action::PreviousHit if !timeline.query.is_empty() => {
            let query = timeline.query.clone();
            let holds = |position| timeline::holds(source, position, &query);
            Some(timeline.seek_around(source, height, forward, holds))
        }
        _ => None,
    }
}

fn half(height: usize) -> isize {
    (height / 2).max(1).cast_signed()
}

/// Goes to a hit while the search is still being typed: the newest first, since what is asked for at night has
/// usually just happened.
pub fn search_as_typed(model: &mut Model, incident: Option<&Incident>) {
    let (Some(Overlay::Search(field)), Some(incident)) = (&model.overlay, incident) else {
        return;
    };
    let query = field.text().to_owned();
    with_source(model, incident, |timeline, source, height| {
        timeline.query.clone_from(&query);
        let here = |position: usize| timeline::holds(source, position, &query);
        if query.is_empty() || timeline.selected(source).is_some_and(here) {
            return;
        }
        if !timeline.seek(source, height, false, here) {
            timeline.seek(source, height, true, here);
        }
    });
}

fn end_search(model: &mut Model, incident: &Incident, action: &Action) {
    let Some(Overlay::Search(field)) = model.overlay.take() else {
        return;
    };
    let kept = *action == Action::Accept;
    let query = if kept {
        field.text().to_owned()
    } else {
        String::new()
    };
    let found = with_source(model, incident, |timeline, source, _| {
        timeline.query.clone_from(&query);
        timeline
            .selected(source)
            .is_some_and(|position| timeline::holds(source, position, &query))
    });
    if kept && !found {
        model.tell(format!("Nothing holds \u{201c}{query}\u{201d}."));
    }
}

/// Asks which events to show; the present filter is there to be changed.
fn ask_filter(model: &mut Model) {
    let filter = model.current.as_ref().and_then(|current| current.filter.as_ref());
    let text = filter.map_or(String::new(), |filter| filter.text.clone());
    model.overlay = Some(Overlay::Filter(Field::with_text(text)));
}

/// Shows only what the filter that is being typed leaves.
pub fn filter_as_typed(model: &mut Model, incident: Option<&Incident>) {
    let (Some(Overlay::Filter(field)), Some(incident)) = (&model.overlay, incident) else {
        return;
    };
    let filter = Filter::of(field.text(), incident);
    set_filter(model, incident, filter);
}

/// Shows only what the filter leaves, and selects the newest of it where what was selected is not among it.
fn set_filter(model: &mut Model, incident: &Incident, filter: Option<Filter>) {
    if let Some(current) = &mut model.current {
        current.filter = filter;
    }
    with_source(model, incident, Timeline::take_focus);
}

fn end_filter(model: &mut Model, incident: &Incident, action: &Action) {
    model.overlay = None;
    let left = model.current.as_ref().and_then(|current| current.filter.as_ref());
    let none = left.is_some_and(|filter| filter.places().is_empty());
    if none && *action == Action::Accept {
        model.tell("No event is like that: all are shown.");
    }
    if none || *action != Action::Accept {
        set_filter(model, incident, None);
    }
}

/// Asks for a record that no line was typed for.
pub fn record(model: &mut Model, command: Command) -> Vec<Effect> {
    let ticket = model.pend(String::new(), None);
    vec![Effect::record(ticket, command)]
}

/// Asks whether the event selected is to be withdrawn.
fn ask_to_strike(model: &mut Model, incident: &Incident) {
    let Some(event) = selected(model, incident) else {
        return;
    };
    let question = Question::new(
        format!("Withdraw event {} ", event.number),
        &event.body().text,
        "? It leaves the timeline.",
    );
    let (event, why) = (event.id, None);
    confirm::ask(model, Deed::Record(Command::Strike { event, why }), question);
}

fn correct_selected(model: &mut Model, incident: &Incident, retime: bool) {
    let Some(event) = selected(model, incident) else {
        return;
    };
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
fn ask_to_end(model: &mut Model, incident: &Incident, kind: Kind) {
    let Some(event) = selected(model, incident) else {
        return;
    };
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
    let question = Question::new(before, &event.body().text, after);
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
    record(model, Command::Record(NewEvent { ends, ..new }))
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

fn next_zone(model: &mut Model, incident: &Incident) {
    let (zone, local) = (incident.zone(), model.now.local);
    if zone == Zone::Unknown {
        return model.tell("The incident's zone is not recorded: its times cannot be shown in another.");
    }
    let Some(current) = &mut model.current else { return };
    current.timeline.shown_zone = match current.timeline.shown_zone {
        ShownZone::Incident if zone != Zone::Utc => ShownZone::Utc,
        ShownZone::Incident | ShownZone::Utc if local != zone && local != Zone::Utc => ShownZone::Local,
        ShownZone::Incident | ShownZone::Utc | ShownZone::Local => ShownZone::Incident,
    };
    let shown = shown_zone(model, incident);
    model.tell(format!("Times are shown in {shown}."));
}

/// The event selected.
pub fn selected<'a>(model: &Model, incident: &'a Incident) -> Option<&'a Event> {
    incident.event(model.current.as_ref()?.timeline.selected_id()?)
}

fn copy(model: &Model, incident: &Incident) -> Vec<Effect> {
    let Some(event) = selected(model, incident) else {
        return Vec::new();
    };
    let body = event.body();
    let zone = shown_zone(model, incident);
    let time = body
        .timing
        .at
        .map(|at| zone.shown(&at).clock.format("%Y-%m-%d %H:%M ").to_string());
    let text = format!(
        "{}{}: {}",
        time.unwrap_or_default(),
        body.kind.row().title,
        body.text
    );
    // It may be pasted into a shell, and others may have written it: each line of it would be run.
    vec![Effect::Copy(harmless::line(&text).into_owned())]
}

/// What an action means while one event is shown whole.
pub fn detail(model: &mut Model, incident: Option<&Incident>, action: &Action) -> Vec<Effect> {
    if *action == Action::Copy {
        return incident.map(|incident| copy(model, incident)).unwrap_or_default();
    }
    let page = geometry::page_rows(model);
    let Some(Overlay::Detail(top)) = &mut model.overlay else {
        return Vec::new();
    };
    match geometry::scrolled(*top, page, action) {
        Some(moved) => *top = moved,
        None => model.overlay = None,
    }
    Vec::new()
}
