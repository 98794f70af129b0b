//! Records what was chosen of an import, as one step of undo.

use std::collections::BTreeSet;

use crate::domain::command::{Command, When};
use crate::domain::decide::Refusal;
use crate::domain::id::RecordId;
use crate::domain::record::Timing;
use crate::import::{Attachment, Proposal};
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
    let commands = proposals.into_iter().map(command);
    scribe.record_all_in(step, commands, &mut |nth, outcome| match outcome {
        Ok(Receipt { id, notice }) => {
            recorded.ids.push(id);
            recorded.notices.extend(notice);
        }
        Err(refusal) => recorded.refused.push((nth, refusal)),
    })
}

/// Records one proposal, with what is attached to it, as a part of this step.
///
/// # Errors
/// When it makes no sense in the incident, or the disk did not take it. The step goes on without it.
pub fn one(scribe: &Scribe, step: &mut Step, proposal: &Proposal) -> Result<Receipt, RecordError> {
    match command(proposal) {
        (Command::Record(new), pieces) => scribe.record_with_in(step, new, &pieces),
        (command, _) => scribe.record_in(step, command),
    }
}

/// The command that records a proposal, and what is attached to it.
fn command(proposal: &Proposal) -> (Command, Vec<Piece>) {
    // A source that does not say when does not mean now.
    let command = proposal.command(When::Given(Timing::default()));
    let piece = |attached: &Attachment| Piece::of(Some(attached.name.clone()), attached.text.as_bytes());
    (
        command,
        proposal.attachment.as_deref().map(piece).into_iter().collect(),
    )
}
