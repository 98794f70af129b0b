//! The incident on the screen, and what the disk told of it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::app::derived::Derived;
use crate::app::filter::Filter;
use crate::app::meanwhile::Meanwhile;
use crate::app::timeline::TimelineView;
use crate::domain::id::IncidentId;
use crate::domain::outside::Exposed;

/// The beginning of a piece of evidence, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Excerpt {
    /// Its text, or the first of it where it was cut.
    Text {
        /// As it came. May be hostile: it is made harmless where it is drawn.
        text: String,
        /// True if there is more.
        cut: bool,
    },
    /// It is no text.
    Binary,
    /// It cannot be shown, for this reason.
    Unreadable(String),
}

/// The newest draft of an incident, against the incident as it is now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Drafted {
    /// There is none, or nobody has looked yet.
    #[default]
    Unknown,
    /// Something else.
    Old,
    /// The same as a draft with this mark.
    Says(String),
}

/// The incident on the screen.
#[derive(Clone, Debug)]
pub struct Current {
    /// The incident.
    pub id: IncidentId,
    /// The values that follow from it.
    pub derived: Derived,
    /// The state of its timeline.
    pub timeline: TimelineView,
    /// Changes by others that were told already.
    pub meanwhile: Meanwhile,
    /// Lines of its journal that could not be read.
    pub damage: usize,
    /// True if it was open when it was last looked at.
    pub open: bool,
    /// The path of its newest draft.
    pub draft: Option<PathBuf>,
    /// The state of that draft, as far as that is known.
    pub drafted: Drafted,
    /// True if that is no longer what a new one would say.
    pub draft_is_old: bool,
    /// Pieces of evidence that seem to hold a secret, as of the last look.
    pub exposed: Vec<Exposed>,
    /// The events that the timeline shows while it has the focus; `None`: all.
    pub filter: Option<Filter>,
    /// Evidence of the event that is shown in full, by its SHA-256.
    pub excerpts: BTreeMap<String, Excerpt>,
}
