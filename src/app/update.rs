//! One message in, the model changed, and what is to be done outside: nothing else happens.

mod answers;

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::derived::Derived;
use super::drafted;
use super::everywhere;
use super::filter::Filter;
use super::forget::forget;
use super::keymap::{Context, key_of};
use super::likeness;
use super::meanwhile::Meanwhile;
use super::model::{Current, Desk, Drafted, Drafting, Effect, Model, Msg, Overlay, Screen};
use super::reminder;
use super::screen::{close, find, live, paper, preview};
use super::timeline::TimelineView;
use super::written;
use crate::app::router::typed;
use crate::domain::id::IncidentId;
use crate::domain::incident::{Incident, Status};
use crate::domain::time::Now;
use answers::{not_all_saved, not_saved, saved};

/// Takes one message into account. `incident` is the one on the screen, if there is one.
pub fn update(model: &mut Model, incident: Option<&Incident>, msg: Msg) -> Vec<Effect> {
    let mut effects = take(model, incident, msg);
    effects.extend(close::wanted_preview(model));
    effects.extend(find::wanted(model));
    effects
}

fn take(model: &mut Model, incident: Option<&Incident>, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Input(input) => return typed(model, incident, input),
        Msg::Tick(now) => return tick(model, incident, now),
        Msg::Opened { id, ticket, draft } => return opened(model, incident, id, ticket, draft),
        Msg::StartedBehind { id, ticket, title } => return started_behind(model, id, ticket, &title),
        Msg::Saved {
            ticket,
            record,
            notice,
        } => saved(model, incident, ticket, record, notice),
        Msg::NotSaved { ticket, why } => not_saved(model, ticket, why),
        Msg::NotAllSaved {
            ticket,
            recorded,
            step,
            why,
        } => {
            changed(model, incident, damage(model));
            not_all_saved(model, ticket, (recorded, step), why);
        }
        Msg::Warn(why) => model.warn(why),
        Msg::Changed { damage } => changed(model, incident, damage),
        Msg::Listed(entries) => model.incidents.show(entries),
        Msg::Closed { id, draft } => closed(model, incident, id, draft),
        Msg::NotClosed { id, why } => {
            if is_current(model, id) {
                model.closing.busy = false;
                changed(model, incident, damage(model));
            }
            model.warn(why);
        }
        Msg::Inspected { id, exposed } => {
            let current = model.current.as_mut().filter(|current| current.id == id);
            if let Some(current) = current.filter(|current| current.exposed != exposed) {
                current.exposed = exposed;
                close::refresh(model, incident);
            }
        }
        Msg::Previewed { id, template, text } => close::previewed(model, id, &template, text),
        Msg::DraftSeen { id, drafted } => draft_seen(model, incident, id, drafted),
        Msg::Told(text) => model.tell(text),
        Msg::Evidence { sha256, excerpt } => {
            let current = model.current.as_mut();
            current.map(|current| current.excerpts.insert(sha256, excerpt));
        }
        Msg::NotTaken(text) => model.composer_mut().remember(text.trim_end()),
        Msg::Written(text) => written::now(model, &text),
        Msg::WrittenLater(later) => written::later(model, &later),
        Msg::ActionItems(items) => model.action_items.show(items),
        Msg::Statistics(statistics) => model.statistics.show(*statistics),
        Msg::Import { preview, starts } => preview::show(model, incident, preview, starts),
        Msg::ImportRead { of, read } => return preview::take_reading(model, incident, &of, read),
        Msg::Found { typed, found } => find::show(model, &typed, found),
        Msg::Likened { text, like } => likeness::show(model, &text, like.as_deref()),
        Msg::Forget(words) => forget(model, &words),
    }
    Vec::new()
}

/// The draft of an incident was looked at.
fn draft_seen(model: &mut Model, incident: Option<&Incident>, id: IncidentId, drafted: Drafted) {
    let current = model.current.as_mut().filter(|current| current.id == id);
    if let Some((current, incident)) = current.zip(incident) {
        current.drafted = drafted;
        drafted::look(current, incident, &model.policy);
    }
}

fn tick(model: &mut Model, incident: Option<&Incident>, now: Now) -> Vec<Effect> {
    let before = std::mem::replace(&mut model.now, now);
    // What a paper says of "now" is as exact as a minute.
    if minute(before) != minute(now) {
        happen(model, incident);
        paper::refresh(model, incident);
    }
    let mut effects = reminder::look(model, incident);
    effects.extend(likeness::look(model, incident));
    effects
}

/// Lets happen what was dated ahead of now, as its time comes.
fn happen(model: &mut Model, incident: Option<&Incident>) {
    let Some((current, incident)) = model.current.as_mut().zip(incident) else {
        return;
    };
    if current.derived.is_ahead {
        current.derived = Derived::at(incident, model.now, &model.policy);
    }
}

fn minute(now: Now) -> i64 {
    now.instant.timestamp().div_euclid(60)
}

fn is_current(model: &Model, id: IncidentId) -> bool {
    model.current.as_ref().is_some_and(|current| current.id == id)
}

pub(super) fn damage(model: &Model) -> usize {
    model.current.as_ref().map_or(0, |current| current.damage)
}

fn opened(
    model: &mut Model,
    incident: Option<&Incident>,
    id: IncidentId,
    ticket: Option<u64>,
    draft: Option<PathBuf>,
) -> Vec<Effect> {
    let derived = incident.map(|incident| Derived::at(incident, model.now, &model.policy));
    let meanwhile = incident.map(|incident| Meanwhile::of(incident, &model.writer));
    // A paste that came while this incident was being started is for it.
    let pasted = model
        .overlay
        .take_if(|over| ticket.is_some() && matches!(over, Overlay::Paste(_)));
    model.uncover();
    paper::put_away(model);
    if ticket.is_none() {
        model.seen_before.clear();
    }
    model.current = Some(Current {
        id,
        derived: derived.unwrap_or_default(),
        timeline: TimelineView::default(),
        meanwhile: meanwhile.unwrap_or_default(),
        damage: 0,
        open: incident.is_some_and(|incident| incident.status() == Status::Open),
        draft: draft.clone(),
        drafted: Drafted::default(),
        draft_is_old: false,
        exposed: Vec::new(),
        filter: None,
        excerpts: BTreeMap::new(),
    });
    model.overlay = pasted;
    (model.timeline_focused, model.to_timeline) = (false, false);
    let closed = incident.is_some_and(|incident| incident.status() != Status::Open);
    model.screen = if closed { Screen::Close } else { Screen::Live };
    model.closing = close::Closing::default();
    close::refresh(model, incident);
    let mut effects: Vec<Effect> = draft
        .into_iter()
        .filter(|_| closed)
        .map(|draft| Effect::Draft(Drafting::Compare(draft)))
        .collect();
    effects.extend(closed.then_some(Effect::Draft(Drafting::Inspect)));
    effects.extend(ticket.into_iter().flat_map(|ticket| started(model, id, ticket)));
    effects
}

/// Gives the incident what was typed while it was being started: the line being written, and those entered.
fn started(model: &mut Model, id: IncidentId, ticket: u64) -> Vec<Effect> {
    if let Some(composer) = model.composers.remove(&Desk::Start) {
        model.composers.insert(Desk::Incident(id), composer);
    }
    entered_meanwhile(model, id, ticket)
}

/// An incident was started, and whoever started it has gone elsewhere: they stay there. What they entered for it is
/// recorded in it all the same.
fn started_behind(model: &mut Model, id: IncidentId, ticket: u64, title: &str) -> Vec<Effect> {
    let key = key_of(Context::Everywhere, everywhere::Action::Go(Screen::Incidents));
    let key = key.map_or_else(String::new, |key| format!("; {key} goes there"));
    model.tell(format!("Started: {title}{key}."));
    entered_meanwhile(model, id, ticket)
}

fn entered_meanwhile(model: &mut Model, id: IncidentId, ticket: u64) -> Vec<Effect> {
    let desk = Desk::Incident(id);
    model.starting.take_if(|starting| *starting == ticket);
    model.pending.retain(|pending| pending.ticket != ticket);
    for pending in model
        .pending
        .iter_mut()
        .filter(|pending| pending.desk == Desk::Start)
    {
        pending.desk = desk;
    }
    std::mem::take(&mut model.waiting)
}

fn closed(model: &mut Model, incident: Option<&Incident>, id: IncidentId, draft: PathBuf) {
    if !is_current(model, id) {
        return model.tell(format!("The draft is written: {}", draft.display()));
    }
    // While it is under way, nobody is told of their own closing.
    changed(model, incident, damage(model));
    model.closing.busy = false;
    if let Some((current, incident)) = model.current.as_mut().zip(incident) {
        current.draft = Some(draft);
        drafted::is_written(current, incident, &model.policy);
    }
}

pub(super) fn changed(model: &mut Model, incident: Option<&Incident>, damage: usize) {
    if let (Some(current), Some(incident)) = (&mut model.current, incident) {
        current.derived = Derived::at(incident, model.now, &model.policy);
        current.damage = damage;
        let news = current.meanwhile.news(incident, &model.writer);
        model.passing = news.or(model.passing.take());
        let open = incident.status() == Status::Open;
        if current.open && !open && !model.closing.busy {
            let by = incident
                .status_record()
                .map(|version| version.provenance.by.to_string());
            model.passing = Some(format!(
                "{} closed the incident; what is recorded now is marked \"after close\".",
                by.unwrap_or_default()
            ));
        }
        current.open = open;
        drafted::look(current, incident, &model.policy);
        let filter = current.filter.take();
        current.filter = filter.and_then(|filter| Filter::of(&filter.text, incident));
        let filtered = current.filter.is_some();
        if model.timeline_focused {
            live::with_source(model, incident, TimelineView::keep_selection);
        }
        if filtered && model.timeline_focused {
            // What is selected is always in sight.
            live::with_source(model, incident, TimelineView::take_focus);
        }
    }
    close::refresh(model, incident);
    paper::refresh(model, incident);
}
