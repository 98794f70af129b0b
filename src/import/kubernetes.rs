//! Reads the events of a Kubernetes cluster, as kubectl prints them with -o json.

use serde::Deserialize;
use serde_json::Value;

use super::building::said;
use super::document::Bundle;
use super::json::{Entry, Shape, each_entry, lenient, shapes, text_of};
use super::options::ImportOptions;
use super::outcome::{Import, ImportError};
use super::proposal::Proposal;
use super::stamp;
use crate::domain::kind::Kind;
use crate::domain::time::typed::TimeGiven;

/// The format's name in errors and in keys.
const KUBERNETES: &str = "kubernetes";

/// True if the bundle is in this format, to judge by its content.
pub(super) fn recognises(bundle: &Bundle) -> bool {
    shapes(bundle).any(|shape| {
        ["items[].", "", "[].", "object."]
            .into_iter()
            .any(|at| is_event(&shape, at))
    })
}

fn is_event(shape: &Shape, at: &str) -> bool {
    let has = |key: &str| shape.has(&format!("{at}{key}"));
    let is_about = has("involvedObject.kind") || has("regarding.kind");
    is_about && has("reason") && has("metadata")
}

/// Reads it.
pub(super) fn read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    let mut import = Import::default();
    let mut place = 0;
    each_entry(
        &bundle.files(),
        KUBERNETES,
        &["items"],
        &mut import,
        &mut |mut entry, import| {
            if entry.key.is_none() {
                // A watch prints one event behind the other, or objects that say what happened to one.
                if let Some(inner) = entry.value.get_mut("object").map(Value::take) {
                    entry.value = inner;
                }
                if entry.value.get("reason").is_none() {
                    return;
                }
            }
            place += 1;
            entry.place = place;
            if let Some(event) = entry.read::<Event>(import) {
                event.propose(&entry, import);
            }
        },
    )?;
    import.order_by_time(options);
    Ok(import)
}

/// An event of either version of the API, as far as it is read.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Event {
    metadata: Value,
    r#type: Option<String>,
    reason: Option<String>,
    #[serde(deserialize_with = "lenient")]
    message: Option<String>,
    #[serde(deserialize_with = "lenient")]
    note: Option<String>,
    involved_object: Value,
    regarding: Value,
    count: Option<u64>,
    deprecated_count: Option<u64>,
    event_time: Option<String>,
    first_timestamp: Option<String>,
    deprecated_first_timestamp: Option<String>,
    last_timestamp: Option<String>,
    deprecated_last_timestamp: Option<String>,
    series: Option<Series>,
}

/// A row of the same event.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Series {
    count: u64,
    last_observed_time: Option<String>,
}

impl Event {
    fn propose(&self, entry: &Entry<'_>, import: &mut Import) {
        let text = self.words();
        let is_warning = self.r#type.as_deref() == Some("Warning");
        let proposal = Proposal::exported(entry.place, Kind::Note, said(self.time()), &text, &text);
        let uid = text_of(&self.metadata, &["uid"]);
        import.propose(
            proposal
                .identified(KUBERNETES, uid, entry.document)
                .chosen(is_warning),
        );
    }

    /// So many times it happened.
    fn count(&self) -> u64 {
        let counts = [
            self.series.as_ref().map(|series| series.count),
            self.count,
            self.deprecated_count,
        ];
        counts.into_iter().flatten().max().unwrap_or(1)
    }

    /// The first time, until the last where there were several.
    fn time(&self) -> Option<TimeGiven> {
        let read = |text: &Option<String>| stamp::rfc3339(text.as_deref()?);
        let last = [
            self.series
                .as_ref()
                .and_then(|series| read(&series.last_observed_time)),
            read(&self.last_timestamp),
            read(&self.deprecated_last_timestamp),
        ];
        let last = last.into_iter().flatten().next();
        let first = [
            &self.first_timestamp,
            &self.deprecated_first_timestamp,
            &self.event_time,
        ];
        let mut time = first.into_iter().find_map(read).or(last)?;
        let is_later = |end: &TimeGiven| end.at.wall() > time.at.wall();
        time.until = last
            .filter(|end| self.count() > 1 && is_later(end))
            .map(|end| end.at);
        Some(time)
    }

    /// `pod/checkout-7d9 in prod: BackOff: Back-off restarting failed container (12 times)`.
    fn words(&self) -> String {
        let object = if self.involved_object.is_object() {
            &self.involved_object
        } else {
            &self.regarding
        };
        let part = |key: &str| text_of(object, &[key]);
        let mut words = match (part("kind"), part("name")) {
            (Some(kind), Some(name)) => format!("{}/{name}", kind.to_lowercase()),
            (kind, name) => name.or(kind).unwrap_or("event").to_owned(),
        };
        if let Some(namespace) = part("namespace") {
            words.push_str(&format!(" in {namespace}"));
        }
        let message = self.message.as_deref().or(self.note.as_deref());
        for part in [self.reason.as_deref(), message].into_iter().flatten() {
            words.push_str(&format!(": {}", part.trim()));
        }
        if self.count() > 1 {
            words.push_str(&format!(" ({} times)", self.count()));
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::sample::{fixture, options, told};

    #[test]
    fn warnings_are_chosen_and_what_went_on_has_an_end() {
        assert_eq!(
            told(&read(&fixture("kubernetes-events.json"), &options()).unwrap()),
            [
                "14:02:00-14:30:00 NOTE [kubernetes:7a1f] pod/checkout-7d9 in prod: BackOff: Back-off restarting failed container (12 times)",
                "14:35:00 NOTE [kubernetes:7a20] (offered) node/node-1: NodeReady: Node node-1 is ready",
            ]
        );
        assert_eq!(
            told(&read(&fixture("kubernetes-events-v1.json"), &options()).unwrap()),
            [
                "14:02:00-14:12:00 NOTE [kubernetes:8b1f] pod/checkout-1 in prod: FailedScheduling: 0/3 nodes are available (4 times)"
            ]
        );
    }

    #[test]
    fn a_watch_prints_one_behind_the_other() {
        let event = r#"{"kind":"Event","metadata":{"uid":"u:7"},"reason":"Killing","type":"Warning","message":"x","involvedObject":{"kind":"Pod"}}"#;
        let bundle = Bundle::of(
            "w.json",
            format!("{event}\n{{\"type\":\"ADDED\",\"object\":{event}}}\n{{\"reason\":5}}"),
        );
        assert!(recognises(&bundle));
        let import = read(&bundle, &options()).unwrap();
        assert_eq!(told(&import), ["-- NOTE [kubernetes:u:7#] Pod: Killing: x"; 2]);
        assert_eq!(import.skipped.len(), 1);
    }
}
