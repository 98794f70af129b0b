//! The help: all keys, over whatever screen is there.

use crate::app::geometry;
use crate::app::keymap::{KeyRow, rows};
use crate::app::model::{Effect, Model, Overlay};
use crate::app::motion::Motion;
use crate::domain::incident::Incident;

/// All that can be done in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Scroll it.
    Move(Motion),
    /// Go back.
    Back,
}

/// The keys of the help.
pub const ROWS: &[KeyRow] = rows! { Help:
    [ch('j'), DOWN] moves Down, "scroll down", footer "down";
    [ch('k'), UP] moves Up, "scroll up", footer "up";
    [PAGE_DOWN, ch(' ')] moves PageDown, "a screen down";
    [PAGE_UP] moves PageUp, "a screen up";
    [ESC, ch('q'), ch('?'), f(1), ENTER] shows Back, "back", footer "back";
};

/// Does it.
pub fn act(model: &mut Model, _: Option<&Incident>, action: Action) -> Vec<Effect> {
    let page = geometry::page_rows(model);
    match (action, &mut model.overlay) {
        (Action::Move(motion), Some(Overlay::Help(top))) => *top = motion.leads(*top, page, usize::MAX),
        (Action::Move(_) | Action::Back, _) => model.look_away(),
    }
    Vec::new()
}
