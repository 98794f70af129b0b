//! Action items: walking over them, adding, correcting and ticking them off; on demand those of all incidents.

use crate::app::geometry;
use crate::app::keymap::{KeyRow, rows};
use crate::app::model::{Effect, Model, Screen};
use crate::app::motion::Motion;
use crate::app::screen::ask::{self, About, Part};
use crate::app::screen::confirm::{self, Deed, OneLineQuestion};
use crate::app::screen::{incidents, live};
use crate::domain::command::{ActionItemChange, Command};
use crate::domain::id::{IncidentId, RecordId};
use crate::domain::incident::Incident;
use crate::domain::record::Purpose;
use crate::incidents::catalog::agenda::{self, Listed};

/// All that can be done with action items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Correct the text of the one selected; one of another incident: open that.
    Edit,
    /// Add one.
    Add,
    /// It is done, or not done after all, once that is confirmed.
    ToggleDone,
    /// Correct a part of it.
    Amend(Part),
    /// Those of all incidents, or of this one alone.
    AllIncidents,
    /// Select another.
    Move(Motion),
    /// Go back.
    Back,
}

/// The keys of the screen.
pub const ROWS: &[KeyRow] = rows! { ActionItems:
    [ENTER, ch('e')] changes Edit, "correct its text; of another incident: open that", footer "edit";
    [ch('a')] changes Add, "add an action item", footer "add";
    [ch('x'), ch(' ')] changes ToggleDone, "it is done, or not done after all (asks first)", footer "done";
    [ch('o')] changes Amend(Part::Owner), "who does it", footer "owner";
    [ch('d')] changes Amend(Part::Due), "by which day", footer "due";
    [ch('t')] changes Amend(Part::Purpose), "its type: mitigate prevent detect process task", footer "type";
    [ch('p')] changes Amend(Part::Priority), "how urgent it is";
    [ch('A')] shows AllIncidents, "those of all incidents; again: of this one", footer "all";
    [ch('U')] everywhere Undo, "take back what you recorded last (asks first)", footer "undo";
    [ctrl('r')] everywhere Redo, "bring back what you took back last (asks first)";
    [ch('j'), DOWN] moves Down, "the next one";
    [ch('k'), UP] moves Up, "the one before";
    [PAGE_DOWN] moves PageDown, "a screen down";
    [PAGE_UP] moves PageUp, "a screen up";
    [ch('g'), HOME] moves First, "the first one";
    [ch('G'), END] moves Last, "the last one";
    [ESC, TAB] shows Back, "go back", footer "back";
    [ch('i')] everywhere Write, "write a line: a letter is no text here", footer "write";
};

/// The state of the screen of action items.
#[derive(Clone, Debug, Default)]
pub struct ActionItemList {
    selected: Option<(IncidentId, RecordId)>,
    /// The row selected, for when what was selected is no longer there.
    row: usize,
    /// True if those of all incidents are shown.
    pub all: bool,
    /// Those of all incidents, when they were last read.
    listed: Vec<Listed>,
    /// Those ticked off or opened again, each with its entry.
    toggled: Vec<(u64, RecordId)>,
}

impl ActionItemList {
    /// Takes in those of all incidents.
    pub fn show(&mut self, listed: Vec<Listed>) {
        self.listed = listed;
    }

    /// Selects one.
    pub fn select(&mut self, incident: IncidentId, item: RecordId) {
        self.selected = Some((incident, item));
    }

    /// Says which of these rows is selected. `rows` are all that are shown.
    pub fn position(&self, rows: &[Listed]) -> usize {
        let selected = |row: &Listed| Some((row.incident, row.item)) == self.selected;
        let at = rows.iter().position(selected).unwrap_or(self.row);
        at.min(rows.len().saturating_sub(1))
    }

    fn go(&mut self, rows: &[Listed], to: usize) {
        self.row = to.min(rows.len().saturating_sub(1));
        self.selected = rows.get(self.row).map(|row| (row.incident, row.item));
    }
}

/// The rows shown: those of the incident on the screen as they stand now, and what is open in the others.
pub fn rows(model: &Model, incident: &Incident) -> Vec<Listed> {
    let own = agenda::of(incident, model.now);
    if !model.action_items.all {
        return own;
    }
    let elsewhere = |listed: &&Listed| listed.incident != incident.id() && !listed.body.done;
    let others = model.action_items.listed.iter().filter(elsewhere).cloned();
    agenda::by_urgency(own.into_iter().chain(others).collect())
}

/// Goes to the action items.
pub fn open(model: &mut Model, incident: Option<&Incident>) -> Vec<Effect> {
    if incident.is_none() || model.current.is_none() {
        model.tell(incidents::none_chosen(model));
        return Vec::new();
    }
    model.go_to(Screen::ActionItems);
    list_all(model)
}

fn list_all(model: &Model) -> Vec<Effect> {
    let all = model.action_items.all;
    all.then_some(Effect::ListActionItems).into_iter().collect()
}

/// Does it.
pub fn act(model: &mut Model, incident: Option<&Incident>, action: Action) -> Vec<Effect> {
    let Some(incident) = incident else {
        return Vec::new();
    };
    let rows = rows(model, incident);
    let at = model.action_items.position(&rows);
    model.action_items.go(&rows, at);
    let row = rows.get(at);
    match action {
        Action::Add => ask::open(model, About::NewActionItem, ""),
        Action::AllIncidents => {
            model.action_items.all = !model.action_items.all;
            return list_all(model);
        }
        Action::Edit if row.is_some_and(|row| row.incident != incident.id()) => {
            return row.map(|row| Effect::Open(row.incident)).into_iter().collect();
        }
        Action::Edit => return with_own(model, incident, row, |model, row| amend(model, row, Part::Text)),
        Action::Amend(part) => return with_own(model, incident, row, |model, row| amend(model, row, part)),
        Action::ToggleDone => return with_own(model, incident, row, ask_to_tick),
        Action::Move(motion) => {
            // Most take two lines.
            let page = (geometry::page_rows(model) / 2).max(1);
            let to = motion.leads(at, page, rows.len().saturating_sub(1));
            model.action_items.go(&rows, to);
        }
        Action::Back => {
            if !model.put_notices_away() {
                model.go_back();
            }
        }
    }
    Vec::new()
}

/// Changes what is selected; one of another incident is changed there.
fn with_own(
    model: &mut Model,
    incident: &Incident,
    row: Option<&Listed>,
    change: impl FnOnce(&mut Model, &Listed) -> Vec<Effect>,
) -> Vec<Effect> {
    match row {
        None => model.tell("There is no action item yet: a adds one."),
        Some(row) if row.incident == incident.id() => return change(model, row),
        Some(_) => model.tell("It belongs to another incident: Enter opens that one."),
    }
    Vec::new()
}

fn amend(model: &mut Model, row: &Listed, part: Part) -> Vec<Effect> {
    let body = &row.body;
    let given = match part {
        Part::Text => Some(body.text.clone()),
        Part::Owner => body.owner.clone(),
        Part::Due => body.due.map(|due| due.to_string()),
        Part::Purpose => body.purpose.map(|purpose| Purpose::word(purpose).to_owned()),
        Part::Priority => body.priority.clone(),
    };
    let (item, number) = (row.item, row.number);
    ask::open(
        model,
        About::ActionItem { item, number, part },
        given.unwrap_or_default(),
    );
    Vec::new()
}

/// Asks whether it is done, or not done after all. One that is on its way to the disk is left alone: what a second key
/// means is known only then.
fn ask_to_tick(model: &mut Model, row: &Listed) -> Vec<Effect> {
    let pending = &model.pending;
    let is_pending = |(ticket, _): &(u64, RecordId)| pending.iter().any(|pending| pending.ticket == *ticket);
    model.action_items.toggled.retain(is_pending);
    if model
        .action_items
        .toggled
        .iter()
        .any(|(_, item)| *item == row.item)
    {
        model.tell("It is being saved.");
        return Vec::new();
    }
    let (item, done) = (row.item, !row.body.done);
    let before = if done { "Is" } else { "Is not" };
    let after = if done { " done?" } else { " done after all?" };
    let before = format!("{before} action item {} ", row.number);
    let question = OneLineQuestion::new(before, &row.body.text, after);
    confirm::ask(model, Deed::Tick { item, done }, question);
    Vec::new()
}

/// Records that it is done, or is not.
pub fn tick(model: &mut Model, item: RecordId, done: bool) -> Vec<Effect> {
    let change = ActionItemChange {
        done: Some(done),
        ..ActionItemChange::default()
    };
    let effects = live::record(model, Command::AmendActionItem { item, change });
    let tickets = effects
        .iter()
        .filter_map(Effect::ticket)
        .map(|ticket| (ticket, item));
    model.action_items.toggled.extend(tickets);
    effects
}
