//! Changes made by hand to a proposal: kept apart from the reading, to be made again on the next one.

use crate::domain::entry::{EntryTime, Remark};
use crate::domain::kind::Kind;
use crate::domain::record::FieldChange;
use crate::import::{Proposal, Proposed};

/// A change of one part of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowChange {
    /// Another time, with the remarks on its reading.
    Time(EntryTime, Vec<Remark>),
    /// Another kind.
    Kind(Kind),
    /// Other words.
    Text(String),
    /// Another author, or none.
    Author(Option<String>),
}

/// All that was changed by hand of one proposal.
#[derive(Clone, Debug, Default)]
pub(super) struct RowEdit {
    time: Option<(EntryTime, Vec<Remark>)>,
    kind: Option<Kind>,
    text: Option<String>,
    author: Option<Option<String>>,
}

impl RowEdit {
    /// Takes in one more change; it replaces an earlier one of the same part.
    pub(super) fn take(&mut self, change: RowChange) {
        match change {
            RowChange::Time(time, remarks) => self.time = Some((time, remarks)),
            RowChange::Kind(kind) => self.kind = Some(kind),
            RowChange::Text(text) => self.text = Some(text),
            RowChange::Author(author) => self.author = Some(author),
        }
    }

    /// Makes the changes.
    pub(super) fn apply(&self, proposal: &mut Proposal) {
        // What was odd about the words that stood there is no matter any more, and so with the time.
        let (time, text) = (self.time.is_some(), self.text.is_some());
        proposal.remarks.retain(|remark| match remark {
            Remark::Time(_) | Remark::DayNotSaid => !time,
            Remark::LooksLikeTime(_) => !time && !text,
            Remark::LooksLikeKind(_) => !text && self.kind.is_none(),
            Remark::TimeAfterKind
            | Remark::TodoNotFirst
            | Remark::TodoWithoutColon
            | Remark::EmptyText
            | Remark::LikelySecret(_)
            | Remark::DueNotRead(_) => !text,
            Remark::OtherValue(_) | Remark::ChangedSince => true,
        });
        if let Some(text) = &self.text {
            reword(&mut proposal.what, text);
        }
        if let Some(author) = &self.author {
            proposal.author.clone_from(author);
        }
        let Proposed::Event(event) = &mut proposal.what else {
            return;
        };
        if let Some((time, remarks)) = &self.time {
            event.time = *time;
            proposal.remarks.extend(remarks.iter().cloned());
        }
        if let Some(kind) = self.kind {
            if event.kind != kind {
                (event.kind, event.via) = (kind, None);
            }
            event.kind_given = true;
            proposal.is_kind_guessed = false;
        }
    }
}

fn reword(what: &mut Proposed, text: &str) {
    match what {
        Proposed::Event(event) => text.clone_into(&mut event.text),
        Proposed::ActionItem(item) => text.clone_into(&mut item.text),
        Proposed::Field(_, FieldChange::Value(value) | FieldChange::Add(value)) => text.clone_into(value),
        Proposed::Field(_, FieldChange::Amend { to, .. }) => text.clone_into(to),
        Proposed::Field(_, FieldChange::Clear | FieldChange::Remove(_)) => {}
    }
}
