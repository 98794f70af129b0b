//! The suspicions that a dead end or a cause may end: offered below the line being written, one key each.

use super::composer::Task;
use super::keymap::{Context, key_name};
use super::model::{Model, Screen};
use super::screen::composing;
use crate::domain::counted::counted_as;
use crate::domain::decide;
use crate::domain::entry::{EntryEvent, What};
use crate::domain::hypotheses;
use crate::domain::incident::{Event, Incident};
use crate::domain::kind::Kind;
use crate::domain::suspicions;

/// The most that are offered: as many as there are keys.
pub const MOST: usize = 9;

/// The number of those offered for the line being written.
pub fn count(model: &Model) -> usize {
    if ending(model).is_none() {
        return 0;
    }
    let open = model
        .current
        .as_ref()
        .map(|current| current.derived.open_hypotheses.len());
    open.unwrap_or(0).min(MOST)
}

/// Those offered for the line being written, the nearest to its words first.
pub fn offered<'a>(model: &Model, incident: Option<&'a Incident>) -> Vec<&'a Event> {
    let (Some(event), Some(incident)) = (ending(model), incident) else {
        return Vec::new();
    };
    let mut open = suspicions::open_nearest_first(incident, &event.text);
    open.truncate(MOST);
    open
}

/// The event being written, where it may end a suspicion and nothing else says which.
fn ending(model: &Model) -> Option<EntryEvent> {
    let current = model.current.as_ref().filter(|_| model.screen == Screen::Live)?;
    let What::Event(event) = composing::reading(model, None).0.what else {
        return None;
    };
    let task = model.composer().and_then(|composer| composer.task());
    let open = current.derived.open_hypotheses.len();
    // A dead end needs no choice where there is none.
    let only = open == 1 && event.kind == Kind::RuledOut && task.is_none();
    let offers = decide::may_end(event.kind) && !only && !matches!(task, Some(Task::End(..)));
    offers.then_some(event)
}

/// Chooses one of those offered for the line being written; chosen already, it is chosen no more.
pub fn choose(model: &mut Model, incident: Option<&Incident>, nth: usize) {
    let offered = offered(model, incident);
    match offered.get(nth.saturating_sub(1)) {
        Some(event) => model.composer_mut().choose(event.id),
        None if offered.is_empty() => model.tell(
            "Nothing to choose here: these keys say which of several hypotheses a dead end (x:) or a cause (c:) ends.",
        ),
        None => model.tell(format!("Only {} are open.", offered.len())),
    }
}

/// Says what will become of the open suspicions with the line as it is, in words; `None` where it ends none anyway.
pub fn told(model: &Model, incident: Option<&Incident>) -> Option<String> {
    let incident = incident?;
    let composer = model.composer()?;
    let What::Event(event) = composing::reading(model, Some(incident)).0.what else {
        return None;
    };
    let has_end = matches!(composer.task(), Some(Task::End(..)));
    if !decide::may_end(event.kind) || has_end || model.screen != Screen::Live {
        return None;
    }
    if let Some(chosen) = composer.chosen().and_then(|id| incident.event(id)) {
        return Some(format!(
            "ends hypothesis {}: {}",
            chosen.number,
            chosen.body().text
        ));
    }
    let corrected = composing::edited(model, Some(incident)).and_then(|event| event.body().ends);
    if let Some(ended) = corrected.and_then(|id| incident.event(id)) {
        return Some(format!("ends hypothesis {} as before", ended.number));
    }
    if let Some(ended) = decide::ended_unnamed(incident, event.kind, &event.text) {
        return Some(format!("ends hypothesis {}: {}", ended.number, ended.body().text));
    }
    let key = |nth: u8| key_name(Context::Composer, composing::Action::Ends(nth));
    match count(model) {
        0 => None,
        1 => Some(format!("does not end the one that is open; {} does", key(1))),
        several => {
            let last = u8::try_from(several).unwrap_or(1);
            Some(format!(
                "ends none of the {several} open; {} to {} choose",
                key(1),
                key(last)
            ))
        }
    }
}

/// Says what to say of an event that could have ended a suspicion, was told of none, and left some open.
pub fn left_open(incident: &Incident, event: &Event) -> Option<String> {
    let body = event.body();
    if !decide::may_end(body.kind) || body.ends.is_some() {
        return None;
    }
    let stay = match hypotheses::open(incident).count() {
        0 => return None,
        count => counted_as(count, "hypothesis stays open", "hypotheses stay open"),
    };
    Some(format!(
        "Event {} ended none: {stay}. Up corrects it, to choose one.",
        event.number
    ))
}
