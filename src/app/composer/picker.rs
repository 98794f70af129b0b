//! The list that `/` opens above the line, and the command that the line is.

use super::Composer;
use crate::app::commands::{self, Pick};
use crate::app::given::SlashCommand;

impl Composer {
    /// The command that the line is, with its argument.
    pub fn given(&self) -> Option<SlashCommand> {
        SlashCommand::of(self.field.text()).filter(|_| !self.dismissed)
    }

    /// The offers of the open picker, and the row highlighted; `None` while it is closed.
    pub fn picker(&self) -> Option<(Vec<Pick>, usize)> {
        if self.dismissed {
            return None;
        }
        let picks = commands::fitting(self.field.text());
        let last = picks.len().checked_sub(1)?;
        Some((picks, self.highlight.min(last)))
    }

    /// Moves the highlight, around the ends.
    pub fn move_highlight(&mut self, down: bool) {
        if let Some((picks, at)) = self.picker() {
            self.highlight = if down {
                (at + 1) % picks.len()
            } else {
                (at + picks.len() - 1) % picks.len()
            };
        }
    }

    /// Closes the picker; the line stays as it is, and is text.
    pub fn dismiss_picker(&mut self) {
        (self.dismissed, self.as_text) = (true, true);
    }

    /// Completes the line to what is highlighted.
    pub fn complete(&mut self) {
        if let Some((picks, at)) = self.picker() {
            match picks[at].prefix() {
                Some(prefix) => self.put(prefix),
                None => {
                    let line = format!("/{} ", picks[at].word());
                    let takes_argument = SlashCommand::of(&line).is_some();
                    self.field
                        .set(if takes_argument { &line } else { line.trim_end() });
                    (self.dismissed, self.highlight) = (false, 0);
                }
            }
        }
    }
}
