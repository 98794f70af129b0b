//! The line that filters the timeline.

use crate::app::field::Field;
use crate::app::filter::Filter;
use crate::app::keymap::{KeyRow, rows};
use crate::app::model::{Effect, Model, Overlay};
use crate::app::screen::live;
use crate::app::timeline::TimelineView;
use crate::domain::incident::Incident;

/// The two ends of the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// With what is left shown.
    Keep,
    /// With all events shown.
    ShowAll,
}

/// The keys that end the question.
pub const ROWS: &[KeyRow] = rows! { Filter:
    [ENTER] shows Keep, "keep what is left", footer "keep";
    [ESC] shows ShowAll, "show all", footer "show all";
};

/// Ends the question.
pub fn act(model: &mut Model, incident: Option<&Incident>, action: Action) -> Vec<Effect> {
    let Some(incident) = incident else {
        return Vec::new();
    };
    model.overlay = None;
    let left = model.current.as_ref().and_then(|current| current.filter.as_ref());
    let none = left.is_some_and(|filter| filter.places().is_empty());
    match action {
        Action::Keep if none => {
            model.tell("No event is like that: all are shown.");
            set_filter(model, incident, None);
        }
        Action::Keep => {}
        Action::ShowAll => set_filter(model, incident, None),
    }
    Vec::new()
}

/// Asks which events to show; the present filter is there to be changed.
pub(super) fn open(model: &mut Model, incident: &Incident) {
    if !live::focus(model, incident) {
        return;
    }
    let filter = model.current.as_ref().and_then(|current| current.filter.as_ref());
    let text = filter.map_or(String::new(), |filter| filter.text.clone());
    model.overlay = Some(Overlay::Filter(Field::with_text(text)));
}

/// Shows only what the filter that is being typed leaves.
pub(in crate::app) fn as_typed(model: &mut Model, incident: Option<&Incident>) {
    let (Some(Overlay::Filter(field)), Some(incident)) = (&model.overlay, incident) else {
        return;
    };
    let filter = Filter::of(field.text(), incident);
    set_filter(model, incident, filter);
}

/// Shows only what the filter leaves, and selects the newest of it where what was selected is not among it.
fn set_filter(model: &mut Model, incident: &Incident, filter: Option<Filter>) {
    if let Some(current) = &mut model.current {
        current.filter = filter;
    }
    live::with_source(model, incident, TimelineView::take_focus);
}
