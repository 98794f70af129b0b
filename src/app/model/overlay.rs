//! What can lie over a screen.

use crate::app::field::Field;
use crate::app::pasted::Pasted;
use crate::app::screen::ask::Ask;
use crate::app::screen::confirm::Confirm;
use crate::domain::id::RecordId;

/// What lies over the screen.
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
    /// Which events the timeline is to show.
    Filter(Field),
    /// Whether something is to be done that changes the record.
    Confirm(Confirm),
    /// A question with one answer, at the foot.
    Ask(Ask),
    /// A paste of several lines, and what it is to be.
    Paste(Pasted),
    /// Which kind an event is to be: the event, and the row highlighted.
    Kinds(RecordId, usize),
    /// Where the line, or this paste, belongs: the incident shown is closed.
    Belongs(Option<Pasted>),
}

impl Overlay {
    /// What was typed or pasted there and is nowhere else.
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
