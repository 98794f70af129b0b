//! Records for a verb, and looks whether it came to what was asked for: only then is it said to be done.

use super::problem::Problem;
use super::session::Session;
use crate::domain::command::Command;
use crate::domain::id::RecordId;
use crate::domain::incident::{Incident, Outcome};
use crate::incidents::scribe::{Scribe, Step};

impl Session<'_> {
    /// Records a command whose outcome can be seen; the record.
    pub(super) fn do_in(&mut self, scribe: &Scribe, command: Command) -> Result<RecordId, Problem> {
        self.do_step_in(scribe, &mut Step::default(), command)
    }

    /// The same, as a part of this step.
    pub(super) fn do_step_in(
        &mut self,
        scribe: &Scribe,
        step: &mut Step,
        command: Command,
    ) -> Result<RecordId, Problem> {
        let receipt = scribe.record_in(step, command)?;
        let id = receipt.id;
        self.mention(receipt);
        look(&scribe.incident(), id)?;
        Ok(id)
    }
}

/// Says so where what was recorded does not hold.
fn look(incident: &Incident, record: RecordId) -> Result<(), Problem> {
    match incident.outcome(record) {
        Outcome::Holds => Ok(()),
        Outcome::Outdone(by) => Err(Problem::refused(format!(
            "this was recorded, but what {} recorded at the same time counts in its place",
            by.by
        ))
        .next("hotwash show tells what holds now; do it once more to settle it")),
        Outcome::Void => Err(Problem::refused("this was recorded, but it changed nothing")
            .next("hotwash show tells what holds now, hotwash verify what is wrong with the journal")),
        Outcome::Unread => Err(Problem::refused(
            "this was recorded, but it cannot be read back, so it does not count here",
        )
        .next("hotwash verify names what is wrong with the journal")),
    }
}
