//! Events and action items in JSON.

use serde::Serialize;

use super::shown;
use crate::domain::id::RecordId;
use crate::domain::incident::Event;
use crate::domain::kind::Via;
use crate::domain::mentions;
use crate::domain::record::{ActionItemBody, EvidenceRef, Purpose};
use crate::domain::time::{Moment, Precision, Zone};

/// An event as it reads now.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct EventJson<'a> {
    id: RecordId,
    number: u32,
    kind: &'static str,
    via: Option<&'static str>,
    text: &'a str,
    at: Option<Moment>,
    until: Option<Moment>,
    approximate: bool,
    /// Null without a time.
    precision: Option<Precision>,
    by: &'a str,
    writer: &'a str,
    recorded_at: String,
    people: Vec<String>,
    tags: Vec<String>,
    evidence: &'a [EvidenceRef],
    ends: Option<RecordId>,
    amended: bool,
    after_close: bool,
    /// The origin of an import. Only there when it was imported.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    /// Left out of drafts. Only there when it is so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    hidden: bool,
    /// Only there when it is so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    amended_after_close: bool,
}

impl<'a> EventJson<'a> {
    /// With its times on the wall of this zone.
    pub(in crate::cli) fn of(event: &'a Event, zone: Zone) -> Self {
        let body = event.body();
        let timing = &body.timing;
        EventJson {
            id: event.id,
            number: event.number,
            kind: body.kind.wire(),
            via: body.via.map(Via::wire),
            text: &body.text,
            at: timing.at.map(|at| shown(zone, &at)),
            until: timing.until.map(|until| shown(zone, &until)),
            approximate: timing.approximate,
            precision: timing.at.map(|_| timing.precision),
            by: &event.provenance.by,
            writer: &event.provenance.stamp.writer,
            recorded_at: recorded_at(event),
            people: mentions::people(&body.text)
                .into_iter()
                .map(String::from)
                .collect(),
            tags: event.tags().into_iter().map(String::from).collect(),
            evidence: &body.evidence,
            ends: body.ends,
            amended: event.is_amended(),
            after_close: event.after_close,
            source: body.source.as_deref(),
            hidden: event.is_hidden(),
            amended_after_close: event.is_amended_after_close(),
        }
    }
}

fn recorded_at(event: &Event) -> String {
    let at = event.provenance.recorded_at;
    at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
}

/// An action item as it reads now.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct ActionItemJson<'a> {
    id: RecordId,
    number: u32,
    text: &'a str,
    owner: Option<&'a str>,
    due: Option<String>,
    #[serde(rename = "type")]
    purpose: Option<Purpose>,
    priority: Option<&'a str>,
    done: bool,
}

impl<'a> ActionItemJson<'a> {
    pub(in crate::cli) fn of(id: RecordId, number: u32, body: &'a ActionItemBody) -> Self {
        ActionItemJson {
            id,
            number,
            text: &body.text,
            owner: body.owner.as_deref(),
            due: body.due.map(|due| due.to_string()),
            purpose: body.purpose,
            priority: body.priority.as_deref(),
            done: body.done,
        }
    }
}
