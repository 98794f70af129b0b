//! Everything that can lie over a screen.

use crate::app::field::Field;
use crate::app::pasted::Pasted;
use crate::app::screen::ask::Ask;
use crate::app::screen::confirm::Confirm;
use crate::domain::id::RecordId;

/// The overlays.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// All keys; the first line shown.
    Help(usize),
    /// Every command by name: what is typed, and the row highlighted.
    Palette(Field, usize),
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
    /// Another kind for an event: the event, and the row highlighted.
    Kinds(RecordId, usize),
    /// The line, or this paste, waits for its incident: the incident shown is closed.
    Belongs(Option<Pasted>),
}

impl Overlay {
    /// Returns what was typed or pasted there and is nowhere else.
    pub fn typed(&self) -> Option<&str> {
        match self {
            Overlay::Ask(ask) => ask.typed(),
            Overlay::Paste(pasted) | Overlay::Belongs(Some(pasted)) => Some(&pasted.text),
            Overlay::Help(_)
            | Overlay::Palette(..)
            | Overlay::Detail(_)
            | Overlay::Search(_)
            | Overlay::Filter(_)
            | Overlay::Confirm(_)
            | Overlay::Kinds(..)
            | Overlay::Belongs(None) => None,
        }
    }
}
