//! From a record to the fields of its line.

use std::borrow::Cow;

use super::line::{Line, Text};
use crate::domain::id::RecordId;
use crate::domain::record::stamped::Stamped;
use crate::domain::record::{
    ActionItemBody, Bare, EventBody, FieldChange, Op, Opening, Record, Removed, Severity,
};

fn text(text: &str) -> Option<Text<'_>> {
    Some(Cow::Borrowed(text))
}

fn optional(text: &Option<String>) -> Option<Text<'_>> {
    text.as_deref().map(Cow::Borrowed)
}

fn list<T: Clone>(items: &[T]) -> Option<Cow<'_, [T]>> {
    (!items.is_empty()).then_some(Cow::Borrowed(items))
}

/// The line of a record.
pub(super) fn line_of(record: &Record) -> Line<'_> {
    let new = |op| Line::enveloped(record, op);
    match &record.op {
        Op::Open(opening) => with_opening(new("open"), opening),
        Op::Event(body) => with_body(new("event"), body),
        Op::Amend {
            event,
            replaces,
            body,
        } => with_body(correcting(new("amend"), *event, *replaces), body),
        Op::Strike { event, replaces, why } => Line {
            why: optional(why),
            ..correcting(new("strike"), *event, *replaces)
        },
        Op::Undo { replaces } => replacing(new("undo"), Some(*replaces)),
        // A word of its own: to a version that does not know it, an undo of an undo would be nothing at all.
        Op::Redo { replaces } => replacing(new("redo"), Some(*replaces)),
        Op::Set {
            field,
            change,
            replaces,
        } => Line {
            field: text(field.wire()),
            ..with_change(replacing(new(change_op(change)), *replaces), change)
        },
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
            ..replacing(new("close"), *replaces)
        },
        Op::Reopen { replaces } => replacing(new("reopen"), *replaces),
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

/// A line in the place of a record; `None`: of nothing.
fn replacing(line: Line<'_>, replaces: Option<RecordId>) -> Line<'_> {
    Line { replaces, ..line }
}

/// A line about an event, in the place of what was recorded of it last.
fn correcting(line: Line<'_>, event: RecordId, replaces: RecordId) -> Line<'_> {
    Line {
        event: Some(event),
        ..replacing(line, Some(replaces))
    }
}

fn with_opening<'a>(line: Line<'a>, opening: &'a Opening) -> Line<'a> {
    Line {
        title: text(&opening.title),
        severity: opening.severity.map(Severity::level),
        zone: Some(Cow::Owned(opening.zone.to_string())),
        at: Some(opening.at),
        ..line
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

/// The operation of a change. Taking an entry out of a list has operations of its own: a version that does not know them shows the record
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
        source: optional(&left.source),
        ..line
    }
}
