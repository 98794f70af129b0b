//! Records: what one line of the journal says. `wire` holds their exact form on disk.

mod field;
mod limits;
mod removed;
mod stamped;
mod wire;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::id::{IncidentId, RecordId};
use super::kind::{Kind, Via};
use super::mentions;
use super::time::typed::TimeGiven;
use super::time::{Moment, Precision, Zone};

pub use field::{FieldChange, FieldName, FieldRow, Severity};
pub use limits::{
    Excess, MAX_AUTHOR, MAX_EVIDENCE, MAX_MENTIONED, MAX_TEXT, MAX_TITLE, MAX_ZONE, excess, excess_of_author,
};
pub use removed::{Bare, Removed};
pub use wire::{DecodeError, VERSION, decode, encode};

/// One line of the journal: an envelope around an [`Op`].
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Minted before the write; the same record written twice has the same id.
    pub id: RecordId,
    /// Counts from 1 within the segment.
    pub seq: u64,
    /// Lamport counter: orders records where order matters.
    pub lc: u64,
    /// The raw clock when it was written down. Never bent.
    pub recorded_at: DateTime<Utc>,
    /// The name shown, such as `ana@laptop`.
    pub by: String,
    /// The first record of the step that it is a part of: a paste, a list. Whoever undoes that one undoes all of them.
    pub batch: Option<RecordId>,
    /// In the first record of a segment: whose segment it is.
    pub head: Option<Head>,
    /// The operation.
    pub op: Op,
}

/// The head of a segment, as its first record says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The incident that the segment belongs to.
    pub incident: IncidentId,
    /// The one writer that ever appends to it.
    pub writer: String,
}

/// The operation of a record: all that it says.
#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    /// The incident begins.
    Open(Opening),
    /// A fact on the timeline.
    Event(EventBody),
    /// A corrected version of an event, whole.
    Amend {
        /// The event that is corrected.
        event: RecordId,
        /// The record that this one replaces: the event's, or an earlier correction's.
        replaces: RecordId,
        /// The event as it now reads.
        body: EventBody,
    },
    /// An event is withdrawn from the timeline; it stays in the journal.
    Strike {
        /// The event that is withdrawn.
        event: RecordId,
        /// The record that this one replaces.
        replaces: RecordId,
        /// The reason, in the writer's words.
        why: Option<String>,
    },
    /// A record of the same writer is taken back, with those that name it as their batch.
    Undo {
        /// The record taken back.
        replaces: RecordId,
    },
    /// An undo of the same writer is taken back: what it withdrew stands again.
    Redo {
        /// The undo.
        replaces: RecordId,
    },
    /// A field of the incident changes.
    Set {
        /// The field.
        field: FieldName,
        /// The change.
        change: FieldChange,
        /// The record that gave the value seen by the writer, if there was one.
        replaces: Option<RecordId>,
    },
    /// Work to do afterwards.
    ActionItem(ActionItemBody),
    /// A corrected version of an action item, whole (also: done).
    AmendActionItem {
        /// The action item that is corrected.
        item: RecordId,
        /// The record that this one replaces.
        replaces: RecordId,
        /// The action item as it now reads.
        body: ActionItemBody,
    },
    /// The incident is closed.
    Close {
        /// The time at which it was over, where that was said.
        at: Option<Moment>,
        /// The status record that the writer saw.
        replaces: Option<RecordId>,
    },
    /// A closed incident goes on.
    Reopen {
        /// The closing that is taken back.
        replaces: Option<RecordId>,
    },
    /// A finding of the review is silenced.
    Silence {
        /// The rule that found it.
        rule: String,
        /// The events it named.
        events: Vec<RecordId>,
        /// The reason why it is no matter.
        why: String,
    },
    /// A secret stood here and was removed.
    Redacted {
        /// The operation that it was.
        was: Removed,
        /// The one who removed it.
        redacted_by: String,
        /// The time.
        redacted_at: DateTime<Utc>,
    },
    /// A record that this version cannot read: a newer version's, or a word that is not known here.
    Foreign {
        /// The format version that it claims.
        version: u64,
        /// The name of its operation.
        name: String,
    },
}

/// The beginning of an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The title.
    pub title: String,
    /// 1 (worst) to 5, if it was given.
    pub severity: Option<Severity>,
    /// The zone its times are shown in.
    pub zone: Zone,
    /// The time at which it was opened: usually now, earlier when it is entered afterwards.
    pub at: Moment,
}

/// The time of an event, as far as that is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Timing {
    /// The time at which it happened or began; `None`: not recorded.
    pub at: Option<Moment>,
    /// The time of its end, for a range.
    pub until: Option<Moment>,
    /// "About".
    pub approximate: bool,
    /// The precision with which `at` was given. Meaningless without `at`.
    pub precision: Precision,
}

impl Timing {
    /// At this moment, to the second.
    pub fn to_the_second(at: Moment) -> Self {
        Timing {
            at: Some(at),
            precision: Precision::Second,
            ..Timing::default()
        }
    }

    /// True if the time is only about right: it was given as "about", or no closer than to the hour.
    pub fn is_about(&self) -> bool {
        self.approximate || self.precision >= Precision::Hour
    }

    /// The mark of a clock that is only about right, everywhere: `~11:38`.
    pub fn about(&self) -> &'static str {
        if self.approximate || self.precision == Precision::Hour {
            "~"
        } else {
            ""
        }
    }
}

impl From<TimeGiven> for Timing {
    fn from(given: TimeGiven) -> Self {
        let TimeGiven {
            at,
            until,
            approximate,
            precision,
        } = given;
        Timing {
            at: Some(at),
            until,
            approximate,
            precision,
        }
    }
}

/// An event, as one record says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventBody {
    /// Its kind.
    pub kind: Kind,
    /// For a detection: who noticed.
    pub via: Option<Via>,
    /// The event in the writer's words.
    pub text: String,
    /// The time of the event.
    pub timing: Timing,
    /// The hypothesis that it ends.
    pub ends: Option<RecordId>,
    /// Tags that do not stand in the text.
    pub tags: Vec<String>,
    /// The line as typed, where it differs from the text.
    pub typed: Option<String>,
    /// Evidence.
    pub evidence: Vec<EvidenceRef>,
    /// The origin of an import: file, line or the source's own key.
    pub source: Option<String>,
}

impl EventBody {
    /// True if it has a tag that hotwash understands, in any case. The cheap look first: this is asked of every event
    /// whenever something changes.
    pub fn is_tagged(&self, tag: &str) -> bool {
        let mentioned = || {
            let tags = mentions::tags(&self.text);
            tags.iter().any(|other| other.eq_ignore_ascii_case(tag))
        };
        self.tags.iter().any(|other| other == tag) || self.text.contains('#') && mentioned()
    }
}

/// The tag that says users are no longer affected: it closes the impact window.
pub const RECOVERED: &str = "recovered";

/// The tag, given and never typed, that leaves an event out of drafts. To a version that does not know it, it is a tag
/// like any other.
pub const HIDDEN: &str = "hidden";

/// The tag of an early warning: a detection while nobody is affected yet. It opens no impact window.
pub const WARNING: &str = "warning";

/// The tag of a mitigation that reduced the impact.
pub const HELPED: &str = "helped";

/// The tag of a mitigation that changed nothing.
pub const FAILED: &str = "failed";

/// The tag of a decision.
pub const DECISION: &str = "decision";

/// The tag of the next step: the handover and the update of the team tell the newest one.
pub const NEXT: &str = "next";

/// The tag of a warning to whoever works on it: the handover tells every one.
pub const CAREFUL: &str = "careful";

/// The tag of an action item that customers may read of.
pub const PUBLIC: &str = "public";

/// The tags that hotwash understands: drafts and texts to be pasted tell them in words, never as tags.
pub const UNDERSTOOD: [&str; 9] = [
    RECOVERED, HIDDEN, WARNING, HELPED, FAILED, DECISION, NEXT, CAREFUL, PUBLIC,
];

/// Tags that a draft tells as words behind a text that ends in one; who reads the draft again puts the tag in their
/// place.
pub const TOLD_TAGS: [(&str, &str); 5] = [
    (HELPED, "helped"),
    (FAILED, "did not help"),
    (RECOVERED, "users recovered"),
    (WARNING, "early warning"),
    (DECISION, "decision"),
];

/// A piece of evidence, named by its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceRef {
    /// SHA-256 of the bytes, lower-case hex; also the file's name.
    pub sha256: String,
    /// The number of bytes.
    pub bytes: u64,
    /// Its name where it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl EvidenceRef {
    /// True if it is named as evidence is, so that the name is safe as a file's. Records of others may say anything.
    pub fn is_named_by_content(&self) -> bool {
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        self.sha256.len() == 64 && self.sha256.bytes().all(hex)
    }
}

/// An action item, as one record says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionItemBody {
    /// The work to do, in words.
    pub text: String,
    /// The owner.
    pub owner: Option<String>,
    /// By which day.
    pub due: Option<NaiveDate>,
    /// Its purpose.
    pub purpose: Option<Purpose>,
    /// The priority, in the team's own words.
    pub priority: Option<String>,
    /// True if it has been done.
    pub done: bool,
    /// The line as typed, where it differs from the text.
    pub typed: Option<String>,
}

/// The purpose of an action item; `type` in the journal and in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// Make the next one cost less, at once.
    Mitigate,
    /// Keep it from happening again.
    Prevent,
    /// Notice it earlier.
    Detect,
    /// Work together better.
    Process,
    /// Any other task.
    Task,
}

impl Purpose {
    /// All of them, in the order that help shows them.
    pub const ALL: [Purpose; 5] = [
        Purpose::Mitigate,
        Purpose::Prevent,
        Purpose::Detect,
        Purpose::Process,
        Purpose::Task,
    ];

    /// The one of this exact word.
    pub fn from_word(word: &str) -> Option<Self> {
        Purpose::ALL.into_iter().find(|purpose| purpose.word() == word)
    }

    /// The word in the journal, in JSON and after `--type`.
    pub const fn word(self) -> &'static str {
        match self {
            Purpose::Mitigate => "mitigate",
            Purpose::Prevent => "prevent",
            Purpose::Detect => "detect",
            Purpose::Process => "process",
            Purpose::Task => "task",
        }
    }
}
