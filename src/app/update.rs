//! One message in, the model changed, and what is to be done outside: nothing else happens.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::ask;
use super::derived::Derived;
use super::field::Edit;
use super::filter::Filter;
use super::input::{Input, Key};
use super::keymap::{self, Action, Context};
use super::model::{Current, Desk, Effect, Held, Leaving, Model, Msg, Notice, Overlay, Screen};
use super::pasted::Pasted;
use super::reminder;
use super::screen::paper::{self, Which};
use super::screen::{action_items, close, composing, fields, incidents, kinds, live, palette, paste};
use super::timeline::Timeline;
use crate::domain::id::{IncidentId, RecordId};
use crate::domain::incident::{Incident, Status, Subject};
use crate::domain::mark::MICROS;
use crate::draft::update::Audience;

/// How long a row that has just come is marked, in microseconds.
const FRESH: i64 = 3 * MICROS;

/// Takes one message into account. `incident` is the one on the screen, if there is one.
pub fn update(model: &mut Model, incident: Option<&Incident>, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Input(input) => typed(model, incident, input),
        Msg::Tick(now) => {
            model.now = now;
            paper::refresh(model, incident);
            reminder::look(model, incident)
        }
        Msg::Saved {
            ticket,
            record,
            notice,
        } => {
            saved(model, incident, ticket, record, notice);
            Vec::new()
        }
        Msg::NotSaved { ticket, why } => {
            not_saved(model, ticket, why);
            Vec::new()
        }
        Msg::NotAllSaved {
            ticket,
            recorded,
            why,
        } => {
            changed(model, incident, damage(model));
            not_all_saved(model, ticket, recorded, why);
            Vec::new()
        }
        Msg::Opened { id, ticket, draft } => opened(model, incident, id, ticket, draft),
        Msg::NotOpened(why) => {
            model.warn(why);
            Vec::new()
        }
        Msg::Changed { damage } => {
            changed(model, incident, damage);
            Vec::new()
        }
        Msg::Listed(entries) => {
            model.incidents.show(entries);
            Vec::new()
        }
        Msg::Closed { id, draft } => {
            closed(model, incident, id, draft);
            Vec::new()
        }
        Msg::NotClosed { id, why } => {
            model.closing.busy = false;
            if is_current(model, id) {
                changed(model, incident, damage(model));
            }
            model.warn(why);
            Vec::new()
        }
        Msg::Told(text) => {
            model.tell(text);
            Vec::new()
        }
        Msg::Inspected { id, exposed } => {
            if let Some(current) = model.current.as_mut().filter(|current| current.id == id) {
                current.exposed = exposed;
            }
            close::refresh(model, incident);
            Vec::new()
        }
        Msg::Evidence { sha256, excerpt } => {
            let current = model.current.as_mut();
            current.map(|current| current.excerpts.insert(sha256, excerpt));
            Vec::new()
        }
        Msg::Written(text) => {
            ask::written(model, &text);
            Vec::new()
        }
        Msg::NotTaken(text) => {
            model.composer_mut().remember(text.trim_end());
            Vec::new()
        }
        Msg::ActionItems(items) => {
            model.action_items.show(items);
            Vec::new()
        }
    }
}

fn is_current(model: &Model, id: IncidentId) -> bool {
    model.current.as_ref().is_some_and(|current| current.id == id)
}

/// The incident's timeline, or the question where there is none.
fn home(model: &Model) -> Screen {
    if model.current.is_some() {
        Screen::Live
    } else {
        Screen::Start
    }
}

fn damage(model: &Model) -> usize {
    model.current.as_ref().map_or(0, |current| current.damage)
}

fn opened(
    model: &mut Model,
    incident: Option<&Incident>,
    id: IncidentId,
    ticket: Option<u64>,
    draft: Option<PathBuf>,
) -> Vec<Effect> {
    let derived = incident.map(|incident| Derived::of(incident, &model.policy));
    model.current = Some(Current {
        id,
        derived: derived.unwrap_or_default(),
        timeline: Timeline::default(),
        damage: 0,
        draft,
        exposed: Vec::new(),
        filter: None,
        excerpts: BTreeMap::new(),
    });
    model.overlay = None;
    model.timeline_focused = false;
    let closed = incident.is_some_and(|incident| incident.status() != Status::Open);
    model.screen = if closed { Screen::Close } else { Screen::Live };
    model.closing = close::Closing::default();
    close::refresh(model, incident);
    let mut effects = Vec::from_iter(closed.then_some(Effect::Inspect));
    effects.extend(ticket.into_iter().flat_map(|ticket| started(model, id, ticket)));
    effects
}

/// What was typed while the incident was being started belongs to it: the line being written, and those entered.
fn started(model: &mut Model, id: IncidentId, ticket: u64) -> Vec<Effect> {
    let desk = Desk::Incident(id);
    model.pending.retain(|pending| pending.ticket != ticket);
    for pending in model
        .pending
        .iter_mut()
        .filter(|pending| pending.desk == Desk::Start)
    {
        pending.desk = desk;
    }
    if let Some(composer) = model.composers.remove(&Desk::Start) {
        model.composers.insert(desk, composer);
    }
    std::mem::take(&mut model.waiting)
}

fn closed(model: &mut Model, incident: Option<&Incident>, id: IncidentId, draft: PathBuf) {
    model.closing.busy = false;
    if !is_current(model, id) {
        return model.tell(format!("Closed; the draft is in {}", draft.display()));
    }
    changed(model, incident, damage(model));
    if let Some(current) = &mut model.current {
        current.draft = Some(draft);
    }
}

fn changed(model: &mut Model, incident: Option<&Incident>, damage: usize) {
    if let (Some(current), Some(incident)) = (&mut model.current, incident) {
        current.derived = Derived::of(incident, &model.policy);
        current.damage = damage;
        let filter = current.filter.take();
        current.filter = filter.and_then(|filter| Filter::of(&filter.text, incident));
    }
    close::refresh(model, incident);
    paper::refresh(model, incident);
}

fn saved(
    model: &mut Model,
    incident: Option<&Incident>,
    ticket: u64,
    record: RecordId,
    notice: Option<String>,
) {
    let done = model.pending.iter().position(|pending| pending.ticket == ticket);
    if let Some(at) = done {
        let line = model.pending.remove(at).line;
        // What was to be told of this very line is no longer so.
        model
            .lasting
            .take_if(|notice| notice.line.as_ref() == Some(&line));
    }
    changed(model, incident, damage(model));
    if let Some(notice) = notice {
        model.warn(notice);
    }
    let Some(incident) = incident else { return };
    tell_of(model, incident, record);
    let until = model.now.instant.timestamp_micros() + FRESH;
    let position = incident
        .event(record)
        .and_then(|event| incident.timeline().position((event.number - 1) as usize));
    live::with_source(model, incident, |timeline, source, height| {
        timeline.fresh = Some((record, until));
        if let Some(position) = position {
            timeline.reveal(source, height, position);
        }
    });
}

/// What was taken back may stand on another screen, so it is named; what was added is selected on its own.
fn tell_of(model: &mut Model, incident: &Incident, record: RecordId) {
    let undone = incident.taken_back_by(record);
    if let Some(subject) = undone.and_then(|undone| incident.subject(undone)) {
        model.tell(format!("Taken back: {}.", subject.named()));
    }
    match incident.subject(record) {
        Some(Subject::Field(field, version)) => model.fields.select(incident, field, version.value.given()),
        Some(Subject::ActionItem(item, _)) => model.action_items.select(incident.id(), item.id),
        Some(Subject::Event(_) | Subject::Correction(..) | Subject::Status(_) | Subject::Silence(_))
        | None => {}
    }
}

fn not_saved(model: &mut Model, ticket: u64, why: String) {
    let Some(at) = model.pending.iter().position(|pending| pending.ticket == ticket) else {
        return model.warn(why);
    };
    let pending = model.pending.remove(at);
    model.paper.sent.take_if(|sent| *sent == ticket);
    // What waited for an incident that could not be started comes back with it, oldest first.
    let stranded = model
        .waiting
        .drain(..)
        .map(|effect| effect.ticket())
        .collect::<Vec<_>>();
    let (lost, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut model.pending)
        .into_iter()
        .partition(|other| stranded.contains(&other.ticket));
    model.pending = kept;
    let mut elsewhere = false;
    for pending in std::iter::once(&pending)
        .chain(&lost)
        .filter(|pending| !pending.line.is_empty())
    {
        let composer = model.composers.entry(pending.desk).or_default();
        elsewhere |= !composer.give_back(&pending.line);
    }
    for (desk, held) in std::iter::once(&pending)
        .chain(&lost)
        .filter_map(|pending| Some((pending.desk, pending.held.clone()?)))
    {
        elsewhere |= !hold_out(model, desk, held);
    }
    let hint = if elsewhere {
        " It is in the history: Alt-P."
    } else {
        ""
    };
    model.lasting = Some(Notice {
        text: format!("{why}{hint}"),
        line: Some(pending.line),
    });
}

/// Shows again what was not saved, to be tried once more, unless something else is being done: then it is in the
/// history. Says which.
fn hold_out(model: &mut Model, desk: Desk, held: Held) -> bool {
    let free = model.overlay.is_none() && model.desk() == desk;
    if free {
        model.overlay = Some(match held {
            Held::Answer(ask) => Overlay::Ask(ask),
            Held::Paste(pasted) => Overlay::Paste(pasted),
        });
    } else {
        let composer = model.composers.entry(desk).or_default();
        composer.remember(held.text());
    }
    free
}

/// What is on disk of a paste is marked no more; the rest is shown again.
fn not_all_saved(model: &mut Model, ticket: u64, recorded: usize, why: String) {
    let pending = model.pending.iter_mut().find(|pending| pending.ticket == ticket);
    if let Some(Held::Paste(pasted)) = pending.and_then(|pending| pending.held.as_mut())
        && let Some(split) = &mut pasted.split
    {
        split.recorded(recorded);
    }
    let why = match recorded {
        0 => why,
        _ => format!("{recorded} recorded. {why}"),
    };
    not_saved(model, ticket, why);
}

fn typed(model: &mut Model, incident: Option<&Incident>, input: Input) -> Vec<Effect> {
    match input {
        Input::Resize { cols, rows } => {
            model.size = (cols, rows);
            close::refresh(model, incident);
            paper::refresh(model, incident);
            Vec::new()
        }
        Input::Key(key) => press(model, incident, key),
        Input::Text(text) => insert(model, incident, &text),
        Input::Paste(text) => {
            pasted(model, incident, text);
            Vec::new()
        }
    }
}

/// A run of characters: one insert where text is written, key by key until then.
fn insert(model: &mut Model, incident: Option<&Incident>, text: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if model.context().writes() && !rest.starts_with('/') {
            forget_passing(model);
            write(model, incident, Edit::Insert(rest.to_owned()));
            break;
        }
        effects.extend(press(model, incident, Key::char(c)));
        rest = &rest[c.len_utf8()..];
    }
    effects
}

/// A paste is text, wherever it lands: nothing of it is a key, and nothing of it is recorded by itself. Of several
/// lines it is asked what they are to be, unless they belong to an answer that is being given.
fn pasted(model: &mut Model, incident: Option<&Incident>, text: String) {
    forget_passing(model);
    let free = matches!(
        model.overlay,
        None | Some(Overlay::Detail(_) | Overlay::Help(_) | Overlay::Strike(_) | Overlay::Kinds(..))
    );
    if let Some(pasted) = Pasted::of(&text).filter(|_| free) {
        if model.screen == Screen::Incidents {
            model.screen = home(model);
        }
        model.overlay = Some(Overlay::Paste(pasted));
        return;
    }
    if let Some(Overlay::Paste(waiting)) = &mut model.overlay {
        // A terminal may hand a large paste over in pieces.
        let whole = format!("{}{text}", waiting.text);
        if let Some(pasted) = Pasted::of(&whole) {
            *waiting = pasted;
        }
        return;
    }
    if model.timeline_focused && model.overlay.is_none() {
        model.timeline_focused = false;
    }
    let text = text.trim_end_matches('\n').to_owned();
    if model.context().writes() {
        write(model, incident, Edit::Insert(text));
    } else {
        model.composer_mut().edit(Edit::Insert(text));
        model.tell("The paste is in the composer.");
    }
}

fn press(model: &mut Model, incident: Option<&Incident>, key: Key) -> Vec<Effect> {
    let context = model.context();
    let row = keymap::find(context, key);
    let leaving = row.is_some_and(|row| matches!(row.action, Action::PutAside | Action::Leave));
    forget_passing(model);
    if !leaving {
        model.leaving = Leaving::No;
    }
    match (row, key.typed()) {
        (Some(row), _) => act(model, incident, context, &row.action),
        (None, Some(c)) if context.writes() => {
            write(model, incident, Edit::Insert(c.to_string()));
            Vec::new()
        }
        (None, Some(c)) if context == Context::Kinds => kinds::letter(model, incident, c),
        (None, Some(c)) if goes_to_writing(context) => {
            write_on(model, c);
            Vec::new()
        }
        (None, _) => {
            // Whoever does not say yes says no.
            model
                .overlay
                .take_if(|overlay| matches!(overlay, Overlay::Reopen(_)));
            Vec::new()
        }
    }
}

/// Whether a character that is bound to nothing is written all the same.
fn goes_to_writing(context: Context) -> bool {
    use Context::{ActionItems, Close, Fields, Handover, Timeline, Update};
    matches!(
        context,
        Timeline | Close | Update | Handover | Fields | ActionItems
    )
}

/// A character that means nothing where the keyboard is belongs to a line: it is written there.
pub(super) fn write_on(model: &mut Model, c: char) {
    model.timeline_focused = false;
    model.screen = Screen::Live;
    model.composer_mut().edit(Edit::Insert(c.to_string()));
}

/// Edits whatever line is being written.
fn write(model: &mut Model, incident: Option<&Incident>, edit: Edit) {
    match &mut model.overlay {
        Some(Overlay::Palette(field, highlight)) => {
            field.apply(edit);
            *highlight = 0;
        }
        Some(Overlay::Search(field)) => {
            field.apply(edit);
            live::search_as_typed(model, incident);
        }
        Some(Overlay::Filter(field)) => {
            field.apply(edit);
            live::filter_as_typed(model, incident);
        }
        Some(
            Overlay::Help(_)
            | Overlay::Detail(_)
            | Overlay::Strike(_)
            | Overlay::Kinds(..)
            | Overlay::Paste(_)
            | Overlay::Reopen(_)
            | Overlay::Remove(..),
        ) => {}
        Some(Overlay::Ask(ask)) => _ = ask.field.apply(edit),
        None if model.screen == Screen::Incidents => model.incidents.edit(edit),
        None => {
            model.composer_mut().edit(edit);
        }
    }
}

/// Does what a key or a named command means where the keyboard is.
pub(super) fn act(
    model: &mut Model,
    incident: Option<&Incident>,
    context: Context,
    action: &Action,
) -> Vec<Effect> {
    if goes_elsewhere(action) {
        ask::give_up(model);
    }
    match action {
        Action::Edit(edit) => {
            write(model, incident, edit.clone());
            return Vec::new();
        }
        Action::Palette => return palette::open(model),
        Action::Help => return palette::help(model),
        Action::Suspend => return vec![Effect::Suspend],
        Action::Redraw => return vec![Effect::Redraw],
        Action::Leave => return leave(model),
        Action::PutAside => return put_aside(model),
        Action::Incidents => return incidents::open(model),
        Action::NewIncident => return composing::ask(model),
        Action::Close if context != Context::Close => return close::open(model, incident),
        Action::StatusUpdate => return paper::open(model, incident, Which::Update(Audience::default())),
        Action::Handover => return paper::open(model, incident, Which::Handover),
        Action::Fields => return fields::open(model, incident),
        Action::ActionItems => return action_items::open(model, incident),
        _ => {}
    }
    match context {
        Context::Composer | Context::Question | Context::Picker => composing::act(model, incident, action),
        Context::Timeline | Context::Search | Context::Filter if model.screen == Screen::Live => {
            live::act(model, incident, action)
        }
        Context::Strike => live::strike(model, action),
        Context::Ask => ask::act(model, incident, action),
        Context::Kinds => kinds::act(model, incident, action),
        Context::Paste => paste::choose(model, incident, action),
        Context::Split => paste::preview(model, incident, action),
        Context::Fields => fields::act(model, incident, action),
        Context::ActionItems => action_items::act(model, incident, action),
        Context::Remove => fields::remove(model, action),
        Context::Detail => live::detail(model, incident, action),
        Context::Incidents | Context::Search | Context::Timeline | Context::Filter => {
            incidents::act(model, action)
        }
        Context::Close => close::act(model, incident, action),
        Context::Update | Context::Handover => paper::act(model, incident, action),
        Context::Reopen => incidents::reopen(model, action),
        Context::Help => palette::scroll_help(model, action),
        Context::Palette => palette::act(model, incident, action),
        Context::Everywhere => Vec::new(),
    }
}

/// Whether something else takes the place of what lies over the screen. An answer being given is in the history then.
fn goes_elsewhere(action: &Action) -> bool {
    matches!(
        action,
        Action::Palette
            | Action::Help
            | Action::Incidents
            | Action::NewIncident
            | Action::Close
            | Action::Fields
            | Action::ActionItems
    )
}

/// Leaves at once, but for lines that are not on disk yet: those are named first.
fn leave(model: &mut Model) -> Vec<Effect> {
    let count = model.pending.len();
    if count == 0 || model.leaving == Leaving::Warned {
        return vec![Effect::Leave];
    }
    model.leaving = Leaving::Warned;
    let lines = if count == 1 {
        "1 line is"
    } else {
        "several lines are"
    };
    model.tell(format!(
        "{lines} not saved yet. Again to leave; Alt-P has what was typed."
    ));
    Vec::new()
}

fn put_aside(model: &mut Model) -> Vec<Effect> {
    if model.leaving != Leaving::No {
        return leave(model);
    }
    model.leaving = Leaving::Asked;
    if ask::give_up(model) {
        return Vec::new();
    }
    model.overlay = None;
    if model
        .composer()
        .is_some_and(|composer| !composer.field.is_empty())
    {
        model.composer_mut().put_aside();
        model.tell("Line put aside: Alt-P brings it back. Ctrl-C again leaves.");
    } else {
        model.tell("Ctrl-C again leaves; the incident stays open.");
    }
    Vec::new()
}

fn forget_passing(model: &mut Model) {
    model.passing = None;
}
