//! Entries on their way to the disk.

use std::borrow::Cow;

use super::Desk;
use crate::app::composer::Task;
use crate::app::pasted::Pasted;
use crate::app::preview::Preview;
use crate::app::screen::ask::Ask;
use crate::domain::time::Now;

/// A line that was entered and is not yet on disk.
#[derive(Clone, Debug)]
pub struct Pending {
    /// Tells the answers apart.
    pub ticket: u64,
    /// The desk that it belongs to.
    pub desk: Desk,
    /// As typed; empty where no line was typed for it, or where it corrects an event: then it is in the history.
    pub line: String,
    /// The input that it is made of, where it is no line of the composer alone.
    pub held: Option<HeldInput>,
    /// The time of Enter.
    pub since: Now,
    /// The inputs counted by then: nothing was since while this is [`Model::inputs`](super::Model::inputs).
    pub inputs: u64,
}

/// Input held until it is on disk, to be given back where that fails.
#[derive(Clone, Debug)]
pub enum HeldInput {
    /// A question, answered.
    Answer(Ask),
    /// A paste, with what was chosen of it.
    Paste(Pasted),
    /// An import, with what was chosen of it.
    Import(Box<Preview>),
    /// A line of the composer that had a task.
    Line(Task, String),
}

impl HeldInput {
    /// Returns what was typed or pasted.
    pub fn text(&self) -> &str {
        match self {
            HeldInput::Answer(ask) => ask.field.text(),
            HeldInput::Paste(pasted) => &pasted.text,
            // It is still in its files.
            HeldInput::Import(_) => "",
            HeldInput::Line(_, line) => line,
        }
    }
}

impl Pending {
    /// Names it while it is on its way: by what was typed, or by how much of which file it is.
    pub fn in_words(&self) -> Cow<'_, str> {
        match &self.held {
            Some(HeldInput::Import(preview)) => Cow::Owned(preview.sent_in_words()),
            Some(HeldInput::Answer(_) | HeldInput::Paste(_) | HeldInput::Line(..)) | None => {
                Cow::Borrowed(self.typed().next().unwrap_or_default())
            }
        }
    }

    /// Returns what was typed or pasted for it; the line first.
    pub fn typed(&self) -> impl Iterator<Item = &str> {
        let held = self.held.as_ref().map(HeldInput::text);
        std::iter::once(self.line.as_str())
            .chain(held)
            .filter(|text| !text.is_empty())
    }
}
