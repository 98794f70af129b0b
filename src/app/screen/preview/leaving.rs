//! Leaving the preview: what was changed there by hand is nowhere else, and so it is asked first.

use crate::app::everywhere;
use crate::app::keymap::{Action, KeyRow};
use crate::app::model::{Model, Overlay};

/// Said where leaving would lose what was changed.
const CHANGED: &str = "What you changed here is not recorded.";

/// Takes a key in before it does anything: the first that would put a preview away which was changed by hand is only
/// told what it would do. Every key but Enter has Enter wait for no reading any more. Says whether the key is held.
pub(in crate::app) fn holds(model: &mut Model, row: Option<&KeyRow>) -> bool {
    let is_paste = matches!(model.overlay, Some(Overlay::Paste(_)));
    let leaves = row.is_some_and(|row| leaves(&row.action, is_paste));
    let Some(preview) = model.preview_mut() else {
        return false;
    };
    preview.let_enter_wait(false);
    let was_told = std::mem::replace(&mut preview.is_leaving, leaves);
    if !leaves || was_told || !preview.is_changed() {
        return false;
    }
    model.tell(format!(
        "{CHANGED} The same key again puts it away; Enter records what is marked."
    ));
    true
}

/// Comes back to an import that lies below what is looked at, where it was changed by hand: no command takes its place.
/// Says whether it did.
pub(in crate::app) fn keeps_beneath(model: &mut Model) -> bool {
    let is_changed = model.beneath.as_ref().is_some_and(|preview| preview.is_changed());
    if is_changed {
        model.look_away();
        model.tell(format!(
            "{CHANGED} Enter records what is marked; Esc puts it away first."
        ));
    }
    is_changed
}

/// Says whether it takes a preview off the screen for good. Of a paste the choice leads back to it, and nothing else
/// does.
fn leaves(action: &Action, is_paste: bool) -> bool {
    use everywhere::Action as Everywhere;
    match action {
        Action::Preview(action) => *action == super::Action::Back && !is_paste,
        Action::Everywhere(action) => match action {
            Everywhere::Go(_)
            | Everywhere::Outcomes
            | Everywhere::Undo
            | Everywhere::Redo
            | Everywhere::Write
            | Everywhere::PutAside
            | Everywhere::Leave => true,
            Everywhere::Palette | Everywhere::Find | Everywhere::Help => is_paste,
            Everywhere::Suspend | Everywhere::Redraw => false,
        },
        _ => false,
    }
}
