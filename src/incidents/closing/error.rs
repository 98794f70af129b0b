//! The reasons why an incident is not closed, or has no draft.

use std::path::PathBuf;

use crate::domain::counted::counted;
use crate::draft::TemplateError;
use crate::incidents::scribe::RecordError;
use crate::journal::JournalError;

/// After so many drafts beside each other that people have edited, something else is wrong.
pub(super) const MOST_DRAFTS: u32 = 99;

/// The reason that there is no draft.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// The journal could not be read, or the draft not be written.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The template is no good.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// Every name for it is taken, by a draft that a person has edited or by what can be none.
    #[error("{0} and the names beside it are taken, up to {MOST_DRAFTS}; nothing there is overwritten")]
    AllEdited(PathBuf),
    /// It is to be final, and has so many places left to fill in.
    #[error("{} to fill in, each in square brackets", counted(*.0, "place"))]
    Unfinished(usize),
}

/// An incident that was not closed, or a step after the closing that failed.
#[derive(Debug, thiserror::Error)]
pub enum CloseError {
    /// It is as open as before.
    #[error(transparent)]
    NotClosed(#[from] RecordError),
    /// It is as open as before: there could be no draft of it.
    #[error(transparent)]
    NotReady(DraftError),
    /// The closing is recorded, and somebody reopened it at the same time.
    #[error("the closing was recorded, but the incident is still open{}", .0.as_ref().map_or(String::new(), |by| format!(": {by} reopened it at the same time")))]
    StillOpen(Option<String>),
    /// It is closed, and the draft is missing.
    #[error(transparent)]
    NoDraft(#[from] DraftError),
}

impl CloseError {
    /// One line: the state of the incident, the error, and the next step.
    pub fn in_words(&self) -> String {
        match self {
            CloseError::NotClosed(error) => format!("Not closed: {error}."),
            CloseError::StillOpen(_) => format!("Not closed: {self}."),
            CloseError::NotReady(error) => format!("Not closed, since there could be no draft: {error}."),
            CloseError::NoDraft(error) => {
                format!("Closed, but the draft was not written: {error}. Try that again.")
            }
        }
    }
}
