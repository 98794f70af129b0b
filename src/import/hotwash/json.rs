//! Reads the JSON of an incident: `show --json` and `export --format json`.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::malformed;
use super::pieces::{Pieces, Place, event};
use crate::domain::entry::{EntryActionItem, EntryEvent, EntryTime};
use crate::domain::kind::{Kind, Via};
use crate::domain::mentions::tags;
use crate::domain::mitigations::SaidOutcome;
use crate::domain::record::{EventBody, FieldName, Purpose};
use crate::domain::time::typed::TimeGiven;
use crate::domain::time::{Moment, Precision, Zone};
use crate::import::options::ImportOptions;
use crate::import::origin::Origin;
use crate::import::outcome::{Import, ImportError};
use crate::import::proposal::Why;

/// So far into a document its first keys are looked for.
const HEAD: usize = 600;

/// The tag by which users are no longer affected.
const RECOVERED: &str = "recovered";

/// True if a text is JSON of an incident: its first key is the schema, and an incident or a template is named next.
pub(super) fn is_ours(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(HEAD).collect();
    let keys: String = head.chars().filter(|c| !c.is_whitespace()).collect();
    let begins = keys.starts_with("{\"schema\":1,");
    begins && (keys.contains("\"incident\":{") || keys.contains("\"template\":"))
}

/// An event, of `show` or of the context of a draft.
#[derive(Deserialize)]
struct EventRead {
    id: String,
    kind: String,
    #[serde(default)]
    via: Option<String>,
    text: String,
    #[serde(default)]
    at: Option<String>,
    #[serde(default)]
    until: Option<String>,
    #[serde(default)]
    approximate: bool,
    #[serde(default)]
    precision: Option<Precision>,
    #[serde(default)]
    tags: Vec<String>,
}

/// An action item.
#[derive(Deserialize)]
struct ItemRead {
    text: String,
    #[serde(default)]
    owner: Option<String>,
    #[serde(default)]
    due: Option<chrono::NaiveDate>,
    #[serde(default, rename = "type")]
    purpose: Option<String>,
    #[serde(default)]
    priority: Option<String>,
    #[serde(default)]
    done: bool,
}

/// Reads a document.
///
/// # Errors
/// When it is no JSON object.
pub(super) fn read(text: &str, options: &ImportOptions) -> Result<Import, ImportError> {
    let document: Map<String, Value> =
        serde_json::from_str(text).map_err(|error| malformed(error.to_string()))?;
    let mut reading = Reading {
        pieces: Pieces::new(options),
        count: 0,
    };
    match document.get("incident") {
        Some(incident) => reading.shown(incident, &document),
        None => reading.drafted(&document),
    }
    Ok(reading.pieces.finish())
}

struct Reading<'o> {
    pieces: Pieces<'o>,
    /// So many pieces were met: JSON has no lines that say anything.
    count: usize,
}

impl Reading<'_> {
    /// The document of `show`.
    fn shown(&mut self, incident: &Value, document: &Map<String, Value>) {
        self.head(incident, incident.get("zone"));
        for row in FieldName::ROWS {
            let value = incident.get("fields").and_then(|fields| fields.get(row.wire));
            self.field(row.name, value);
        }
        self.events(document.get("events"));
        for struck in list(document.get("struck")) {
            let place = self.place(&struck.to_string());
            self.pieces
                .skip(place, &Why::Unreadable("it was withdrawn".to_owned()));
        }
        self.items(document.get("action_items"));
    }

    /// The context of a draft.
    fn drafted(&mut self, document: &Map<String, Value>) {
        let context = Value::Object(
            document
                .iter()
                .filter(|(key, _)| ["title", "severity"].contains(&&***key))
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect(),
        );
        self.head(&context, document.get("zone").and_then(|zone| zone.get("name")));
        for row in FieldName::ROWS {
            let value = document.get(&row.wire.replace('-', "_"));
            let text = value.and_then(|value| value.get("text"));
            let is_head = [FieldName::Title, FieldName::Severity, FieldName::Zone].contains(&row.name);
            if !is_head {
                self.field(row.name, text.or(value));
            }
        }
        for day in list(document.get("days")) {
            self.events(day.get("events"));
        }
        for group in ["immediate", "preventive", "tasks"] {
            self.items(document.get("action_items").and_then(|items| items.get(group)));
        }
    }

    fn head(&mut self, incident: &Value, zone: Option<&Value>) {
        if let Some(title) = incident.get("title").and_then(Value::as_str) {
            let place = self.place(title);
            self.pieces.title(place, title);
        }
        // A draft that names no zone was made of an incident that has none.
        let zone = zone.map(|name| name.as_str().unwrap_or("unknown"));
        if let Some(zone) = zone.and_then(|name| Zone::known(name, Zone::Unknown)) {
            let place = self.place(&zone.to_string());
            self.pieces.zone(place, zone);
        }
        if let Some(severity) = incident.get("severity").and_then(Value::as_u64) {
            let value = severity.to_string();
            let place = self.place(&value);
            self.pieces.field(place, FieldName::Severity, &value);
        }
    }

    fn field(&mut self, field: FieldName, value: Option<&Value>) {
        let texts: Vec<&str> = match value {
            Some(Value::Array(entries)) => entries.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(text)) => vec![text],
            Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_)) | None => Vec::new(),
        };
        for text in texts.into_iter().filter(|text| !text.trim().is_empty()) {
            let place = self.place(text);
            self.pieces.field(place, field, text);
        }
    }

    fn events(&mut self, events: Option<&Value>) {
        for value in list(events) {
            match parsed::<EventRead>(value).and_then(understood) {
                Ok((read, event)) => {
                    let says_so = tags(&read.text).contains(&RECOVERED);
                    let ends_impact = !says_so && read.tags.iter().any(|tag| tag == RECOVERED);
                    let place = self.place(&read.text);
                    let origin = Origin::Key {
                        source: "hotwash",
                        key: read.id,
                    };
                    self.pieces.event(place, event, ends_impact, origin);
                }
                Err(why) => self.unreadable(value, &why),
            }
        }
    }

    fn items(&mut self, items: Option<&Value>) {
        for value in list(items) {
            match parsed::<ItemRead>(value) {
                Ok(read) => {
                    let place = self.place(&read.text);
                    let item = EntryActionItem {
                        text: read.text,
                        owner: read.owner,
                        due: read.due,
                        purpose: read.purpose.as_deref().and_then(Purpose::from_word),
                        priority: read.priority,
                        done: read.done,
                    };
                    self.pieces.item(place, item);
                }
                Err(why) => self.unreadable(value, &why),
            }
        }
    }

    fn unreadable(&mut self, value: &Value, why: &str) {
        let place = self.place(&value.to_string());
        self.pieces.skip(place, &Why::Unreadable(why.to_owned()));
    }

    fn place(&mut self, raw: &str) -> Place {
        self.count += 1;
        Place {
            line: self.count,
            last_line: self.count,
            raw: raw.to_owned(),
        }
    }
}

fn list(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).into_iter().flatten()
}

fn parsed<T: DeserializeOwned>(value: &Value) -> Result<T, String> {
    T::deserialize(value).map_err(|error| error.to_string())
}

/// The event of an entry.
fn understood(read: EventRead) -> Result<(EventRead, EntryEvent), String> {
    let kind = Kind::from_wire(&read.kind).ok_or_else(|| format!("no kind is called {}", read.kind))?;
    let moment = |text: &Option<String>| match text {
        Some(text) => Moment::parse(text)
            .map(Some)
            .ok_or_else(|| format!("{text} is no time")),
        None => Ok(None),
    };
    if read.text.trim().is_empty() {
        return Err("it has no text".to_owned());
    }
    let until = moment(&read.until)?;
    let time = moment(&read.at)?.map_or(EntryTime::Now, |at| {
        EntryTime::Given(TimeGiven {
            at,
            until,
            approximate: read.approximate,
            precision: read.precision.unwrap_or_default(),
        })
    });
    let via = read.via.as_deref().and_then(Via::from_wire);
    let event = event(kind, via, time, with_outcome(&read));
    Ok((read, event))
}

/// The text with the outcome that only the tags tell.
fn with_outcome(read: &EventRead) -> String {
    let body = EventBody {
        text: read.text.clone(),
        tags: read.tags.clone(),
        ..EventBody::default()
    };
    match SaidOutcome::beside_the_text(&body) {
        Some(said) => format!("{} #{}", read.text, said.tag()),
        None => body.text,
    }
}
