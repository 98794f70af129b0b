//! The part of the context that tells the course of an incident by its steps, for templates that have a section of each.

use serde::Serialize;

/// The steps of an incident, by what they were.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CourseTold {
    /// For people: the first day of the impact, else of the record; null where no entry has a time.
    pub date: Option<String>,
    /// The number of entries in the timeline.
    pub entries: usize,
    /// The changes and notes before users were affected.
    pub lead_up: Vec<StepTold>,
    /// The last change in the day before users were affected: a candidate for the trigger, and no more.
    pub last_change: Option<StepTold>,
    /// Every detection, early warnings too.
    pub detections: Vec<StepTold>,
    /// The entries that name a cause.
    pub causes: Vec<StepTold>,
    /// The impacts inside a window: what made it worse.
    pub worse: Vec<WorseTold>,
    /// The beginning of the work: acknowledgements, escalations, and the first investigation.
    pub response: Vec<StepTold>,
    /// The suspicions with what became of them, and the dead ends that end none of them.
    pub suspicions: Vec<StepTold>,
    /// The entries tagged `#decision`.
    pub decisions: Vec<DecisionTold>,
    /// Every mitigation.
    pub mitigations: Vec<StepTold>,
    /// The mitigations that are marked as helping, and the only one of a window.
    pub held: Vec<StepTold>,
    /// The fixes.
    pub fixes: Vec<StepTold>,
    /// The resolutions.
    pub endings: Vec<StepTold>,
    /// For people: when the first mitigation, fix or resolution is recorded; null without one.
    pub first_deed: Option<String>,
    /// Sentences that name the ends of the outage and of the incident that no entry marks.
    pub unmarked: Vec<String>,
}

/// A step: an entry of the timeline as it is told away from it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepTold {
    /// The entry's number.
    pub event: u32,
    /// Its kind: `mitigation`.
    pub kind: &'static str,
    /// Its kind in words: `Mitigation`.
    pub title: &'static str,
    /// For people, with the day where the timeline has several.
    pub time: String,
    /// For people: how long after users were first affected, or noticed; null where that is unknown.
    pub elapsed: Option<String>,
    /// For people: how long before users were affected, `5 min`; null for what came later.
    pub before: Option<String>,
    /// The one that noticed: `monitor` or `person`.
    pub via: Option<&'static str>,
    /// Its words.
    pub text: String,
    /// For people: what became of it; null where nobody said.
    pub outcome: Option<String>,
}

/// An impact that made it worse.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WorseTold {
    /// The impact.
    pub step: StepTold,
    /// The last change or mitigation before it in its window; null without one.
    pub after: Option<StepTold>,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DecisionTold {
    /// The decision.
    pub step: StepTold,
    /// The newest entries before it that had been recorded by then, oldest first.
    pub known: Vec<StepTold>,
}
