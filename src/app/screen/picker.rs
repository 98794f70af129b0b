//! The list of kinds and commands that `/` opens above the line.

use crate::app::commands::Pick;
use crate::app::keymap::{KeyRow, rows};
use crate::app::model::{Effect, Model};
use crate::app::screen::fields;
use crate::domain::incident::Incident;

/// All that can be done in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Take what is highlighted.
    Take,
    /// Complete it.
    Complete,
    /// Highlight the one above.
    Up,
    /// Highlight the one below.
    Down,
    /// Close the list; the line stays.
    Dismiss,
}

/// The keys of the list.
pub const ROWS: &[KeyRow] = rows! { Picker:
    [ENTER] shows Take, "take what is highlighted", footer "take";
    [TAB] shows Complete, "complete it", footer "complete";
    [UP] shows Up, "up";
    [DOWN] shows Down, "down", footer "next";
    [ESC] shows Dismiss, "close the list; the line stays", footer "keep as text";
};

/// Does it.
pub fn act(model: &mut Model, incident: Option<&Incident>, action: Action) -> Vec<Effect> {
    let composer = model.composer_mut();
    match action {
        Action::Take => return take(model, incident),
        Action::Complete => composer.complete(),
        Action::Up => composer.move_highlight(false),
        Action::Down => composer.move_highlight(true),
        Action::Dismiss => composer.dismiss_picker(),
    }
    Vec::new()
}

fn take(model: &mut Model, incident: Option<&Incident>) -> Vec<Effect> {
    let Some((picks, at)) = model.composer().and_then(|composer| composer.picker()) else {
        return Vec::new();
    };
    match picks[at] {
        Pick::Kind(_) | Pick::ActionItem => {
            model.composer_mut().complete();
            Vec::new()
        }
        Pick::Command(named) => {
            model.composer_mut().end_task();
            model.composer_mut().put(String::new());
            named.action.act(model, incident)
        }
        Pick::Field(row) => {
            model.composer_mut().end_task();
            model.composer_mut().put(String::new());
            fields::ask(model, incident, row.name)
        }
    }
}
