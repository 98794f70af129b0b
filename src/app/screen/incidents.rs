//! The list of incidents: live, open, closed.

use chrono::NaiveDateTime;

use crate::app::everywhere;
use crate::app::field::{Edit, Field};
use crate::app::geometry;
use crate::app::keymap::{Context, KeyRow, key_name, rows};
use crate::app::model::{Effect, Model, Screen};
use crate::app::motion::Motion;
use crate::app::screen::confirm::{self, Deed, OneLineQuestion};
use crate::domain::id::IncidentId;
use crate::domain::incident::{Incident, Status};
use crate::domain::record::Severity;
use crate::domain::time::Now;
use crate::incidents::catalog::Summary;

/// All that can be done in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Open the incident selected.
    Open,
    /// Search the titles.
    Search,
    /// Let the closed incident selected go on, once that is confirmed.
    Reopen,
    /// Select another.
    Move(Motion),
    /// Go back.
    Back,
}

/// The keys of the list.
pub const ROWS: &[KeyRow] = rows! { Incidents:
    [ENTER] shows Open, "open", footer "open";
    [ch('j'), DOWN] moves Down, "the next incident", footer "down";
    [ch('k'), UP] moves Up, "the incident before";
    [PAGE_DOWN] moves PageDown, "a screen down";
    [PAGE_UP] moves PageUp, "a screen up";
    [ch('g'), HOME] moves First, "the first incident";
    [ch('G'), END] moves Last, "the last incident";
    [ch('/')] shows Search, "search titles", footer "search";
    [ch('n')] everywhere Go(Screen::Start), "start a new incident", footer "new";
    [ch('r')] changes Reopen, "reopen a closed incident (asks first)", footer "reopen";
    [ch('s')] everywhere Go(Screen::Statistics), "what all incidents say together", footer "stats";
    [ESC, TAB] shows Back, "go back", footer "back";
};

/// The states of an incident in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Liveness {
    /// Open, with a record in the last 24 hours.
    Live,
    /// Open.
    Open,
    /// Closed.
    Closed,
}

/// An incident in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedIncident {
    /// The incident.
    pub id: IncidentId,
    /// Its title, as recorded.
    pub title: String,
    /// The severity.
    pub severity: Option<Severity>,
    /// The state.
    pub standing: Liveness,
    /// The time of opening, on the wall of whoever looks.
    pub opened: Option<NaiveDateTime>,
    /// The number of its events.
    pub events: usize,
    /// True if a line waits there that was kept and not sent.
    pub unsent: bool,
}

impl ListedIncident {
    /// An incident of the catalog, as it stands now.
    pub fn of(summary: &Summary, now: Now) -> Self {
        let standing = match summary.status {
            Status::Closed { .. } => Liveness::Closed,
            Status::Open if summary.is_live(now) => Liveness::Live,
            Status::Open => Liveness::Open,
        };
        ListedIncident {
            id: summary.id,
            title: summary.title.clone(),
            severity: summary.severity,
            standing,
            // All on one wall, or the list could not be compared.
            opened: summary.opened_at.map(|at| now.local.shown(&at).clock),
            events: summary.events,
            unsent: false,
        }
    }
}

/// The list's state.
#[derive(Clone, Debug, Default)]
pub struct Incidents {
    entries: Vec<ListedIncident>,
    selected: usize,
    /// The incident that the list was opened from.
    from: Option<IncidentId>,
    /// The words searched for in titles.
    pub query: Field,
    /// True if the search is being typed.
    pub searching: bool,
}

impl Incidents {
    /// Shows these; the one that was selected stays so. When the list has just been opened from an incident, the
    /// next live one is selected, so that Enter goes there.
    pub fn show(&mut self, mut entries: Vec<ListedIncident>) {
        let kept = self.selected().map(|entry| entry.id);
        entries.sort_by(|a, b| a.standing.cmp(&b.standing).then(b.opened.cmp(&a.opened)));
        self.entries = entries;
        let wanted = self.from.take().map_or(kept, |from| self.next_live(from));
        let wanted = wanted.or_else(|| self.gravest_live());
        let row = wanted.and_then(|id| self.visible().position(|entry| entry.id == id));
        self.selected = row.unwrap_or(0);
    }

    /// Selects the live incident after this one: at once where it is known, since Enter may be the next key; else once
    /// the list is read.
    fn go_on_from(&mut self, from: Option<IncidentId>) {
        match from.and_then(|from| self.next_live(from)) {
            Some(next) => self.select(Some(next)),
            None => self.from = from,
        }
    }

    /// The gravest incident that is live; of equally grave ones the oldest. One whose severity nobody has said yet
    /// comes last.
    fn gravest_live(&self) -> Option<IncidentId> {
        let gravest = self
            .live()
            .min_by_key(|entry| (entry.severity.is_none(), entry.severity, entry.opened, entry.id));
        gravest.map(|entry| entry.id)
    }

    /// Says whether something is live that waits to be chosen.
    pub fn has_live(&self) -> bool {
        self.live().next().is_some()
    }

    /// The live incident after this one, around the end; this one where there is no other.
    fn next_live(&self, from: IncidentId) -> Option<IncidentId> {
        let live: Vec<IncidentId> = self.live().map(|entry| entry.id).collect();
        let at = live.iter().position(|id| *id == from)?;
        Some(live[(at + 1) % live.len()])
    }

    /// The incidents that are live.
    pub fn live(&self) -> impl Iterator<Item = &ListedIncident> {
        self.entries
            .iter()
            .filter(|entry| entry.standing == Liveness::Live)
    }

    /// The incidents that the search leaves, in order.
    pub fn visible(&self) -> impl Iterator<Item = &ListedIncident> {
        let query = self.query.text().to_lowercase();
        self.entries
            .iter()
            .filter(move |entry| entry.title.to_lowercase().contains(&query))
    }

    /// Selects an incident, where it is there; one that is not live only where nothing is.
    pub fn select(&mut self, id: Option<IncidentId>) {
        let any = !self.has_live();
        let is_it = |entry: &ListedIncident, id| entry.id == id && (any || entry.standing == Liveness::Live);
        let row = id.and_then(|id| self.visible().position(|entry| is_it(entry, id)));
        self.selected = row.unwrap_or(self.selected);
    }

    /// The row selected, from 0.
    pub fn row(&self) -> usize {
        self.selected.min(self.visible().count().saturating_sub(1))
    }

    /// The incident selected.
    pub fn selected(&self) -> Option<&ListedIncident> {
        self.visible().nth(self.row())
    }

    /// Edits the search.
    pub fn edit(&mut self, edit: Edit) {
        self.query.apply(edit);
        self.selected = 0;
    }
}

/// Goes to the list.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let from = model.current.as_ref().map(|current| current.id);
    model.incidents.go_on_from(from);
    model.uncover();
    model.leave_timeline();
    model.screen = Screen::Incidents;
    vec![Effect::List]
}

/// The words where an incident is needed and none is on the screen.
pub(super) fn none_chosen(model: &Model) -> &'static str {
    if model.incidents.has_live() {
        "Choose an incident first: Enter opens the one selected."
    } else {
        "No incident is open."
    }
}

/// Does it.
pub fn act(model: &mut Model, _: Option<&Incident>, action: Action) -> Vec<Effect> {
    let page = geometry::page_rows(model);
    let list = &mut model.incidents;
    let last = list.visible().count().saturating_sub(1);
    match action {
        Action::Open => {
            return list
                .selected()
                .map(|entry| Effect::Open(entry.id))
                .into_iter()
                .collect();
        }
        Action::Move(motion) => list.selected = motion.leads(list.row(), page, last),
        Action::Search => list.searching = true,
        Action::Reopen => ask_to_reopen(model),
        Action::Back if !list.query.is_empty() => list.query = Field::default(),
        Action::Back if model.current.is_none() && list.has_live() => {
            let new = key_name(Context::Incidents, everywhere::Action::Go(Screen::Start));
            model.tell(format!(
                "Something is live: Enter goes there; {new} starts another incident."
            ));
        }
        Action::Back => {
            model.screen = model.home();
            model.resume();
        }
    }
    Vec::new()
}

/// An open incident needs no reopening.
fn ask_to_reopen(model: &mut Model) {
    match model.incidents.selected() {
        Some(entry) if entry.standing == Liveness::Closed => {
            let question = OneLineQuestion::new("Reopen ", &entry.title, "? It goes on, and is open again.");
            let deed = Deed::Reopen(entry.id);
            confirm::ask(model, deed, question);
        }
        Some(_) => model.tell("It is open: Enter goes there."),
        None => {}
    }
}

/// Ends the search of the titles; what was typed stays, or all are shown again.
pub(super) fn end_search(model: &mut Model, kept: bool) {
    model.incidents.searching = false;
    if !kept {
        model.incidents.query = Field::default();
    }
}
