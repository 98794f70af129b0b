//! A paste of several lines that waits for a choice: one event with the paste as evidence, or an event a line.

mod words;

use super::preview::Preview;
use crate::domain::incident::{Incident, Status};
use crate::domain::time::typed::TimeContext;
use crate::import::{ImportError, ImportOptions};
pub use words::PasteWords;

/// A paste, and what was chosen of it so far.
#[derive(Clone, Debug)]
pub struct Pasted {
    /// As it came, with `\n` at the end of each line.
    pub text: String,
    /// The number of its lines.
    pub lines: usize,
    /// The first line of it that is shown.
    pub top: usize,
    /// The events that it would be, once that was asked for.
    pub preview: Option<Box<Preview>>,
    /// True if the preview of its events is shown.
    pub previewing: bool,
}

impl Pasted {
    /// A paste that has several lines which say something; `None` for one that is to be typed as it is.
    pub fn of(text: &str) -> Option<Self> {
        let mut spoken = text.lines().filter(|line| !line.trim().is_empty());
        spoken.next().and(spoken.next())?;
        Some(Pasted {
            text: text.to_owned(),
            lines: text.lines().count(),
            top: 0,
            preview: None,
            previewing: false,
        })
    }

    /// Sums it up in one line.
    pub fn words(&self) -> PasteWords {
        words::of(&self.text)
    }

    /// Says how much it is, in words.
    pub fn size(&self) -> String {
        format!("{} lines, {} bytes", self.lines, self.text.len())
    }

    /// Reads it as an import, against the incident where there is one; shown again as it was left where it was read
    /// before.
    ///
    /// # Errors
    /// When it is no text.
    pub fn split(&mut self, context: &TimeContext, incident: Option<&Incident>) -> Result<(), ImportError> {
        if self.preview.is_none() {
            let mut options = ImportOptions::new(*context);
            options.has_incident = incident.is_some();
            // Where it belongs is asked while a closed one is shown.
            let open = incident.filter(|incident| incident.status() == Status::Open);
            let preview = Preview::of_paste(&self.text, options, open)?;
            self.preview = Some(Box::new(preview));
        }
        self.previewing = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_several_lines_that_say_something_wait_for_a_choice() {
        for text in ["", "one", "one\n", "\n\none\n \n", "one\r"] {
            assert!(Pasted::of(text).is_none(), "{text:?}");
        }
        let pasted = Pasted::of("\n  one \ntwo\n").unwrap();
        assert_eq!((pasted.words().text.as_str(), pasted.lines), ("one", 3));
    }
}
