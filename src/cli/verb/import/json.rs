//! The answers of `import` in JSON.

use std::collections::{BTreeMap, HashSet};

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::found::Found;
use crate::cli::json::{ActionItemJson, EventJson, shown};
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::domain::entry::{EntryActionItem, EntryEvent, EntryTime};
use crate::domain::id::RecordId;
use crate::domain::kind::Via;
use crate::domain::mentions;
use crate::domain::record::{FieldChange, FieldName, Purpose};
use crate::domain::time::{Moment, Precision, Zone};
use crate::import::{Origin, Proposal, Proposed, Skipped};
use crate::incidents::importing::known::Standing;
use crate::incidents::importing::record::Recorded;
use crate::incidents::scribe::Scribe;

/// The answer of `--dry-run --json`. Its long lists are made row by row as they are written.
#[derive(Serialize)]
pub(super) struct DryRun<'a> {
    format: &'static str,
    #[serde(serialize_with = "events")]
    events: &'a Found,
    fields: BTreeMap<&'static str, Value>,
    #[serde(serialize_with = "action_items")]
    action_items: &'a Found,
    #[serde(serialize_with = "skipped")]
    skipped: &'a Found,
    questions: Vec<String>,
}

#[derive(Debug, Serialize)]
struct EventProposed<'a> {
    line: usize,
    at: Option<Moment>,
    until: Option<Moment>,
    approximate: bool,
    /// Null without a time.
    precision: Option<Precision>,
    kind: &'static str,
    via: Option<&'static str>,
    text: String,
    people: Vec<String>,
    source: Option<String>,
    author: Option<&'a str>,
    /// True if the kind was guessed from the words.
    guessed: bool,
    /// False for what is only recorded when it is chosen in the preview.
    chosen: bool,
    /// True if it is recorded already.
    known: bool,
    remarks: Vec<String>,
}

#[derive(Debug, Serialize)]
struct ItemProposed<'a> {
    line: usize,
    text: &'a str,
    #[serde(rename = "type")]
    purpose: Option<Purpose>,
    owner: Option<&'a str>,
    due: Option<chrono::NaiveDate>,
    priority: Option<&'a str>,
    done: bool,
    known: bool,
}

#[derive(Debug, Serialize)]
struct SkippedJson<'a> {
    line: usize,
    text: &'a str,
    why: String,
}

impl<'a> DryRun<'a> {
    /// Everything that would be recorded, and what would not.
    pub(super) fn of(found: &'a Found) -> Self {
        let mut document = DryRun {
            format: found.import.format.row().name,
            events: found,
            fields: BTreeMap::new(),
            action_items: found,
            skipped: found,
            questions: found.import.questions.iter().map(ToString::to_string).collect(),
        };
        for proposal in &found.import.proposals {
            if let Proposed::Field(field, change) = &proposal.what {
                document.field(*field, change);
            }
        }
        document
    }

    /// A field as `show --json` has it: a list of entries, or one value.
    fn field(&mut self, field: FieldName, change: &FieldChange) {
        let Some(value) = change.given() else { return };
        let name = field.wire();
        if !field.row().list {
            self.fields.insert(name, json!(value));
        } else if let Value::Array(entries) = self.fields.entry(name).or_insert_with(|| json!([])) {
            entries.push(json!(value));
        }
    }
}

fn events<S: Serializer>(found: &Found, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(found.with_known().filter_map(|(proposal, known)| {
        let Proposed::Event(event) = &proposal.what else {
            return None;
        };
        Some(EventProposed::of(
            proposal,
            event,
            known.is_recorded(),
            found.zone,
        ))
    }))
}

fn action_items<S: Serializer>(found: &Found, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(found.with_known().filter_map(|(proposal, known)| {
        let Proposed::ActionItem(item) = &proposal.what else {
            return None;
        };
        Some(ItemProposed::of(proposal, item, known.is_recorded()))
    }))
}

fn skipped<S: Serializer>(found: &Found, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(found.import.skipped.iter().map(SkippedJson::of))
}

impl<'a> EventProposed<'a> {
    fn of(proposal: &'a Proposal, event: &'a EntryEvent, known: bool, zone: Zone) -> Self {
        let given = match event.time {
            EntryTime::Given(given) => Some(given),
            EntryTime::Now => None,
        };
        let text = proposal.told();
        EventProposed {
            line: proposal.line,
            at: given.map(|given| shown(zone, &given.at)),
            until: given
                .and_then(|given| given.until)
                .map(|until| shown(zone, &until)),
            approximate: given.is_some_and(|given| given.approximate),
            precision: given.map(|given| given.precision),
            kind: event.kind.wire(),
            via: event.via.map(Via::wire),
            people: mentions::people(&text).into_iter().map(String::from).collect(),
            text,
            source: proposal.origin.as_ref().map(Origin::to_string),
            author: proposal.author.as_deref(),
            guessed: proposal.is_kind_guessed,
            chosen: proposal.is_chosen,
            known,
            remarks: proposal.remarks.iter().map(ToString::to_string).collect(),
        }
    }
}

impl<'a> ItemProposed<'a> {
    fn of(proposal: &Proposal, item: &'a EntryActionItem, known: bool) -> Self {
        ItemProposed {
            line: proposal.line,
            text: &item.text,
            purpose: item.purpose,
            owner: item.owner.as_deref(),
            due: item.due,
            priority: item.priority.as_deref(),
            done: item.done,
            known,
        }
    }
}

impl<'a> SkippedJson<'a> {
    fn of(skipped: &'a Skipped) -> Self {
        SkippedJson {
            line: skipped.line,
            text: &skipped.text,
            why: skipped.why.to_string(),
        }
    }
}

/// The answer of `--yes --json`.
pub(super) fn answer(
    found: &Found,
    recorded: &Recorded,
    scribe: &Scribe,
    session: &mut Session<'_>,
) -> Result<Value, Problem> {
    let incident = scribe.incident();
    let zone = session.shown_zone(incident.zone())?;
    let events = recorded.ids.iter().filter_map(|id| incident.event(*id));
    let events: Vec<EventJson<'_>> = events.map(|event| EventJson::of(event, zone)).collect();
    let ids: HashSet<RecordId> = recorded.ids.iter().copied().collect();
    let items = incident.action_items().filter(|(item, _)| ids.contains(&item.id));
    let items: Vec<_> = items
        .map(|(item, body)| ActionItemJson::of(item.id, item.number, body))
        .collect();
    Ok(json!({
        "id": incident.id(),
        "slug": scribe.path().slug(),
        "format": found.import.format.row().name,
        "events": events,
        "action_items": items,
        "recorded": recorded.ids.len(),
        "known": found.count(Standing::is_recorded),
        "skipped": found.import.skipped.iter().map(SkippedJson::of).collect::<Vec<_>>(),
    }))
}
