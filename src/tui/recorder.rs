//! The thread that appends: a sync can hang for ever, and the screen must not.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::events::Waker;
use crate::app::model::{Drafted, Msg};
use crate::closing::{self, Layout, Written};
use crate::domain::command::{Command, NewEvent, NewIncident};
use crate::domain::time::Moment;
use crate::inspection::{attached, exposed};
use crate::journal::{Patience, Shelf};
use crate::machine::Machine;
use crate::scribe::{Author, Piece, Receipt, RecordError, Scribe, Step};

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
    /// Let a closed incident go on.
    Reopen {
        /// The incident.
        scribe: Arc<Scribe>,
    },
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
    Reopened {
        /// The incident.
        scribe: Arc<Scribe>,
    },
}

/// What the thread writes with.
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

/// The thread's two ends. Jobs are done one after the other.
pub struct Recorder {
    jobs: Sender<Job>,
    done: Receiver<Done>,
}

impl Recorder {
    /// Starts the thread. It ends with the program: nobody waits for a disk that hangs.
    pub fn start(desk: Desk, waker: Waker) -> Self {
        let (jobs, queue) = channel::<Job>();
        let (answers, done) = channel();
        thread::spawn(move || {
            let answer = |done| {
                let told = answers.send(done).is_ok();
                waker.wake();
                told
            };
            while let Ok(job) = queue.recv() {
                if !desk.work_through(job, &queue, &answer) {
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
    fn work_through(&self, job: Job, queue: &Receiver<Job>, answer: &dyn Fn(Done) -> bool) -> bool {
        let mut others = || {
            while let Ok(other) = queue.try_recv() {
                self.work_through(other, queue, answer);
            }
        };
        answer(self.work(job, &mut others))
    }

    fn work(&self, job: Job, others: &mut dyn FnMut()) -> Done {
        match job {
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
            Job::Inspect { scribe } => {
                let id = scribe.incident().id();
                let attached = attached(&scribe.incident());
                let exposed = exposed(&self.shelf, scribe.path(), &attached);
                Done::Tell(Msg::Inspected { id, exposed })
            }
            Job::LookAtDraft { scribe, draft } => {
                // Taken before: should somebody record something meanwhile, the draft is not that.
                let (id, mark) = {
                    let incident = scribe.incident();
                    (incident.id(), self.layout.mark_of(&incident))
                };
                let seen = closing::is_current(&self.shelf, scribe.path(), &self.layout, &draft);
                let drafted = match (seen, mark) {
                    (Ok(false), _) => Drafted::Old,
                    (Ok(true), Some(mark)) => Drafted::Says(mark),
                    (Ok(true), None) | (Err(_), _) => Drafted::Unknown,
                };
                Done::Tell(Msg::DraftSeen { id, drafted })
            }
            Job::Draft { scribe } => {
                let written = closing::write_draft(&self.shelf, scribe.path(), &self.layout);
                told_of_draft(
                    &scribe,
                    written.map_err(|error| format!("The draft was not written: {error}.")),
                )
            }
            Job::Close { scribe, at } => {
                let closed = closing::close_and_draft(&scribe, &self.shelf, &self.layout, at);
                told_of_draft(&scribe, closed.map_err(|error| error.in_words()))
            }
            Job::Reopen { scribe } => match scribe.record(Command::Reopen) {
                Ok(_) => Done::Reopened { scribe },
                Err(error) => Done::Tell(Msg::NotOpened(in_words(&error))),
            },
        }
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

fn told_of_draft(scribe: &Scribe, written: Result<Written, String>) -> Done {
    let id = scribe.incident().id();
    Done::Tell(match written {
        Ok(Written { path, .. }) => Msg::Closed { id, draft: path },
        Err(why) => Msg::NotClosed { id, why },
    })
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
