//! The incident on the screen: coming back to where one was, the list, opening.

use std::collections::BTreeSet;

use super::AppShell;
use super::ahead::Ahead;
use crate::app::autosave::{KeptPlace, KeptScreen};
use crate::app::model::{Desk, Msg, Screen};
use crate::app::screen::incidents::ListedIncident;
use crate::app::screen::{incidents as list, live};
use crate::domain::id::IncidentId;
use crate::domain::incident::Status;
use crate::domain::time::Now;
use crate::incidents::catalog::Catalog;
use crate::tui::worker::OpenedIncident;
use crate::tui::worker::job::WriteJob;
use crate::tui::worker::reader::{ReadAnswer, ReadJob, unreadable};

impl AppShell {
    /// Has everything read that decides where one begins.
    pub(super) fn begin(&mut self) {
        if let Some(trouble) = self.autosave.trouble() {
            self.send(Msg::Warn(trouble));
        }
        if let Some(kept) = self.autosave.line(Desk::Start) {
            kept.restore(&mut self.model, Desk::Start);
        }
        self.ahead = Some(Ahead::of_beginning());
        let named = self.setup.incident.clone();
        self.want(ReadJob::Begin {
            named,
            now: self.model.now,
        });
    }

    /// Comes back to where one was, or to what is live.
    fn begun(&mut self, catalog: Result<Catalog, String>, opened: Option<Result<OpenedIncident, String>>) {
        let place = self.autosave.place();
        let catalog = self.listed(catalog);
        match opened {
            Some(Ok(opened)) => self.show(opened, None),
            Some(Err(why)) => self.send(Msg::Warn(why)),
            None => self.choose(catalog.as_ref(), place.incident),
        }
        if self.model.current.as_ref().map(|current| current.id) == place.incident {
            self.back_to(&place);
        }
        self.take_left_over();
        if let Some(notice) = self.setup.notice.take() {
            self.tell(notice);
        }
        if let Some(preview) = self.setup.import.take() {
            // What was typed before it was seen answers nothing in it.
            self.put_ahead_by();
            let starts = self.setup.incident.is_none();
            if starts || self.scribe.is_some() {
                self.send(Msg::Import { preview, starts });
            }
        }
    }

    /// With several live ones, the choice; with none, the question, whatever was looked at last: the next outage must
    /// not land in an incident that is over.
    fn choose(&mut self, catalog: Option<&Catalog>, last: Option<IncidentId>) {
        let Some(catalog) = catalog else { return };
        if catalog.live(self.model.now).is_empty() {
            self.model.incidents.select(last);
            return self.tell_of_unsent(catalog, last);
        }
        // It was read just now.
        _ = list::open(&mut self.model);
        self.send_list(catalog);
        // Enter goes on where one was.
        self.model.incidents.select(last);
    }

    /// A line that waits where one was last is not in sight at the question.
    fn tell_of_unsent(&mut self, catalog: &Catalog, last: Option<IncidentId>) {
        let waiting = self.autosave.waiting();
        let at = catalog.incidents.iter().find(|summary| Some(summary.id) == last);
        if let Some(summary) = at.filter(|summary| waiting.contains(&summary.id)) {
            let title = summary.title.clone();
            self.tell(format!(
                "A line that was not sent waits in \u{201c}{title}\u{201d}: Tab, then Enter."
            ));
        }
    }

    /// Takes in what was read meanwhile. Says whether there was anything.
    pub(super) fn take_read(&mut self) -> bool {
        let found = self.searcher.answers();
        let answers = self.reader.answers();
        let any = !answers.is_empty() || !found.is_empty();
        found.into_iter().for_each(|msg| self.send(msg));
        for answer in answers {
            match answer {
                ReadAnswer::Tell(msg) => self.send(msg),
                ReadAnswer::List(catalog) => _ = self.listed(catalog),
                ReadAnswer::Begin { catalog, opened } => {
                    self.stop_telling();
                    self.begun(catalog, opened);
                    self.take_ahead();
                }
                ReadAnswer::Open { ticket, opened } => self.opened(ticket, opened),
                ReadAnswer::Reopen(Ok(opened)) => self.hand(0, WriteJob::Reopen(opened.scribe)),
                ReadAnswer::Reopen(Err(why)) => self.send(Msg::Warn(why)),
            }
        }
        any
    }

    /// Tells the interface of the list of incidents, or why there is none.
    fn listed(&mut self, catalog: Result<Catalog, String>) -> Option<Catalog> {
        match catalog {
            Ok(catalog) => {
                self.send_list(&catalog);
                if let Some(why) = unreadable(&catalog.unreadable) {
                    self.send(Msg::Warn(why));
                }
                Some(catalog)
            }
            Err(why) => {
                self.send(Msg::Warn(why));
                None
            }
        }
    }

    fn send_list(&mut self, catalog: &Catalog) {
        let waiting = self.autosave.waiting();
        self.send(Msg::Listed(entries(catalog, self.model.now, &waiting)));
    }

    fn back_to(&mut self, place: &KeptPlace) {
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

    /// Has an incident read, to be shown. What is typed meanwhile is for it.
    pub(super) fn open(&mut self, id: IncidentId) {
        self.openings += 1;
        self.ahead = Some(Ahead::of_opening(self.openings));
        self.want(ReadJob::Open {
            ticket: self.openings,
            id,
            now: self.model.now,
        });
    }

    /// Shows an incident that was asked for, unless whoever asked thought better of it.
    fn opened(&mut self, ticket: u64, opened: Result<OpenedIncident, String>) {
        if !self.ahead.as_ref().is_some_and(|ahead| ahead.is_for(ticket)) {
            return;
        }
        self.stop_telling();
        match opened {
            Ok(opened) => {
                self.show(opened, None);
                self.take_ahead();
            }
            Err(why) => {
                self.put_ahead_by();
                self.send(Msg::Warn(why));
            }
        }
    }

    /// Shows an incident that was reopened; but whoever went on to something else meanwhile is left there, since what
    /// is being typed must not go elsewhere.
    pub(super) fn reopened(&mut self, opened: OpenedIncident) {
        self.want(ReadJob::List(self.model.now));
        if self.model.screen == Screen::Incidents && self.ahead.is_none() {
            return self.show(opened, None);
        }
        let title = opened.scribe.incident().title().to_owned();
        self.tell(format!("Reopened: {title}."));
    }

    pub(super) fn show(&mut self, OpenedIncident { scribe, draft }: OpenedIncident, ticket: Option<u64>) {
        let id = scribe.incident().id();
        let damage = scribe.damage().len();
        self.generation = scribe.generation();
        let desk = Desk::Incident(id);
        self.scribe = Some(scribe);
        if !self.model.composers.contains_key(&desk)
            && let Some(kept) = self.autosave.line(desk)
        {
            kept.restore(&mut self.model, desk);
        }
        self.send(Msg::Opened { id, ticket, draft });
        self.send(Msg::Changed { damage });
    }
}

fn entries(catalog: &Catalog, now: Now, waiting: &BTreeSet<IncidentId>) -> Vec<ListedIncident> {
    let entry = |summary| {
        let entry = ListedIncident::of(summary, now);
        let unsent = waiting.contains(&entry.id);
        ListedIncident { unsent, ..entry }
    };
    catalog.incidents.iter().map(entry).collect()
}
