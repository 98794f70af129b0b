//! The thread for what takes long and writes no record: looking through evidence, making drafts. The thread that appends
//! never waits for it, be it a hundred pieces of eight megabytes.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Weak};
use std::thread;

use super::recorder::{Desk, Done, Job};
use crate::app::model::{Drafted, Msg};
use crate::domain::time::Moment;
use crate::incidents::closing::inspection::{attached, exposed};
use crate::incidents::closing::{self, CloseError, Written};
use crate::incidents::scribe::Scribe;
use crate::tui::input::events::Waker;

/// Something that takes long.
pub(in crate::tui) enum Work {
    /// Look through the evidence of an incident.
    Inspect { scribe: Arc<Scribe> },
    /// Look whether a draft still says what a new one would.
    LookAtDraft { scribe: Arc<Scribe>, draft: PathBuf },
    /// Write the draft of a closed incident anew.
    Draft { scribe: Arc<Scribe> },
    /// Try whether there can be a draft; then have the closing recorded.
    TryDraft { scribe: Arc<Scribe>, at: Option<Moment> },
    /// Write the draft of an incident that was closed just now.
    DraftClosed { scribe: Arc<Scribe> },
}

/// Where the threads tell what they have done.
#[derive(Clone)]
pub(in crate::tui) struct Answers {
    answers: Sender<Done>,
    waker: Waker,
}

impl Answers {
    pub(in crate::tui) fn new(answers: Sender<Done>, waker: Waker) -> Self {
        Answers { answers, waker }
    }

    /// Tells it, and says whether anybody still listens.
    pub(in crate::tui) fn tell(&self, done: Done) -> bool {
        let told = self.answers.send(done).is_ok();
        self.waker.wake();
        told
    }
}

/// Starts the thread. It ends with the one that hands work to it.
pub(in crate::tui) fn start(desk: Desk, answers: Answers, jobs: Weak<Sender<Job>>) -> Sender<Work> {
    let (work, queue) = channel();
    thread::spawn(move || {
        let mut waiting = VecDeque::new();
        while let Some(work) = next(&queue, &mut waiting) {
            let told = match desk.work_on(work) {
                Outcome::Done(done) => answers.tell(done),
                Outcome::Job(job) => jobs.upgrade().is_some_and(|jobs| jobs.send(job).is_ok()),
            };
            if !told {
                break;
            }
        }
    });
    work
}

/// The next thing to do. What is asked for once more behind it is done once.
fn next(queue: &Receiver<Work>, waiting: &mut VecDeque<Work>) -> Option<Work> {
    loop {
        waiting.extend(queue.try_iter());
        let work = match waiting.pop_front() {
            Some(work) => work,
            None => queue.recv().ok()?,
        };
        waiting.extend(queue.try_iter());
        if !waiting.iter().any(|later| later.replaces(&work)) {
            return Some(work);
        }
    }
}

/// What becomes of work.
enum Outcome {
    /// It is done.
    Done(Done),
    /// Something is to be recorded.
    Job(Job),
}

impl Work {
    /// Whether it makes an earlier one needless.
    fn replaces(&self, earlier: &Work) -> bool {
        match (self, earlier) {
            (Work::Inspect { scribe }, Work::Inspect { scribe: other })
            | (Work::LookAtDraft { scribe, .. }, Work::LookAtDraft { scribe: other, .. }) => {
                Arc::ptr_eq(scribe, other)
            }
            (
                Work::Inspect { .. }
                | Work::LookAtDraft { .. }
                | Work::Draft { .. }
                | Work::TryDraft { .. }
                | Work::DraftClosed { .. },
                _,
            ) => false,
        }
    }
}

impl Desk {
    fn work_on(&self, work: Work) -> Outcome {
        Outcome::Done(match work {
            Work::Inspect { scribe } => {
                let id = scribe.incident().id();
                let attached = attached(&scribe.incident());
                let exposed = exposed(&self.shelf, scribe.path(), &attached);
                Done::Tell(Msg::Inspected { id, exposed })
            }
            Work::LookAtDraft { scribe, draft } => {
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
            Work::Draft { scribe } => {
                let written = closing::write_draft(&self.shelf, scribe.path(), &self.layout);
                let written = written.map_err(|error| format!("The draft was not written: {error}."));
                told_of_draft(&scribe, written)
            }
            Work::TryDraft { scribe, at } => match closing::try_draft(&self.shelf, &scribe, &self.layout) {
                Ok(()) => return Outcome::Job(Job::RecordClose { scribe, at }),
                Err(error) => told_of_draft(&scribe, Err(error.in_words())),
            },
            Work::DraftClosed { scribe } => {
                let written = closing::write_draft(&self.shelf, scribe.path(), &self.layout);
                told_of_draft(
                    &scribe,
                    written.map_err(|error| CloseError::NoDraft(error).in_words()),
                )
            }
        })
    }
}

/// Where the draft of an incident that is closed stands, or why there is none.
pub(in crate::tui) fn told_of_draft(scribe: &Scribe, written: Result<Written, String>) -> Done {
    let id = scribe.incident().id();
    Done::Tell(match written {
        Ok(Written { path, .. }) => Msg::Closed { id, draft: path },
        Err(why) => Msg::NotClosed { id, why },
    })
}
