//! The parts of the context that templates of other houses have a section of: people, recurrence, meeting, messages.

use serde::Serialize;

use super::CourseTold;

/// Everything that only some templates have a section of.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SectionsTold {
    /// The steps of the incident, by what they were.
    pub course: CourseTold,
    /// Two sentences for whoever reads no further.
    pub overview: OverviewTold,
    /// The sentences of the field `impact` that have a figure in them.
    pub impact_figures: Vec<String>,
    /// Everybody who had a part in the response.
    pub responders: Vec<ResponderTold>,
    /// Relapses, and other incidents that name the same.
    pub recurrence: RecurrenceTold,
    /// Facts that the figures give, as a start for the lessons.
    pub computed: ComputedTold,
    /// The meeting about it.
    pub meeting: MeetingTold,
    /// The update for executives once it is over; null before.
    pub executive: Option<String>,
}

/// Two sentences for whoever reads no further.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct OverviewTold {
    /// Part of the day, severity, length and cause; null where no entry tells of an impact.
    pub what: Option<String>,
    /// The impact; null where none is recorded.
    pub impact: Option<String>,
}

/// Somebody who had a part in the response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResponderTold {
    /// The name, or the role that stands for it.
    pub name: String,
    /// The parts: `incident commander`, `called in 10:34`, `recorded 5 entries`.
    pub parts: Vec<String>,
}

/// Signs that it was not the only time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RecurrenceTold {
    /// For people: when users were affected again in this incident.
    pub relapses: Vec<String>,
    /// The other incidents in the same data folder that name something of `affected`, by date; null where nobody looked,
    /// which is done only for a template that names `recurrence`.
    pub others: Option<Vec<OtherIncidentTold>>,
}

/// Another incident that names the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OtherIncidentTold {
    /// The day on which it was opened: `2023-03-25`.
    pub date: String,
    /// Its title.
    pub title: String,
    /// The names that both have in `affected`.
    pub affected: Vec<String>,
}

/// Facts that the figures give, as a start for the lessons.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ComputedTold {
    /// For what went well: `A monitor noticed after 4 min.`
    pub well: Vec<String>,
    /// For what went wrong: `One dead end took 16 min.`
    pub wrong: Vec<String>,
}

/// The meeting about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MeetingTold {
    /// For people: the day five working days after the end; null while there is none.
    pub day: Option<String>,
    /// The links that tell of a meeting or a recording.
    pub links: Vec<String>,
}
