//! Which incident is on the screen: what one comes back to, the list, and opening.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Setup, Shell};
use crate::app::autosave::{KeptPlace, KeptScreen};
use crate::app::model::{Desk, Msg, Screen};
use crate::app::screen::incidents::Entry;
use crate::app::screen::{incidents as list, live};
use crate::domain::id::IncidentId;
use crate::domain::incident::Status;
use crate::domain::time::Now;
use crate::incidents::catalog::Catalog;
use crate::incidents::closing;
use crate::incidents::scribe::Scribe;
use crate::journal::{IncidentPath, Patience, Reading};
use crate::tui::worker::reader::unreadable;
use crate::tui::worker::recorder::Job;

impl Shell {
    /// The live incident; the choice when there are several; when there is none, the question, whatever was looked at
    /// last: the next outage must not land in an incident that is over.
    pub(super) fn choose(&mut self, last: Option<IncidentId>) {
        let Some(mut catalog) = self.list() else { return };
        let live = catalog.live(self.model.now);
        match live[..] {
            [] => {
                self.model.incidents.select(last);
                self.tell_of_unsent(&catalog, last);
            }
            [only] => {
                let path = only.path.clone();
                let read = catalog.take_reading(&path);
                self.open(path, read);
            }
            [_, _, ..] => {
                let effects = list::open(&mut self.model);
                self.perform(effects);
                // Enter goes on where one was.
                self.model.incidents.select(last);
            }
        }
    }

    /// A line that waits where one was last is not in sight at the question.
    fn tell_of_unsent(&mut self, catalog: &Catalog, last: Option<IncidentId>) {
        let waiting = self.keeper.waiting();
        let at = catalog.incidents.iter().find(|summary| Some(summary.id) == last);
        if let Some(summary) = at.filter(|summary| waiting.contains(&summary.id)) {
            let title = summary.title.clone();
            self.tell(format!(
                "A line that was not sent waits in \u{201c}{title}\u{201d}: Tab, then Enter."
            ));
        }
    }

    /// Reads the list of incidents and tells the interface of it.
    pub(super) fn list(&mut self) -> Option<Catalog> {
        match self.catalog() {
            Ok(catalog) => {
                let waiting = self.keeper.waiting();
                self.send(Msg::Listed(entries(&catalog, self.model.now, &waiting)));
                if let Some(why) = unreadable(&catalog.unreadable) {
                    self.send(Msg::NotOpened(why));
                }
                Some(catalog)
            }
            Err(why) => {
                self.send(Msg::NotOpened(why));
                None
            }
        }
    }

    pub(super) fn back_to(&mut self, place: &KeptPlace) {
        let Some(scribe) = self.scribe.clone() else { return };
        let incident = scribe.incident();
        match place.screen {
            KeptScreen::Incidents => {
                let effects = list::open(&mut self.model);
                drop(incident);
                self.perform(effects);
            }
            KeptScreen::Live if place.timeline && incident.status() == Status::Open => {
                live::return_to(&mut self.model, &incident, place.selected);
            }
            // A closed one opens on its draft.
            _ if incident.status() != Status::Open => {}
            // Not back to closing: whoever comes back means to write.
            KeptScreen::Live | KeptScreen::Start | KeptScreen::Close => live::show(&mut self.model),
        }
    }

    fn catalog(&self) -> Result<Catalog, String> {
        let Setup { shelf, author, .. } = &self.setup;
        Catalog::read(shelf, &author.writer, self.model.now)
            .map_err(|error| format!("{error}. {}", error.hint()))
    }

    pub(super) fn open_by_id(&mut self, id: IncidentId) {
        if let Some(path) = self.path_of(id) {
            self.open(path, None);
        }
    }

    /// Has a closed incident reopened by the thread that writes.
    pub(super) fn reopen(&mut self, id: IncidentId) {
        let path = self.path_of(id);
        if let Some(scribe) = path.and_then(|path| self.scribe_of(path, None)) {
            self.hand(0, Some(Job::Reopen { scribe }));
        }
    }

    /// Shows an incident that was reopened; but whoever went on to something else meanwhile is left there, since what
    /// is being typed must not go elsewhere.
    pub(super) fn reopened(&mut self, scribe: Arc<Scribe>) {
        self.list();
        if self.model.screen == Screen::Incidents {
            return self.show(scribe, None);
        }
        let title = scribe.incident().title().to_owned();
        self.tell(format!("Reopened: {title}."));
    }

    /// Where an incident is; what is wrong is told.
    fn path_of(&mut self, id: IncidentId) -> Option<IncidentPath> {
        let catalog = self.catalog();
        let found = catalog.map(|catalog| catalog.incidents.into_iter().find(|summary| summary.id == id));
        let why = match found {
            Ok(Some(summary)) => return Some(summary.path),
            Ok(None) => "That incident's folder is gone.".to_owned(),
            Err(why) => why,
        };
        self.send(Msg::NotOpened(why));
        None
    }

    pub(super) fn open(&mut self, path: IncidentPath, read: Option<Reading>) {
        if let Some(scribe) = self.scribe_of(path, read) {
            self.show(scribe, None);
        }
    }

    /// Who writes in an incident; what is wrong is told.
    fn scribe_of(&mut self, path: IncidentPath, read: Option<Reading>) -> Option<Arc<Scribe>> {
        let Setup {
            shelf,
            author,
            machine,
            ..
        } = &self.setup;
        let machine = Arc::clone(machine);
        match Scribe::open_read(shelf, path, read, author.clone(), machine, Patience::second()) {
            Ok(scribe) => Some(Arc::new(scribe)),
            Err(error) => {
                self.send(Msg::NotOpened(format!("{error}. {}", error.hint())));
                None
            }
        }
    }

    pub(super) fn show(&mut self, scribe: Arc<Scribe>, ticket: Option<u64>) {
        let id = scribe.incident().id();
        let damage = scribe.damage().len();
        self.generation = scribe.generation();
        let desk = Desk::Incident(id);
        self.scribe = Some(scribe);
        if !self.model.composers.contains_key(&desk)
            && let Some(kept) = self.keeper.line(desk)
        {
            kept.restore(&mut self.model, desk);
        }
        let draft = self
            .scribe
            .as_ref()
            .and_then(|scribe| closing::newest_draft(scribe.path()));
        self.send(Msg::Opened { id, ticket, draft });
        self.send(Msg::Changed { damage });
    }
}

fn entries(catalog: &Catalog, now: Now, waiting: &BTreeSet<IncidentId>) -> Vec<Entry> {
    let entry = |summary| {
        let entry = Entry::of(summary, now);
        let unsent = waiting.contains(&entry.id);
        Entry { unsent, ..entry }
    };
    catalog.incidents.iter().map(entry).collect()
}
