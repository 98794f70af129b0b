//! Actions of every screen: help, the palette, another screen, undo, back to writing, leaving.

use super::field::Field;
use super::keymap::{Context, KeyRow, rows};
use super::model::{Effect, Leaving, Model, Overlay, Screen};
use super::screen::{
    action_items, close, composing, confirm, fields, find, incidents, live, outcomes, paper, statistics,
};
use crate::app::screen::paper::Which;
use crate::domain::incident::Incident;
use crate::draft::update::Audience;

/// The actions that mean the same wherever the keyboard is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Every command by name.
    Palette,
    /// All keys.
    Help,
    /// To another screen; to the first one to start another incident.
    Go(Screen),
    /// Search all incidents.
    Find,
    /// The mitigations, and which of them helped.
    Outcomes,
    /// Take back what you recorded last.
    Undo,
    /// Bring back what you took back last.
    Redo,
    /// Back to the line being written.
    Write,
    /// Put the line aside; a second time: leave.
    PutAside,
    /// Leave; the incident stays open.
    Leave,
    /// Stop to the shell; `fg` comes back.
    Suspend,
    /// Draw the screen anew.
    Redraw,
}

impl Action {
    /// Says whether it changes the record, or begins to.
    pub(super) const fn changes(self) -> bool {
        matches!(self, Action::Undo | Action::Redo | Action::Go(Screen::Start))
    }

    /// Says whether it ends the program, at once or the second time.
    pub fn leaves(self) -> bool {
        matches!(self, Action::PutAside | Action::Leave)
    }
}

/// The keys that hold wherever no nearer row claims them.
pub const ROWS: &[KeyRow] = rows! { Everywhere:
    [ctrl('p')] shows Palette, "every command by name", footer "commands";
    [f(1), ch('?')] shows Help, "all keys (? only where it is no text)", footer "help";
    [f(2)] shows Go(Screen::Fields), "the fields: severity, impact, roles, lessons and the others";
    [f(3)] shows Go(Screen::Incidents), "the list of incidents";
    [f(4)] shows Go(Screen::Close), "see what is missing and close the incident";
    [f(5)] shows Go(Screen::ActionItems), "the action items: what is to be done afterwards";
    [f(6)] shows Go(Screen::Paper(Which::Update(Audience::Team))), "a status update to paste";
    [f(7)] shows Go(Screen::Paper(Which::Handover)), "the handover to paste";
    [f(8)] shows Outcomes, "the mitigations: which of them reduced the impact";
    [f(9), ctrl('f')] shows Find, "search all incidents (Ctrl-F only where nothing is written)";
    [ctrl('c')] shows PutAside, "put the line aside (Alt-P brings it back); a second time: leave";
    [ctrl('q')] shows Leave, "leave; the incident stays open";
    [ctrl('z')] shows Suspend, "stop to the shell; fg comes back";
    [ctrl('l')] shows Redraw, "draw the screen anew";
};

/// Does it.
pub(super) fn act(model: &mut Model, incident: Option<&Incident>, action: Action) -> Vec<Effect> {
    match action {
        Action::Palette => model.look_at(Overlay::Palette(Field::default(), 0)),
        Action::Help => model.look_at(Overlay::Help(0)),
        Action::Find => find::open(model),
        Action::Go(screen) => return go(model, incident, screen),
        Action::Outcomes => outcomes::open(model),
        Action::Undo => return of_incident(model, incident, confirm::ask_undo),
        Action::Redo => return of_incident(model, incident, confirm::ask_redo),
        Action::Write => write(model, incident),
        Action::PutAside => return put_aside(model),
        Action::Leave => return leave(model),
        Action::Suspend => return vec![Effect::Suspend],
        Action::Redraw => return vec![Effect::Redraw],
    }
    Vec::new()
}

/// Goes to a screen.
fn go(model: &mut Model, incident: Option<&Incident>, screen: Screen) -> Vec<Effect> {
    match screen {
        Screen::Start => composing::ask(model),
        Screen::Live => live::show(model),
        Screen::Incidents => return incidents::open(model),
        Screen::Statistics => return statistics::open(model),
        Screen::Close => return close::open(model, incident),
        Screen::Paper(which) => paper::open(model, incident, which),
        Screen::Fields => fields::open(model, incident),
        Screen::ActionItems => return action_items::open(model, incident),
    }
    Vec::new()
}

fn of_incident(
    model: &mut Model,
    incident: Option<&Incident>,
    ask: fn(&mut Model, &Incident) -> Vec<Effect>,
) -> Vec<Effect> {
    if model.screen == Screen::Start {
        model.tell("There is nothing here to take back: go to the incident first.");
        return Vec::new();
    }
    incident.map(|incident| ask(model, incident)).unwrap_or_default()
}

fn write(model: &mut Model, incident: Option<&Incident>) {
    match incident.filter(|_| model.context() == Context::Timeline) {
        Some(incident) => live::back_to_writing(model, incident),
        None => {
            model.uncover();
            model.write_here();
        }
    }
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
    let over = model.overlay.take();
    let mut typed = over.iter().flat_map(Overlay::typed).peekable();
    if typed.peek().is_some() {
        typed.for_each(|text| model.composer_mut().keep_aside(text));
        model.tell("Put aside: Alt-P brings it back while writing. Ctrl-C again leaves.");
        return Vec::new();
    }
    model.beneath = None;
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
