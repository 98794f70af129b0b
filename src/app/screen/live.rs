//! The timeline on the live screen: focus, selection, milestones and hits.

mod shown;

use crate::app::keymap::{KeyRow, rows};
use crate::app::model::{Current, Effect, Model, Screen};
use crate::app::motion::Motion;
use crate::app::screen::{detail, filter, kinds, outcomes, search, selected};
use crate::app::timeline::{self, TimelineView};
use crate::domain::command::Command;
use crate::domain::harmless;
use crate::domain::id::RecordId;
use crate::domain::incident::{Event, Incident};
use crate::domain::kind::Kind;
use crate::domain::mitigations::SaidOutcome;

pub use shown::{shown_zone, source, with_source};

/// All that can be done on the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Open the event selected whole.
    Open,
    /// Rule out the hypothesis selected, once that is confirmed.
    RuleOut,
    /// Confirm the hypothesis selected as the cause, once that is confirmed.
    Confirm,
    /// Say of the mitigation selected that it helped, or no longer.
    Helped,
    /// Say of it that it failed, or no longer.
    Failed,
    /// Correct the event selected.
    Correct,
    /// Correct when it happened.
    Retime,
    /// Correct what kind of event it is.
    ChangeKind,
    /// Withdraw the event selected, once that is confirmed.
    Strike,
    /// Show only some events.
    Filter,
    /// Search the timeline.
    Search,
    /// The next hit.
    NextHit,
    /// The hit before.
    PreviousHit,
    /// The next milestone.
    NextMilestone,
    /// The milestone before.
    PreviousMilestone,
    /// Show times in another zone: the incident's, UTC, the system's.
    OtherZone,
    /// Copy the event selected.
    Copy,
    /// Select another event.
    Move(Motion),
    /// Half a screen down.
    HalfDown,
    /// Half a screen up.
    HalfUp,
}

/// The keys of the timeline.
pub const ROWS: &[KeyRow] = rows! { Live:
    [ESC, ch('i'), TAB] everywhere Write, "back to writing: a letter is no text here", footer "write";
    [ENTER] shows Open, "open the event whole", footer "open";
    [ch('x')] changes RuleOut, "rule out the hypothesis (asks first)", footer "rule out";
    [ch('C')] changes Confirm, "confirm the hypothesis as the cause (asks first)", footer "was the cause";
    [ch('+')] changes Helped, "the mitigation helped (#helped); again: that is not said", footer "helped";
    [ch('!')] changes Failed, "the mitigation did not help (#failed); again: that is not said", footer "did not help";
    [ch('e')] changes Correct, "correct the event", footer "edit";
    [ch('t')] changes Retime, "correct when it happened", footer "time";
    [ch('c')] changes ChangeKind, "correct its kind", footer "kind";
    [DELETE] changes Strike, "withdraw the event (asks first)", footer "withdraw";
    [ch('u')] everywhere Undo, "take back what you recorded last (asks first)", footer "undo";
    [ctrl('r')] everywhere Redo, "bring back what you took back last (asks first)";
    [ch('f')] shows Filter, "show only some: d: (a kind), @person, #tag, words, struck (withdrawn)", footer "filter";
    [ch('/')] shows Search, "search", footer "search";
    [ch('n')] shows NextHit, "the next hit";
    [ch('N')] shows PreviousHit, "the hit before";
    [ch(']')] shows NextMilestone, "the next milestone", footer "milestone";
    [ch('[')] shows PreviousMilestone, "the milestone before";
    [ch('z')] shows OtherZone, "show times in the incident's zone, UTC, yours", footer "zone";
    [ch('y')] shows Copy, "copy the event", footer "copy";
    [ch('j'), DOWN] moves Down, "the next event";
    [ch('k'), UP] moves Up, "the event before";
    [ctrl('d')] shows HalfDown, "half a screen down";
    [ctrl('u')] shows HalfUp, "half a screen up";
    [PAGE_DOWN, ch(' ')] moves PageDown, "a screen down";
    [PAGE_UP] moves PageUp, "a screen up";
    [ch('g'), HOME] moves First, "the first event";
    [ch('G'), END] moves Last, "the last event, and follow", footer "follow";
};

/// Gives the timeline the focus. Says whether it has it.
pub fn focus(model: &mut Model, incident: &Incident) -> bool {
    if model.screen != Screen::Live {
        return false;
    }
    if incident.timeline().is_empty() {
        model.tell("Nothing is recorded yet.");
        return false;
    }
    model.timeline_focused = true;
    with_source(model, incident, TimelineView::take_focus);
    true
}

/// Gives the focus back to the line being written.
pub(in crate::app) fn back_to_writing(model: &mut Model, incident: &Incident) {
    let filtered = |current: &Current| current.filter.is_some();
    if model.current.as_ref().is_some_and(filtered) {
        model.tell("All events are shown while you write; the timeline keeps its filter.");
    }
    (model.timeline_focused, model.to_timeline) = (false, false);
    with_source(model, incident, |timeline, _, _| timeline.follow());
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

/// Does it.
pub fn act(model: &mut Model, incident: Option<&Incident>, action: Action) -> Vec<Effect> {
    let Some(incident) = incident else {
        return Vec::new();
    };
    match action {
        Action::Open => return detail::open(model, incident),
        Action::RuleOut => on_selected(model, incident, |model, event| {
            selected::ask_to_end(model, incident, event, Kind::RuledOut);
        }),
        Action::Confirm => on_selected(model, incident, |model, event| {
            selected::ask_to_end(model, incident, event, Kind::Cause);
        }),
        Action::Helped => return mark(model, incident, SaidOutcome::Helped),
        Action::Failed => return mark(model, incident, SaidOutcome::Failed),
        Action::Correct => on_selected(model, incident, |model, event| {
            selected::correct(model, incident, event, false);
        }),
        Action::Retime => on_selected(model, incident, |model, event| {
            selected::correct(model, incident, event, true);
        }),
        Action::ChangeKind => on_selected(model, incident, kinds::open),
        Action::Strike => on_selected(model, incident, selected::ask_to_strike),
        Action::Filter => filter::open(model, incident),
        Action::Search => search::open(model, incident),
        Action::NextHit => seek_hit(model, incident, true),
        Action::PreviousHit => seek_hit(model, incident, false),
        Action::NextMilestone => seek_milestone(model, incident, true),
        Action::PreviousMilestone => seek_milestone(model, incident, false),
        Action::OtherZone => shown::next_zone(model, incident),
        Action::Copy => return copy(model, incident),
        Action::Move(motion) => go(model, incident, motion),
        Action::HalfDown => with_source(model, incident, |timeline, source, height| {
            timeline.half_page(source, height, true);
        }),
        Action::HalfUp => with_source(model, incident, |timeline, source, height| {
            timeline.half_page(source, height, false);
        }),
    }
    Vec::new()
}

/// Changes the event selected; one that was withdrawn is not changed.
fn on_selected<'i, R: Default>(
    model: &mut Model,
    incident: &'i Incident,
    change: impl FnOnce(&mut Model, &'i Event) -> R,
) -> R {
    match selected(model, incident) {
        Some(event) if event.is_struck() => model.tell(format!(
            "{} is withdrawn: y copies it, Esc goes back to writing it anew.",
            event.named()
        )),
        Some(event) => return change(model, event),
        None => {}
    }
    R::default()
}

fn mark(model: &mut Model, incident: &Incident, outcome: SaidOutcome) -> Vec<Effect> {
    on_selected(model, incident, |model, event| {
        outcomes::mark(model, event, outcome)
    })
}

fn go(model: &mut Model, incident: &Incident, motion: Motion) {
    with_source(model, incident, |timeline, source, height| {
        let last = source.len().saturating_sub(1);
        let at = timeline.selected(source).unwrap_or(last);
        match motion {
            Motion::Up => timeline.select(source, height, at.saturating_sub(1)),
            Motion::Down => timeline.select(source, height, at + 1),
            Motion::PageUp => timeline.page(source, height, false),
            Motion::PageDown => timeline.page(source, height, true),
            Motion::First => timeline.select(source, height, 0),
            Motion::Last => {
                timeline.follow();
                timeline.take_focus(source, height);
            }
        }
    });
}

/// Scrolls half a screen while a line is being written.
pub(super) fn scroll(model: &mut Model, incident: Option<&Incident>, down: bool) {
    let Some(incident) = incident else { return };
    with_source(model, incident, |timeline, source, height| {
        let half = (height / 2).max(1).cast_signed();
        timeline.scroll(source, height, if down { half } else { -half });
    });
}

fn seek_milestone(model: &mut Model, incident: &Incident, forward: bool) {
    let found = with_source(model, incident, |timeline, source, height| {
        let milestone = |position| timeline::is_milestone(source, position);
        timeline.seek(source, height, forward, milestone)
    });
    tell_of_none(model, found);
}

fn seek_hit(model: &mut Model, incident: &Incident, forward: bool) {
    let found = with_source(model, incident, |timeline, source, height| {
        let query = timeline.query.clone();
        let holds = |position| timeline::holds(source, position, &query);
        query.is_empty() || timeline.seek_around(source, height, forward, holds)
    });
    tell_of_none(model, found);
}

fn tell_of_none(model: &mut Model, found: bool) {
    if !found {
        model.tell("No further one in this direction.");
    }
}

/// Asks for a record that no line was typed for.
pub fn record(model: &mut Model, command: Command) -> Vec<Effect> {
    let ticket = model.pend(String::new(), None);
    vec![Effect::record(ticket, command)]
}

/// The event selected.
pub fn selected<'a>(model: &Model, incident: &'a Incident) -> Option<&'a Event> {
    incident.event(model.current.as_ref()?.timeline.selected_id()?)
}

/// Copies the event selected.
pub(super) fn copy(model: &Model, incident: &Incident) -> Vec<Effect> {
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
