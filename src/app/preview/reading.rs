//! Reading an import anew once more is known of it: marks and changes made by hand stay with the lines they were made
//! on.

use std::collections::{HashMap, VecDeque};

use super::{Preview, ProposalMark, RowState};
use crate::domain::incident::Incident;
use crate::domain::time::Zone;
use crate::import::{self, DateOrder, Import, ImportError, ListDate, Proposal, Question};
use crate::incidents::importing::known::Known;

impl Preview {
    /// Reads it with its bare times so many days later. False where no time moved: each says its own day.
    ///
    /// # Errors
    /// When it cannot be read any more.
    pub fn shift_days(&mut self, days: i64, incident: Option<&Incident>) -> Result<bool, ImportError> {
        self.options.shift = self.options.shift.saturating_add(days);
        let before = self.counted.days;
        let times: Vec<_> = self.import.proposals.iter().map(Proposal::time).collect();
        self.read(incident)?;
        let same = self.import.proposals.iter().map(Proposal::time).eq(times);
        Ok(!same || self.counted.days != before)
    }

    /// Reads it with this day, or year, for times that say none.
    ///
    /// # Errors
    /// When it cannot be read any more.
    pub fn set_date(&mut self, date: ListDate, incident: Option<&Incident>) -> Result<(), ImportError> {
        (self.options.date, self.options.shift) = (Some(date), 0);
        self.read(incident)
    }

    /// Reads it with this order of day and month where a date has two readings.
    ///
    /// # Errors
    /// When it cannot be read any more.
    pub fn set_order(&mut self, order: DateOrder, incident: Option<&Incident>) -> Result<(), ImportError> {
        self.options.order = Some(order);
        self.read(incident)
    }

    /// Reads it with this zone for times that say none.
    ///
    /// # Errors
    /// When it cannot be read any more.
    pub fn set_zone(&mut self, zone: Zone, incident: Option<&Incident>) -> Result<(), ImportError> {
        self.options.zone = Some(zone);
        self.read(incident)
    }

    /// Asks this no more, whatever a later reading says.
    pub fn answered(&mut self, question: Question) {
        self.answered.push(question);
        self.ask();
    }

    /// Marks what the incident holds already.
    pub fn mark_known(&mut self, incident: Option<&Incident>) {
        let Some(incident) = incident else { return };
        let known = Known::of(incident).in_import(&self.import);
        for (state, _) in self.rows.iter_mut().zip(known).filter(|(_, known)| *known) {
            state.mark = ProposalMark::Recorded;
        }
        self.count();
    }

    fn read(&mut self, incident: Option<&Incident>) -> Result<(), ImportError> {
        if let Some(incident) = incident.filter(|_| !self.options.has_incident) {
            self.options.has_incident = true;
            self.options.context.zone = incident.zone();
        }
        let mut all = Import::default();
        for bundle in self.bundles.iter() {
            all.join(import::read(bundle, &self.options)?);
        }
        self.take(all, incident);
        Ok(())
    }

    /// Takes a reading in the place of the one before; the selection stays where it was.
    pub(super) fn take(&mut self, import: Import, incident: Option<&Incident>) {
        let known = incident.map(|incident| Known::of(incident).in_import(&import));
        let mut known = known.unwrap_or_default().into_iter();
        let before = std::mem::replace(&mut self.import, import);
        let mut kept = kept(before.proposals, std::mem::take(&mut self.rows));
        for proposal in &mut self.import.proposals {
            let mut state = kept
                .get_mut(&(proposal.line, proposal.raw.clone()))
                .and_then(VecDeque::pop_front)
                .unwrap_or_else(|| RowState::fresh(proposal));
            if known.next() == Some(true) {
                state.mark = ProposalMark::Recorded;
            }
            if let Some(edit) = &state.edit {
                edit.apply(proposal);
            }
            self.rows.push(state);
        }
        // What was sent is counted by its place, which may be another one now.
        self.sent.clear();
        self.ask();
        self.count();
    }

    /// Gathers the questions that are still open; the selection stays on its proposal.
    fn ask(&mut self) {
        let nth = self.selected.checked_sub(self.open.len());
        let is_open = |question: &&Question| !self.answered.contains(question);
        self.open = self.import.questions.iter().filter(is_open).cloned().collect();
        match nth {
            Some(nth) => self.select(self.open.len() + nth),
            None => self.select_first(),
        }
    }
}

impl RowState {
    fn fresh(proposal: &Proposal) -> Self {
        let mark = if proposal.is_chosen {
            ProposalMark::Yes
        } else {
            ProposalMark::No
        };
        RowState { mark, edit: None }
    }
}

/// The states of a reading, by the line on which each begins and what stands there, in their order.
fn kept(proposals: Vec<Proposal>, rows: Vec<RowState>) -> HashMap<(usize, String), VecDeque<RowState>> {
    let mut kept: HashMap<_, VecDeque<_>> = HashMap::new();
    for (proposal, state) in proposals.into_iter().zip(rows) {
        let line = (proposal.line, proposal.raw);
        kept.entry(line).or_default().push_back(state);
    }
    kept
}
