//! The exact form of a record on disk, without its checksum: one flat JSON object, envelope first.
//!
//! Journals outlive programs. What is written here is frozen: a field may be added, never renamed, retyped
//! or given another meaning; a change of meaning is a new [`VERSION`]. The tests pin every form.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::stamped::Stamped;
use super::{
    ActionItemBody, Bare, EventBody, EvidenceRef, FieldChange, FieldName, Head, Op, Opening, Purpose, Record,
    Removed, Severity, Timing,
};
use crate::domain::id::{IncidentId, RecordId};
use crate::domain::kind::{Kind, Via};
use crate::domain::time::{Moment, Precision, Zone};

/// The version of the format that this program writes.
pub const VERSION: u64 = 1;

/// Why a line is no record.
#[derive(Debug, thiserror::Error)]
#[error("not a record: {0}")]
pub struct DecodeError(#[from] serde_json::Error);

type Text<'a> = Cow<'a, str>;

/// The envelope, which every version keeps: enough to give a newer version's record a row.
#[derive(Deserialize)]
struct Envelope {
    v: u64,
    id: RecordId,
    seq: u64,
    lc: u64,
    recorded_at: Stamped,
    by: String,
    op: String,
    /// Whatever a newer version may make of it: it costs nobody the row.
    batch: Option<serde_json::Value>,
    incident: Option<IncidentId>,
    writer: Option<String>,
}

macro_rules! line {
    ($($(#[$meta:meta])* $field:ident: $type:ty,)+) => {
        /// Every field that any record has, flat: serde's own flattening would cost twice the time.
        /// Absent means "not recorded"; a reader ignores what it does not know.
        #[derive(Serialize, Deserialize)]
        struct Line<'a> {
            v: u64,
            id: RecordId,
            seq: u64,
            lc: u64,
            recorded_at: Stamped,
            by: Text<'a>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            batch: Option<RecordId>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            incident: Option<IncidentId>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            writer: Option<Text<'a>>,
            op: Text<'a>,
            $($(#[$meta])* #[serde(default, skip_serializing_if = "Option::is_none")] $field: Option<$type>,)+
        }

        impl<'a> Line<'a> {
            fn enveloped(record: &'a Record, op: &'static str) -> Self {
                Line {
                    v: VERSION,
                    id: record.id,
                    seq: record.seq,
                    lc: record.lc,
                    recorded_at: Stamped(record.recorded_at),
                    by: Cow::Borrowed(&record.by),
                    batch: record.batch,
                    incident: record.head.as_ref().map(|head| head.incident),
                    writer: record.head.as_ref().map(|head| Cow::Borrowed(head.writer.as_str())),
                    op: Cow::Borrowed(op),
                    $($field: None,)+
                }
            }
        }
    };
}

line! {
    event: RecordId,
    item: RecordId,
    replaces: RecordId,
    kind: Text<'a>,
    via: Text<'a>,
    title: Text<'a>,
    severity: u8,
    zone: Text<'a>,
    text: Text<'a>,
    at: Moment,
    until: Moment,
    approximate: bool,
    precision: Precision,
    ends: RecordId,
    tags: Cow<'a, [String]>,
    evidence: Cow<'a, [EvidenceRef]>,
    source: Text<'a>,
    field: Text<'a>,
    value: Text<'a>,
    add: Text<'a>,
    owner: Text<'a>,
    due: NaiveDate,
    #[serde(rename = "type")]
    purpose: Purpose,
    priority: Text<'a>,
    done: bool,
    rule: Text<'a>,
    events: Cow<'a, [RecordId]>,
    why: Text<'a>,
    was: Text<'a>,
    redacted_by: Text<'a>,
    redacted_at: Stamped,
    typed: Text<'a>,
}

/// The JSON object of a record, without checksum and newline.
pub fn encode(record: &Record) -> String {
    let line = line_of(record);
    // Strings, numbers and times only: there is no value here that JSON cannot write.
    serde_json::to_string(&line).expect("a record has only JSON's own types")
}

/// Reads one JSON object as a record. Where only the envelope can be understood, the record is
/// [`Op::Foreign`].
///
/// # Errors
/// When not even the envelope can be read.
pub fn decode(json: &[u8]) -> Result<Record, DecodeError> {
    if let Ok(line) = serde_json::from_slice::<Line<'_>>(json)
        && line.v == VERSION
        && let Some(record) = record_of(line)
    {
        return Ok(record);
    }
    let envelope: Envelope = serde_json::from_slice(json)?;
    Ok(Record {
        id: envelope.id,
        seq: envelope.seq,
        lc: envelope.lc,
        recorded_at: envelope.recorded_at.0,
        by: envelope.by,
        batch: envelope
            .batch
            .and_then(|batch| serde_json::from_value(batch).ok()),
        head: head(envelope.incident, envelope.writer),
        op: Op::Foreign {
            version: envelope.v,
            name: envelope.op,
        },
    })
}

fn head(incident: Option<IncidentId>, writer: Option<String>) -> Option<Head> {
    Some(Head {
        incident: incident?,
        writer: writer?,
    })
}

fn text(text: &str) -> Option<Text<'_>> {
    Some(Cow::Borrowed(text))
}

fn optional(text: &Option<String>) -> Option<Text<'_>> {
    text.as_deref().map(Cow::Borrowed)
}

fn list<T: Clone>(items: &[T]) -> Option<Cow<'_, [T]>> {
    (!items.is_empty()).then_some(Cow::Borrowed(items))
}

fn line_of(record: &Record) -> Line<'_> {
    let new = |op| Line::enveloped(record, op);
    match &record.op {
        Op::Open(opening) => Line {
            title: text(&opening.title),
            severity: opening.severity.map(Severity::level),
            zone: Some(Cow::Owned(opening.zone.to_string())),
            at: Some(opening.at),
            ..new("open")
        },
        Op::Event(body) => with_body(new("event"), body),
        Op::Amend {
            event,
            replaces,
            body,
        } => with_body(
            Line {
                event: Some(*event),
                replaces: Some(*replaces),
                ..new("amend")
            },
            body,
        ),
        Op::Strike { event, replaces, why } => Line {
            event: Some(*event),
            replaces: Some(*replaces),
            why: optional(why),
            ..new("strike")
        },
        Op::Undo { replaces } => Line {
            replaces: Some(*replaces),
            ..new("undo")
        },
        // A word of its own: to a version that does not know it, an undo of an undo would be nothing at all.
        Op::Redo { replaces } => Line {
            replaces: Some(*replaces),
            ..new("redo")
        },
        Op::Set {
            field,
            change,
            replaces,
        } => with_change(
            Line {
                field: text(field.wire()),
                replaces: *replaces,
                ..new(change_op(change))
            },
            change,
        ),
        Op::ActionItem(body) => with_item(new("action_item"), body),
        Op::AmendActionItem { item, replaces, body } => with_item(
            Line {
                item: Some(*item),
                replaces: Some(*replaces),
                ..new("amend_action_item")
            },
            body,
        ),
        Op::Close { at, replaces } => Line {
            at: *at,
            replaces: *replaces,
            ..new("close")
        },
        Op::Reopen { replaces } => Line {
            replaces: *replaces,
            ..new("reopen")
        },
        Op::Silence { rule, events, why } => Line {
            rule: text(rule),
            events: list(events),
            why: text(why),
            ..new("silence")
        },
        Op::Redacted {
            was,
            redacted_by,
            redacted_at,
        } => with_removed(
            Line {
                was: was.wire().map(Cow::Borrowed),
                redacted_by: text(redacted_by),
                redacted_at: Some(Stamped(*redacted_at)),
                ..new("redacted")
            },
            was,
        ),
        // Never written by us (lines are not rewritten); the name alone keeps this total.
        Op::Foreign { version, name } => Line {
            v: *version,
            op: Cow::Borrowed(name),
            ..new("")
        },
    }
}

fn with_body<'a>(line: Line<'a>, body: &'a EventBody) -> Line<'a> {
    let timing = &body.timing;
    Line {
        kind: text(body.kind.wire()),
        via: body.via.and_then(|via| text(via.wire())),
        text: text(&body.text),
        at: timing.at,
        until: timing.until,
        approximate: timing.approximate.then_some(true),
        precision: timing.at.map(|_| timing.precision),
        ends: body.ends,
        tags: list(&body.tags),
        evidence: list(&body.evidence),
        source: optional(&body.source),
        typed: optional(&body.typed),
        ..line
    }
}

/// What takes an entry out of a list has operations of its own: a version that does not know them shows the record
/// as foreign, where it would read a `set` without a value as the clearing of the whole list.
fn change_op(change: &FieldChange) -> &'static str {
    match change {
        FieldChange::Value(_) | FieldChange::Add(_) | FieldChange::Clear => "set",
        FieldChange::Remove(_) => "remove_entry",
        FieldChange::Amend { .. } => "amend_entry",
    }
}

fn with_change<'a>(line: Line<'a>, change: &'a FieldChange) -> Line<'a> {
    match change {
        FieldChange::Value(value) => Line {
            value: text(value),
            ..line
        },
        FieldChange::Add(entry) => Line {
            add: text(entry),
            ..line
        },
        FieldChange::Clear => line,
        FieldChange::Remove(entry) => Line {
            value: text(entry),
            ..line
        },
        FieldChange::Amend { entry, to } => Line {
            value: text(entry),
            add: text(to),
            ..line
        },
    }
}

fn with_item<'a>(line: Line<'a>, body: &'a ActionItemBody) -> Line<'a> {
    Line {
        text: text(&body.text),
        owner: optional(&body.owner),
        due: body.due,
        purpose: body.purpose,
        priority: optional(&body.priority),
        done: body.done.then_some(true),
        typed: optional(&body.typed),
        ..line
    }
}

fn with_removed<'a>(line: Line<'a>, was: &'a Removed) -> Line<'a> {
    match was {
        Removed::Event(left) => with_bare(line, left.as_ref()),
        Removed::Correction { event, left } => with_bare(
            Line {
                event: Some(*event),
                replaces: left.as_ref().map(|(replaces, _)| *replaces),
                ..line
            },
            left.as_ref().map(|(_, left)| left),
        ),
        Removed::Strike { event, replaces } => Line {
            event: Some(*event),
            replaces: Some(*replaces),
            ..line
        },
        Removed::Value { field, replaces } => Line {
            field: text(field.wire()),
            replaces: *replaces,
            ..line
        },
        Removed::Entry { field } => Line {
            field: text(field.wire()),
            ..line
        },
        Removed::ActionItem { done } => Line {
            done: done.then_some(true),
            ..line
        },
        Removed::ItemCorrection { item, replaces, done } => Line {
            item: Some(*item),
            replaces: Some(*replaces),
            done: done.then_some(true),
            ..line
        },
        Removed::Opening { severity, zone, at } => Line {
            severity: severity.map(Severity::level),
            zone: Some(Cow::Owned(zone.to_string())),
            at: Some(*at),
            ..line
        },
        Removed::Silence { rule, events } => Line {
            rule: text(rule),
            events: list(events),
            ..line
        },
    }
}

/// An earlier version reads an event, or a correction, of which nothing is left.
fn with_bare<'a>(line: Line<'a>, left: Option<&'a Bare>) -> Line<'a> {
    let Some(left) = left else {
        return line;
    };
    let timing = &left.timing;
    Line {
        kind: text(left.kind.wire()),
        via: left.via.and_then(|via| text(via.wire())),
        at: timing.at,
        until: timing.until,
        approximate: timing.approximate.then_some(true),
        precision: timing.at.map(|_| timing.precision),
        ends: left.ends,
        tags: list(&left.marks),
        evidence: list(&left.evidence),
        ..line
    }
}

/// `None` when a word or a needed field is not of this version.
fn record_of(mut line: Line<'_>) -> Option<Record> {
    let op = op_of(&mut line)?;
    Some(Record {
        id: line.id,
        seq: line.seq,
        lc: line.lc,
        recorded_at: line.recorded_at.0,
        by: line.by.into_owned(),
        batch: line.batch,
        head: head(line.incident, line.writer.map(Cow::into_owned)),
        op,
    })
}

fn op_of(line: &mut Line<'_>) -> Option<Op> {
    Some(match &*line.op {
        "event" => Op::Event(body_of(line)?),
        "amend" => Op::Amend {
            event: line.event?,
            replaces: line.replaces?,
            body: body_of(line)?,
        },
        "strike" => Op::Strike {
            event: line.event?,
            replaces: line.replaces?,
            why: owned(&mut line.why),
        },
        "undo" => Op::Undo {
            replaces: line.replaces?,
        },
        "redo" => Op::Redo {
            replaces: line.replaces?,
        },
        "open" => Op::Open(opening_of(line)?),
        "set" | "remove_entry" | "amend_entry" => Op::Set {
            field: FieldName::from_wire(line.field.as_deref()?)?,
            change: change_of(line)?,
            replaces: line.replaces,
        },
        "action_item" => Op::ActionItem(item_of(line)?),
        "amend_action_item" => Op::AmendActionItem {
            item: line.item?,
            replaces: line.replaces?,
            body: item_of(line)?,
        },
        "close" => Op::Close {
            at: line.at,
            replaces: line.replaces,
        },
        "reopen" => Op::Reopen {
            replaces: line.replaces,
        },
        "silence" => Op::Silence {
            rule: owned(&mut line.rule)?,
            events: line.events.take().map(Cow::into_owned).unwrap_or_default(),
            why: owned(&mut line.why)?,
        },
        "redacted" => Op::Redacted {
            was: removed_of(line)?,
            redacted_by: owned(&mut line.redacted_by)?,
            redacted_at: line.redacted_at.take()?.0,
        },
        _ => return None,
    })
}

fn owned(text: &mut Option<Text<'_>>) -> Option<String> {
    text.take().map(Cow::into_owned)
}

fn opening_of(line: &mut Line<'_>) -> Option<Opening> {
    Some(Opening {
        title: owned(&mut line.title)?,
        severity: severity_of(line)?,
        zone: zone_of(line)?,
        at: line.at?,
    })
}

/// `None` when it is none of this version; that it is missing is no matter.
fn severity_of(line: &Line<'_>) -> Option<Option<Severity>> {
    match line.severity {
        Some(level) => Severity::new(level).map(Some),
        None => Some(None),
    }
}

fn zone_of(line: &Line<'_>) -> Option<Zone> {
    Zone::parse(line.zone.as_deref()?, Zone::Utc).ok()
}

fn removed_of(line: &mut Line<'_>) -> Option<Removed> {
    let field = |line: &Line<'_>| FieldName::from_wire(line.field.as_deref()?);
    let done = line.done.unwrap_or(false);
    Some(match line.was.as_deref() {
        None => match line.event {
            None => Removed::Event(bare_of(line)),
            Some(event) => Removed::Correction {
                event,
                left: line.replaces.zip(bare_of(line)),
            },
        },
        Some("strike") => Removed::Strike {
            event: line.event?,
            replaces: line.replaces?,
        },
        Some("set") => Removed::Value {
            field: field(line)?,
            replaces: line.replaces,
        },
        Some("entry") => Removed::Entry { field: field(line)? },
        Some("action_item") => Removed::ActionItem { done },
        Some("amend_action_item") => Removed::ItemCorrection {
            item: line.item?,
            replaces: line.replaces?,
            done,
        },
        Some("open") => Removed::Opening {
            severity: severity_of(line)?,
            zone: zone_of(line)?,
            at: line.at?,
        },
        Some("silence") => Removed::Silence {
            rule: owned(&mut line.rule)?,
            events: line.events.take().map(Cow::into_owned).unwrap_or_default(),
        },
        Some(_) => return None,
    })
}

/// `None` where an earlier version left nothing, or a later one what is not known here.
fn bare_of(line: &mut Line<'_>) -> Option<Bare> {
    let kind = Kind::from_wire(line.kind.as_deref()?)?;
    let marks = line.tags.take().map(Cow::into_owned).unwrap_or_default();
    let evidence = line.evidence.take().map(Cow::into_owned).unwrap_or_default();
    Some(Bare {
        kind,
        via: via_of(line)?,
        timing: timing_of(line),
        ends: line.ends,
        // It has no words: whoever writes other ones there says nothing.
        marks: Bare::marks_among(&marks),
        evidence: evidence
            .into_iter()
            .map(|piece| EvidenceRef { name: None, ..piece })
            .collect(),
    })
}

/// `None` when it is none of this version; that it is missing is no matter.
fn via_of(line: &Line<'_>) -> Option<Option<Via>> {
    match line.via.as_deref() {
        Some(word) => Via::from_wire(word).map(Some),
        None => Some(None),
    }
}

fn timing_of(line: &Line<'_>) -> Timing {
    Timing {
        at: line.at,
        until: line.until,
        approximate: line.approximate.unwrap_or(false),
        precision: line.precision.unwrap_or_default(),
    }
}

fn body_of(line: &mut Line<'_>) -> Option<EventBody> {
    Some(EventBody {
        kind: Kind::from_wire(line.kind.as_deref()?)?,
        via: via_of(line)?,
        text: owned(&mut line.text)?,
        timing: timing_of(line),
        ends: line.ends,
        tags: line.tags.take().map(Cow::into_owned).unwrap_or_default(),
        typed: owned(&mut line.typed),
        evidence: line.evidence.take().map(Cow::into_owned).unwrap_or_default(),
        source: owned(&mut line.source),
    })
}

/// A value that its field cannot hold makes the record foreign: it is shown, never half understood.
fn change_of(line: &mut Line<'_>) -> Option<FieldChange> {
    match (&*line.op, owned(&mut line.value), owned(&mut line.add)) {
        ("set", Some(value), None) => Some(FieldChange::Value(value)),
        ("set", None, Some(entry)) => Some(FieldChange::Add(entry)),
        ("set", None, None) => Some(FieldChange::Clear),
        ("remove_entry", Some(entry), None) => Some(FieldChange::Remove(entry)),
        ("amend_entry", Some(entry), Some(to)) => Some(FieldChange::Amend { entry, to }),
        (_, _, _) => None,
    }
}

fn item_of(line: &mut Line<'_>) -> Option<ActionItemBody> {
    Some(ActionItemBody {
        text: owned(&mut line.text)?,
        owner: owned(&mut line.owner),
        due: line.due,
        purpose: line.purpose,
        priority: owned(&mut line.priority),
        done: line.done.unwrap_or(false),
        typed: owned(&mut line.typed),
    })
}

#[cfg(test)]
mod tests;
