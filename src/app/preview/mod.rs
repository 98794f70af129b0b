//! An import or a split paste that is looked at before anything of it is recorded: its marks, the changes made by hand,
//! and the questions that it leaves open.

mod edit;
mod line;
mod marks;
mod reading;
mod recording;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::entry::EntryTime;
use crate::domain::incident::Incident;
use crate::domain::time::Zone;
use crate::domain::time::typed::{Anchor, TimeContext};
use crate::import::{
    self, Bundle, Format, Import, ImportError, ImportOptions, Proposal, Proposed, Question, Skipped,
};
pub use crate::incidents::importing::known::differs;
use crate::incidents::scribe::Step;

pub use edit::RowChange;
use edit::RowEdit;
pub use line::{LineAbout, LineAnswer, PreviewLine, asked};
use reading::UnderWay;
pub use reading::{Reread, Rereading};

/// The name of a paste, which stands in its records where a file's name does.
const PASTE: &str = "paste";

/// The mark of a proposal: is it to be recorded?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProposalMark {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// It was recorded, and never is twice.
    Recorded,
    /// It is not: the incident has another value, which stays.
    Differs,
}

impl ProposalMark {
    /// True if no key changes it.
    pub fn is_fixed(self) -> bool {
        match self {
            ProposalMark::Yes | ProposalMark::No => false,
            ProposalMark::Recorded | ProposalMark::Differs => true,
        }
    }
}

/// A row of the preview.
#[derive(Clone, Copy, Debug)]
pub enum PreviewRow<'a> {
    /// Something that the source does not say.
    Question(&'a Question),
    /// A proposal, and its mark.
    Proposal(&'a Proposal, ProposalMark),
    /// A line that is in no proposal.
    LeftOut(&'a Skipped),
}

/// The line or the text that lies over the rows.
#[derive(Clone, Debug)]
pub enum Over {
    /// A line that is being written.
    Line(PreviewLine),
    /// Another kind for the event selected: the row highlighted.
    Kinds(usize),
    /// The row selected, in full: the first line shown.
    Whole(usize),
}

/// The state of a proposal in the preview.
#[derive(Clone, Debug)]
struct RowState {
    mark: ProposalMark,
    edit: Option<Box<RowEdit>>,
}

/// Figures over all rows, counted when something changes and not when it is drawn.
#[derive(Clone, Copy, Debug, Default)]
struct Counted {
    marked: usize,
    days: Option<(NaiveDate, NaiveDate)>,
    has_only_events: bool,
}

/// An import, as it stands before it is recorded.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The files, to be read anew once more is known of them.
    bundles: Arc<[Bundle]>,
    options: ImportOptions,
    /// The reading, with the changes made by hand.
    import: Import,
    rows: Vec<RowState>,
    /// The questions that are open.
    open: Vec<Question>,
    /// Questions that were answered, and that a reading may ask again.
    answered: Vec<Question>,
    counted: Counted,
    /// The proposals that were handed over to be recorded.
    sent: Vec<usize>,
    step: Step,
    /// The reading that will stand in the place of this one.
    under_way: Option<UnderWay>,
    /// True if marks, rows or options were changed by hand.
    is_changed: bool,
    selected: usize,
    /// The title of the incident that it starts, where the files have none.
    given_title: Option<String>,
    /// True if it was said that leaving loses what was changed.
    pub is_leaving: bool,
    /// The line or the text that lies over the rows.
    pub over: Option<Over>,
}

impl Preview {
    /// A preview of what was read of these files with these options; nothing of it is known to be recorded.
    pub fn new(bundles: Vec<Bundle>, options: ImportOptions, import: Import) -> Self {
        let mut preview = Preview {
            bundles: bundles.into(),
            step: Step::keeping_secrets(options.keep_secrets),
            options,
            import: Import::default(),
            rows: Vec::new(),
            open: Vec::new(),
            answered: Vec::new(),
            counted: Counted::default(),
            sent: Vec::new(),
            under_way: None,
            is_changed: false,
            given_title: None,
            is_leaving: false,
            selected: 0,
            over: None,
        };
        preview.take(import, None);
        preview.select_first();
        preview
    }

    /// Reads a paste: in the format that it shows, and as text where it cannot be read so.
    ///
    /// # Errors
    /// When it is no text.
    pub fn of_paste(
        text: &str,
        mut options: ImportOptions,
        incident: Option<&Incident>,
    ) -> Result<Self, ImportError> {
        // What is pasted is near to what is on the screen, as what is typed is.
        options.has_incident = true;
        let bundle = Bundle::of(PASTE, text);
        let import = import::read(&bundle, &options).or_else(|_| {
            options.format = Some(Format::Text);
            import::read(&bundle, &options)
        })?;
        let mut preview = Preview::new(vec![bundle], options, import);
        preview.mark_known(incident);
        Ok(preview)
    }

    /// The number of rows: the open questions, the proposals, then the lines that are in none.
    pub fn rows(&self) -> usize {
        self.open.len() + self.rows.len() + self.import.skipped.len()
    }

    /// The row at this place, from 0.
    pub fn row(&self, at: usize) -> Option<PreviewRow<'_>> {
        if let Some(question) = self.open.get(at) {
            return Some(PreviewRow::Question(question));
        }
        let nth = at - self.open.len();
        if let Some(state) = self.rows.get(nth) {
            let proposal = self.import.proposals.get(nth)?;
            return Some(PreviewRow::Proposal(proposal, state.mark));
        }
        let skipped = self.import.skipped.get(nth - self.rows.len())?;
        Some(PreviewRow::LeftOut(skipped))
    }

    /// The place of the row selected.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The proposal selected, and its mark.
    pub fn proposal(&self) -> Option<(&Proposal, ProposalMark)> {
        match self.row(self.selected)? {
            PreviewRow::Proposal(proposal, mark) => Some((proposal, mark)),
            PreviewRow::Question(_) | PreviewRow::LeftOut(_) => None,
        }
    }

    /// The question selected.
    pub fn question(&self) -> Option<&Question> {
        self.open.get(self.selected)
    }

    /// The place of the first question without whose answer nothing is recorded.
    pub fn first_blocking(&self) -> Option<usize> {
        self.open.iter().position(Question::is_blocking)
    }

    /// The place of the first event that begins on this line of its source.
    pub fn place_of_line(&self, line: usize) -> Option<usize> {
        let is_there =
            |proposal: &Proposal| proposal.line == line && matches!(proposal.what, Proposed::Event(_));
        let nth = self.import.proposals.iter().position(is_there)?;
        Some(self.open.len() + nth)
    }

    /// Selects a row, or the last.
    pub fn select(&mut self, row: usize) {
        self.selected = row.min(self.rows().saturating_sub(1));
    }

    /// Selects what has to be answered, else the first proposal that is not recorded yet.
    fn select_first(&mut self) {
        let new = |state: &RowState| !state.mark.is_fixed();
        let first = self.rows.iter().position(new).unwrap_or(0);
        let first = self.first_blocking().unwrap_or(self.open.len() + first);
        self.select(first);
    }

    /// True if marks, rows, the day or the zone were changed by hand: then it is worth something.
    pub fn is_changed(&self) -> bool {
        self.is_changed
    }

    /// The number of proposals.
    pub fn proposals(&self) -> usize {
        self.rows.len()
    }

    /// The number of those that are marked.
    pub fn marked(&self) -> usize {
        self.counted.marked
    }

    /// The lines that are in no proposal.
    pub fn left_out(&self) -> &[Skipped] {
        &self.import.skipped
    }

    /// The first and the last day on which an event falls.
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        self.counted.days
    }

    /// True if no proposal is an action item or a field.
    pub fn has_only_events(&self) -> bool {
        self.counted.has_only_events
    }

    /// The name of what is read; `None` for a paste.
    pub fn name(&self) -> Option<String> {
        match &*self.bundles {
            [] => None,
            [only] => Some(only.name.clone()).filter(|name| name != PASTE),
            several => Some(format!("{} files", several.len())),
        }
    }

    /// The names of the formats that it was read in.
    pub fn formats(&self) -> String {
        self.import.formats_in_words()
    }

    /// The format that it was read in; of several, that of the first file.
    pub fn format(&self) -> Format {
        self.import.format
    }

    /// The zone that its times are shown in: the incident's, or that of the incident which it starts.
    pub fn zone(&self) -> Zone {
        let context = self.options.context.zone;
        if self.options.has_incident {
            return context;
        }
        let said = self.import.zone.filter(|_| self.import.title.is_some());
        self.options.zone.or(said).unwrap_or(context)
    }

    /// The context that a time typed for the row selected is read against: a bare one is on the row's own day.
    pub fn time_context(&self) -> TimeContext {
        let context = self.options.time_context(self.import.zone);
        let time = self.proposal().map(|(proposal, _)| proposal.time());
        let anchor = match time {
            Some(EntryTime::Given(given)) => Anchor::Day(context.zone.shown(&given.at).clock.date()),
            Some(EntryTime::Now) | None => context.anchor,
        };
        TimeContext { anchor, ..context }
    }
}
