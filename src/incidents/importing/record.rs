//! Records what was chosen of an import, as one step of undo.

use std::collections::BTreeSet;

use crate::domain::command::{Command, When};
use crate::domain::decide::Refusal;
use crate::domain::id::RecordId;
use crate::domain::record::Timing;
use crate::import::Proposal;
use crate::incidents::scribe::{Piece, Receipt, RecordError, Scribe, Step};

/// The records that proposals became.
#[derive(Debug, Default)]
pub struct Recorded {
    /// The records, in the order of the proposals.
    pub ids: Vec<RecordId>,
    /// Those that make no sense in the incident, by their place among the proposals, and why.
    pub refused: Vec<(usize, Refusal)>,
    /// Notices on how it was saved, each once.
    pub notices: BTreeSet<String>,
}

/// Records the proposals in their order. What is refused is no reason to stop: the others may be sound.
///
/// # Errors
/// When the disk did not take one; `recorded` then holds what it took before, and the same step goes on with the rest.
pub fn all<'p>(
    scribe: &Scribe,
    step: &mut Step,
    proposals: impl IntoIterator<Item = &'p Proposal>,
    recorded: &mut Recorded,
) -> Result<(), RecordError> {
    for (nth, proposal) in proposals.into_iter().enumerate() {
        match one(scribe, step, proposal) {
            Ok(Receipt { id, notice }) => {
                recorded.ids.push(id);
                recorded.notices.extend(notice);
            }
            Err(RecordError::Refused(refusal)) => recorded.refused.push((nth, refusal)),
            Err(error @ (RecordError::Journal(_) | RecordError::TooLong(_))) => return Err(error),
        }
    }
    Ok(())
}

/// Records one proposal, with what is attached to it, as a part of this step.
///
/// # Errors
/// When it makes no sense in the incident, or the disk did not take it. The step goes on without it.
pub fn one(scribe: &Scribe, step: &mut Step, proposal: &Proposal) -> Result<Receipt, RecordError> {
    // A source that does not say when does not mean now.
    let command = proposal.command(When::Given(Timing::default()));
    match (command, &proposal.attachment) {
        (Command::Record(new), Some(attached)) => {
            let piece = Piece::of(Some(attached.name.clone()), attached.text.as_bytes());
            scribe.record_with_in(step, new, &[piece])
        }
        (command, _) => scribe.record_in(step, command),
    }
}
