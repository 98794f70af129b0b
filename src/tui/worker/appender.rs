//! The thread that appends: a sync can hang for ever, and the screen must not. What takes long and writes no record is
//! done by another one, the [drafter](super::drafter), so that what is typed meanwhile is saved at once.

use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};

use super::drafter::{Drafter, not_closed};
use super::job::{DraftJob, WriteAnswer, WriteJob};
use super::{Access, Link, OpenedIncident, Worker};
use crate::app::model::{Msg, Write};
use crate::domain::command::{Command, NewIncident};
use crate::import::Proposal;
use crate::incidents::closing::CloseError;
use crate::incidents::importing;
use crate::incidents::scribe::{Receipt, RecordError, Scribe, Step};
use crate::journal::Patience;
use crate::tui::input::wait::Waker;

/// Starts the thread that appends, and the drafter with it: each has jobs for the other.
pub fn start(access: &Access, waker: &Waker) -> (Worker<WriteJob, WriteAnswer>, Worker<DraftJob, Msg>) {
    let (writes, drafts) = (channel(), channel());
    let appender = Appender {
        access: access.clone(),
        drafter: drafts.0.clone(),
    };
    let drafter = Drafter {
        access: access.clone(),
        appender: writes.0.clone(),
    };
    (
        Worker::start(writes, waker.clone(), move |job, link| appender.work(job, link)),
        Worker::start(drafts, waker.clone(), move |job, link| drafter.work(job, link)),
    )
}

struct Appender {
    access: Access,
    drafter: Sender<DraftJob>,
}

type Answers = Link<WriteJob, WriteAnswer>;

impl Appender {
    fn work(&self, job: WriteJob, link: &mut Answers) {
        match job {
            WriteJob::Write {
                ticket,
                write,
                scribe,
            } => self.write(ticket, write, scribe, link),
            WriteJob::Draft(scribe, drafting) => self.draft(DraftJob::asked(scribe, drafting), link),
            WriteJob::Close(scribe) => match scribe.record(Command::Close { at: None }) {
                Ok(_) => self.draft(DraftJob::of_closed(scribe), link),
                Err(error) => {
                    let why = CloseError::NotClosed(error).in_words();
                    link.answer(WriteAnswer::Tell(not_closed(&scribe, why)));
                }
            },
            WriteJob::Reopen(scribe) => link.answer(match scribe.record(Command::Reopen) {
                Ok(_) => WriteAnswer::Reopened(OpenedIncident::of(scribe)),
                Err(error) => WriteAnswer::Tell(Msg::Warn(in_words(&error))),
            }),
        }
    }

    fn write(&self, ticket: u64, write: Write, scribe: Option<Arc<Scribe>>, link: &mut Answers) {
        let msg = match (write, scribe) {
            (Write::Start { new, first }, _) => return self.start(ticket, new, first, link),
            (Write::Record(command), Some(scribe)) => told(ticket, scribe.record(command)),
            (Write::Attach { new, pieces }, Some(scribe)) => told(ticket, scribe.record_with(new, &pieces)),
            (Write::RecordAll { commands, step }, Some(scribe)) => {
                let record = |step: &mut Step, command| scribe.record_in(step, command);
                self.record_all(ticket, (commands, record), step, link)
            }
            (Write::Import { proposals, step }, Some(scribe)) => {
                let record =
                    |step: &mut Step, proposal: Proposal| importing::record::one(&scribe, step, &proposal);
                self.record_all(ticket, (proposals, record), step, link)
            }
            (
                Write::Record(_) | Write::Attach { .. } | Write::RecordAll { .. } | Write::Import { .. },
                None,
            ) => Msg::NotSaved {
                ticket,
                why: "NOT saved: no incident is open.".to_owned(),
            },
        };
        link.answer(WriteAnswer::Tell(msg));
    }

    /// Records one after the other, up to the first that is not saved. Between two of them everything else is done that
    /// was handed over meanwhile: a line of somebody who writes never waits for a thousand of a paste. All of them are
    /// one step of undo.
    fn record_all<T>(
        &self,
        ticket: u64,
        (all, record): (Vec<T>, impl Fn(&mut Step, T) -> Result<Receipt, RecordError>),
        mut step: Step,
        link: &mut Answers,
    ) -> Msg {
        let mut last: Option<Receipt> = None;
        for (recorded, next) in all.into_iter().enumerate() {
            match record(&mut step, next) {
                // Of several notices the first is told: the others say the same.
                Ok(receipt) => {
                    let told = last.and_then(|before| before.notice);
                    last = Some(Receipt {
                        id: receipt.id,
                        notice: told.or(receipt.notice),
                    });
                }
                Err(error) => {
                    return Msg::NotAllSaved {
                        ticket,
                        recorded,
                        step,
                        why: in_words(&error),
                    };
                }
            }
            while let Some(other) = link.next_waiting() {
                self.work(other, link);
            }
        }
        match last {
            Some(receipt) => saved(ticket, receipt),
            None => Msg::NotAllSaved {
                ticket,
                recorded: 0,
                step,
                why: "There was nothing to record.".to_owned(),
            },
        }
    }

    fn start(&self, ticket: u64, new: NewIncident, first: Option<Command>, link: &mut Answers) {
        let (author, machine) = (self.access.author.clone(), Arc::clone(&self.access.machine));
        match Scribe::create(&self.access.shelf, new, author, machine, Patience::second()) {
            Ok((scribe, _)) => {
                let scribe = scribe.masking(Some(self.access.secrets.clone()));
                let failed = first.and_then(|command| scribe.record(command).err());
                let scribe = Arc::new(scribe);
                let opened = OpenedIncident { scribe, draft: None };
                link.answer(WriteAnswer::Started { ticket, opened });
                if let Some(error) = failed {
                    link.answer(WriteAnswer::Tell(Msg::Warn(in_words(&error))));
                }
            }
            Err(error) => {
                let why = in_words(&error);
                link.answer(WriteAnswer::Tell(Msg::NotSaved { ticket, why }));
            }
        }
    }

    fn draft(&self, job: DraftJob, link: &mut Answers) {
        if let Err(unsent) = self.drafter.send(job) {
            let why = "No draft: the part of hotwash that makes them has ended. Leave and start again.";
            link.answer(WriteAnswer::Tell(not_closed(&unsent.0.scribe, why)));
        }
    }
}

fn told(ticket: u64, outcome: Result<Receipt, RecordError>) -> Msg {
    match outcome {
        Ok(receipt) => saved(ticket, receipt),
        Err(error) => Msg::NotSaved {
            ticket,
            why: in_words(&error),
        },
    }
}

fn saved(ticket: u64, receipt: Receipt) -> Msg {
    Msg::Saved {
        ticket,
        record: receipt.id,
        notice: receipt.notice,
    }
}

/// Says what went wrong and what to do, in one line.
fn in_words(error: &RecordError) -> String {
    match error {
        RecordError::Refused(refusal) => format!("Not recorded: {refusal}."),
        // The cause first: the path is long.
        RecordError::Journal(error) => format!("NOT saved: {}; {}. {error}", error.source, error.hint()),
        RecordError::TooLong(_) => format!("Not recorded: {error}."),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use crate::app::model::Drafting;
    use crate::domain::findings::Policy;
    use crate::domain::kind::Kind;
    use crate::domain::sample::event;
    use crate::domain::secrets::Rules;
    use crate::domain::time::Zone;
    use crate::incidents::closing::Layout;
    use crate::incidents::scribe::{Author, Piece};
    use crate::journal::Shelf;
    use crate::journal::fault::{DiskOp, Fault, Faulty};
    use crate::system::machine::Machine;
    use crate::tui::input::signals::Signals;

    /// Nobody is told that something was saved while evidence is read, unless saving does not wait for that.
    #[test]
    fn what_is_typed_while_evidence_is_looked_through_is_saved_at_once() {
        let home = tempfile::tempdir().unwrap();
        let disk = Faulty::new();
        let shelf = Shelf::new(home.path(), Arc::new(disk.clone()));
        let machine = Arc::new(Machine::fixed("2023-03-25T14:30:00Z".parse().unwrap(), Zone::Utc));
        let author = Author {
            writer: "ana-laptop-7k3q".to_owned(),
            by: "ana".to_owned(),
        };
        let opening = NewIncident {
            title: "Logins fail".to_owned(),
            severity: None,
            zone: Zone::Utc,
            at: None,
        };
        let (scribe, _) = Scribe::create(
            &shelf,
            opening,
            author.clone(),
            Arc::clone(&machine),
            Patience::second(),
        )
        .unwrap();
        let scribe = scribe.masking(None);
        let piece = Piece::of(None, b"password=hunter2");
        let saw = scribe
            .record_with(event(Kind::Note, None, "see"), &[piece])
            .unwrap();
        let scribe = Arc::new(scribe);
        let layout = Layout::standard(Some(home.path()), Policy::default());
        let access = Access {
            shelf,
            author,
            machine,
            layout,
            secrets: Rules::default(),
        };
        let signals = Signals::catch().unwrap();
        let (appender, drafter) = start(&access, &signals.waker());
        let (there, stopped) = channel();
        let (go_on, going) = channel();
        disk.plan(DiskOp::Read, 0, 1, Fault::Stop(there, going));
        let ask = |drafting| assert!(appender.ask(WriteJob::Draft(Arc::clone(&scribe), drafting)));
        ask(Drafting::Inspect);
        stopped.recv().unwrap();
        // Of these three the last is done.
        ask(Drafting::Inspect);
        ask(Drafting::Inspect);
        ask(Drafting::Inspect);
        ask(Drafting::Close);
        let typed = Command::Record(event(Kind::Note, None, "typed meanwhile"));
        assert!(appender.ask(WriteJob::Write {
            ticket: 7,
            write: Write::Record(typed),
            scribe: Some(Arc::clone(&scribe)),
        }));
        let saved = appender.answers.recv().unwrap();
        assert!(matches!(saved, WriteAnswer::Tell(Msg::Saved { ticket: 7, .. })));
        go_on.send(()).unwrap();
        let told = || drafter.answers.recv().unwrap();
        for _ in 0..2 {
            let Msg::Inspected { exposed, .. } = told() else {
                panic!("the evidence was looked through");
            };
            assert_eq!(exposed.first().map(|exposed| exposed.event), Some(saw.id));
        }
        let Msg::Closed { draft, .. } = told() else {
            panic!("it was closed");
        };
        let text = std::fs::read_to_string(&draft).unwrap();
        assert!(text.contains("typed meanwhile"), "{text}");
        // Written anew, it keeps what somebody wrote into it, and that is told.
        std::fs::write(&draft, text.replace("## Lessons", "## Lessons\n\nmine")).unwrap();
        ask(Drafting::Anew);
        let anew = told();
        assert!(
            matches!(&anew, Msg::Closed { draft: again, .. } if *again == draft),
            "{anew:?}"
        );
        let kept = told();
        assert!(
            matches!(&kept, Msg::Told(words) if words == "The draft: kept as edited: Lessons."),
            "{kept:?}"
        );
    }
}
