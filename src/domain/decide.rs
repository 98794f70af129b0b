//! The decider: whether a command may be recorded, and as what.

mod correct;

use super::command::{Command, NewActionItem, NewEvent, NewIncident, When};
use super::hypotheses;
use super::id::RecordId;
use super::incident::{Event, Incident, MOST_MOVES, Status};
use super::kind::{Kind, Verdict};
use super::record::{
    ActionItemBody, EventBody, Excess, FieldChange, FieldName, MAX_TEXT, MAX_TITLE, Op, Opening, RECOVERED,
    Severity, Timing,
};
use super::time::{Now, Zone, ZoneError};

/// The reason why a command is not recorded. The text stays with whoever typed it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is nothing to record.
    #[error("there is no text to record")]
    NoText,
    /// A title without a visible character.
    #[error("a title needs at least one visible character")]
    NoTitle,
    /// Too long for a title.
    #[error("the title has {0} characters; {MAX_TITLE} is the most")]
    TitleTooLong(usize),
    /// Too long for one event.
    #[error("the text has {0} bytes; {MAX_TEXT} is the most that one event holds")]
    TextTooLong(usize),
    /// More than a record may hold, of something that no other refusal names.
    #[error("{0}")]
    TooMuch(Excess),
    /// A range that ends before it begins.
    #[error("the end of the range is before its beginning")]
    EndsBeforeItBegins,
    /// A range needs a beginning.
    #[error("a range needs the time at which it began")]
    EndWithoutBeginning,
    /// `--ends` names something that is no hypothesis.
    #[error("event {0} is no hypothesis, so nothing can end it")]
    NoHypothesis(u32),
    /// `--ends` on an event that ends nothing.
    #[error("only a dead end (ruled_out) or a cause ends a hypothesis, not a {}", .0.wire())]
    EndsNothing(Kind),
    /// An outcome of something that is no mitigation.
    #[error("event {0} is no mitigation: it can neither have helped nor failed")]
    NoMitigation(u32),
    /// A value that a field cannot hold.
    #[error("{field} cannot be '{value}': {why}", field = .field.wire())]
    BadValue {
        /// The field.
        field: FieldName,
        /// The value given.
        value: String,
        /// The values it can hold.
        why: &'static str,
    },
    /// No zone is called so.
    #[error(transparent)]
    BadZone(#[from] ZoneError),
    /// An entry of a field that is no list.
    #[error("{} holds one value and no list of entries", .0.wire())]
    NotAList(FieldName),
    /// The list has this entry.
    #[error("{} has '{entry}' already", .field.wire())]
    ThereAlready {
        /// The list.
        field: FieldName,
        /// The entry to be added.
        entry: String,
    },
    /// The list has no such entry.
    #[error("{} has no entry '{entry}'", .field.wire())]
    NoSuchEntry {
        /// The list.
        field: FieldName,
        /// The entry that was named.
        entry: String,
    },
    /// An incident always has these.
    #[error("{} cannot be cleared; give another value", .0.wire())]
    NotClearable(FieldName),
    /// No event of this incident has that id.
    #[error("there is no such event in this incident")]
    NoSuchEvent,
    /// It is withdrawn already.
    #[error("event {0} was struck already")]
    Struck(u32),
    /// Its record was taken back.
    #[error("event {0} was undone")]
    Undone(u32),
    /// Its words are gone, or cannot be read by this version.
    #[error("event {0} has no words that could be corrected here")]
    Unreadable(u32),
    /// Its words are gone already, or there never were any.
    #[error("{0} was removed already, or has no words")]
    Redacted(String),
    /// Only a writer's own files are ever rewritten.
    #[error("{what} was recorded by {by}, and nobody rewrites another writer's file")]
    NotYours {
        /// The entry to be removed.
        what: String,
        /// The writer.
        by: String,
    },
    /// It reads so already.
    #[error("nothing would change")]
    NothingChanges,
    /// The writer has no record left that an undo could take back.
    #[error("there is nothing of yours left to undo here")]
    NothingToUndo,
    /// The writer has no undo left that a redo could take back.
    #[error("there is nothing of yours left to redo here")]
    NothingToRedo,
    /// A step that went to and fro without end.
    #[error("that step was taken back and brought back {MOST_MOVES} times already; it stays as it is")]
    MovedTooOften,
    /// No action item of this incident has that id.
    #[error("there is no such action item in this incident")]
    NoSuchActionItem,
    /// It goes on as it is.
    #[error("the incident is open already")]
    NotClosed,
    /// It was closed before.
    #[error("the incident is closed already")]
    AlreadyClosed,
}

/// The first record of an incident, if it may be started so.
///
/// # Errors
/// When the title is empty or too long.
pub fn decide_opening(new: NewIncident, now: Now) -> Result<Op, Refusal> {
    let at = new.at.unwrap_or_else(|| new.zone.now(now));
    Ok(Op::Open(Opening {
        title: title(&new.title)?,
        severity: new.severity,
        zone: new.zone,
        at,
    }))
}

/// The record of a command of this writer, if this incident may have it.
///
/// # Errors
/// A [`Refusal`] that says why not; nothing has changed then.
pub fn decide(incident: &Incident, command: Command, writer: &str, now: Now) -> Result<Op, Refusal> {
    match command {
        Command::Record(new) => event(incident, new, now).map(Op::Event),
        Command::Amend { event, change } => correct::amend(incident, event, change),
        Command::Strike { event, why } => correct::strike(incident, event, why),
        Command::Hide { event, hidden } => correct::hide(incident, event, hidden),
        Command::Undo => correct::undo(incident, writer),
        Command::Redo => correct::redo(incident, writer),
        Command::AddActionItem(new) => action_item(new).map(Op::ActionItem),
        Command::AmendActionItem { item, change } => correct::amend_item(incident, item, change),
        Command::SetField { field, change } => {
            let change = field_change(field, change, now.local)?;
            check_entry(incident, field, &change)?;
            let replaces = incident.field_history(field).last().map(|version| version.id);
            Ok(Op::Set {
                field,
                change,
                replaces,
            })
        }
        Command::Close { at } => match incident.status() {
            Status::Closed { .. } => Err(Refusal::AlreadyClosed),
            Status::Open => Ok(Op::Close {
                at,
                replaces: incident.status_record().map(|version| version.id),
            }),
        },
        Command::Reopen => match incident.status() {
            Status::Open => Err(Refusal::NotClosed),
            Status::Closed { .. } => Ok(Op::Reopen {
                replaces: incident.status_record().map(|version| version.id),
            }),
        },
        Command::Silence { rule, events, why } => {
            let why = text(&why)?;
            Ok(Op::Silence { rule, events, why })
        }
    }
}

fn event(incident: &Incident, new: NewEvent, now: Now) -> Result<EventBody, Refusal> {
    let zone = incident.zone();
    let timing = match new.when {
        When::Now => Timing::to_the_second(zone.now(now)),
        When::Given(timing) => timing,
    };
    check_range(&timing, zone)?;
    let text = text(&new.text)?;
    let ends = ends(incident, new.kind, new.ends, &new.text)?;
    let recovered = new.ends_impact.then(|| RECOVERED.to_owned());
    Ok(EventBody {
        kind: new.kind,
        via: new.via,
        timing,
        ends,
        tags: recovered.into_iter().collect(),
        typed: new.typed.filter(|typed| *typed != text),
        text,
        evidence: new.evidence,
        source: new.source,
    })
}

fn check_range(timing: &Timing, zone: Zone) -> Result<(), Refusal> {
    match (timing.at, timing.until) {
        (None, Some(_)) => Err(Refusal::EndWithoutBeginning),
        (Some(at), Some(until)) if zone.micros(&until) < zone.micros(&at) => Err(Refusal::EndsBeforeItBegins),
        (Some(_) | None, _) => Ok(()),
    }
}

/// The hypothesis that is ended: the one named, or the one that needs no name.
fn ends(
    incident: &Incident,
    kind: Kind,
    named: Option<RecordId>,
    text: &str,
) -> Result<Option<RecordId>, Refusal> {
    match named.and_then(|id| incident.event(id)) {
        Some(_) if !may_end(kind) => Err(Refusal::EndsNothing(kind)),
        Some(named) if named.body().kind == Kind::Hypothesis => Ok(Some(named.id)),
        Some(named) => Err(Refusal::NoHypothesis(named.number)),
        None => Ok(ended_unnamed(incident, kind, text).map(|event| event.id)),
    }
}

/// The hypothesis that an event of this kind and text ends without naming one: for a dead end the one that is open if
/// there is just one, or the one of several that says the same.
pub fn ended_unnamed<'a>(incident: &'a Incident, kind: Kind, text: &str) -> Option<&'a Event> {
    if kind.verdict() != Some(Verdict::RuledOut) {
        return None;
    }
    let open: Vec<&Event> = hypotheses::open(incident).collect();
    let same = open
        .iter()
        .filter(|event| says_the_same(&event.body().text, text));
    only(open.iter()).or_else(|| only(same))
}

/// True if events of this kind can end a hypothesis.
pub fn may_end(kind: Kind) -> bool {
    kind.verdict().is_some()
}

/// The one there is; `None` where there is none, or a choice.
fn only<'a, 'b>(mut events: impl Iterator<Item = &'b &'a Event>) -> Option<&'a Event>
where
    'a: 'b,
{
    let first = events.next()?;
    events.next().is_none().then_some(*first)
}

/// True if two texts have the same letters and digits in the same words; case and punctuation say nothing.
fn says_the_same(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let words_of_one = words(one);
    !words_of_one.is_empty() && words_of_one == words(other)
}

fn action_item(new: NewActionItem) -> Result<ActionItemBody, Refusal> {
    let text = text(&new.text)?;
    Ok(ActionItemBody {
        owner: new.owner,
        due: new.due,
        purpose: new.purpose,
        priority: new.priority,
        done: new.done,
        typed: new.typed.filter(|typed| *typed != text),
        text,
    })
}

fn field_change(field: FieldName, change: FieldChange, local: Zone) -> Result<FieldChange, Refusal> {
    match change {
        FieldChange::Add(_) | FieldChange::Remove(_) | FieldChange::Amend { .. } if !field.row().list => {
            Err(Refusal::NotAList(field))
        }
        FieldChange::Add(entry) => text(&entry).map(FieldChange::Add),
        FieldChange::Amend { entry, to } => text(&to).map(|to| FieldChange::Amend { entry, to }),
        FieldChange::Clear if !field.is_clearable() => Err(Refusal::NotClearable(field)),
        FieldChange::Clear | FieldChange::Remove(_) => Ok(change),
        FieldChange::Value(value) => field_value(field, &value, local).map(FieldChange::Value),
    }
}

/// A list has each entry once, and gives up only what it has.
fn check_entry(incident: &Incident, field: FieldName, change: &FieldChange) -> Result<(), Refusal> {
    let entries = incident.values(field);
    let has = |entry: &String| entries.contains(&entry.as_str());
    match change {
        FieldChange::Remove(entry) | FieldChange::Amend { entry, .. } if !has(entry) => {
            let entry = entry.clone();
            Err(Refusal::NoSuchEntry { field, entry })
        }
        FieldChange::Amend { entry, to } if entry == to => Err(Refusal::NothingChanges),
        FieldChange::Add(entry) | FieldChange::Amend { to: entry, .. } if has(entry) => {
            let entry = entry.clone();
            Err(Refusal::ThereAlready { field, entry })
        }
        FieldChange::Add(_)
        | FieldChange::Remove(_)
        | FieldChange::Amend { .. }
        | FieldChange::Value(_)
        | FieldChange::Clear => Ok(()),
    }
}

fn field_value(field: FieldName, value: &str, local: Zone) -> Result<String, Refusal> {
    let bad = |why| Refusal::BadValue {
        field,
        value: value.to_owned(),
        why,
    };
    match field {
        FieldName::Title => title(value),
        FieldName::Severity => Severity::parse(value)
            .map(|level| level.to_string())
            .ok_or_else(|| bad("use 1 to 5")),
        FieldName::Zone => Ok(Zone::parse(value, local)?.to_string()),
        FieldName::Summary
        | FieldName::Impact
        | FieldName::Trigger
        | FieldName::Cause
        | FieldName::Resolution
        | FieldName::Commander
        | FieldName::Lessons
        | FieldName::Affected
        | FieldName::Factors
        | FieldName::Roles
        | FieldName::WentWell
        | FieldName::WentWrong
        | FieldName::Lucky
        | FieldName::Links
        | FieldName::PublicImpact
        | FieldName::PublicCause => text(value),
    }
}

/// The text as it was given, to the last space: what is trimmed of a typed line, its reader trims.
fn text(text: &str) -> Result<String, Refusal> {
    match text.len() {
        _ if text.trim().is_empty() => Err(Refusal::NoText),
        length if length > MAX_TEXT => Err(Refusal::TextTooLong(length)),
        _ => Ok(text.to_owned()),
    }
}

fn title(title: &str) -> Result<String, Refusal> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = title.chars().count();
    match length {
        0 => Err(Refusal::NoTitle),
        _ if length > MAX_TITLE => Err(Refusal::TitleTooLong(length)),
        _ => Ok(title),
    }
}

#[cfg(test)]
mod tests;
