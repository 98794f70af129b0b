//! Doing what the update asks for: records, the clipboard, the terminal itself.

use std::io::Write;
use std::sync::Arc;

use super::Shell;
use crate::app::model::{Effect, Msg, Screen};
use crate::app::update::update;
use crate::domain::record::EvidenceRef;
use crate::incidents::scribe::Scribe;
use crate::tui::worker::reader::{Opened, Wanted};
use crate::tui::worker::recorder::{Done, Job};

impl Shell {
    pub(super) fn perform_one(&mut self, effect: Effect) {
        match effect {
            Effect::Record { ticket, command } => {
                let job = self.scribe.clone().map(|scribe| Job::Record {
                    ticket,
                    scribe,
                    command,
                });
                self.hand(ticket, job);
            }
            Effect::Attach { ticket, new, pieces } => {
                let job = self.scribe.clone().map(|scribe| Job::Attach {
                    ticket,
                    scribe,
                    new,
                    pieces,
                });
                self.hand(ticket, job);
            }
            Effect::RecordAll {
                ticket,
                commands,
                step,
            } => {
                let job = self.scribe.clone().map(|scribe| Job::RecordAll {
                    ticket,
                    scribe,
                    commands,
                    step,
                });
                self.hand(ticket, job);
            }
            Effect::Start { ticket, new, first } => {
                self.hand(ticket, Some(Job::Start { ticket, new, first }))
            }
            Effect::Close { at } => {
                let job = self.scribe.clone().map(|scribe| Job::Close { scribe, at });
                self.hand(0, job);
            }
            Effect::Draft => {
                let job = self.scribe.clone().map(|scribe| Job::Draft { scribe });
                self.hand(0, job);
            }
            Effect::LookAtDraft(draft) => {
                if let Some(scribe) = self.scribe.clone() {
                    self.hand(0, Some(Job::LookAtDraft { scribe, draft }));
                }
            }
            Effect::Open(id) => self.open(id),
            Effect::Reopen(id) => self.want(Wanted::Reopen(id, self.model.now)),
            Effect::List => self.want(Wanted::List(self.model.now)),
            Effect::ListActionItems => self.want(Wanted::ActionItems(self.model.now)),
            Effect::Copy(text) => self.copy(&text),
            Effect::Edit(path) => self.edit(&path),
            Effect::Write(text) => self.write(&text),
            Effect::Inspect => {
                if let Some(scribe) = self.scribe.clone() {
                    self.hand(0, Some(Job::Inspect { scribe }));
                }
            }
            Effect::ReadEvidence(piece) => self.read_evidence(piece),
            // It leaves with the next frame. Should it not, there is the reminder on the screen.
            Effect::Bell => _ = self.terminal.backend_mut().write_all(b"\x07"),
            Effect::Suspend => {
                self.keep();
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

    pub(super) fn hand(&mut self, ticket: u64, job: Option<Job>) {
        if !job.is_some_and(|job| self.recorder.hand(job)) {
            let why =
                "NOT saved: the part of hotwash that writes has ended. Leave and start again.".to_owned();
            self.send(Msg::NotSaved { ticket, why });
        }
    }

    pub(super) fn take_done(&mut self) {
        let all: Vec<Done> = self.recorder.done().collect();
        for done in all {
            match done {
                Done::Tell(msg) => {
                    if let Msg::Closed { draft, .. } = &msg {
                        self.written.push(draft.clone());
                    }
                    self.send(msg);
                }
                Done::Reopened(opened) => self.reopened(opened),
                Done::Started {
                    ticket,
                    scribe,
                    first_failed,
                } => {
                    self.started(ticket, scribe);
                    self.want(Wanted::List(self.model.now));
                    if let Some(why) = first_failed {
                        self.send(Msg::Warn(why));
                    }
                }
            }
        }
        let copied: Vec<String> = self.copier.told().collect();
        for text in copied {
            self.tell(text);
        }
    }

    /// Goes to an incident that was started, unless whoever started it has gone elsewhere meanwhile: what is being
    /// typed must not go into another incident.
    fn started(&mut self, ticket: u64, scribe: Arc<Scribe>) {
        if self.model.screen == Screen::Start {
            let opened = Opened { scribe, draft: None };
            return self.show(opened, Some(ticket));
        }
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

    /// What was done is told once the tools have ended.
    fn copy(&mut self, text: &str) {
        if let Some(sequence) = self.copier.copy(text) {
            // Gathered in memory; it leaves with the next frame.
            let _ = self.terminal.backend_mut().write_all(sequence.as_bytes());
        }
    }

    fn read_evidence(&mut self, piece: EvidenceRef) {
        let Some(scribe) = &self.scribe else { return };
        let wanted = Wanted::Evidence(scribe.path().clone(), piece);
        self.want(wanted);
    }

    /// Has something read; it is told of once it is.
    pub(super) fn want(&mut self, wanted: Wanted) {
        if !self.reader.ask(wanted) {
            let why = "The part of hotwash that reads has ended. Leave and start again.";
            self.send(Msg::Warn(why.to_owned()));
        }
    }

    /// Stops because somebody sent SIGTSTP; whoever continues it finds the screen again.
    pub(super) fn stop(&mut self) {
        self.keep();
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
