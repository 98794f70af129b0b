//! The names of a workspace's users, by their ids.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::Value;

use crate::import::document::Bundle;
use crate::import::json::text_of;

/// The names that people go by.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_id: HashMap<String, String>,
}

impl Names {
    /// The names that the files of an export give.
    pub(super) fn of(bundle: &Bundle) -> Self {
        let mut names = Names::default();
        let files = bundle.documents.iter();
        for file in files.filter(|file| matches!(file.file_name(), "users.json" | "org_users.json")) {
            // Without names the ids stand in the text: no reason to read nothing.
            let users: Vec<Value> = serde_json::from_str(&file.text()).unwrap_or_default();
            names.by_id.extend(users.iter().filter_map(|user| {
                let id = text_of(user, &["id"])?;
                Some((id.to_owned(), name_of(user)?))
            }));
        }
        names
    }

    /// The name of a user; the id where none is known.
    pub(super) fn get<'n>(&'n self, id: &'n str) -> &'n str {
        self.by_id.get(id).map_or(id, String::as_str)
    }

    /// The name of a user, where it is known.
    pub(super) fn known(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).map(String::as_str)
    }
}

/// The name that a user is shown by.
fn name_of(user: &Value) -> Option<String> {
    let paths: [&[&str]; 4] = [
        &["profile", "display_name"],
        &["name"],
        &["profile", "real_name"],
        &["real_name"],
    ];
    let name = paths.into_iter().find_map(|path| text_of(user, path))?;
    Some(name.trim().to_owned())
}

/// The profile that an export puts beside a message.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Profile {
    display_name: Option<String>,
    name: Option<String>,
    real_name: Option<String>,
}

impl Profile {
    /// The name that the user is shown by.
    pub(super) fn shown(&self) -> Option<&str> {
        let names = [&self.display_name, &self.name, &self.real_name];
        let mut names = names.into_iter().flatten().map(|name| name.trim());
        names.find(|name| !name.is_empty())
    }
}
