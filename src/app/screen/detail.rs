//! One event whole, with what is attached to it, over the timeline.

use crate::app::geometry;
use crate::app::keymap::{KeyRow, rows};
use crate::app::model::{Effect, Model, Overlay};
use crate::app::motion::Motion;
use crate::app::screen::live;
use crate::domain::incident::Incident;

/// All that can be done while one event is shown whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Scroll it.
    Move(Motion),
    /// Copy it.
    Copy,
    /// Back to the timeline.
    Back,
}

/// The keys of one event.
pub const ROWS: &[KeyRow] = rows! { Detail:
    [ESC, ENTER, ch('q')] shows Back, "back to the timeline", footer "back";
    [ch('j'), DOWN] moves Down, "scroll down", footer "down";
    [ch('k'), UP] moves Up, "scroll up", footer "up";
    [PAGE_DOWN] moves PageDown, "a screen down";
    [PAGE_UP] moves PageUp, "a screen up";
    [ch('y')] shows Copy, "copy the event", footer "copy";
    [ch('i')] everywhere Write, "write a line", footer "write";
};

/// Shows the event selected whole, with what is attached to it.
pub(super) fn open(model: &mut Model, incident: &Incident) -> Vec<Effect> {
    let Some(event) = live::selected(model, incident) else {
        return Vec::new();
    };
    model.overlay = Some(Overlay::Detail(0));
    if let Some(current) = &mut model.current {
        current.excerpts.clear();
    }
    let pieces = event.body().evidence.iter().cloned();
    pieces.map(Effect::ReadEvidence).collect()
}

/// Does it.
pub fn act(model: &mut Model, incident: Option<&Incident>, action: Action) -> Vec<Effect> {
    let page = geometry::page_rows(model);
    match (action, &mut model.overlay) {
        (Action::Copy, _) => {
            return incident
                .map(|incident| live::copy(model, incident))
                .unwrap_or_default();
        }
        (Action::Move(motion), Some(Overlay::Detail(top))) => *top = motion.leads(*top, page, usize::MAX),
        (Action::Move(_) | Action::Back, _) => model.overlay = None,
    }
    Vec::new()
}
