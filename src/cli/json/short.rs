//! The short documents that several verbs answer with.

use serde::Serialize;

use super::{ActionItemJson, EventJson, shown};
use crate::domain::findings::Finding;
use crate::domain::id::{IncidentId, RecordId};
use crate::domain::incident::Event;
use crate::domain::time::{Moment, Zone};
use crate::incidents::catalog::Summary;
use crate::journal::Damage;

/// A text to paste.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct TextJson<'a> {
    pub(in crate::cli) text: &'a str,
    /// The sentences that its readers are not told, with the reasons.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::cli) left_out: Option<&'a str>,
}

/// Events as they are now.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct EventsJson<'a> {
    events: Vec<EventJson<'a>>,
}

impl<'a> EventsJson<'a> {
    /// With their times on the wall of this zone.
    pub(in crate::cli) fn of(events: impl IntoIterator<Item = &'a Event>, zone: Zone) -> Self {
        let events = events.into_iter().map(|event| EventJson::of(event, zone));
        EventsJson {
            events: events.collect(),
        }
    }
}

/// Action items as they are now.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct ActionItemsJson<'a> {
    pub(in crate::cli) action_items: Vec<ActionItemJson<'a>>,
}

/// Incidents in a few words each.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct ListJson<'a> {
    incidents: Vec<ListedJson<'a>>,
}

#[derive(Debug, Serialize)]
struct ListedJson<'a> {
    id: IncidentId,
    slug: &'a str,
    title: &'a str,
    severity: Option<u8>,
    status: &'static str,
    opened_at: Option<Moment>,
    closed_at: Option<Moment>,
    events: usize,
}

impl<'a> ListJson<'a> {
    pub(in crate::cli) fn of(summaries: impl IntoIterator<Item = &'a Summary>) -> Self {
        let listed = summaries.into_iter().map(|summary| ListedJson {
            id: summary.id,
            slug: summary.path.slug(),
            title: &summary.title,
            severity: summary.severity.map(|severity| severity.level()),
            status: summary.status.word(),
            opened_at: summary.opened_at.map(|at| shown(summary.zone, &at)),
            closed_at: summary.closed_at.map(|at| shown(summary.zone, &at)),
            events: summary.events,
        });
        ListJson {
            incidents: listed.collect(),
        }
    }
}

/// A finding of the review.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct FindingJson {
    rule: &'static str,
    group: &'static str,
    level: &'static str,
    message: String,
    events: Vec<RecordId>,
}

impl FindingJson {
    pub(in crate::cli) fn of(finding: &Finding) -> Self {
        FindingJson {
            rule: finding.rule,
            group: finding.group.name(),
            level: finding.level.name(),
            message: finding.message.clone(),
            events: finding.events.clone(),
        }
    }
}

/// Something that is wrong with a journal.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct DamageJson<'a> {
    file: &'a str,
    /// From 1; null where it is the file as a whole.
    line: Option<u64>,
    what: &'a str,
}

impl<'a> DamageJson<'a> {
    pub(in crate::cli) fn of(damage: &'a Damage) -> Self {
        DamageJson {
            file: &damage.file,
            line: (damage.line > 0).then_some(damage.line),
            what: &damage.what,
        }
    }
}
