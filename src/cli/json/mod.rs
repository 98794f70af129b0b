//! The JSON documents. Their field names and order are a contract (`"schema": 1`): additions only.

mod document;
mod event;
mod short;

use chrono::TimeZone;
use serde::Serialize;

use crate::domain::time::{Moment, Zone};

pub(super) use document::{Document, ReviewJson, Shown};
pub(super) use event::{ActionItemJson, EventJson};
pub(super) use short::{
    ActionItemsJson, ClosedJson, DamageJson, EventsJson, FieldJson, ListJson, ListedItemJson, LogJson,
    NewJson, RedactedJson, ReopenedJson, UndoJson, VerifyJson,
};

/// The version of all documents.
pub(super) const SCHEMA: u32 = 1;

/// A document as text with a newline at its end. Whatever a terminal could act on is escaped.
pub(super) fn text(document: &impl Serialize) -> String {
    // Structs of strings, numbers and lists: there is nothing here that JSON cannot write.
    let json = serde_json::to_string_pretty(document).expect("documents have only JSON's own types");
    let mut text = String::with_capacity(json.len() + 1);
    for letter in json.chars() {
        // Such characters only stand inside strings, where an escape means the same.
        match letter {
            '\n' => text.push(letter),
            '\u{7f}'..='\u{9f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => {
                text.push_str(&format!("\\u{:04x}", u32::from(letter)));
            }
            _ => text.push(letter),
        }
    }
    text.push('\n');
    text
}

/// A time on the wall of a zone: with its offset there, or with none where the zone is unknown.
fn shown(zone: Zone, at: &Moment) -> Moment {
    let wall = zone.shown(at);
    let zoned = wall
        .offset
        .and_then(|offset| offset.from_local_datetime(&wall.clock).single());
    zoned.map_or(Moment::Floating(wall.clock), Moment::Zoned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_on_a_terminal_is_harmless_and_means_the_same() {
        let nasty = "a\u{1b}[31m\u{9b}31m\u{202e}\u{7f}\nü\u{1f525}";
        let text = text(&nasty);
        assert!(
            text.trim_end()
                .chars()
                .all(|c| !c.is_control() && c != '\u{202e}'),
            "{text}"
        );
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), nasty);
    }

    #[test]
    fn times_are_shown_on_the_wall_of_a_zone() {
        let zone = |name| Zone::parse(name, Zone::Utc).unwrap();
        for (at, name, expected) in [
            (
                "2023-03-25T09:30:00-05:00",
                "America/Bogota",
                "2023-03-25T09:30:00-05:00",
            ),
            ("2023-03-25T09:30:00-05:00", "UTC", "2023-03-25T14:30:00+00:00"),
            ("2023-03-25T09:30:00-05:00", "unknown", "2023-03-25T09:30:00"),
            ("2023-03-25T09:30:00", "unknown", "2023-03-25T09:30:00"),
        ] {
            let at = Moment::parse(at).unwrap();
            assert_eq!(shown(zone(name), &at).to_string(), expected);
        }
    }
}
