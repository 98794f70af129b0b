//! JSON that several verbs answer with; that of one verb stands with it. Names and order of fields are a contract
//! (`"schema": 1`): additions only.

mod event;
mod short;
mod streamed;

use chrono::TimeZone;
use serde::Serialize;

use crate::domain::time::{Moment, Zone};

pub(super) use event::{ActionItemJson, EventJson};
pub(super) use short::{ActionItemsJson, DamageJson, EventsJson, FindingJson, ListJson, TextJson};
pub(super) use streamed::write_json;

/// The version of all documents.
const SCHEMA: u32 = 1;

/// A document, with the version before everything else.
#[derive(Serialize)]
struct Versioned<D> {
    schema: u32,
    #[serde(flatten)]
    document: D,
}

/// A document with the version of its form.
pub(super) fn versioned(document: impl Serialize) -> impl Serialize {
    Versioned {
        schema: SCHEMA,
        document,
    }
}

/// JSON as text with a newline at its end. Whatever a terminal could act on is escaped.
pub(super) use crate::domain::harmless::json as text;

/// A time on the wall of a zone: with its offset there, or with none where the zone is unknown.
pub(super) fn shown(zone: Zone, at: &Moment) -> Moment {
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
