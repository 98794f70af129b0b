//! The part of a preview that is recorded: the incident that it starts, the proposals handed over, and what became of
//! them.

use super::{Preview, ProposalMark};
use crate::domain::command::NewIncident;
use crate::domain::counted::counted;
use crate::domain::harmless;
use crate::domain::record::{FieldChange, FieldName};
use crate::import::{Import, Proposal, Proposed};
use crate::incidents::scribe::Step;

impl Preview {
    /// The incident that recording it starts: the document's own, or one with the first words that are marked as its
    /// title.
    pub fn opening(&self) -> NewIncident {
        let zone = self.zone();
        let own = self.import.opening(Some(zone));
        let is_title = |row: &&Proposal| matches!(row.what, Proposed::Field(FieldName::Title, _));
        // The row of the title may have been changed by hand.
        let row = match own {
            Some(_) => self.import.proposals.iter().find(is_title),
            None => self.first_marked(),
        };
        let first_line = |row: &Proposal| row.text().lines().next().unwrap_or_default().to_owned();
        let mut new = own.unwrap_or(NewIncident {
            title: String::new(),
            severity: None,
            zone,
            at: None,
        });
        new.title = row.map_or(new.title, first_line);
        new
    }

    /// Gives the incident that it starts this title, where the files have none; it is a row of its own, to be changed.
    pub fn titled(mut self, title: String) -> Self {
        self.given_title = Some(title);
        let import = std::mem::take(&mut self.import);
        // The rows are made anew.
        self.rows.clear();
        self.take(import, None);
        self.select_first();
        self
    }

    pub(super) fn give_title(&self, import: &mut Import) {
        let Some(title) = self.given_title.as_ref().filter(|_| import.title.is_none()) else {
            return;
        };
        let change = FieldChange::Value(title.clone());
        let row = Proposal::new(1, Proposed::Field(FieldName::Title, change), title.clone());
        import.proposals.insert(0, row);
        import.title = Some(title.clone());
    }

    fn first_marked(&self) -> Option<&Proposal> {
        let marked = self
            .rows
            .iter()
            .position(|state| state.mark == ProposalMark::Yes)?;
        self.import.proposals.get(marked)
    }

    /// True if it is a document that has a title of its own.
    pub fn has_title(&self) -> bool {
        self.import.title.is_some()
    }

    /// The fields that an incident has from its opening are recorded with that.
    pub fn opened(&mut self) {
        let opens = |proposal: &Proposal| {
            matches!(
                proposal.what,
                Proposed::Field(FieldName::Title | FieldName::Zone, _)
            )
        };
        for (state, proposal) in self.rows.iter_mut().zip(&self.import.proposals) {
            if opens(proposal) {
                state.mark = ProposalMark::Recorded;
            }
        }
        self.count();
    }

    /// The proposals that are marked, to be recorded as a part of this step.
    pub fn send(&mut self) -> (Vec<Proposal>, Step) {
        let marked = self.rows.iter().enumerate();
        let marked = marked.filter(|(_, state)| state.mark == ProposalMark::Yes);
        self.sent = marked.map(|(nth, _)| nth).collect();
        let proposals = self.sent.iter().filter_map(|nth| self.import.proposals.get(*nth));
        (proposals.cloned().collect(), self.step)
    }

    /// Says how much was sent last, and from where.
    pub fn sent_in_words(&self) -> String {
        let name = self.name().unwrap_or_default();
        format!(
            "{} from {}",
            counted(self.sent.len(), "record"),
            harmless::line(&name)
        )
    }

    /// The first so many of what was sent were recorded, as this step; the next one, which was not, is selected.
    pub fn recorded(&mut self, count: usize, step: Step) {
        self.step = step;
        for nth in self.sent.iter().take(count) {
            if let Some(state) = self.rows.get_mut(*nth) {
                state.mark = ProposalMark::Recorded;
            }
        }
        if let Some(next) = self.sent.get(count) {
            self.select(self.open.len() + next);
        }
        self.count();
    }
}
