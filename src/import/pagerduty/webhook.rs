//! Reads the events that PagerDuty sends to webhooks (version 3), each an object of its own.

use serde::Deserialize;
use serde_json::Value;

use super::PAGERDUTY;
use crate::domain::kind::{Kind, Via};
use crate::import::building::said;
use crate::import::json::{Entry, Shape, text_of};
use crate::import::outcome::Import;
use crate::import::proposal::{Proposal, Why};
use crate::import::stamp;

/// The beginning of every type of event about an incident.
const INCIDENT: &str = "incident.";

/// An event, as far as it is read.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Event {
    id: String,
    event_type: String,
    occurred_at: Option<String>,
    agent: Value,
    data: Value,
}

/// True if the object has an event of a webhook.
pub(super) fn is_shown(shape: &Shape) -> bool {
    let is_event = |path: &str| shape.text(path).is_some_and(|kind| kind.starts_with(INCIDENT));
    is_event("event.event_type") || is_event("[].event.event_type")
}

/// Proposes the event of an object, and gives the title of its incident. `None` where the object has no event.
pub(super) fn propose(entry: &Entry<'_>, import: &mut Import) -> Option<String> {
    let value = entry.value.get("event").filter(|event| event.is_object())?;
    match Event::deserialize(value) {
        Ok(event) => {
            import.propose(event.proposal(entry));
            event.title().map(str::to_owned)
        }
        Err(error) => {
            let why = Why::Unreadable(error.to_string());
            import.pass_over(entry.place, &value.to_string(), why);
            None
        }
    }
}

/// The meaning of an event: its kind, and if it is chosen beforehand. What the pager keeps about itself is only offered.
fn meaning(kind: &str) -> (Kind, bool) {
    match kind {
        "triggered" => (Kind::Detection, true),
        "acknowledged" => (Kind::Acknowledgement, true),
        "escalated" | "reassigned" | "delegated" | "responder.added" => (Kind::Escalation, true),
        "resolved" => (Kind::Resolution, true),
        "status_update_published" => (Kind::Communication, true),
        "annotated" | "reopened" => (Kind::Note, true),
        _ => (Kind::Note, false),
    }
}

impl Event {
    fn proposal(&self, entry: &Entry<'_>) -> Proposal {
        let (kind, is_chosen) = meaning(self.word());
        let text = self.text();
        let time = said(self.occurred_at.as_deref().and_then(stamp::rfc3339));
        let proposal = Proposal::exported(entry.place, Kind::Note, time, &text, &text);
        let author = self.author();
        let noticed_by = match author {
            Some(_) => Via::Person,
            None => Via::Monitor,
        };
        let proposal = match kind {
            Kind::Note => proposal.of_guessed_kind(),
            kind => proposal.of_kind(kind, (kind == Kind::Detection).then_some(noticed_by)),
        };
        let proposal = proposal.identified(PAGERDUTY, Some(&self.id), entry.document);
        proposal.by(author.map(str::to_owned)).chosen(is_chosen)
    }

    /// The type, without the word that stands before each.
    fn word(&self) -> &str {
        self.event_type.strip_prefix(INCIDENT).unwrap_or(&self.event_type)
    }

    /// The title of the incident.
    fn title(&self) -> Option<&str> {
        text_of(&self.data, &["title"]).or_else(|| text_of(&self.data, &["incident", "summary"]))
    }

    /// The person that acted; an integration or a service is none.
    fn author(&self) -> Option<&str> {
        let is_person = text_of(&self.agent, &["type"]).is_some_and(|kind| kind.starts_with("user"));
        text_of(&self.agent, &["summary"]).filter(|_| is_person)
    }

    /// The words of a note or a message; of a trigger what it is about; else what happened, and to which incident.
    fn text(&self) -> String {
        let written = text_of(&self.data, &["content"]).or_else(|| text_of(&self.data, &["message"]));
        if let Some(written) = written {
            return written.to_owned();
        }
        let word = self.word().replace(['_', '.'], " ");
        match self.title() {
            Some(title) if word == "triggered" => title.to_owned(),
            Some(title) => format!("{word}: {title}"),
            None => word,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::import::sample::{options, said, told};
    use crate::import::{Bundle, Format};

    fn event(kind: &str, at: &str, data: &str) -> String {
        let agent = r#"{"id":"PLH1HKV","summary":"Ana Mori","type":"user_reference"}"#;
        let agent = if kind == "triggered" { "null" } else { agent };
        format!(
            r#"{{"event":{{"id":"01{kind}","event_type":"incident.{kind}","resource_type":"incident","occurred_at":"2023-03-25T{at}.682Z","agent":{agent},"client":null,"data":{data}}}}}"#
        )
    }

    #[test]
    fn events_of_webhooks_are_read() {
        let incident = r#"{"id":"P1","type":"incident","number":2,"title":"5xx at checkout"}"#;
        let note = r#"{"incident":{"id":"P1","summary":"5xx at checkout","type":"incident_reference"},"id":"P2","content":"rolled back","trimmed":false,"type":"incident_note"}"#;
        let all = [
            event("triggered", "14:02:11", incident),
            event("acknowledged", "14:03:00", incident),
            event("annotated", "14:20:00", note),
            event("priority_updated", "14:21:00", incident),
            event("resolved", "14:40:00", incident),
            r#"{"event":{"id":7,"event_type":"incident.resolved"}}"#.to_owned(),
        ];
        let bundle = Bundle::of("hooks.json", all.join("\n"));
        assert_eq!(Format::of(&bundle), Ok(Format::PagerDuty));
        let import = Format::PagerDuty.read(&bundle, &options()).unwrap();
        assert_eq!(
            told(&import),
            [
                "14:02:11 DETECT (monitor) [pagerduty:01triggered] 5xx at checkout",
                "14:03:00 ACK [pagerduty:01acknowledged] Ana Mori: acknowledged: 5xx at checkout",
                "14:20:00 MITIG? [pagerduty:01annotated] Ana Mori: rolled back",
                "14:21:00 NOTE [pagerduty:01priority_updated] (offered) Ana Mori: priority updated: 5xx at checkout",
                "14:40:00 RESOLVE [pagerduty:01resolved] Ana Mori: resolved: 5xx at checkout",
            ]
        );
        assert_eq!(import.title.as_deref(), Some("5xx at checkout"));
        assert_eq!(said(&import).len(), 1);
        let array = format!("[{}]", all.join(","));
        let import = crate::import::read(&Bundle::of("hooks.json", array), &options()).unwrap();
        assert_eq!((import.format, import.proposals.len()), (Format::PagerDuty, 5));
    }
}
