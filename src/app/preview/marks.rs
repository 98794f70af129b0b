//! The marks of a preview and the changes made by hand, and the figures that follow from them.

use chrono::NaiveDate;

use super::{Counted, Preview, ProposalMark, RowChange, RowState};
use crate::domain::entry::EntryTime;
use crate::import::{Proposal, Proposed};

impl Preview {
    /// Marks the proposal selected, or takes its mark away.
    pub fn toggle(&mut self) {
        let nth = self.selected.checked_sub(self.open.len());
        let Some(state) = nth.and_then(|nth| self.rows.get_mut(nth)) else {
            return;
        };
        self.is_changed = true;
        match state.mark {
            ProposalMark::Yes => {
                state.mark = ProposalMark::No;
                self.counted.marked -= 1;
            }
            ProposalMark::No => {
                state.mark = ProposalMark::Yes;
                self.counted.marked += 1;
            }
            ProposalMark::Recorded | ProposalMark::Differs => {}
        }
    }

    /// Marks all; where all are marked, none.
    pub fn toggle_all(&mut self) {
        let free = |state: &&mut RowState| !state.mark.is_fixed();
        let count = self.rows.iter_mut().filter(free).count();
        let (to, marked) = if self.counted.marked == count {
            (ProposalMark::No, 0)
        } else {
            (ProposalMark::Yes, count)
        };
        self.rows
            .iter_mut()
            .filter(free)
            .for_each(|state| state.mark = to);
        self.counted.marked = marked;
        self.is_changed = true;
    }

    /// Changes the proposal selected; one that is recorded stays as it is.
    pub fn change(&mut self, change: RowChange) {
        let nth = self.selected.checked_sub(self.open.len());
        let Some(nth) = nth.filter(|nth| *nth < self.rows.len()) else {
            return;
        };
        let (state, proposal) = (&mut self.rows[nth], &mut self.import.proposals[nth]);
        if state.mark.is_fixed() {
            return;
        }
        let edit = state.edit.get_or_insert_default();
        edit.take(change);
        edit.apply(proposal);
        self.is_changed = true;
        self.count();
    }

    /// Counts anew what is shown of all rows.
    pub(super) fn count(&mut self) {
        let zone = self.zone();
        let day = |proposal: &Proposal| match proposal.time() {
            EntryTime::Given(given) => Some(zone.shown(&given.at).clock.date()),
            EntryTime::Now => None,
        };
        let days = self.import.proposals.iter().filter_map(day);
        let spread = |days: Option<(NaiveDate, NaiveDate)>, day: NaiveDate| match days {
            Some((first, last)) => Some((first.min(day), last.max(day))),
            None => Some((day, day)),
        };
        let is_event = |proposal: &Proposal| matches!(proposal.what, Proposed::Event(_));
        let marked = self.rows.iter().filter(|state| state.mark == ProposalMark::Yes);
        self.counted = Counted {
            marked: marked.count(),
            days: days.fold(None, spread),
            has_only_events: self.import.proposals.iter().all(is_event),
        };
    }
}
