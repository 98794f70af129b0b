//! Searching: the timeline, or the titles of the incidents.

use crate::app::field::Field;
use crate::app::keymap::{KeyRow, rows};
use crate::app::model::{Effect, Model, Overlay, Screen};
use crate::app::screen::{incidents, live};
use crate::app::timeline;
use crate::domain::incident::Incident;

/// The two ends of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// With what was typed.
    Keep,
    /// With all as it was.
    GiveUp,
}

/// The keys that end a search.
pub const ROWS: &[KeyRow] = rows! { Search:
    [ENTER] shows Keep, "to the hits", footer "to the hits";
    [ESC] shows GiveUp, "give up the search", footer "give up";
};

/// Ends the search.
pub fn act(model: &mut Model, incident: Option<&Incident>, action: Action) -> Vec<Effect> {
    let kept = match action {
        Action::Keep => true,
        Action::GiveUp => false,
    };
    if model.screen == Screen::Incidents {
        incidents::end_search(model, kept);
    } else if let Some(incident) = incident {
        end(model, incident, kept);
    }
    Vec::new()
}

/// Asks what to search the timeline for.
pub(super) fn open(model: &mut Model, incident: &Incident) {
    if live::focus(model, incident) {
        model.overlay = Some(Overlay::Search(Field::default()));
    }
}

/// Goes to a hit while the search is still being typed: the newest first, since what is asked for at night has
/// usually just happened.
pub(in crate::app) fn as_typed(model: &mut Model, incident: Option<&Incident>) {
    let (Some(Overlay::Search(field)), Some(incident)) = (&model.overlay, incident) else {
        return;
    };
    let query = field.text().to_owned();
    live::with_source(model, incident, |timeline, source, height| {
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

fn end(model: &mut Model, incident: &Incident, kept: bool) {
    let Some(Overlay::Search(field)) = model.overlay.take() else {
        return;
    };
    let query = if kept {
        field.text().to_owned()
    } else {
        String::new()
    };
    let found = live::with_source(model, incident, |timeline, source, _| {
        timeline.query.clone_from(&query);
        timeline
            .selected(source)
            .is_some_and(|position| timeline::holds(source, position, &query))
    });
    if kept && !found {
        model.tell(format!("Nothing holds \u{201c}{query}\u{201d}."));
    }
}
