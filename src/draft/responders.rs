//! Everybody who had a part in the response: the commander, the roles, whoever was called in, whoever recorded.

use std::collections::HashMap;

use crate::domain::facts::Facts;
use crate::domain::incident::COMMANDER;
use crate::domain::kind::Kind;
use crate::domain::mentions::people;
use crate::domain::record::FieldName;

use super::context::ResponderTold;
use super::status_line::entries;
use super::update::called::Named;

/// Everybody, each once, with all their parts.
pub(super) fn of(facts: &Facts<'_>) -> Vec<ResponderTold> {
    let incident = facts.incident;
    let mut found = Responders::default();
    if let Some(name) = incident.value(FieldName::Commander) {
        found.add(name, COMMANDER);
    }
    for entry in incident.values(FieldName::Roles) {
        match entry.split_once(':') {
            Some((role, name)) => found.add(name, role.trim()),
            None => found.add(entry, ""),
        }
    }
    let called = incident
        .drafted()
        .filter(|event| event.body().kind == Kind::Escalation);
    for event in called {
        let text = &event.body().text;
        for name in people(text) {
            found.add(name, "called in");
        }
        if let (true, Some(named)) = (people(text).is_empty(), Named::of(text)) {
            found.add(&named.name, "called in");
        }
    }
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for event in incident.drafted() {
        let name = &*event.provenance.by;
        let place = *places.entry(name).or_insert_with(|| {
            counts.push((name, 0));
            counts.len() - 1
        });
        counts[place].1 += 1;
    }
    for (name, count) in counts {
        found.add(name, &format!("recorded {}", entries(count)));
    }
    found.all
}

/// The people found so far, and where each stands.
#[derive(Default)]
struct Responders {
    all: Vec<ResponderTold>,
    places: HashMap<String, usize>,
}

impl Responders {
    fn add(&mut self, name: &str, part: &str) {
        let name = name.trim().trim_start_matches('@');
        if name.is_empty() {
            return;
        }
        let place = *self.places.entry(name.to_lowercase()).or_insert_with(|| {
            self.all.push(ResponderTold {
                name: name.to_owned(),
                parts: Vec::new(),
            });
            self.all.len() - 1
        });
        let parts = &mut self.all[place].parts;
        let is_new = !part.is_empty() && !name.eq_ignore_ascii_case(part);
        if is_new && !parts.iter().any(|known| known == part) {
            parts.push(part.to_owned());
        }
    }
}
