//! What the program prints of an incident, read back by the import: the same events, fields and action items.

use hotwash::domain::entry::EntryTime;
use hotwash::domain::time::typed::{Anchor, TimeContext};
use hotwash::domain::time::{Now, Precision, Zone};
use hotwash::import::{self, Bundle, Format, Import, ImportOptions, Proposed};
use serde_json::{Value, json};

/// Reads a text that the program printed.
pub fn read(text: &str) -> Import {
    let context = TimeContext {
        now: Now {
            instant: "2026-11-28T12:00:00Z".parse().expect("a time"),
            local: Zone::Utc,
        },
        zone: Zone::Unknown,
        anchor: Anchor::Now,
    };
    let options = ImportOptions::new(context);
    let import = import::read(&Bundle::of("incident", text), &options).expect("it is read");
    assert_eq!(import.format, Format::Hotwash);
    import
}

/// The events of `show --json` that were read, without what only the journal knows.
pub fn events(import: &Import) -> Vec<Value> {
    let events = import
        .proposals
        .iter()
        .filter_map(|proposal| match &proposal.what {
            Proposed::Event(event) => Some(event),
            Proposed::ActionItem(_) | Proposed::Field(..) => None,
        });
    events
        .map(|event| {
            let given = match event.time {
                EntryTime::Given(given) => Some(given),
                EntryTime::Now => None,
            };
            let precision = given.map(|given| match given.precision {
                Precision::Second => "second",
                Precision::Minute => "minute",
                Precision::Hour => "hour",
                Precision::Day => "day",
            });
            json!({
                "kind": event.kind.wire(),
                "via": event.via.map(|via| via.wire()),
                "text": event.text,
                "at": given.map(|given| given.at.to_string()),
                "until": given.and_then(|given| given.until).map(|until| until.to_string()),
                "approximate": given.is_some_and(|given| given.approximate),
                "precision": precision,
            })
        })
        .collect()
}

/// The same of the events as `show --json` lists them.
pub fn shown_events(show: &Value) -> Vec<Value> {
    let events = show["events"].as_array().expect("events").iter();
    events
        .map(|event| {
            let keys = ["kind", "via", "text", "at", "until", "approximate", "precision"];
            keys.iter()
                .map(|key| ((*key).to_owned(), event[*key].clone()))
                .collect()
        })
        .collect()
}

/// The texts of the action items that were read.
pub fn items(import: &Import) -> Vec<String> {
    let items = import
        .proposals
        .iter()
        .filter_map(|proposal| match &proposal.what {
            Proposed::ActionItem(item) => Some(item.text.clone()),
            Proposed::Event(_) | Proposed::Field(..) => None,
        });
    items.collect()
}

/// The values of fields that were read, of the lists too.
pub fn fields(import: &Import) -> Vec<(&'static str, String)> {
    let fields = import
        .proposals
        .iter()
        .filter_map(|proposal| match &proposal.what {
            Proposed::Field(field, _) => Some((field.wire(), proposal.text().to_owned())),
            Proposed::Event(_) | Proposed::ActionItem(_) => None,
        });
    let mut fields: Vec<_> = fields.collect();
    fields.sort();
    fields
}
