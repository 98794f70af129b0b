//! For tests: keys in, model out.

use super::input::Input;
use super::input::script::parse_keys;
use super::model::{Effect, Model, Msg};
use super::update::update;
use crate::domain::incident::Incident;
use crate::domain::time::{Now, Zone};

/// A model of this size, on 25 March 2023 at 09:44 in a zone five hours behind UTC.
pub fn model(size: (u16, u16)) -> Model {
    let instant = "2023-03-25T14:44:00Z".parse().expect("a time");
    let local = Zone::parse("-05:00", Zone::Utc).expect("a zone");
    Model::new(Now { instant, local }, size)
}

/// Presses keys, written as `abc<enter>`, and gathers what they ask for.
pub fn press(model: &mut Model, incident: Option<&Incident>, keys: &str) -> Vec<Effect> {
    let keys = parse_keys(keys).into_iter();
    keys.flat_map(|key| update(model, incident, Msg::Input(Input::Key(key))))
        .collect()
}
