//! The search of all incidents: the words typed, and which incidents say them.

use crate::app::field::{Edit, Field};
use crate::app::keymap::{KeyRow, rows};
use crate::app::model::{Effect, Model, Overlay};
use crate::app::motion::Motion;
use crate::app::screen::preview;
use crate::domain::incident::Incident;
use crate::incidents::search::Found;

/// All that can be done in the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Open the incident selected.
    Open,
    /// Select another.
    Move(Motion),
    /// Go back.
    Back,
}

/// The keys of the search.
pub const ROWS: &[KeyRow] = rows! { Find:
    [ENTER] shows Open, "open the incident", footer "open";
    [DOWN] moves Down, "the next incident", footer "next";
    [UP] moves Up, "the incident before";
    [PAGE_DOWN] moves PageDown, "three incidents down";
    [PAGE_UP] moves PageUp, "three incidents up";
    [ESC] shows Back, "back", footer "back";
};

/// Incidents of a page: each takes several rows.
const PAGE: usize = 3;

/// The state of the search.
#[derive(Clone, Debug, Default)]
pub struct Find {
    /// The words typed.
    pub field: Field,
    /// The words that were searched for last; `None` before the first search: journals are then read anew.
    asked: Option<String>,
    /// The outcome for what was asked before, until there is another; or why there is none.
    pub found: Option<Result<Found, String>>,
    /// The incident selected, from 0.
    selected: usize,
}

impl Find {
    /// Edits the words.
    pub fn edit(&mut self, edit: Edit) {
        self.field.apply(edit);
    }

    /// The incident selected, from 0.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// Forgets what was found: words of it were removed for good.
    pub fn forget(&mut self) {
        (self.asked, self.found) = (None, None);
    }

    fn hits(&self) -> usize {
        let found = self.found.as_ref().and_then(|found| found.as_ref().ok());
        found.map_or(0, |found| found.hits.len())
    }
}

/// Opens the search.
pub fn open(model: &mut Model) {
    model.look_at(Overlay::Find(Box::default()));
}

/// Asks for a search where other words are there than were searched for last. The first one reads the journals, also
/// before anything is typed.
pub(in crate::app) fn wanted(model: &mut Model) -> Option<Effect> {
    let Some(Overlay::Find(find)) = &mut model.overlay else {
        return None;
    };
    let typed = find.field.text();
    if find.asked.as_deref() == Some(typed) {
        return None;
    }
    let typed = typed.to_owned();
    let anew = find.asked.replace(typed.clone()).is_none();
    Some(Effect::Search { typed, anew })
}

/// Takes in what was found, unless other words were typed meanwhile.
pub(in crate::app) fn show(model: &mut Model, typed: &str, found: Result<Found, String>) {
    let Some(Overlay::Find(find)) = &mut model.overlay else {
        return;
    };
    if find.asked.as_deref() == Some(typed) {
        (find.found, find.selected) = (Some(found), 0);
    }
}

/// Does it.
pub fn act(model: &mut Model, _: Option<&Incident>, action: Action) -> Vec<Effect> {
    let Some(Overlay::Find(find)) = &mut model.overlay else {
        return Vec::new();
    };
    match action {
        Action::Move(motion) => {
            find.selected = motion.leads(find.selected, PAGE, find.hits().saturating_sub(1));
        }
        Action::Open => {
            let found = find.found.as_ref().and_then(|found| found.as_ref().ok());
            let hit = found.and_then(|found| found.hits.get(find.selected));
            let Some(id) = hit.map(|hit| hit.precedent.id) else {
                return Vec::new();
            };
            if !preview::keeps_beneath(model) {
                model.uncover();
                return vec![Effect::Open(id)];
            }
        }
        Action::Back => model.look_away(),
    }
    Vec::new()
}
