//! The thread for what takes long and writes no record: looking through evidence, making drafts. The thread that appends
//! never waits for it, be it a hundred pieces of eight megabytes.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::job::{DraftJob, WriteJob};
use super::{Access, Link};
use crate::app::model::{Drafted, Drafting, Msg};
use crate::incidents::closing::inspection::{attached, exposed};
use crate::incidents::closing::{self, CloseError, DraftError};
use crate::incidents::scribe::Scribe;

pub(super) struct Drafter {
    pub(super) access: Access,
    pub(super) appender: Sender<WriteJob>,
}

impl Drafter {
    /// Does a job, unless it is asked for once more behind it.
    pub(super) fn work(&self, job: DraftJob, link: &mut Link<DraftJob, Msg>) {
        if link.waiting().iter().any(|later| later.replaces(&job)) {
            return;
        }
        let mut remarks = Vec::new();
        let msg = match job.drafting {
            Drafting::Inspect => self.inspect(&job.scribe),
            Drafting::Compare(draft) => self.compare(&job.scribe, &draft),
            Drafting::Anew => self.write_draft(&job.scribe, &mut remarks, |error| match job.closed {
                true => CloseError::NoDraft(error).in_words(),
                false => format!("The draft was not written: {error}."),
            }),
            Drafting::Close => match self.begin_to_close(job.scribe) {
                Some(msg) => msg,
                None => return,
            },
        };
        link.answer(msg);
        if !remarks.is_empty() {
            link.answer(Msg::Told(format!("The draft: {}.", remarks.join("; "))));
        }
    }

    fn inspect(&self, scribe: &Scribe) -> Msg {
        let id = scribe.incident().id();
        let attached = attached(&scribe.incident());
        let exposed = exposed(&self.access.shelf, scribe.path(), &attached);
        Msg::Inspected { id, exposed }
    }

    fn compare(&self, scribe: &Scribe, draft: &Path) -> Msg {
        let Access { shelf, layout, .. } = &self.access;
        // Taken before: should somebody record something meanwhile, the draft is not that.
        let (id, mark) = {
            let incident = scribe.incident();
            (incident.id(), layout.mark_of(&incident))
        };
        let seen = closing::is_current(shelf, scribe.path(), layout, draft);
        let drafted = match (seen, mark) {
            (Ok(false), _) => Drafted::Old,
            (Ok(true), Some(mark)) => Drafted::Says(mark),
            (Ok(true), None) | (Err(_), _) => Drafted::Unknown,
        };
        Msg::DraftSeen { id, drafted }
    }

    fn write_draft(
        &self,
        scribe: &Scribe,
        remarks: &mut Vec<String>,
        in_words: impl Fn(DraftError) -> String,
    ) -> Msg {
        let Access { shelf, layout, .. } = &self.access;
        match closing::write_draft(shelf, scribe.path(), layout) {
            Ok(written) => {
                *remarks = written.remarks();
                Msg::Closed {
                    id: scribe.incident().id(),
                    draft: written.path,
                }
            }
            Err(error) => not_closed(scribe, in_words(error)),
        }
    }

    /// Tries to make a draft, and has the closing recorded where there can be one; or else says why not.
    fn begin_to_close(&self, scribe: Arc<Scribe>) -> Option<Msg> {
        let Access { shelf, layout, .. } = &self.access;
        if let Err(error) = closing::try_draft(shelf, &scribe, layout) {
            return Some(not_closed(&scribe, error.in_words()));
        }
        let sent = self.appender.send(WriteJob::Close(Arc::clone(&scribe)));
        let why = "Not closed: the part of hotwash that writes has ended. Leave and start again.";
        sent.err().map(|_| not_closed(&scribe, why))
    }
}

/// Says why an incident was not closed, or is closed without a draft.
pub(super) fn not_closed(scribe: &Scribe, why: impl Into<String>) -> Msg {
    Msg::NotClosed {
        id: scribe.incident().id(),
        why: why.into(),
    }
}
