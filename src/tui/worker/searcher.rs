//! The thread that searches all incidents: it reads every journal once, and neither the screen nor whoever records waits
//! for it.

use std::sync::mpsc::channel;

use super::{Access, Link, Worker};
use crate::app::model::Msg;
use crate::domain::id::IncidentId;
use crate::domain::search::Query;
use crate::domain::time::Now;
use crate::incidents::search::Index;
use crate::tui::input::wait::Waker;

/// So many incidents are shown.
const SHOWN: usize = 50;

/// Something to be searched.
pub struct SearchJob {
    /// The search.
    pub wanted: Wanted,
    /// True if the journals are to be read anew.
    pub anew: bool,
    /// The present.
    pub now: Now,
}

/// A search.
pub enum Wanted {
    /// Incidents in which these words stand, as typed.
    Words(String),
    /// The incident that a text is like.
    Like {
        /// The text.
        text: String,
        /// The incident that it belongs to.
        other_than: Option<IncidentId>,
    },
}

/// Starts the thread.
pub fn start(access: Access, waker: Waker) -> Worker<SearchJob, Msg> {
    let mut searcher = Searcher { access, index: None };
    Worker::start(channel(), waker, move |job, link| searcher.work(job, link))
}

struct Searcher {
    access: Access,
    /// Everything that is searched, once it was read.
    index: Option<Index>,
}

impl Searcher {
    fn work(&mut self, job: SearchJob, link: &mut Link<SearchJob, Msg>) {
        if job.anew {
            self.index = None;
        }
        // Whoever goes on typing waits for the last answer only.
        if !link.waiting().iter().any(|later| later.replaces(&job)) {
            link.answer(self.answer(job));
        }
    }

    fn answer(&mut self, SearchJob { wanted, now, .. }: SearchJob) -> Msg {
        let index = self.index(now);
        match wanted {
            Wanted::Words(typed) => {
                let found = index.map(|index| index.find(&Query::of(&typed), SHOWN));
                Msg::Found { typed, found }
            }
            Wanted::Like { text, other_than } => {
                let like = index.ok().and_then(|index| index.like(&text, other_than));
                let like = like.cloned().map(Box::new);
                Msg::Likened { text, like }
            }
        }
    }

    /// Everything that is searched; or why it cannot be read.
    fn index(&mut self, now: Now) -> Result<&Index, String> {
        if self.index.is_none() {
            let Access { shelf, author, .. } = &self.access;
            let read = Index::read(shelf, &author.writer, now);
            let read = read.map_err(|error| format!("{error}. {}", error.hint()))?;
            self.index = Some(read);
        }
        self.index.as_ref().ok_or_else(String::new)
    }
}

impl SearchJob {
    /// True where it makes an earlier one needless.
    fn replaces(&self, earlier: &SearchJob) -> bool {
        std::mem::discriminant(&self.wanted) == std::mem::discriminant(&earlier.wanted)
    }
}
