//! Everybody who has a part in an incident, and the role that each is told by.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Incident, Said};
use crate::domain::mentions::people;
use crate::domain::record::{EventBody, FieldChange, FieldName};
use crate::domain::role_names::{RoleNames, Standing, is_team};

/// The role of the incident commander.
pub const COMMANDER: &str = "incident commander";

/// The roles of everybody whom an incident names: the commander, the roles that are recorded, and the others as
/// `responder 1`, `responder 2` in the order in which they appear. Teams have none.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    names: RoleNames,
    /// By writer: what stands for the name of its file.
    writers: HashMap<Arc<str>, Arc<str>>,
    /// By role: how many have it.
    holders: HashMap<String, usize>,
    responders: usize,
}

impl Cast {
    /// Gives everybody a role.
    pub fn of(incident: &Incident) -> Cast {
        let mut cast = Cast::default();
        if let Some(name) = incident.value(FieldName::Commander) {
            cast.give(name, COMMANDER);
        }
        for entry in incident.values(FieldName::Roles) {
            cast.take_entry(entry);
        }
        for event in incident.drafted() {
            cast.take_author(&event.provenance.by);
            cast.take_body(event.body());
        }
        cast.take_history(incident);
        cast.take_items(incident);
        cast.take_fields(incident);
        cast.take_others(incident);
        cast.names.tell_roles();
        cast
    }

    /// A text with roles in place of names.
    pub fn told(&self, text: &str) -> String {
        self.names.told(text)
    }

    /// The role of somebody; `None` for whoever has no part in it, and for a team.
    pub fn role(&self, name: &str) -> Option<Arc<str>> {
        self.names.role(name).cloned()
    }

    /// The role of somebody; a team keeps its name.
    pub fn person(&self, name: &str) -> Arc<str> {
        match self.names.role(name) {
            Some(role) => Arc::clone(role),
            None => Arc::from(self.told(name)),
        }
    }

    /// An entry of the field `roles` without the names in it: `scribe` for "scribe: bo".
    pub(super) fn entry(&self, entry: &str) -> String {
        let Some((title, names)) = holders(entry) else {
            return self.told(entry);
        };
        let mut told: Vec<String> = Vec::new();
        for name in names {
            let Some(role) = self.names.role(name) else {
                return self.told(entry);
            };
            let is_this = role.to_lowercase().starts_with(&title.to_lowercase());
            let role = if is_this {
                role.to_string()
            } else {
                self.told(title)
            };
            if !told.contains(&role) {
                told.push(role);
            }
        }
        told.join(", ")
    }

    /// The writer without a name.
    pub(super) fn writer(&self, writer: &Arc<str>) -> Arc<str> {
        self.writers.get(writer).cloned().unwrap_or_default()
    }

    /// Gives somebody a role that others may have too, unless they have one.
    fn give(&mut self, name: &str, role: &str) {
        let known = self.names.role(name).cloned();
        let role = known.unwrap_or_else(|| {
            let holders = self.holders.entry(role.to_lowercase()).or_default();
            *holders += 1;
            match holders {
                1 => Arc::from(role),
                _ => Arc::from(format!("{role} {holders}")),
            }
        });
        self.names.add(name, &role, Standing::Anywhere);
    }

    /// Makes somebody a responder, unless they have a role.
    fn take(&mut self, name: &str, standing: Standing) {
        let role = self.names.role(name).cloned().unwrap_or_else(|| {
            self.responders += 1;
            Arc::from(format!("responder {}", self.responders))
        });
        self.names.add(name, &role, standing);
    }

    fn take_author(&mut self, name: &str) {
        self.take(name, Standing::Anywhere);
    }

    /// Somebody who is only spoken of: that could be a word like any other, so it stands in texts as `@name`, or with a
    /// capital.
    fn take_mentioned(&mut self, name: &str) {
        if !is_team(name) {
            self.take(name, Standing::WithCapital);
        }
    }

    /// Whoever owns an action item: one or several.
    fn take_owners(&mut self, owners: &str) {
        if is_team(owners) {
            return;
        }
        for name in several(owners)
            .into_iter()
            .flat_map(|names| names.split(['/', '+']))
        {
            self.take_mentioned(name.trim());
        }
    }

    fn take_text(&mut self, text: &str) {
        for name in people(text) {
            self.take_mentioned(name);
        }
    }

    fn take_body(&mut self, body: &EventBody) {
        self.take_text(&body.text);
    }

    fn take_entry(&mut self, entry: &str) {
        let Some((title, names)) = holders(entry) else {
            return self.take_text(entry);
        };
        for name in names.into_iter().filter(|name| !is_team(name)) {
            self.give(name, title);
        }
    }

    /// Everybody in what events ever said.
    fn take_history(&mut self, incident: &Incident) {
        for step in incident.events().iter().flat_map(|event| event.history()) {
            self.take_author(&step.provenance.by);
            match step.said {
                Said::First(body) | Said::Amended(body) | Said::Removed(body) => self.take_body(body),
                Said::Struck(why) => self.take_text(why.unwrap_or_default()),
            }
        }
    }

    fn take_items(&mut self, incident: &Incident) {
        let items = incident.all_action_items().iter();
        for version in items.flat_map(|item| item.history()) {
            self.take_author(&version.provenance.by);
            if let Some(owner) = &version.value.owner {
                self.take_owners(owner);
            }
            self.take_text(&version.value.text);
        }
    }

    fn take_fields(&mut self, incident: &Incident) {
        for row in FieldName::ROWS {
            for version in incident.whole_field_history(row.name) {
                self.take_author(&version.provenance.by);
                let texts = match &version.value {
                    FieldChange::Value(text) | FieldChange::Add(text) | FieldChange::Remove(text) => {
                        vec![text]
                    }
                    FieldChange::Amend { entry, to } => vec![entry, to],
                    FieldChange::Clear => Vec::new(),
                };
                for text in texts {
                    self.take_text(text);
                    if row.name == FieldName::Roles {
                        self.take_entry(text);
                    } else if row.name == FieldName::Commander && !is_team(text) {
                        self.take(text, Standing::Anywhere);
                    }
                }
            }
        }
    }

    /// Whoever opened, closed, silenced, or tried what they may not.
    fn take_others(&mut self, incident: &Incident) {
        let openings = incident.openings.iter();
        let of_openings = openings.clone().map(|opened| &opened.provenance);
        let of_status = incident.status.all().map(|version| &version.provenance);
        let of_silences = incident.silences.all().map(|version| &version.provenance);
        let of_refused = incident.refused.iter().map(|refused| &refused.provenance);
        let all = of_openings.chain(of_status).chain(of_silences).chain(of_refused);
        let removed = incident.removals.iter().map(|removal| &*removal.by);
        for name in all.map(|by| &*by.by).chain(incident.recorders()).chain(removed) {
            self.take_author(name);
        }
        for opened in openings {
            self.take_text(&opened.opening.title);
        }
        for silence in incident.silences.all() {
            self.take_text(&silence.value.why);
        }
        let mut writers: Vec<&Arc<str>> = incident.recorders.keys().collect();
        writers.sort_unstable();
        let numbered = (1..).zip(writers);
        self.writers = numbered
            .map(|(number, writer)| (Arc::clone(writer), Arc::from(format!("writer {number}"))))
            .collect();
    }
}

/// The role of an entry of the field `roles`, and whoever has it: "scribe: bo", "comms = Carol Jones, @cy", "bo (scribe)".
fn holders(entry: &str) -> Option<(&str, Vec<&str>)> {
    let entry = entry.trim();
    let within = entry.strip_suffix(')').and_then(|rest| rest.split_once('('));
    let parted = entry.split_once([':', '=', '\u{2013}', '\u{2014}']);
    let dashed = || entry.split_once(" - ");
    let (title, names) = match (parted.or_else(dashed), within) {
        (Some(parted), _) => parted,
        (None, Some((name, title))) => (title, name),
        // The name is what a title is not: "Carol Jones, scribe".
        (None, None) => entry
            .split_once(", ")
            .filter(|(name, title)| {
                name.starts_with(|c: char| c == '@' || c.is_uppercase())
                    && title.starts_with(char::is_lowercase)
            })
            .map(|(name, title)| (title, name))?,
    };
    let (names, title) = (several(names), title.trim());
    (!title.is_empty() && !names.is_empty()).then_some((title, names))
}

/// The names in a list of them: `bo, @cy and Dana`.
fn several(names: &str) -> Vec<&str> {
    let names = names
        .split([',', '&', ';'])
        .flat_map(|names| names.split(" and "));
    names.map(str::trim).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_of_the_roles_says_who_has_one() {
        for (entry, told) in [
            ("scribe: bo", Some(("scribe", vec!["bo"]))),
            (
                "Comms = Carol Jones and @cy",
                Some(("Comms", vec!["Carol Jones", "@cy"])),
            ),
            ("bo (scribe)", Some(("scribe", vec!["bo"]))),
            ("Carol Jones, scribe", Some(("scribe", vec!["Carol Jones"]))),
            ("bo", None),
            ("scribe:", None),
            (": bo", None),
        ] {
            assert_eq!(holders(entry), told, "{entry}");
        }
    }
}
