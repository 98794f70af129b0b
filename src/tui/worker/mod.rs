//! Work that must not hold up the screen, on threads: [writing](appender), [drafts](drafter), [reading](reader), [searching](searcher).
//! Each of them is a [`Worker`], which does one job after the other and answers.

pub(super) mod appender;
pub(super) mod drafter;
pub(super) mod job;
pub(super) mod reader;
pub(super) mod searcher;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::domain::secrets::Rules;
use crate::incidents::closing::{self, Layout};
use crate::incidents::scribe::{Author, Scribe};
use crate::journal::Shelf;
use crate::system::machine::Machine;
use crate::tui::input::wait::Waker;

/// A thread that does one job after the other, as the loop sees it.
pub struct Worker<Job, Answer> {
    jobs: Sender<Job>,
    answers: Receiver<Answer>,
}

impl<Job: Send + 'static, Answer: Send + 'static> Worker<Job, Answer> {
    /// Starts the thread, which takes its jobs from the queue. It ends with the program: nobody waits for a disk that
    /// hangs.
    pub fn start(
        (jobs, queue): (Sender<Job>, Receiver<Job>),
        waker: Waker,
        mut work: impl FnMut(Job, &mut Link<Job, Answer>) + Send + 'static,
    ) -> Self {
        let (answered, answers) = channel();
        let mut link = Link {
            queue,
            waiting: VecDeque::new(),
            answers: answered,
            waker,
            heard: true,
        };
        thread::spawn(move || {
            while let Some(job) = link.next().filter(|_| link.heard) {
                work(job, &mut link);
            }
        });
        Worker { jobs, answers }
    }

    /// Hands a job over. False where the thread has ended.
    pub fn ask(&self, job: Job) -> bool {
        self.jobs.send(job).is_ok()
    }

    /// Takes what was answered since the last call.
    pub fn answers(&self) -> Vec<Answer> {
        self.answers.try_iter().collect()
    }
}

/// A worker's own ends of the two channels.
pub struct Link<Job, Answer> {
    queue: Receiver<Job>,
    /// Jobs taken from the queue and not begun, oldest first.
    waiting: VecDeque<Job>,
    answers: Sender<Answer>,
    waker: Waker,
    /// The loop still listens, as far as is known.
    heard: bool,
}

impl<Job, Answer> Link<Job, Answer> {
    /// Waits for the next job; `None` once nobody can hand one over any more.
    fn next(&mut self) -> Option<Job> {
        self.next_waiting().or_else(|| self.queue.recv().ok())
    }

    /// Takes the next job, if one waits.
    fn next_waiting(&mut self) -> Option<Job> {
        self.waiting.pop_front().or_else(|| self.queue.try_recv().ok())
    }

    /// The jobs that wait behind the one being done, oldest first.
    fn waiting(&mut self) -> &VecDeque<Job> {
        self.waiting.extend(self.queue.try_iter());
        &self.waiting
    }

    /// Tells the loop, and wakes it.
    fn answer(&mut self, answer: Answer) {
        self.heard = self.answers.send(answer).is_ok();
        self.waker.wake();
    }
}

/// The store, the author and the machine that the workers read and write with.
#[derive(Clone)]
pub struct Access {
    /// The store of incidents.
    pub shelf: Shelf,
    /// The author of what is recorded.
    pub author: Author,
    /// Clock and ids.
    pub machine: Arc<Machine>,
    /// The layout of drafts.
    pub layout: Layout,
    /// The forms of secrets that are masked in evidence.
    pub secrets: Rules,
}

/// An incident, open for recording.
pub struct OpenedIncident {
    /// The scribe that records in it.
    pub scribe: Arc<Scribe>,
    /// The newest draft that was written of it.
    pub draft: Option<PathBuf>,
}

impl OpenedIncident {
    /// An incident with what lies beside it.
    pub fn of(scribe: Arc<Scribe>) -> Self {
        let draft = closing::newest_draft(scribe.path());
        OpenedIncident { scribe, draft }
    }
}
