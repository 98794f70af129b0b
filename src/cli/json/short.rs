//! The short documents: what `new`, `log`, `set`, `list`, `close` and `verify` answer.

use serde::Serialize;

use super::{ActionItemJson, EventJson, SCHEMA, shown};
use crate::domain::id::{IncidentId, RecordId};
use crate::domain::time::Moment;
use crate::incidents::catalog::Summary;
use crate::journal::Damage;

/// What `new --json` prints.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct NewJson<'a> {
    schema: u32,
    id: IncidentId,
    slug: &'a str,
    path: String,
}

impl<'a> NewJson<'a> {
    pub(in crate::cli) fn of(id: IncidentId, path: &'a crate::journal::IncidentPath) -> Self {
        NewJson {
            schema: SCHEMA,
            id,
            slug: path.slug(),
            path: path.folder().display().to_string(),
        }
    }
}

/// What `update --json` and `handover --json` print.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct TextJson<'a> {
    schema: u32,
    text: &'a str,
    /// What its readers are not told, in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<&'a str>,
}

impl<'a> TextJson<'a> {
    pub(in crate::cli) fn of(text: &'a str) -> Self {
        TextJson {
            schema: SCHEMA,
            text,
            left_out: None,
        }
    }

    pub(in crate::cli) fn without(self, left_out: Option<&'a str>) -> Self {
        TextJson { left_out, ..self }
    }
}

/// What `log --json` prints: everything recorded, in the order it was given.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct LogJson<'a> {
    schema: u32,
    events: Vec<EventJson<'a>>,
    action_items: Vec<ActionItemJson<'a>>,
}

impl<'a> LogJson<'a> {
    pub(in crate::cli) fn of(events: Vec<EventJson<'a>>, action_items: Vec<ActionItemJson<'a>>) -> Self {
        LogJson {
            schema: SCHEMA,
            events,
            action_items,
        }
    }
}

/// A file that holds words which were removed elsewhere.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct LeftJson {
    pub(in crate::cli) path: String,
    /// Why it still does.
    pub(in crate::cli) why: String,
    /// What to do about it.
    pub(in crate::cli) next: String,
}

/// What `redact --json` prints: what is left of the event or the action item, and what was removed.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct RedactedJson<'a> {
    pub(in crate::cli) schema: u32,
    pub(in crate::cli) events: Vec<EventJson<'a>>,
    pub(in crate::cli) action_items: Vec<ActionItemJson<'a>>,
    /// What was removed, as it is named on the command line.
    pub(in crate::cli) what: String,
    /// Lines of the journal that were replaced.
    pub(in crate::cli) lines: usize,
    /// Files that were removed.
    pub(in crate::cli) evidence: usize,
    /// Who has records that still hold it.
    pub(in crate::cli) left_with: &'a [String],
    /// The files that still hold it.
    pub(in crate::cli) left: &'a [LeftJson],
    /// What else of the incident holds it, as it is named on the command line.
    pub(in crate::cli) also_in: &'a [String],
    /// What was not looked into.
    pub(in crate::cli) not_looked_into: &'a [LeftJson],
}

/// What `todo --json` prints.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct ActionItemsJson<I> {
    schema: u32,
    action_items: Vec<I>,
}

impl<I: Serialize> ActionItemsJson<I> {
    pub(in crate::cli) fn of(action_items: Vec<I>) -> Self {
        ActionItemsJson {
            schema: SCHEMA,
            action_items,
        }
    }
}

/// An action item in `todo list --json`, with the incident that it belongs to.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct ListedItemJson<'a> {
    #[serde(flatten)]
    pub(in crate::cli) item: ActionItemJson<'a>,
    pub(in crate::cli) overdue: bool,
    pub(in crate::cli) incident: IncidentId,
    pub(in crate::cli) slug: &'a str,
}

/// What `reopen --json` prints.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct ReopenedJson<'a> {
    pub(in crate::cli) schema: u32,
    pub(in crate::cli) id: IncidentId,
    pub(in crate::cli) slug: &'a str,
    pub(in crate::cli) status: &'static str,
}

/// What `edit --json` and `strike --json` print: the event as it is now.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct EventsJson<'a> {
    schema: u32,
    events: Vec<EventJson<'a>>,
}

impl<'a> EventsJson<'a> {
    pub(in crate::cli) fn of(events: Vec<EventJson<'a>>) -> Self {
        EventsJson {
            schema: SCHEMA,
            events,
        }
    }
}

/// What `undo --json` and `redo --json` print: the record taken back or brought back, of several the first; what it
/// was; and the events it was about.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct UndoJson<'a> {
    pub(in crate::cli) schema: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::cli) undone: Option<RecordId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::cli) redone: Option<RecordId>,
    pub(in crate::cli) what: &'a str,
    pub(in crate::cli) events: Vec<EventJson<'a>>,
}

/// What `set --json` prints: the field as it is now. A text, a list, or null.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct FieldJson<'a, V> {
    schema: u32,
    field: &'a str,
    value: V,
}

impl<'a, V: Serialize> FieldJson<'a, V> {
    pub(in crate::cli) fn of(field: &'a str, value: V) -> Self {
        FieldJson {
            schema: SCHEMA,
            field,
            value,
        }
    }
}

/// What `list --json` prints, and `status --json` of those that are live.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct ListJson<'a> {
    schema: u32,
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
            schema: SCHEMA,
            incidents: listed.collect(),
        }
    }
}

/// What `close --json` prints.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct ClosedJson<'a> {
    pub(in crate::cli) schema: u32,
    pub(in crate::cli) id: IncidentId,
    pub(in crate::cli) slug: &'a str,
    pub(in crate::cli) closed_at: Option<Moment>,
    pub(in crate::cli) draft: String,
}

/// What `verify --json` prints.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct VerifyJson<'a> {
    schema: u32,
    files: usize,
    damage: Vec<DamageJson<'a>>,
}

impl<'a> VerifyJson<'a> {
    pub(in crate::cli) fn of(files: usize, damage: &'a [Damage]) -> Self {
        VerifyJson {
            schema: SCHEMA,
            files,
            damage: damage.iter().map(DamageJson::of).collect(),
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
