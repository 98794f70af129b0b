//! A paste of several lines that waits for a choice: one event with the paste as evidence, or an event a line.

mod words;

use crate::domain::time::typed::TimeContext;
use crate::import::notes::{self, Notes};
use crate::import::{Proposal, Skipped};
use crate::incidents::scribe::Step;
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
    pub split: Option<Split>,
    /// True if the preview of its events is shown.
    pub previewing: bool,
}

/// The mark of a proposal: is it to be recorded?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProposalMark {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// It was recorded, and never is twice.
    Recorded,
}

/// A paste read as notes.
#[derive(Clone, Debug)]
pub struct Split {
    /// The lines, read as notes.
    notes: Notes,
    /// The mark of each proposal.
    marks: Vec<ProposalMark>,
    /// The proposal selected, from 0.
    pub row: usize,
    /// The days by which its bare times lie later than they would be taken to be.
    pub shift: i64,
    /// The step of undo that its events are, however often they had to be tried.
    pub step: Step,
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
            split: None,
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

    /// Reads it as notes, all of them marked; shown again as it was left where it was read before.
    pub fn split(&mut self, context: &TimeContext) {
        self.previewing = true;
        if self.split.is_some() {
            return;
        }
        let notes = notes::read(&self.text, context, 0);
        self.split = Some(Split {
            marks: vec![ProposalMark::Yes; notes.proposals.len()],
            notes,
            row: 0,
            shift: 0,
            step: Step::default(),
        });
    }

    /// Reads it anew with its bare times a day later or earlier, all of them; what was marked stays so. A time ahead of
    /// now is said with its event, and nothing is held back: there and back is where one was.
    pub fn shift_day(&mut self, context: &TimeContext, later: bool) {
        let Some(split) = &mut self.split else { return };
        split.shift += if later { 1 } else { -1 };
        split.notes = notes::read(&self.text, context, split.shift);
        split.marks.resize(split.notes.proposals.len(), ProposalMark::Yes);
    }
}

impl Split {
    /// The events that the lines may mean, each with its mark.
    pub fn proposals(&self) -> impl ExactSizeIterator<Item = (&Proposal, ProposalMark)> {
        self.notes.proposals.iter().zip(self.marks.iter().copied())
    }

    /// The number of those that are marked.
    pub fn marked(&self) -> usize {
        self.marks
            .iter()
            .filter(|mark| **mark == ProposalMark::Yes)
            .count()
    }

    /// The number of rows of the preview: the proposals, then the lines that are in none.
    pub fn rows(&self) -> usize {
        self.marks.len() + self.notes.skipped.len()
    }

    /// The lines that are in no proposal.
    pub fn left_out(&self) -> &[Skipped] {
        &self.notes.skipped
    }

    /// Selects a row, or the last.
    pub fn select(&mut self, row: usize) {
        self.row = row.min(self.rows().saturating_sub(1));
    }

    /// Marks the proposal selected, or takes its mark away.
    pub fn toggle(&mut self) {
        match self.marks.get_mut(self.row) {
            Some(mark @ ProposalMark::Yes) => *mark = ProposalMark::No,
            Some(mark @ ProposalMark::No) => *mark = ProposalMark::Yes,
            Some(ProposalMark::Recorded) | None => {}
        }
    }

    /// Marks all; where all are marked, none.
    pub fn toggle_all(&mut self) {
        let free = || self.marks.iter().filter(|mark| **mark != ProposalMark::Recorded);
        let to = if free().all(|mark| *mark == ProposalMark::Yes) {
            ProposalMark::No
        } else {
            ProposalMark::Yes
        };
        let free = self
            .marks
            .iter_mut()
            .filter(|mark| **mark != ProposalMark::Recorded);
        free.for_each(|mark| *mark = to);
    }

    /// The first so many that are marked were recorded, as this step.
    pub fn recorded(&mut self, count: usize, step: Step) {
        self.step = step;
        let marked = self.marks.iter_mut().filter(|mark| **mark == ProposalMark::Yes);
        marked.take(count).for_each(|mark| *mark = ProposalMark::Recorded);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::EntryTime;
    use crate::domain::time::typed::Anchor;
    use crate::domain::time::{Now, Zone};

    fn context() -> TimeContext {
        TimeContext {
            now: Now {
                instant: "2023-03-25T16:44:00Z".parse().unwrap(),
                local: Zone::Utc,
            },
            zone: Zone::Utc,
            anchor: Anchor::Now,
        }
    }

    #[test]
    fn only_several_lines_that_say_something_wait_for_a_choice() {
        for text in ["", "one", "one\n", "\n\none\n \n", "one\r"] {
            assert!(Pasted::of(text).is_none(), "{text:?}");
        }
        let pasted = Pasted::of("\n  one \ntwo\n").unwrap();
        assert_eq!((pasted.words().text.as_str(), pasted.lines), ("one", 3));
    }

    #[test]
    fn marks_are_taken_away_from_what_is_recorded() {
        let mut pasted = Pasted::of("14:01 a\n14:02 b\n14:03 c\n---").unwrap();
        pasted.split(&context());
        let split = pasted.split.as_mut().unwrap();
        assert_eq!((split.marked(), split.left_out().len()), (3, 1));
        split.toggle();
        split.recorded(1, Step::default());
        let marks = |split: &Split| split.proposals().map(|(_, mark)| mark).collect::<Vec<_>>();
        assert_eq!(
            marks(split),
            [ProposalMark::No, ProposalMark::Recorded, ProposalMark::Yes]
        );
        split.toggle_all();
        assert_eq!(
            marks(split),
            [ProposalMark::Yes, ProposalMark::Recorded, ProposalMark::Yes]
        );
        split.select(1);
        split.toggle();
        assert_eq!(split.marked(), 2, "nothing is recorded twice");
        split.toggle_all();
        assert_eq!(split.marked(), 0);
    }

    #[test]
    fn bare_times_move_to_another_day_together_and_back() {
        let mut pasted = Pasted::of("23:50 a\n00:10 b\n2023-03-20 14:02 c\n14:01 d").unwrap();
        pasted.split(&context());
        let days = |pasted: &Pasted| -> Vec<String> {
            let proposals = pasted.split.as_ref().unwrap().proposals();
            let day = |(proposal, _): (&Proposal, ProposalMark)| match proposal.time() {
                EntryTime::Given(given) => given.at.wall().format("%d").to_string(),
                EntryTime::Now => "-".to_owned(),
            };
            proposals.map(day).collect()
        };
        // A day that is said stays.
        assert_eq!(days(&pasted), ["24", "25", "20", "25"]);
        pasted.shift_day(&context(), false);
        assert_eq!(days(&pasted), ["23", "24", "20", "24"]);
        pasted.shift_day(&context(), true);
        pasted.shift_day(&context(), true);
        assert_eq!(days(&pasted), ["25", "26", "20", "26"]);
        pasted.shift_day(&context(), false);
        assert_eq!(days(&pasted), ["24", "25", "20", "25"]);
    }
}
