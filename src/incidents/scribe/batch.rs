//! Many records as one append: decided one after the other, written together, synced once.

use std::sync::Arc;

use super::attach::Prepared;
use super::{Piece, Receipt, RecordError, Scribe, Step};
use crate::domain::command::Command;
use crate::domain::decide::{Refusal, decide};
use crate::domain::incident::Incident;
use crate::domain::record::Record;

/// So many records are decided on at once. Each time costs a copy of the incident.
const MOST: usize = 4096;

/// Records that are decided on and not written yet.
#[derive(Default)]
struct Batch {
    records: Vec<Record>,
    /// For each record: the place of its command, and notices for people on it.
    told: Vec<(usize, Vec<String>)>,
}

impl Scribe {
    /// Decides on commands in their order and saves what they come to, as parts of this step: with one write and one sync
    /// for as many as an append holds. `tell` hears what became of each command, by its place: once the disk holds it, or
    /// why it was refused, which is no reason to stop. Pieces are attached as [`record_with`](Self::record_with) does it.
    ///
    /// # Errors
    /// When the disk did not take something. `tell` has heard of all that it holds for sure; of the append that failed some
    /// lines may be there too. The step goes on with the rest.
    pub fn record_all_in(
        &self,
        step: &mut Step,
        commands: impl IntoIterator<Item = (Command, Vec<Piece>)>,
        tell: &mut dyn FnMut(usize, Result<Receipt, Refusal>),
    ) -> Result<(), RecordError> {
        let mut commands = commands.into_iter().enumerate().peekable();
        while commands.peek().is_some() {
            let mut prepared = Vec::new();
            let mut failed = Ok(());
            for (nth, (command, pieces)) in commands.by_ref().take(MOST) {
                match self.prepared(*step, command, &pieces) {
                    Ok(command) => prepared.push((nth, command)),
                    Err(RecordError::Refused(refusal)) => tell(nth, Err(refusal)),
                    Err(error @ (RecordError::Journal(_) | RecordError::TooLong(_))) => {
                        failed = Err(error);
                        break;
                    }
                }
            }
            // What could be prepared before that is saved all the same.
            self.record_batch(step, prepared, tell)?;
            failed?;
        }
        Ok(())
    }

    fn record_batch(
        &self,
        step: &mut Step,
        prepared: Vec<(usize, Prepared)>,
        tell: &mut dyn FnMut(usize, Result<Receipt, Refusal>),
    ) -> Result<(), RecordError> {
        let mut claim = self.pen.claim()?;
        let Batch { mut records, told } = self.decide_all(*step, prepared, tell)?;
        let mut told = told.into_iter();
        let mut rest = &mut records[..];
        while !rest.is_empty() {
            let count;
            (claim, count) = self.append(claim, rest)?;
            let (saved, others) = rest.split_at_mut(count);
            for (record, (nth, notices)) in saved.iter().zip(told.by_ref()) {
                step.first.get_or_insert(record.id);
                let mut receipt = Receipt {
                    id: record.id,
                    notice: claim.notice(),
                };
                notices.into_iter().for_each(|notice| receipt.mention(notice));
                tell(nth, Ok(receipt));
            }
            rest = others;
        }
        Ok(())
    }

    /// Decides on each command as if those before it were recorded.
    fn decide_all(
        &self,
        step: Step,
        prepared: Vec<(usize, Prepared)>,
        tell: &mut dyn FnMut(usize, Result<Receipt, Refusal>),
    ) -> Result<Batch, RecordError> {
        let (mut incident, mut lc) = {
            let mut ledger = self.ledger();
            ledger.catch_up()?;
            (Incident::clone(ledger.incident()), ledger.journal().next_lc())
        };
        let writer: Arc<str> = self.author.writer.as_str().into();
        let mut first = step.first;
        let mut batch = Batch::default();
        for (nth, Prepared { command, notices }) in prepared {
            let now = self.machine.now();
            let record =
                decide(&incident, command, &writer, now).and_then(|op| self.envelope(now, first, lc, op));
            match record {
                Ok(record) => {
                    first.get_or_insert(record.id);
                    lc += 1;
                    incident.apply(record.clone(), &writer);
                    batch.records.push(record);
                    batch.told.push((nth, notices));
                }
                Err(refusal) => tell(nth, Err(refusal)),
            }
        }
        Ok(batch)
    }
}
