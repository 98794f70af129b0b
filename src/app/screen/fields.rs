//! The fields of the incident: walking over them and over the entries of lists, writing and clearing them.

use crate::app::geometry;
use crate::app::given::SlashCommand;
use crate::app::keymap::{KeyRow, rows};
use crate::app::model::{Effect, Model, Screen};
use crate::app::motion::Motion;
use crate::app::screen::ask::{self, About};
use crate::app::screen::confirm::{self, Deed, OneLineQuestion};
use crate::app::screen::{incidents, live};
use crate::domain::command::Command;
use crate::domain::decide::{Refusal, decide};
use crate::domain::incident::Incident;
use crate::domain::record::{FieldChange, FieldName, Op, Severity};
use crate::domain::rezone;
use crate::domain::time::{Now, Zone};

/// All that can be done with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Write its value, or correct the entry of a list.
    Write,
    /// Add an entry to the list.
    Add,
    /// Clear the value, or take the entry out of its list, once that is confirmed.
    Clear,
    /// Write it in the person's editor.
    OpenEditor,
    /// The severity, 1 (worst) to 5, once that is confirmed.
    Severity(u8),
    /// Select another.
    Move(Motion),
    /// Go back.
    Back,
}

/// The keys of the fields.
pub const ROWS: &[KeyRow] = rows! { Fields:
    [ENTER, ch('e')] changes Write, "write the value, or correct the entry of a list", footer "write";
    [ch('a')] changes Add, "add an entry to the list", footer "add entry";
    [DELETE] changes Clear, "clear the value, or take the entry out of its list (asks first)", footer "clear";
    [ch('E'), ctrl('o')] changes OpenEditor, "write it in your editor", footer "your editor";
    [ch('1')] changes Severity(1), "on the severity, asks first: 1, the worst";
    [ch('2')] changes Severity(2), "on the severity, asks first: 2";
    [ch('3')] changes Severity(3), "on the severity, asks first: 3";
    [ch('4')] changes Severity(4), "on the severity, asks first: 4";
    [ch('5')] changes Severity(5), "on the severity, asks first: 5";
    [ch('U')] everywhere Undo, "take back what you recorded last (asks first)", footer "undo";
    [ctrl('r')] everywhere Redo, "bring back what you took back last (asks first)";
    [ch('j'), DOWN] moves Down, "the next field or entry";
    [ch('k'), UP] moves Up, "the field or entry before";
    [PAGE_DOWN] moves PageDown, "a screen down";
    [PAGE_UP] moves PageUp, "a screen up";
    [ch('g'), HOME] moves First, "the first field";
    [ch('G'), END] moves Last, "the last field";
    [ESC, TAB] shows Back, "go back", footer "back";
    [ch('i')] everywhere Write, "write a line: a letter is no text here", footer "write";
};

/// The field selected on the screen of fields.
#[derive(Clone, Copy, Debug)]
pub struct FieldCursor {
    field: FieldName,
    /// The entry of a list, from 0. There may be fewer by now.
    nth: usize,
}

impl Default for FieldCursor {
    fn default() -> Self {
        FieldCursor {
            field: FieldName::Title,
            nth: 0,
        }
    }
}

/// A stop of the selection: a field with its value, or one entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The field.
    pub field: FieldName,
    /// The entry of a list, from 0.
    pub nth: usize,
    /// The text there; `None`: not recorded. May hold hostile text.
    pub text: Option<String>,
}

/// Everything that can be selected, in the order of the table.
pub fn stops(incident: &Incident) -> Vec<Stop> {
    let mut stops = Vec::new();
    for row in FieldName::ROWS {
        let texts = incident.field(row.name).into_iter().map(Some);
        let empty = texts.len() == 0;
        let texts = texts.chain(empty.then_some(None));
        stops.extend(texts.enumerate().map(|(nth, text)| Stop {
            field: row.name,
            nth,
            text,
        }));
    }
    stops
}

impl FieldCursor {
    /// Says which of these is selected. `stops` are all there are.
    pub fn position(&self, stops: &[Stop]) -> usize {
        let own = |stop: &Stop| stop.field == self.field && stop.nth <= self.nth;
        stops.iter().rposition(own).unwrap_or(0)
    }

    /// Selects a field; of a list, this entry.
    pub fn select(&mut self, incident: &Incident, field: FieldName, entry: Option<&str>) {
        let nth = incident
            .field(field)
            .iter()
            .position(|text| Some(text.as_str()) == entry);
        (self.field, self.nth) = match nth {
            Some(nth) => (field, nth),
            None if self.field == field => return,
            None => (field, 0),
        };
    }

    fn go(&mut self, stop: &Stop) {
        (self.field, self.nth) = (stop.field, stop.nth);
    }
}

/// Goes to the fields.
pub fn open(model: &mut Model, incident: Option<&Incident>) {
    if incident.is_none() || model.current.is_none() {
        model.tell(incidents::none_chosen(model));
    } else {
        model.go_to(Screen::Fields);
    }
}

/// Asks for the value of a field, or for one more entry of a list, wherever one is.
pub fn ask(model: &mut Model, incident: Option<&Incident>, field: FieldName) -> Vec<Effect> {
    let Some(incident) = incident.filter(|_| model.current.is_some()) else {
        model.tell(incidents::none_chosen(model));
        return Vec::new();
    };
    if matches!(model.screen, Screen::Start | Screen::Incidents) {
        // The answer is for the incident behind: it has to be in sight.
        live::show(model);
    }
    let value = incident.field(field).into_iter().next();
    match field.row().list {
        true => ask::open(model, About::Entry(field), ""),
        false => ask::open(model, About::Value(field), value.unwrap_or_default()),
    }
    Vec::new()
}

/// Sets the field that a line of the composer gives, or asks for its value where the line gives none. What the field
/// cannot be stays in the line, and is told.
pub fn give(model: &mut Model, incident: Option<&Incident>, given: &SlashCommand) -> Vec<Effect> {
    let Some(incident) = incident.filter(|_| model.screen == Screen::Live) else {
        model.tell(incidents::none_chosen(model));
        return Vec::new();
    };
    let Some((field, change)) = given.change() else {
        let SlashCommand::Field(row, _) = given else {
            return Vec::new();
        };
        model.composer_mut().put(String::new());
        return ask(model, Some(incident), row.name);
    };
    let command = Command::SetField { field, change };
    if let Err(refusal) = decide(incident, command.clone(), &model.writer, model.now) {
        model.tell(format!("{refusal}."));
        return Vec::new();
    }
    let line = model.composer_mut().send();
    if let Some(zone) = asked_zone(incident, &command, model.now) {
        ask::open(model, About::Keep(zone), "");
        return Vec::new();
    }
    let ticket = model.pend(line, None);
    vec![Effect::record(ticket, command)]
}

/// Says what a line that gives a field will do; or why it cannot.
pub fn told(model: &Model, incident: Option<&Incident>, given: &SlashCommand) -> Result<String, String> {
    let (SlashCommand::Field(row, _), Some(incident)) =
        (given, incident.filter(|_| model.screen == Screen::Live))
    else {
        return Err("no incident is open".to_owned());
    };
    let title = row.title.to_lowercase();
    let Some((field, change)) = given.change() else {
        return Ok(format!("Enter asks for the field: {title}"));
    };
    let command = Command::SetField { field, change };
    match decide(incident, command, &model.writer, model.now) {
        Err(refusal) => Err(refusal.to_string()),
        Ok(Op::Set { change, .. }) => Ok(match change {
            FieldChange::Add(_) => format!("adds to the list: {title}"),
            FieldChange::Value(value) if matches!(field, FieldName::Severity | FieldName::Zone) => {
                format!("sets the {title} to {value}")
            }
            FieldChange::Value(_)
            | FieldChange::Clear
            | FieldChange::Remove(_)
            | FieldChange::Amend { .. } => format!("sets the field: {title}"),
        }),
        Ok(_) => Ok(format!("sets the field: {title}")),
    }
}

/// The zone that a command sets, where times were typed in the present one: what is to become of them?
pub fn asked_zone(incident: &Incident, command: &Command, now: Now) -> Option<Zone> {
    let Command::SetField {
        field: FieldName::Zone,
        change: FieldChange::Value(name),
    } = command
    else {
        return None;
    };
    let zone = Zone::parse(name, now.local).ok()?;
    (!rezone::moved(incident, zone).is_empty()).then_some(zone)
}

/// Does it.
pub fn act(model: &mut Model, incident: Option<&Incident>, action: Action) -> Vec<Effect> {
    let Some(incident) = incident else {
        return Vec::new();
    };
    let stops = stops(incident);
    let at = model.fields.position(&stops);
    let stop = &stops[at];
    match action {
        Action::Write => ask_for(model, stop),
        Action::Add => return ask(model, Some(incident), stop.field),
        Action::OpenEditor => {
            ask_for(model, stop);
            return vec![Effect::EditText(stop.text.clone().unwrap_or_default())];
        }
        Action::Severity(level) => ask_to_rate(model, stop, level),
        Action::Clear => ask_to_remove(model, stop),
        Action::Move(motion) => {
            let to = motion.leads(at, geometry::page_rows(model), stops.len() - 1);
            model.fields.go(&stops[to]);
        }
        Action::Back => {
            if !model.put_notices_away() {
                model.go_back();
            }
        }
    }
    Vec::new()
}

fn ask_for(model: &mut Model, stop: &Stop) {
    let about = match &stop.text {
        Some(entry) if stop.field.row().list => About::Amended(stop.field, entry.clone()),
        None if stop.field.row().list => About::Entry(stop.field),
        Some(_) | None => About::Value(stop.field),
    };
    ask::open(model, about, stop.text.clone().unwrap_or_default());
}

/// Asks whether the severity is to be this, where it is selected; elsewhere a digit means nothing.
fn ask_to_rate(model: &mut Model, selected: &Stop, level: u8) {
    let Some(level) = Severity::new(level).filter(|_| selected.field == FieldName::Severity) else {
        return model.tell("A digit sets the severity, where that is selected.");
    };
    let value = level.to_string();
    let asked = match &selected.text {
        Some(now) if *now == value => return model.tell(format!("It is SEV{level} already.")),
        Some(now) => format!("Make it SEV{level}, which is SEV{now} now?"),
        None => format!("Make it SEV{level}?"),
    };
    let set = Command::SetField {
        field: FieldName::Severity,
        change: FieldChange::Value(value),
    };
    confirm::ask(model, Deed::Record(set), OneLineQuestion::new(asked, "", ""));
}

fn ask_to_remove(model: &mut Model, stop: &Stop) {
    let field = stop.field;
    let Some(text) = &stop.text else {
        return model.tell("There is nothing to clear.");
    };
    if !field.is_clearable() {
        return model.tell(format!("{}.", Refusal::NotClearable(field)));
    }
    let title = field.row().title;
    let (before, change) = if field.row().list {
        (
            format!("Take out of {title}: "),
            FieldChange::Remove(text.clone()),
        )
    } else {
        (format!("Clear {title} "), FieldChange::Clear)
    };
    let deed = Deed::Record(Command::SetField { field, change });
    confirm::ask(model, deed, OneLineQuestion::new(before, text, "?"));
}
