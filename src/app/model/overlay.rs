//! Everything that can lie over a screen.

use crate::app::field::Field;
use crate::app::pasted::Pasted;
use crate::app::preview::{Over, Preview};
use crate::app::screen::ask::Ask;
use crate::app::screen::confirm::Confirm;
use crate::app::screen::find::Find;
use crate::app::screen::outcomes::OutcomeList;
use crate::domain::id::RecordId;

/// The overlays.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// All keys; the first line shown.
    Help(usize),
    /// Every command by name: what is typed, and the row highlighted.
    Palette(Field, usize),
    /// The search of all incidents.
    Find(Box<Find>),
    /// The selected event, whole; the first line shown.
    Detail(usize),
    /// The search of the timeline.
    Search(Field),
    /// A filter of the timeline.
    Filter(Field),
    /// A change of the record that waits for a yes.
    Confirm(Confirm),
    /// A question with one answer, at the foot.
    Ask(Ask),
    /// A paste of several lines, and what it is to be.
    Paste(Pasted),
    /// Files that are imported, before anything of them is recorded.
    Import(Box<Preview>),
    /// Another kind for an event: the event, and the row highlighted.
    Kinds(RecordId, usize),
    /// The mitigations of an impact window, of which is said which helped.
    Outcomes(OutcomeList),
    /// The line, or this paste, waits for its incident: the incident shown is closed.
    Belongs(Option<Pasted>),
}

impl Overlay {
    /// The texts that were typed or pasted there and are nowhere else.
    pub fn typed(&self) -> impl Iterator<Item = &str> {
        let line = match self.preview().and_then(|preview| preview.over.as_ref()) {
            Some(Over::Line(line)) => line.typed(),
            Some(Over::Kinds(_) | Over::Whole(_)) | None => None,
        };
        self.own_typed().into_iter().chain(line)
    }

    fn own_typed(&self) -> Option<&str> {
        match self {
            Overlay::Ask(ask) => ask.typed(),
            Overlay::Paste(pasted) | Overlay::Belongs(Some(pasted)) => Some(&pasted.text),
            Overlay::Help(_)
            | Overlay::Import(_)
            | Overlay::Palette(..)
            | Overlay::Find(_)
            | Overlay::Detail(_)
            | Overlay::Search(_)
            | Overlay::Filter(_)
            | Overlay::Confirm(_)
            | Overlay::Kinds(..)
            | Overlay::Outcomes(_)
            | Overlay::Belongs(None) => None,
        }
    }

    /// The preview that is shown, of a paste or of files.
    pub fn preview(&self) -> Option<&Preview> {
        match self {
            Overlay::Paste(pasted) => pasted.preview.as_deref().filter(|_| pasted.previewing),
            Overlay::Import(preview) => Some(preview),
            Overlay::Help(_)
            | Overlay::Palette(..)
            | Overlay::Find(_)
            | Overlay::Detail(_)
            | Overlay::Search(_)
            | Overlay::Filter(_)
            | Overlay::Confirm(_)
            | Overlay::Ask(_)
            | Overlay::Kinds(..)
            | Overlay::Outcomes(_)
            | Overlay::Belongs(_) => None,
        }
    }

    /// The same, to be changed.
    pub fn preview_mut(&mut self) -> Option<&mut Preview> {
        match self {
            Overlay::Paste(pasted) => pasted.preview.as_deref_mut().filter(|_| pasted.previewing),
            Overlay::Import(preview) => Some(preview),
            Overlay::Help(_)
            | Overlay::Palette(..)
            | Overlay::Find(_)
            | Overlay::Detail(_)
            | Overlay::Search(_)
            | Overlay::Filter(_)
            | Overlay::Confirm(_)
            | Overlay::Ask(_)
            | Overlay::Kinds(..)
            | Overlay::Outcomes(_)
            | Overlay::Belongs(_) => None,
        }
    }
}
