//! From the fields of a line to its record.

use std::borrow::Cow;

use super::head;
use super::line::{Line, Text};
use crate::domain::kind::{Kind, Via};
use crate::domain::record::{
    ActionItemBody, Bare, EventBody, EvidenceRef, FieldChange, FieldName, Op, Opening, Record, Removed,
    Severity, Timing,
};
use crate::domain::time::Zone;

/// The record of a line; `None` when a word or a needed field is not of this version.
pub(super) fn record_of(mut line: Line<'_>) -> Option<Record> {
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
        source: owned(&mut line.source),
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
