//! The rest of a record whose words were removed: its operation, and the parts that are no secret.

use super::{
    EventBody, EvidenceRef, FAILED, FieldChange, FieldName, HELPED, HIDDEN, Op, RECOVERED, Severity, Timing,
    WARNING,
};
use crate::domain::id::RecordId;
use crate::domain::kind::{Kind, Via};
use crate::domain::mentions;
use crate::domain::time::{Moment, Zone};

/// The operation of a record whose words were removed. Without it an event would stand again that was struck, a todo
/// be open that was done, a silenced finding be back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Removed {
    /// An event; `None` where an earlier version of this program removed its kind and its time too.
    Event(Option<Bare>),
    /// A correction of an event.
    Correction {
        /// The event.
        event: RecordId,
        /// The record that this one replaced, and what of the correction is no secret; `None` where an earlier version
        /// of this program removed that too.
        left: Option<(RecordId, Bare)>,
    },
    /// An event was withdrawn; why is not told any more.
    Strike {
        /// The event.
        event: RecordId,
        /// The record that this one replaced.
        replaces: RecordId,
    },
    /// The value of a field.
    Value {
        /// The field.
        field: FieldName,
        /// The record that this one replaced.
        replaces: Option<RecordId>,
    },
    /// An entry of a list: that it was added, changed or taken out.
    Entry {
        /// The field.
        field: FieldName,
    },
    /// An action item.
    ActionItem {
        /// True if it was done.
        done: bool,
    },
    /// A correction of an action item.
    ItemCorrection {
        /// The action item.
        item: RecordId,
        /// The record that this one replaced.
        replaces: RecordId,
        /// True if it was done.
        done: bool,
    },
    /// The beginning of the incident, but for its title.
    Opening {
        /// The severity.
        severity: Option<Severity>,
        /// The zone of its times.
        zone: Zone,
        /// The time at which it was opened.
        at: Moment,
    },
    /// A finding was silenced; why is not told any more.
    Silence {
        /// The rule that found it.
        rule: String,
        /// The events it named.
        events: Vec<RecordId>,
    },
}

/// The parts of an event, or of a version of it, that are no secret: its kind, its time and its origin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bare {
    /// Its kind.
    pub kind: Kind,
    /// For a detection: who noticed.
    pub via: Option<Via>,
    /// The time of the event.
    pub timing: Timing,
    /// The hypothesis that it ends.
    pub ends: Option<RecordId>,
    /// Those of hotwash's own tags that it had, in its text or besides.
    pub marks: Vec<String>,
    /// The evidence that it named and that is still to be removed, without the names it had.
    pub evidence: Vec<EvidenceRef>,
    /// The origin of an import, by which the same entry is known when it is imported again.
    pub source: Option<String>,
}

/// The tags that figures and drafts depend on: they are nobody's words.
const MARKS: [&str; 5] = [RECOVERED, HIDDEN, WARNING, HELPED, FAILED];

impl Bare {
    /// The parts of this version that are no secret. The files of its evidence are taken to be removed.
    pub fn of(body: &EventBody) -> Self {
        let in_text = mentions::tags(&body.text);
        let has = |mark: &&&str| {
            let mentioned = |tag: &&str| **mark != HIDDEN && tag.eq_ignore_ascii_case(mark);
            body.tags.iter().any(|tag| tag == **mark) || in_text.iter().any(mentioned)
        };
        Bare {
            kind: body.kind,
            via: body.via,
            timing: body.timing,
            ends: body.ends,
            marks: MARKS.iter().filter(has).map(|mark| (*mark).to_owned()).collect(),
            evidence: Vec::new(),
            source: body.source.clone(),
        }
    }

    /// Those of these tags that may be left, each once.
    pub(super) fn marks_among(tags: &[String]) -> Vec<String> {
        let marks = MARKS.iter().filter(|mark| tags.iter().any(|tag| tag == *mark));
        marks.map(|mark| (*mark).to_owned()).collect()
    }

    /// A version with these words, and with this kind and these times.
    pub fn of_words(self, words: &EventBody) -> EventBody {
        let tags = words
            .tags
            .iter()
            .filter(|tag| !MARKS.contains(&tag.as_str()))
            .cloned();
        EventBody {
            tags: tags.chain(self.marks).collect(),
            kind: self.kind,
            via: self.via,
            timing: self.timing,
            ends: self.ends,
            ..words.clone()
        }
    }

    /// An event that reads so where its words stood.
    pub fn reading(self, text: String) -> EventBody {
        EventBody {
            kind: self.kind,
            via: self.via,
            text,
            timing: self.timing,
            ends: self.ends,
            tags: self.marks,
            source: self.source,
            ..EventBody::default()
        }
    }
}

impl Removed {
    /// The evidence of which the file is still to be removed.
    pub fn evidence(&self) -> &[EvidenceRef] {
        match self {
            Removed::Event(Some(left))
            | Removed::Correction {
                left: Some((_, left)),
                ..
            } => &left.evidence,
            Removed::Event(None)
            | Removed::Correction { left: None, .. }
            | Removed::Strike { .. }
            | Removed::Value { .. }
            | Removed::Entry { .. }
            | Removed::ActionItem { .. }
            | Removed::ItemCorrection { .. }
            | Removed::Opening { .. }
            | Removed::Silence { .. } => &[],
        }
    }

    /// The same with this evidence still to be removed, where there can be any.
    #[must_use]
    pub fn with_evidence(mut self, evidence: Vec<EvidenceRef>) -> Self {
        if let Removed::Event(Some(left))
        | Removed::Correction {
            left: Some((_, left)),
            ..
        } = &mut self
        {
            left.evidence = evidence;
        }
        self
    }

    /// The same without its origin, where that is no more than the words that are to be removed.
    #[must_use]
    pub fn without_source(mut self, is_secret: impl Fn(&str) -> bool) -> Self {
        if let Removed::Event(Some(left))
        | Removed::Correction {
            left: Some((_, left)),
            ..
        } = &mut self
        {
            left.source = left.source.take().filter(|source| !is_secret(source));
        }
        self
    }

    /// The rest of a record; `None` where it has no words that could be removed.
    pub fn of(op: &Op) -> Option<Self> {
        Some(match op {
            Op::Event(body) => Removed::Event(Some(Bare::of(body))),
            Op::Amend {
                event,
                replaces,
                body,
            } => Removed::Correction {
                event: *event,
                left: Some((*replaces, Bare::of(body))),
            },
            Op::Strike { event, replaces, .. } => Removed::Strike {
                event: *event,
                replaces: *replaces,
            },
            Op::Set {
                field,
                change,
                replaces,
            } => match change {
                FieldChange::Value(_) => Removed::Value {
                    field: *field,
                    replaces: *replaces,
                },
                FieldChange::Clear => return None,
                FieldChange::Add(_) | FieldChange::Remove(_) | FieldChange::Amend { .. } => {
                    Removed::Entry { field: *field }
                }
            },
            Op::ActionItem(body) => Removed::ActionItem { done: body.done },
            Op::AmendActionItem { item, replaces, body } => Removed::ItemCorrection {
                item: *item,
                replaces: *replaces,
                done: body.done,
            },
            Op::Open(opening) => Removed::Opening {
                severity: opening.severity,
                zone: opening.zone,
                at: opening.at,
            },
            Op::Silence { rule, events, .. } => Removed::Silence {
                rule: rule.clone(),
                events: events.clone(),
            },
            Op::Undo { .. }
            | Op::Redo { .. }
            | Op::Close { .. }
            | Op::Reopen { .. }
            | Op::Redacted { .. }
            | Op::Foreign { .. } => return None,
        })
    }

    /// Its word in the journal. An event and its correction have none: the first versions wrote none.
    pub(super) fn wire(&self) -> Option<&'static str> {
        match self {
            Removed::Event(_) | Removed::Correction { .. } => None,
            Removed::Strike { .. } => Some("strike"),
            Removed::Value { .. } => Some("set"),
            Removed::Entry { .. } => Some("entry"),
            Removed::ActionItem { .. } => Some("action_item"),
            Removed::ItemCorrection { .. } => Some("amend_action_item"),
            Removed::Opening { .. } => Some("open"),
            Removed::Silence { .. } => Some("silence"),
        }
    }
}
