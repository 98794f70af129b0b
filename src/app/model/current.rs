//! The incident on the screen, and what the disk told of it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::app::derived::Derived;
use crate::app::filter::Filter;
use crate::app::meanwhile::Meanwhile;
use crate::app::timeline::TimelineView;
use crate::domain::id::IncidentId;
use crate::domain::outside::Exposed;

/// What is shown of a piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Excerpt {
    /// Its text, or the first of it where it was cut.
    Text {
        /// As it came. May be hostile: it is made harmless where it is drawn.
        text: String,
        /// Whether there is more.
        cut: bool,
    },
    /// It is no text.
    Binary,
    /// Why it cannot be shown.
    Unreadable(String),
}

/// What the newest draft of an incident says, against the incident as it is now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Drafted {
    /// There is none, or nobody has looked yet.
    #[default]
    Unknown,
    /// Something else.
    Old,
    /// What a draft with this mark says.
    Says(String),
}

/// The incident on the screen.
#[derive(Clone, Debug)]
pub struct Current {
    /// Which.
    pub id: IncidentId,
    /// What follows from it.
    pub derived: Derived,
    /// Where its timeline stands.
    pub timeline: TimelineView,
    /// What others did to it that was told.
    pub meanwhile: Meanwhile,
    /// Lines of its journal that could not be read.
    pub damage: usize,
    /// Whether it was open when it was last looked at.
    pub open: bool,
    /// Where its newest draft was written.
    pub draft: Option<PathBuf>,
    /// What that draft says, as far as that is known.
    pub drafted: Drafted,
    /// Whether that is no longer what a new one would say.
    pub draft_is_old: bool,
    /// Pieces of evidence that seem to hold a secret, as of the last look.
    pub exposed: Vec<Exposed>,
    /// Which events the timeline shows while it has the focus; `None`: all.
    pub filter: Option<Filter>,
    /// What is attached to the event that is shown whole, by its SHA-256.
    pub excerpts: BTreeMap<String, Excerpt>,
}
