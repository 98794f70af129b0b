//! The fields of the incident: walking over them and over the entries of lists, writing and clearing them.

use crate::app::ask::{self, About};
use crate::app::geometry;
use crate::app::keymap::Action;
use crate::app::model::{Effect, Model, Overlay, Screen};
use crate::app::screen::live;
use crate::app::typed::write_on;
use crate::domain::command::Command;
use crate::domain::decide::Refusal;
use crate::domain::incident::Incident;
use crate::domain::record::{FieldChange, FieldName, Severity};

/// Where one is on the screen of fields.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    field: FieldName,
    /// Which entry of a list, from 0. There may be fewer by now.
    nth: usize,
}

impl Default for Fields {
    fn default() -> Self {
        Fields {
            field: FieldName::Title,
            nth: 0,
        }
    }
}

/// What can be selected: a field with its value, or one entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The field.
    pub field: FieldName,
    /// Which entry of a list, from 0.
    pub nth: usize,
    /// What stands there; `None`: not recorded. May hold hostile text.
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

impl Fields {
    /// Which of these is selected. `stops` are all there are.
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
pub fn open(model: &mut Model, incident: Option<&Incident>) -> Vec<Effect> {
    if incident.is_none() || model.current.is_none() {
        model.tell("No incident is open.");
    } else {
        model.go_to(Screen::Fields);
    }
    Vec::new()
}

/// Asks for the value of a field, or for one more entry of a list, wherever one is.
pub fn ask(model: &mut Model, incident: Option<&Incident>, field: FieldName) -> Vec<Effect> {
    let Some(incident) = incident.filter(|_| model.current.is_some()) else {
        model.tell("No incident is open.");
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

/// What an action means on the screen of fields.
pub fn act(model: &mut Model, incident: Option<&Incident>, action: &Action) -> Vec<Effect> {
    let Some(incident) = incident else {
        return Vec::new();
    };
    let stops = stops(incident);
    let at = model.fields.position(&stops);
    let stop = &stops[at];
    match action {
        Action::Accept => ask_for(model, stop),
        Action::Add => return ask(model, Some(incident), stop.field),
        Action::OpenEditor => {
            ask_for(model, stop);
            return vec![Effect::Write(stop.text.clone().unwrap_or_default())];
        }
        Action::Severity(level) => return severity(model, stop.field, *level),
        Action::Strike => ask_to_remove(model, stop),
        Action::Undo => return live::record(model, Command::Undo),
        Action::Redo => return live::record(model, Command::Redo),
        Action::First => model.fields = Fields::default(),
        Action::Last => model.fields.go(&stops[stops.len() - 1]),
        Action::Back => {
            if !model.put_notices_away() {
                model.go_back();
            }
        }
        _ => {
            if let Some(to) = geometry::scrolled(at, geometry::page_rows(model), action) {
                model.fields.go(&stops[to.min(stops.len() - 1)]);
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

/// Only where the severity is selected: elsewhere a digit is how a line with a time begins.
fn severity(model: &mut Model, selected: FieldName, level: u8) -> Vec<Effect> {
    if selected != FieldName::Severity {
        write_on(model, char::from(b'0' + level));
        return Vec::new();
    }
    let level = Severity::new(level).map(|level| FieldChange::Value(level.to_string()));
    let set = level.map(|change| Command::SetField {
        field: FieldName::Severity,
        change,
    });
    set.map(|command| live::record(model, command))
        .unwrap_or_default()
}

fn ask_to_remove(model: &mut Model, stop: &Stop) {
    let field = stop.field;
    match &stop.text {
        None => model.tell("There is nothing to clear."),
        Some(_) if !field.is_clearable() => model.tell(format!("{}.", Refusal::NotClearable(field))),
        Some(text) => {
            let entry = field.row().list.then(|| text.clone());
            model.overlay = Some(Overlay::Remove(field, entry));
        }
    }
}

/// What an action means while it is asked whether a value is to go.
pub fn remove(model: &mut Model, action: &Action) -> Vec<Effect> {
    let Some(Overlay::Remove(field, entry)) = model.overlay.take() else {
        return Vec::new();
    };
    if *action != Action::Accept {
        return Vec::new();
    }
    let change = entry.map_or(FieldChange::Clear, FieldChange::Remove);
    live::record(model, Command::SetField { field, change })
}
