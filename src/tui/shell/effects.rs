//! Doing what the update asks for: records, the clipboard, the terminal itself.

use std::io::Write as _;

use super::AppShell;
use crate::app::model::{Effect, Msg, Screen, Write};
use crate::app::update::update;
use crate::domain::record::EvidenceRef;
use crate::tui::worker::OpenedIncident;
use crate::tui::worker::job::{WriteAnswer, WriteJob};
use crate::tui::worker::reader::ReadJob;
use crate::tui::worker::searcher::{SearchJob, Wanted};

impl AppShell {
    pub(super) fn perform_one(&mut self, effect: Effect) {
        match effect {
            Effect::Write { ticket, write } => self.write(ticket, write),
            Effect::Draft(drafting) => {
                if let Some(scribe) = self.scribe.clone() {
                    self.hand(0, WriteJob::Draft(scribe, drafting));
                }
            }
            Effect::Open(id) => self.open(id),
            Effect::Reopen(id) => self.want(ReadJob::Reopen(id, self.model.now)),
            Effect::List => self.want(ReadJob::List(self.model.now)),
            Effect::ListActionItems => self.want(ReadJob::ActionItems(self.model.now)),
            Effect::ReadStatistics => self.want(ReadJob::Statistics(self.model.now)),
            Effect::Search { typed, anew } => self.search(Wanted::Words(typed), anew),
            Effect::Liken {
                text,
                other_than,
                anew,
            } => self.search(Wanted::Like { text, other_than }, anew),
            Effect::Copy(text) => self.copy(&text),
            Effect::EditFile(path) => self.edit_file(&path),
            Effect::EditText(text) => self.edit_text(&text),
            Effect::Preview { outside, template } => {
                if let Some(scribe) = self.scribe.clone() {
                    self.want(ReadJob::Preview(scribe, template, outside));
                }
            }
            Effect::ReadImport(reading) => self.want(ReadJob::Import(reading)),
            Effect::ReadEvidence(piece) => self.read_evidence(piece),
            // It leaves with the next frame. Should it not, there is the reminder on the screen.
            Effect::Bell => _ = self.terminal.backend_mut().write_all(b"\x07"),
            Effect::Suspend => {
                self.autosave();
                let outcome = self.guard.suspend();
                self.after_stop(outcome);
            }
            Effect::Redraw => {
                let outcome = self.fit();
                self.after_hand_over(outcome);
            }
            Effect::Leave => self.leaving = true,
        }
    }

    /// Has something written in the incident on the screen.
    fn write(&mut self, ticket: u64, write: Write) {
        let scribe = self.scribe.clone();
        let job = WriteJob::Write {
            ticket,
            write,
            scribe,
        };
        self.hand(ticket, job);
    }

    pub(super) fn hand(&mut self, ticket: u64, job: WriteJob) {
        if !self.appender.ask(job) {
            let why =
                "NOT saved: the part of hotwash that writes has ended. Leave and start again.".to_owned();
            self.send(Msg::NotSaved { ticket, why });
        }
    }

    pub(super) fn take_written(&mut self) {
        for answer in self.appender.answers() {
            match answer {
                WriteAnswer::Tell(msg) => self.send(msg),
                WriteAnswer::Reopened(opened) => self.reopened(opened),
                WriteAnswer::Started { ticket, opened } => {
                    self.started(ticket, opened);
                    self.want(ReadJob::List(self.model.now));
                }
            }
        }
        for msg in self.drafter.answers() {
            if let Msg::Closed { draft, .. } = &msg {
                self.written.push(draft.clone());
            }
            self.send(msg);
        }
        let copied: Vec<String> = self.copier.told().collect();
        for text in copied {
            self.tell(text);
        }
    }

    /// Goes to an incident that was started, unless whoever started it has gone elsewhere meanwhile: what is being
    /// typed must not go into another incident.
    fn started(&mut self, ticket: u64, opened: OpenedIncident) {
        if self.model.screen == Screen::Start {
            return self.show(opened, Some(ticket));
        }
        let scribe = opened.scribe;
        let (id, title) = {
            let incident = scribe.incident();
            (incident.id(), incident.title().to_owned())
        };
        let effects = update(&mut self.model, None, Msg::StartedBehind { id, ticket, title });
        // What was entered for it is recorded in it, not in the one on the screen.
        let shown = self.scribe.replace(scribe);
        self.perform(effects);
        self.scribe = shown;
    }

    /// Copies to the clipboard; the notice follows once the tools have ended.
    fn copy(&mut self, text: &str) {
        if let Some(sequence) = self.copier.copy(text) {
            // Gathered in memory; it leaves with the next frame.
            let _ = self.terminal.backend_mut().write_all(sequence.as_bytes());
        }
    }

    fn read_evidence(&mut self, piece: EvidenceRef) {
        let Some(scribe) = &self.scribe else { return };
        let job = ReadJob::Evidence(scribe.path().clone(), piece);
        self.want(job);
    }

    /// Has something read; the answer comes through the loop.
    pub(super) fn want(&mut self, job: ReadJob) {
        if !self.reader.ask(job) {
            let why = "The part of hotwash that reads has ended. Leave and start again.";
            self.send(Msg::Warn(why.to_owned()));
        }
    }

    /// Has all incidents searched; the answer comes through the loop. A search that cannot be had is no trouble for
    /// whoever records.
    fn search(&mut self, wanted: Wanted, anew: bool) {
        let now = self.model.now;
        let _ = self.searcher.ask(SearchJob { wanted, anew, now });
    }

    /// Stops because somebody sent SIGTSTP; whoever continues it finds the screen again.
    pub(super) fn stop(&mut self) {
        self.autosave();
        let outcome = self.guard.suspend_alone();
        self.after_stop(outcome);
    }

    fn after_stop(&mut self, stopped: std::io::Result<bool>) {
        let nowhere = matches!(stopped, Ok(false));
        self.after_hand_over(stopped.map(|_| ()));
        if nowhere {
            self.tell("There is no shell to stop to.");
        }
    }
}
