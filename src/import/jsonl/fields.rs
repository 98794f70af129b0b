//! The fields of a JSON object, by what they mean.

use serde_json::{Map, Value};

use crate::import::columns::{ColumnMap, Role};

/// The fields of an object, by what they mean, the surest first.
pub(super) struct Fields<'v> {
    meant: Vec<(Role, usize, &'v Value)>,
    object: &'v Map<String, Value>,
}

impl<'v> Fields<'v> {
    /// The fields of an object, as a person says and by their names.
    pub(super) fn of(object: &'v Map<String, Value>, map: &ColumnMap) -> Self {
        let said = map
            .said()
            .filter_map(|(role, name)| Some((role, 0, object.get(name)?)));
        let mut meant: Vec<(Role, usize, &Value)> = said.collect();
        let is_said = |role: Role| map.said().any(|(said, _)| said == role);
        let guessed = object.iter().filter_map(|(name, value)| {
            let (role, rank) = Role::of_column(name)?;
            (!is_said(role)).then_some((role, rank, value))
        });
        meant.extend(guessed);
        meant.sort_by_key(|(role, rank, _)| (*role, *rank));
        Fields { meant, object }
    }

    /// The words of all fields of this meaning.
    pub(super) fn all(&self, role: Role) -> impl Iterator<Item = String> {
        let of_role = self.meant.iter().filter(move |(meant, ..)| *meant == role);
        of_role.filter_map(|(_, _, value)| words(value))
    }

    /// The words of the surest field of this meaning.
    pub(super) fn first(&self, role: Role) -> Option<String> {
        self.all(role).next()
    }

    /// The words of the fields that have some; of an object without any, all its plain fields.
    pub(super) fn text(&self) -> String {
        let mut lines: Vec<String> = self.all(Role::Text).collect();
        lines.dedup();
        if !lines.is_empty() {
            return lines.join("\n");
        }
        let others = self
            .object
            .iter()
            .filter(|(name, _)| Role::of_column(name).is_none());
        let pairs: Vec<String> = others
            .filter(|(_, value)| !value.is_object() && !value.is_array() && !value.is_null())
            .map(|(name, value)| match value.as_str() {
                Some(text) => format!("{name}={text}"),
                None => format!("{name}={value}"),
            })
            .collect();
        pairs.join(" ")
    }
}

/// The words of a value: a text, a number, the name of a person.
fn words(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Object(person) => {
            let names = ["name", "login", "username", "display_name", "email", "text"];
            let name = names.into_iter().find_map(|name| person.get(name)?.as_str());
            name?.trim().to_owned()
        }
        Value::Null | Value::Bool(_) | Value::Array(_) => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}
