//! The context: everything that a template sees, and what `export --format json` prints.
//!
//! Field names are a contract (`"schema": 1`): they may be added to, not changed. Texts are as they were recorded;
//! a template's output is escaped when it is rendered. What is not recorded is null or an empty list, and fields
//! that are meant to be read (`time`, `value`, `text` of a figure) then say so in words. Times are in the incident's
//! zone; where that is unknown, none carries an offset.

mod course;
mod public;
mod sections;

use serde::Serialize;

use crate::domain::id::{IncidentId, RecordId};
use crate::domain::time::{Moment, Precision};

pub use course::{CourseTold, DecisionTold, StepTold, WorseTold};
pub use public::{PublicDraft, PublicTold, Seen};
pub use sections::{
    ComputedTold, MeetingTold, OtherIncidentTold, OverviewTold, RecurrenceTold, ResponderTold, SectionsTold,
};

/// The version of the context.
pub const SCHEMA: u32 = 1;

/// Printed where nothing is known.
pub const NOT_RECORDED: &str = "not recorded";

/// A postmortem draft, before it has a form.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Draft {
    /// The version of this context, [`SCHEMA`].
    pub schema: u32,
    /// The name of the template it was made for.
    pub template: String,
    /// The incident's id.
    pub id: IncidentId,
    /// The readable part of its folder's name.
    pub slug: String,
    /// The title, in one line.
    pub title: String,
    /// `open` or `closed`.
    pub status: &'static str,
    /// 1 (worst) to 5.
    pub severity: Option<u8>,
    /// The time at which it was opened.
    pub opened_at: Option<Moment>,
    /// The time at which it was over: as the closing says, or else when it was closed.
    pub closed_at: Option<Moment>,
    /// The zone of all times.
    pub zone: ZoneTold,
    /// From when to when users were affected or the incident was worked on.
    pub span: SpanTold,
    /// The line under the title: `DRAFT from the record of 25 March 2023, 23 entries by ana and bo, not reviewed · SEV1 · ...`.
    pub status_line: String,
    /// One paragraph of what happened, computed from the timeline and the fields.
    pub narrative: NarrativeTold,
    /// The figures that are known, as a small table.
    pub key_figures: KeyFiguresTold,
    /// A summary that somebody wrote.
    pub summary: Option<String>,
    /// The impact on users; quoted from the impact events where nobody wrote it up.
    pub impact: FieldTold,
    /// The root cause; quoted from the cause events where nobody wrote it up.
    pub cause: FieldTold,
    /// The resolution; quoted from the resolution where nobody wrote it up.
    pub resolution: FieldTold,
    /// The trigger.
    pub trigger: Option<String>,
    /// The incident commander.
    pub commander: Option<String>,
    /// The lessons, as prose.
    pub lessons: Option<String>,
    /// The services, customers, places affected.
    pub affected: Vec<String>,
    /// Contributing factors.
    pub factors: Vec<String>,
    /// The names by role.
    pub roles: Vec<String>,
    /// Things that went well.
    pub went_well: Vec<String>,
    /// Things that went wrong.
    pub went_wrong: Vec<String>,
    /// The luck we had.
    pub lucky: Vec<String>,
    /// Links to tickets, dashboards, recordings.
    pub links: Vec<String>,
    /// The names under which events were recorded, each once, in the order of the timeline.
    pub authors: Vec<String>,
    /// The people and teams mentioned as `@name`, without the `@`, each once.
    pub people: Vec<String>,
    /// Every milestone, in the order an incident ought to pass them.
    pub milestones: Vec<MilestoneTold>,
    /// Every interval, whether it could be computed or not.
    pub intervals: Vec<IntervalTold>,
    /// The time in each severity, the worst first; empty where none is known.
    pub severities: Vec<SeverityTold>,
    /// The impact windows, in order of time.
    pub windows: Vec<WindowTold>,
    /// The timeline, by days.
    pub days: Vec<Day>,
    /// Work to do afterwards.
    pub action_items: ActionItemsTold,
    /// Remarks on the record itself: who wrote when, how exact the times are, what was left out.
    pub notes: Vec<String>,
    /// The file that all entries come from, where that is one.
    pub only_source: Option<String>,
    /// The questions that it leaves, the heaviest first.
    pub questions: Vec<QuestionTold>,
    /// The number of questions that the review has besides.
    pub more_questions: usize,
    /// The unknowns: each names one thing, as in "When the impact began."
    pub unknown: Vec<String>,
    /// Findings of the review that are not already in `unknown`: contradictions first.
    pub to_check: Vec<FindingTold>,
    /// All that the review found.
    pub findings: Vec<FindingTold>,
    /// Sections of the templates of other houses; in JSON its fields stand among these.
    #[serde(flatten)]
    pub sections: SectionsTold,
    /// The words for customers.
    pub public: PublicTold,
    /// Of a draft for the public: what stands in the journal and not in it, in lines for whoever sends it.
    #[serde(skip)]
    pub left_out: Vec<String>,
    /// True if people are told by their roles.
    #[serde(skip)]
    pub by_role: bool,
    /// The journal that the draft was made from.
    pub citation: Citation,
}

/// The zone of all times of a draft.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ZoneTold {
    /// Its name; null: not recorded.
    pub name: Option<String>,
    /// For people: `America/Bogota, UTC-05:00`, `UTC`, `zone not recorded`.
    pub text: String,
}

/// From when to when.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SpanTold {
    /// The time of its beginning.
    pub from: Option<Moment>,
    /// The time of its end.
    pub to: Option<Moment>,
    /// For people, zone included; `not recorded` where not even the beginning is.
    pub text: String,
}

/// The incident in one paragraph.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NarrativeTold {
    /// The paragraph.
    pub text: String,
    /// The number of its words.
    pub words: usize,
    /// Its sentences, in order.
    pub sentences: Vec<SentenceTold>,
    /// Every length and count that its sentences give.
    pub figures: Vec<FigureTold>,
}

/// A sentence of the narrative.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SentenceTold {
    /// The subject: `affected lead_up noticed called_in suspicions silence cause mitigation end updates disagreement`.
    pub about: &'static str,
    /// Its words.
    pub text: String,
}

/// A length or a count that the narrative gives.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureTold {
    /// Its name, as that of an interval where it is one; no two of a narrative have the same.
    pub name: String,
    /// As it is told: `1 h 31 min`, `two`.
    pub value: String,
    /// Whole seconds, for a length.
    pub seconds: Option<i64>,
}

/// The key figures.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct KeyFiguresTold {
    /// The head of the column of lengths: `how long`; `since each window began` where there are several; `since it was
    /// noticed` where nobody recorded since when users were affected.
    pub since: &'static str,
    /// The rows that have a value.
    pub rows: Vec<KeyFigureTold>,
    /// The way in which the lengths of the rows are counted: `Noticed = detected - impact began`.
    pub formulas: Vec<String>,
    /// One sentence that names what is not recorded; null where nothing is missing.
    pub missing: Option<String>,
}

/// A key figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KeyFigureTold {
    /// Its name: `Users affected`, `Cause known, 2nd`.
    pub title: String,
    /// For people: `1 h 31 min`, `after 4 min`, `–`.
    pub length: String,
    /// For people: when, or from when to when.
    pub when: String,
    /// A remark; may be empty.
    pub note: String,
}

/// The text of the impact, the cause, the resolution.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FieldTold {
    /// The text that somebody wrote up.
    pub text: Option<String>,
    /// The timeline's words, where nobody did.
    pub quotes: Vec<Quote>,
}

/// A sentence of the timeline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quote {
    /// The event's number.
    pub event: u32,
    /// The time, for people.
    pub time: String,
    /// Its words.
    pub text: String,
}

/// A milestone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MilestoneTold {
    /// Its name in JSON: `impact detected acknowledged escalated cause mitigated resolved`.
    pub name: &'static str,
    /// In words: "impact began".
    pub title: &'static str,
    /// The event's number.
    pub event: Option<u32>,
    /// The time at which it was passed.
    pub at: Option<Moment>,
    /// For people; also `not recorded` and `recorded without a time`.
    pub time: String,
    /// The one that noticed: `monitor` or `person`.
    pub via: Option<&'static str>,
}

/// An interval.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct IntervalTold {
    /// Its name, such as `time_to_detect`.
    pub name: &'static str,
    /// In words: "Time to detect".
    pub title: &'static str,
    /// Whole seconds.
    pub seconds: Option<i64>,
    /// For people: `1 hour 5 minutes`, `about 2 hours`, `not recorded`.
    pub value: String,
    /// The way it is computed: `detected - impact began`.
    pub formula: String,
    /// A remark to be made with it.
    pub note: Option<String>,
    /// True if an end is only about right.
    pub approximate: bool,
    /// The number of the event at its start, where it has just one.
    pub from: Option<u32>,
    /// The number of the event at its end, where it has just one.
    pub to: Option<u32>,
}

/// The time in one severity.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SeverityTold {
    /// 1 (worst) to 5.
    pub severity: u8,
    /// Whole seconds, from when it was recorded.
    pub seconds: i64,
    /// For people: `1 hour 5 minutes`.
    pub value: String,
}

/// An impact window.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WindowTold {
    /// For people: `25 March 2023, 09:30 – 20:00`.
    pub text: String,
    /// For people: its length; `its end is not recorded` while it is open.
    pub value: String,
    /// Whole seconds.
    pub seconds: Option<i64>,
    /// True if it begins only with the detection.
    pub from_detection: bool,
    /// For people: when later resolutions said again that it was over.
    pub confirmed: Vec<String>,
    /// Its own milestones.
    pub milestones: Vec<MilestoneTold>,
    /// Its own intervals: none reaches into another window.
    pub intervals: Vec<IntervalTold>,
}

/// A day of the timeline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Day {
    /// `2023-03-25`; null for events before the first that has a time.
    pub date: Option<String>,
    /// For people: `25 March 2023`, `Day not recorded`.
    pub title: String,
    /// Its events, in order.
    pub events: Vec<EntryTold>,
}

/// An event of the timeline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntryTold {
    /// Its number in `show`.
    pub number: u32,
    /// Its id.
    pub id: RecordId,
    /// Its kind: `detection`.
    pub kind: &'static str,
    /// Its kind in words: `Detection`.
    pub title: &'static str,
    /// The one that noticed: `monitor` or `person`.
    pub via: Option<&'static str>,
    /// The time at which it happened or began.
    pub at: Option<Moment>,
    /// The time of its end.
    pub until: Option<Moment>,
    /// For people: `09:30`, `~09:30`, `14:05–14:20`, `this day`, `time not recorded`.
    pub time: String,
    /// For people: how long after users were first affected, or noticed: `+28 min`, `−5 min`; null where that is unknown.
    pub elapsed: Option<String>,
    /// For people: the silence before it, where that is long for its window: `28 h 30 min`.
    pub silence: Option<String>,
    /// True if a milestone of its window is this event.
    pub is_milestone: bool,
    /// The turns that it marks, in capitals: `OUTAGE BEGINS`, `INCIDENT BEGINS`, `OUTAGE MITIGATED`, `OUTAGE ENDS`,
    /// `INCIDENT ENDS`.
    pub markers: Vec<&'static str>,
    /// The first address of the web in its words; null without one.
    pub address: Option<String>,
    /// For people: what became of it, or what it ended: `helped`, `dead end after 16 min`, `ends "Network?"`; else null.
    pub outcome: Option<String>,
    /// The event in words, without the tags that `outcome` tells of.
    pub words: String,
    /// True if its words begin with its kind, which need not be said before them.
    pub says_its_kind: bool,
    /// "About".
    pub approximate: bool,
    /// The precision with which `at` was given; null without it.
    pub precision: Option<Precision>,
    /// The event in words.
    pub text: String,
    /// The writer.
    pub by: String,
    /// The origin of an import, such as `notes.md:12`; null for what was recorded here.
    pub source: Option<String>,
    /// The people and teams that the text mentions as `@name`.
    pub people: Vec<String>,
    /// The number of the hypothesis that it ends.
    pub ends: Option<u32>,
    /// Evidence.
    pub evidence: Vec<EvidenceTold>,
    /// True if it was corrected later.
    pub amended: bool,
    /// The one who corrected it last, where that was another writer than its own.
    pub amended_by: Option<String>,
    /// True if it was written down after the incident had been closed.
    pub after_close: bool,
}

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EvidenceTold {
    /// Its name where it came from.
    pub name: Option<String>,
    /// The number of bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes; also the file's name in the incident's `evidence` folder.
    pub sha256: String,
    /// The path of the file, seen from the draft's own folder; null where the record names no file.
    pub link: Option<String>,
    /// All of its text, where it is a short one.
    pub excerpt: Option<String>,
}

/// Work to do afterwards, by what it is for.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ActionItemsTold {
    /// Of type `mitigate`.
    pub immediate: Vec<ActionItemTold>,
    /// Of type `prevent`, `detect` or `process`.
    pub preventive: Vec<ActionItemTold>,
    /// Of type `task`, or of none.
    pub tasks: Vec<ActionItemTold>,
    /// All of them in that order, for a table.
    pub all: Vec<ActionItemTold>,
    /// One sentence that names the items without an owner or a day: `No owner: 1, 2, 4. No due date: all.`; null where
    /// none is without.
    pub missing: Option<String>,
}

/// An action item.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActionItemTold {
    /// Its number in `todo list`.
    pub number: u32,
    /// The work to do, in words.
    pub text: String,
    /// The owner.
    pub owner: Option<String>,
    /// By which day: `2026-12-01`.
    pub due: Option<String>,
    /// `mitigate prevent detect process task`; called `type` in JSON.
    #[serde(rename = "type")]
    pub purpose: Option<crate::domain::record::Purpose>,
    /// The priority, in the team's own words.
    pub priority: Option<String>,
    /// The first address of the web in its words, such as that of its ticket; null without one.
    pub address: Option<String>,
    /// True if it has been done.
    pub done: bool,
}

/// Something that the review noticed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FindingTold {
    /// The rule, such as `silence`.
    pub rule: &'static str,
    /// `error`, `warning` or `info`.
    pub level: &'static str,
    /// The problem and the advice.
    pub message: String,
    /// The events it is about, by number, with their time for people.
    pub events: Vec<EventTold>,
}

/// An event that is referred to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventTold {
    /// Its number.
    pub number: u32,
    /// The time, for people.
    pub time: String,
}

/// A question that the draft leaves.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuestionTold {
    /// The rule of the finding that asks it.
    pub rule: &'static str,
    /// Its words.
    pub text: String,
}

/// The journal that a draft was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// Its segments, in the order of their names.
    pub segments: Vec<CitedSegment>,
}

impl Citation {
    /// The same journal without the names of its files, which tell of people and their machines: a segment is found by
    /// the records it begins with.
    #[must_use]
    pub fn unnamed(self) -> Self {
        let numbered = (1..).zip(self.segments);
        let segments = numbered.map(|(number, segment)| CitedSegment {
            file: format!("{UNNAMED}{number}"),
            ..segment
        });
        Citation {
            segments: segments.collect(),
        }
    }
}

impl CitedSegment {
    /// True if it is cited without its name.
    pub fn is_unnamed(&self) -> bool {
        let number = self.file.strip_prefix(UNNAMED);
        number.is_some_and(|number| number.parse::<usize>().is_ok())
    }
}

/// The beginning of what stands for the name of a segment: no file of a journal is called so, for want of an ending.
const UNNAMED: &str = "segment-";

/// A segment of the journal, as far as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CitedSegment {
    /// Its file name.
    pub file: String,
    /// The number of records it held.
    pub records: u64,
    /// SHA-256 of the bytes it was made from, lower-case hex.
    pub sha256: String,
}
