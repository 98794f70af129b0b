//! Jobs of the two threads that write, and what comes back: each has jobs for the other.

use std::sync::Arc;

use super::OpenedIncident;
use crate::app::model::{Drafting, Msg, Write};
use crate::incidents::scribe::Scribe;

/// Something to be written.
pub enum WriteJob {
    /// An entry.
    Write {
        /// Tells the answers apart.
        ticket: u64,
        /// The write.
        write: Write,
        /// The incident on the screen, where there is one.
        scribe: Option<Arc<Scribe>>,
    },
    /// Something for the drafter, once all that was entered before it is on disk.
    Draft(Arc<Scribe>, Drafting),
    /// Record that an incident is closed, now that there can be a draft of it.
    Close(Arc<Scribe>),
    /// Let a closed incident go on.
    Reopen(Arc<Scribe>),
}

/// The outcome of a job.
pub enum WriteAnswer {
    /// A message for the interface.
    Tell(Msg),
    /// An incident was started.
    Started {
        /// The entry that started it.
        ticket: u64,
        /// The incident.
        opened: OpenedIncident,
    },
    /// A closed incident goes on.
    Reopened(OpenedIncident),
}

/// Something that takes long.
pub struct DraftJob {
    /// The incident.
    pub scribe: Arc<Scribe>,
    /// The work.
    pub(super) drafting: Drafting,
    /// The closing was recorded just now; the draft is what is left of it.
    pub(super) closed: bool,
}

impl DraftJob {
    /// Work that somebody at the screen asks for.
    pub fn asked(scribe: Arc<Scribe>, drafting: Drafting) -> Self {
        DraftJob {
            scribe,
            drafting,
            closed: false,
        }
    }

    /// The draft of an incident that was closed just now.
    pub fn of_closed(scribe: Arc<Scribe>) -> Self {
        DraftJob {
            scribe,
            drafting: Drafting::Anew,
            closed: true,
        }
    }

    /// True where it makes an earlier one needless.
    pub(super) fn replaces(&self, earlier: &DraftJob) -> bool {
        let asks_the_same = match self.drafting {
            Drafting::Inspect => matches!(earlier.drafting, Drafting::Inspect),
            Drafting::Compare(_) => matches!(earlier.drafting, Drafting::Compare(_)),
            Drafting::Close | Drafting::Anew => false,
        };
        asks_the_same && Arc::ptr_eq(&self.scribe, &earlier.scribe)
    }
}
