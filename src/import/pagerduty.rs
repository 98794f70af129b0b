//! Reads the log entries and the notes of PagerDuty incidents, as its API gives them; several pages join. What it sends
//! to webhooks is read too.

mod webhook;

use serde::Deserialize;
use serde_json::Value;

use super::building::said;
use super::document::Bundle;
use super::json::{Entry, Shape, each_entry, list, shapes, text_of};
use super::options::ImportOptions;
use super::outcome::{Import, ImportError};
use super::proposal::Proposal;
use super::stamp;
use crate::domain::kind::{Kind, Via};

/// The format's name in errors and in keys.
const PAGERDUTY: &str = "pagerduty";

/// The ending of every type of log entry.
const LOG_ENTRY: &str = "_log_entry";

/// True if the bundle is in this format, to judge by its content.
pub(super) fn recognises(bundle: &Bundle) -> bool {
    shapes(bundle).any(|shape| {
        let is_entry = |path: &str| shape.text(path).is_some_and(|kind| kind.ends_with(LOG_ENTRY));
        is_entry("log_entries[].type")
            || is_entry("[].type")
            || has_notes(&shape)
            || webhook::is_shown(&shape)
    })
}

fn has_notes(shape: &Shape) -> bool {
    shape.has_all(&["notes[].content", "notes[].user", "notes[].created_at"])
}

/// Reads it.
pub(super) fn read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    let mut import = Import::default();
    let mut titles: Vec<String> = Vec::new();
    let keys = ["log_entries", "notes"];
    each_entry(
        &bundle.files(),
        PAGERDUTY,
        &keys,
        &mut import,
        &mut |entry, import| {
            let title = match entry.key {
                Some("notes") => note(&entry, import),
                None => webhook::propose(&entry, import),
                Some(_) if entry.value.get("event").is_some() => webhook::propose(&entry, import),
                Some(_) => log_entry(&entry, import),
            };
            titles.extend(title);
            titles.dedup();
        },
    )?;
    import.title = Some(titles)
        .filter(|titles| titles.len() == 1)
        .and_then(|mut titles| titles.pop());
    import.order_by_time(options);
    Ok(import)
}

/// An entry of the log, as far as it is read.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct LogEntry {
    id: String,
    r#type: String,
    summary: Option<String>,
    created_at: Option<String>,
    note: Option<String>,
    agent: Value,
    channel: Value,
    incident: Value,
    event_details: Value,
    #[serde(deserialize_with = "list")]
    contexts: Vec<Value>,
}

/// A note on an incident.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Note {
    id: String,
    content: String,
    created_at: Option<String>,
    user: Value,
}

/// The meaning of an entry: its kind, and whether it is chosen beforehand. The pager's own notifications, and what it
/// keeps about itself, are only offered.
fn meaning(kind: &str) -> (Kind, bool) {
    match kind.strip_suffix(LOG_ENTRY).unwrap_or(kind) {
        "trigger" => (Kind::Detection, true),
        "acknowledge" => (Kind::Acknowledgement, true),
        "escalate" | "assign" | "delegate" | "responder_request" => (Kind::Escalation, true),
        "resolve" => (Kind::Resolution, true),
        "status_update" | "send_status_update" => (Kind::Communication, true),
        "notify"
        | "snooze"
        | "unacknowledge"
        | "urgency_change"
        | "priority_change"
        | "repeat_escalation_path"
        | "exhaust_escalation_path"
        | "reach_ack_limit"
        | "reach_trigger_limit"
        | "field_value_change"
        | "custom_field_value_change" => (Kind::Note, false),
        _ => (Kind::Note, true),
    }
}

impl LogEntry {
    fn propose(&self, entry: &Entry<'_>, import: &mut Import) {
        let (kind, is_chosen) = meaning(&self.r#type);
        let is_note = self.r#type.starts_with("annotate");
        let author = self.author();
        let mut text = if is_note {
            self.note_text()
        } else {
            self.words(author)
        };
        for link in self.contexts.iter().filter_map(link) {
            text.push('\n');
            text.push_str(&link);
        }
        let raw = self.summary.as_deref().unwrap_or(&text);
        let time = said(self.created_at.as_deref().and_then(stamp::rfc3339));
        let proposal = Proposal::exported(entry.place, Kind::Note, time, &text, raw);
        let proposal = if is_note || kind == Kind::Note {
            proposal.of_guessed_kind()
        } else {
            proposal.of_kind(kind, (kind == Kind::Detection).then(|| self.noticed_by()))
        };
        let proposal = proposal.identified(PAGERDUTY, Some(&self.id), entry.document);
        import.propose(proposal.by(author.map(str::to_owned)).chosen(is_chosen));
    }

    /// The person that acted; an integration or a service is none.
    fn author(&self) -> Option<&str> {
        let is_person = text_of(&self.agent, &["type"]).is_some_and(|kind| kind.starts_with("user"));
        text_of(&self.agent, &["summary"]).filter(|_| is_person)
    }

    /// A person triggers an incident by hand, everything else is a monitor.
    fn noticed_by(&self) -> Via {
        if self.author().is_some() {
            Via::Person
        } else {
            Via::Monitor
        }
    }

    fn note_text(&self) -> String {
        let texts = [
            text_of(&self.channel, &["summary"]),
            text_of(&self.channel, &["content"]),
        ];
        let note = self.note.as_deref().filter(|note| !note.trim().is_empty());
        let text = note.or(texts[0]).or(texts[1]).or(self.summary.as_deref());
        text.unwrap_or_default().to_owned()
    }

    /// The summary, without the name of the person that stands before it anyway; of a trigger with what it was about.
    fn words(&self, author: Option<&str>) -> String {
        let summary = self
            .summary
            .as_deref()
            .unwrap_or_default()
            .trim()
            .trim_end_matches('.');
        let by = author.map(|author| format!(" by {author}"));
        let short = by.and_then(|by| summary.strip_suffix(&by)).unwrap_or(summary);
        let about = [
            text_of(&self.event_details, &["description"]),
            text_of(&self.channel, &["subject"]),
            text_of(&self.channel, &["details", "description"]),
            text_of(&self.incident, &["summary"]),
        ];
        let is_trigger = self.r#type.starts_with("trigger");
        match about.into_iter().flatten().next().filter(|_| is_trigger) {
            Some(about) if short.is_empty() || about.contains(short) => about.to_owned(),
            Some(about) => format!("{about} ({short})"),
            None if short.is_empty() => self.r#type.replace('_', " "),
            None => short.to_owned(),
        }
    }
}

/// A link or a picture that belongs to an entry.
fn link(context: &Value) -> Option<String> {
    let address = text_of(context, &["href"]).or_else(|| text_of(context, &["src"]))?;
    Some(
        match text_of(context, &["text"]).or_else(|| text_of(context, &["alt"])) {
            Some(text) => format!("{text} ({address})"),
            None => address.to_owned(),
        },
    )
}

/// Proposes an entry of the log, and gives the title of its incident.
fn log_entry(entry: &Entry<'_>, import: &mut Import) -> Option<String> {
    let log = entry.read::<LogEntry>(import)?;
    log.propose(entry, import);
    text_of(&log.incident, &["summary"]).map(str::to_owned)
}

/// Proposes a note; it does not say of which incident it is.
fn note(entry: &Entry<'_>, import: &mut Import) -> Option<String> {
    let note = entry.read::<Note>(import)?;
    let time = said(note.created_at.as_deref().and_then(stamp::rfc3339));
    let proposal = Proposal::exported(entry.place, Kind::Note, time, &note.content, &note.content);
    let author = text_of(&note.user, &["summary"]).map(str::to_owned);
    let proposal = proposal.of_guessed_kind().by(author);
    import.propose(proposal.identified(PAGERDUTY, Some(&note.id), entry.document));
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::sample::{fixture, options, said, told};

    #[test]
    fn the_log_is_read_in_the_order_of_time() {
        let import = read(&fixture("pagerduty-log.json"), &options()).unwrap();
        assert_eq!(
            told(&import),
            [
                "14:02:00 DETECT (monitor) [pagerduty:R1] 5xx over 5% (Triggered through the API)|Graph (https://g.io/d/1)",
                "14:02:10 NOTE [pagerduty:R3] (offered) Notified Ana Mori via SMS",
                "09:05:00-05:00 ACK [pagerduty:R2] Ana Mori: Acknowledged",
                "14:40:00 MITIG? [pagerduty:R4] Ana Mori: rolled the pool back",
                "15:10:00 RESOLVE [pagerduty:R5] Ana Mori: Resolved",
            ]
        );
        assert_eq!(import.title.as_deref(), Some("[#1234] Checkout is down"));
        assert!(import.skipped.is_empty());
    }

    #[test]
    fn notes_are_what_their_writers_said() {
        let import = read(&fixture("pagerduty-notes.json"), &options()).unwrap();
        assert_eq!(
            told(&import),
            ["2013-03-06T15:28:51-05:00 NOTE [pagerduty:PWL7QXS] Tex: Firefighters are on the scene."]
        );
    }

    #[test]
    fn pages_join_and_a_bad_entry_costs_no_other() {
        let page = |id: &str| {
            format!(
                "{{\"log_entries\":[{{\"id\":\"{id}\",\"type\":\"escalate_log_entry\",\"summary\":\"Escalated\"}}]}}"
            )
        };
        let mut pages = Bundle::of("1.json", page("12"));
        pages.documents.extend(Bundle::of("2.json", page("B")).documents);
        pages
            .documents
            .extend(Bundle::of("3.json", "{\"log_entries\":[{\"id\":7},\"x\",").documents);
        let import = read(&pages, &options()).unwrap();
        assert_eq!(
            told(&import),
            [
                "-- ESCAL [pagerduty:12#] Escalated",
                "-- ESCAL [pagerduty:B] Escalated"
            ]
        );
        assert_eq!(said(&import).len(), 3);
        assert!(read(&Bundle::of("3.json", "{\"log_entries\":["), &options()).is_err());
    }
}
