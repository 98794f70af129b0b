//! The thread that appends: a sync can hang for ever, and the screen must not. What takes long and writes no record is
//! done by another one, the [drafter](super::drafter), so that what is typed meanwhile is saved at once.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::drafter::{self, Answers, Work};
use super::reader::Opened;
use crate::app::model::Msg;
use crate::domain::command::{Command, NewEvent, NewIncident};
use crate::domain::time::Moment;
use crate::incidents::closing::{CloseError, Layout};
use crate::incidents::scribe::{Author, Piece, Receipt, RecordError, Scribe, Step};
use crate::journal::{Patience, Shelf};
use crate::system::machine::Machine;
use crate::tui::input::events::Waker;

/// Something to be written.
pub enum Job {
    /// Record a command in an incident.
    Record {
        /// Tells the answers apart.
        ticket: u64,
        /// The incident.
        scribe: Arc<Scribe>,
        /// What.
        command: Command,
    },
    /// Record an event with these pieces attached to it.
    Attach {
        /// Tells the answers apart.
        ticket: u64,
        /// The incident.
        scribe: Arc<Scribe>,
        /// The event.
        new: NewEvent,
        /// What is attached.
        pieces: Vec<Piece>,
    },
    /// Record several things, one after the other, up to the first that is not saved.
    RecordAll {
        /// Tells the answers apart.
        ticket: u64,
        /// The incident.
        scribe: Arc<Scribe>,
        /// What.
        commands: Vec<Command>,
        /// The step of undo that they are a part of: what was recorded of it before.
        step: Step,
    },
    /// Start an incident, and record its first event.
    Start {
        /// Tells the answers apart.
        ticket: u64,
        /// The incident.
        new: NewIncident,
        /// Its first event.
        first: Option<Command>,
    },
    /// Look through the evidence of an incident: there may be much of it.
    Inspect {
        /// The incident.
        scribe: Arc<Scribe>,
    },
    /// Look whether a draft still says what a new one would.
    LookAtDraft {
        /// The incident.
        scribe: Arc<Scribe>,
        /// The draft.
        draft: PathBuf,
    },
    /// Write the draft of a closed incident anew.
    Draft {
        /// The incident.
        scribe: Arc<Scribe>,
    },
    /// Close an incident and write its draft.
    Close {
        /// The incident.
        scribe: Arc<Scribe>,
        /// When it was over, where that is known.
        at: Option<Moment>,
    },
    /// Record that an incident is closed, now that there can be a draft of it.
    RecordClose {
        /// The incident.
        scribe: Arc<Scribe>,
        /// When it was over, where that is known.
        at: Option<Moment>,
    },
    /// Let a closed incident go on.
    Reopen(Opened),
}

/// What comes next.
enum Next {
    /// It is done.
    Done(Done),
    /// The rest of it takes long.
    Longer(Work),
}

/// What became of it.
pub enum Done {
    /// What the interface is told of it.
    Tell(Msg),
    /// An incident was started; with what went wrong with its first event, if anything did.
    Started {
        /// Which entry.
        ticket: u64,
        /// The incident.
        scribe: Arc<Scribe>,
        /// Why its first event is not on disk.
        first_failed: Option<String>,
    },
    /// A closed incident goes on.
    Reopened(Opened),
}

/// What the threads write with.
#[derive(Clone)]
pub struct Desk {
    /// Where incidents are.
    pub shelf: Shelf,
    /// In whose name.
    pub author: Author,
    /// Clock and ids.
    pub machine: Arc<Machine>,
    /// How drafts are laid out.
    pub layout: Layout,
}

/// The thread's two ends. Jobs are done one after the other; what takes long goes on beside the next ones.
pub struct Recorder {
    /// The drafter sends to it too, as long as this one does.
    jobs: Arc<Sender<Job>>,
    done: Receiver<Done>,
}

impl Recorder {
    /// Starts the thread. It ends with the program: nobody waits for a disk that hangs.
    pub fn start(desk: Desk, waker: Waker) -> Self {
        let (jobs, queue) = channel::<Job>();
        let jobs = Arc::new(jobs);
        let (answers, done) = channel();
        let answers = Answers::new(answers, waker);
        let longer = drafter::start(desk.clone(), answers.clone(), Arc::downgrade(&jobs));
        thread::spawn(move || {
            while let Ok(job) = queue.recv() {
                if !desk.work_through(job, &queue, &answers, &longer) {
                    break;
                }
            }
        });
        Recorder { jobs, done }
    }

    /// Hands a job over. Says whether there is still a thread to take it.
    pub fn hand(&self, job: Job) -> bool {
        self.jobs.send(job).is_ok()
    }

    /// What has been done since the last call.
    pub fn done(&self) -> impl Iterator<Item = Done> {
        self.done.try_iter()
    }
}

impl Desk {
    /// Does a job. Says whether anybody still listens.
    fn work_through(
        &self,
        job: Job,
        queue: &Receiver<Job>,
        answers: &Answers,
        longer: &Sender<Work>,
    ) -> bool {
        let mut others = || {
            while let Ok(other) = queue.try_recv() {
                self.work_through(other, queue, answers, longer);
            }
        };
        match self.work(job, &mut others) {
            Next::Done(done) => answers.tell(done),
            Next::Longer(work) => longer.send(work).is_ok(),
        }
    }

    fn work(&self, job: Job, others: &mut dyn FnMut()) -> Next {
        Next::Done(match job {
            Job::Record {
                ticket,
                scribe,
                command,
            } => told(ticket, scribe.record(command)),
            Job::Attach {
                ticket,
                scribe,
                new,
                pieces,
            } => told(ticket, scribe.record_with(new, &pieces)),
            Job::RecordAll {
                ticket,
                scribe,
                commands,
                step,
            } => record_all(ticket, &scribe, (commands, step), others),
            Job::Start { ticket, new, first } => self.start(ticket, new, first),
            Job::Inspect { scribe } => return Next::Longer(Work::Inspect { scribe }),
            Job::LookAtDraft { scribe, draft } => {
                return Next::Longer(Work::LookAtDraft { scribe, draft });
            }
            Job::Draft { scribe } => return Next::Longer(Work::Draft { scribe }),
            Job::Close { scribe, at } => return Next::Longer(Work::TryDraft { scribe, at }),
            Job::RecordClose { scribe, at } => match scribe.record(Command::Close { at }) {
                Ok(_) => return Next::Longer(Work::DraftClosed { scribe }),
                Err(error) => drafter::told_of_draft(&scribe, Err(CloseError::NotClosed(error).in_words())),
            },
            Job::Reopen(opened) => match opened.scribe.record(Command::Reopen) {
                Ok(_) => Done::Reopened(opened),
                Err(error) => Done::Tell(Msg::Warn(in_words(&error))),
            },
        })
    }

    fn start(&self, ticket: u64, new: NewIncident, first: Option<Command>) -> Done {
        let machine = Arc::clone(&self.machine);
        let created = Scribe::create(&self.shelf, new, self.author.clone(), machine, Patience::second());
        match created {
            Ok((scribe, _)) => {
                let failed = first.and_then(|command| scribe.record(command).err());
                let first_failed = failed.as_ref().map(in_words);
                Done::Started {
                    ticket,
                    scribe: Arc::new(scribe),
                    first_failed,
                }
            }
            Err(error) => Done::Tell(Msg::NotSaved {
                ticket,
                why: in_words(&error),
            }),
        }
    }
}

fn told(ticket: u64, outcome: Result<Receipt, RecordError>) -> Done {
    Done::Tell(match outcome {
        Ok(receipt) => saved(ticket, receipt),
        Err(error) => Msg::NotSaved {
            ticket,
            why: in_words(&error),
        },
    })
}

/// Records one after the other, up to the first that is not saved. Between two of them everything else is done that
/// was handed over meanwhile: a line of somebody who writes never waits for a thousand of a paste. All of them are one
/// step of undo.
fn record_all(
    ticket: u64,
    scribe: &Scribe,
    (commands, mut step): (Vec<Command>, Step),
    others: &mut dyn FnMut(),
) -> Done {
    let mut last: Option<Receipt> = None;
    for (recorded, command) in commands.into_iter().enumerate() {
        match scribe.record_in(&mut step, command) {
            // Of several notices the first is told: the others say the same.
            Ok(receipt) => {
                let told = last.and_then(|before| before.notice);
                last = Some(Receipt {
                    id: receipt.id,
                    notice: told.or(receipt.notice),
                });
            }
            Err(error) => {
                return Done::Tell(Msg::NotAllSaved {
                    ticket,
                    recorded,
                    step,
                    why: in_words(&error),
                });
            }
        }
        others();
    }
    Done::Tell(match last {
        Some(receipt) => saved(ticket, receipt),
        None => Msg::NotAllSaved {
            ticket,
            recorded: 0,
            step,
            why: "There was nothing to record.".to_owned(),
        },
    })
}

fn saved(ticket: u64, receipt: Receipt) -> Msg {
    Msg::Saved {
        ticket,
        record: receipt.id,
        notice: receipt.notice,
    }
}

/// What went wrong and what to do, in one line.
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
    use crate::domain::findings::Policy;
    use crate::domain::kind::Kind;
    use crate::domain::sample::event;
    use crate::domain::time::Zone;
    use crate::journal::fault::{Fault, Faulty, Op};
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
        let piece = Piece::of(None, b"password=hunter2");
        let saw = scribe
            .record_with(event(Kind::Note, None, "see"), &[piece])
            .unwrap();
        let scribe = Arc::new(scribe);
        let layout = Layout::standard(Some(home.path()), Policy::default());
        let desk = Desk {
            shelf,
            author,
            machine,
            layout,
        };
        let signals = Signals::catch().unwrap();
        let recorder = Recorder::start(desk, signals.waker());
        let (there, stopped) = channel();
        let (go_on, going) = channel();
        disk.plan(Op::Read, 0, 1, Fault::Stop(there, going));
        let hand = |job| assert!(recorder.hand(job));
        let inspect = || Job::Inspect {
            scribe: Arc::clone(&scribe),
        };
        hand(inspect());
        stopped.recv().unwrap();
        hand(inspect());
        hand(Job::Close {
            scribe: Arc::clone(&scribe),
            at: None,
        });
        hand(Job::Record {
            ticket: 7,
            scribe: Arc::clone(&scribe),
            command: Command::Record(event(Kind::Note, None, "typed meanwhile")),
        });
        let told = || match recorder.done.recv().unwrap() {
            Done::Tell(msg) => msg,
            Done::Started { .. } | Done::Reopened(_) => panic!("nothing was started"),
        };
        assert!(matches!(told(), Msg::Saved { ticket: 7, .. }));
        go_on.send(()).unwrap();
        for _ in 0..2 {
            let Msg::Inspected { exposed, .. } = told() else {
                panic!("the evidence was looked through");
            };
            assert_eq!(exposed.first().map(|exposed| exposed.event), Some(saw.id));
        }
        let Msg::Closed { draft, .. } = told() else {
            panic!("it was closed");
        };
        let draft = std::fs::read_to_string(draft).unwrap();
        assert!(draft.contains("typed meanwhile"), "{draft}");
    }
}
