//! The loop: waits, hands messages to the pure update, does what it asks, draws. The only impure part of the face.

use std::path::Path;
use std::process::Command as Program;
use std::sync::Arc;
use std::time::Duration;

use crossterm::QueueableCommand;
use crossterm::clipboard::CopyToClipboard;
use ratatui::layout::Rect;

use super::events::Waiter;
use super::keep::Keeper;
use super::recorder::{Desk as RecorderDesk, Done, Job, Recorder};
use super::surface::{self, Screen as Terminal};
use super::terminal::{self, Guard};
use super::theme::Theme;
use super::view;
use crate::app::input::Input;
use crate::app::kept::KeptScreen;
use crate::app::model::{Desk, Effect, Model, Msg};
use crate::app::screen::incidents::Entry;
use crate::app::screen::{incidents as list, live};
use crate::app::update::update;
use crate::catalog::{Catalog, Summary};
use crate::closing::{self, Layout};
use crate::domain::id::IncidentId;
use crate::domain::incident::Incident;
use crate::domain::time::Zone;
use crate::journal::{IncidentPath, Patience, Reading, Shelf};
use crate::machine::Machine;
use crate::scribe::{Author, Scribe};

/// How often the journal is looked at for what others recorded, where the system does not tell. Where it does, a
/// look each second is enough: network file systems tell nothing of other machines.
const LOOK: Duration = Duration::from_millis(250);

/// What the interface needs of the world.
pub struct Setup {
    /// Where incidents are.
    pub shelf: Shelf,
    /// In whose name.
    pub author: Author,
    /// Clock, ids, zone.
    pub machine: Arc<Machine>,
    /// The state folder.
    pub state: std::path::PathBuf,
    /// How drafts are laid out.
    pub layout: Layout,
    /// The zone of new incidents.
    pub zone: Zone,
    /// Colours and signs.
    pub theme: Theme,
    /// The person's editor: `$VISUAL` or `$EDITOR`.
    pub editor: Option<String>,
    /// The incident that was named, if one was.
    pub incident: Option<IncidentPath>,
    /// Something to tell at once, such as mistakes in the configuration.
    pub notice: Option<String>,
}

struct Shell {
    setup: Setup,
    model: Model,
    scribe: Option<Arc<Scribe>>,
    /// How often the incident on the screen had changed when it was last looked at.
    generation: u64,
    recorder: Recorder,
    keeper: Keeper,
    guard: Guard,
    terminal: Terminal,
    leaving: bool,
}

/// Runs the interface until it is left. Standard input and output must be a terminal. Returns lines that were typed
/// and could neither be recorded nor kept.
///
/// # Errors
/// When the terminal cannot be set up or drawn on.
pub fn run(setup: Setup) -> std::io::Result<Vec<String>> {
    let mut waiter = Waiter::new(std::io::stdin())?;
    let desk = RecorderDesk {
        shelf: setup.shelf.clone(),
        author: setup.author.clone(),
        machine: Arc::clone(&setup.machine),
        layout: setup.layout.clone(),
    };
    let recorder = Recorder::start(desk, waiter.waker());
    let guard = Guard::enter()?;
    let terminal = surface::screen()?;
    let mut model = Model::new(setup.machine.now(), terminal::size());
    model.zone = setup.zone;
    model.writer.clone_from(&setup.author.writer);
    let keeper = Keeper::new(&setup.state);
    let mut shell = Shell {
        setup,
        model,
        scribe: None,
        generation: 0,
        recorder,
        keeper,
        guard,
        terminal,
        leaving: false,
    };
    shell.begin();
    let outcome = shell.turn_until_left(&mut waiter);
    shell.keep();
    let unkept = shell.keeper.unkept(&shell.model);
    match outcome {
        Err(error) if !surface::is_gone(&error) => Err(error),
        Ok(()) | Err(_) => Ok(unkept),
    }
}

impl Shell {
    /// Comes back to where one was, or to what is live.
    fn begin(&mut self) {
        if let Some(kept) = self.keeper.line(Desk::Start) {
            kept.restore(&mut self.model, Desk::Start);
        }
        let place = self.keeper.place();
        if let Some(path) = self.setup.incident.clone() {
            self.list();
            self.open(path, None);
        } else {
            self.choose(place.incident, place.screen);
        }
        if self.model.current.as_ref().map(|current| current.id) == place.incident {
            self.back_to(&place);
        }
        if let Some(notice) = self.setup.notice.take() {
            self.tell(notice);
        }
    }

    /// The incident one was at when it is live, or when nothing else is; else the live one; the choice when there are
    /// several; the question when there is none.
    fn choose(&mut self, last: Option<IncidentId>, screen: KeptScreen) {
        let Some(mut catalog) = self.list() else { return };
        let live = catalog.live(self.model.now);
        let is_last = |summary: &&Summary| Some(summary.id) == last && screen != KeptScreen::Start;
        let last = catalog.incidents.iter().find(is_last);
        let last_live = last.filter(|summary| summary.is_live(self.model.now));
        let only = if let [only] = live[..] { Some(only) } else { None };
        let chosen = last_live.or(only).or(last.filter(|_| live.is_empty()));
        let none_live = live.is_empty();
        match chosen.map(|summary| summary.path.clone()) {
            Some(path) => {
                let read = catalog.take_reading(&path);
                self.open(path, read);
            }
            None if none_live => {}
            None => {
                let effects = list::open(&mut self.model);
                self.perform(effects);
            }
        }
    }

    /// Reads the list of incidents and tells the interface of it.
    fn list(&mut self) -> Option<Catalog> {
        match self.catalog() {
            Ok(catalog) => {
                self.send(Msg::Listed(entries(&catalog, self.model.now)));
                if let [(path, error), rest @ ..] = &catalog.unreadable[..] {
                    let more = if rest.is_empty() {
                        String::new()
                    } else {
                        format!(" (and {} more)", rest.len())
                    };
                    self.send(Msg::NotOpened(format!(
                        "{} cannot be read{more}: {error}",
                        path.name()
                    )));
                }
                Some(catalog)
            }
            Err(why) => {
                self.send(Msg::NotOpened(why));
                None
            }
        }
    }

    fn back_to(&mut self, place: &crate::app::kept::KeptPlace) {
        let Some(scribe) = self.scribe.clone() else { return };
        let incident = scribe.incident();
        match place.screen {
            KeptScreen::Incidents => {
                let effects = list::open(&mut self.model);
                drop(incident);
                self.perform(effects);
            }
            KeptScreen::Live if place.timeline => {
                live::return_to(&mut self.model, &incident, place.selected);
            }
            // Not back to closing: whoever starts to type there means a line. And to the timeline of a closed one.
            KeptScreen::Live | KeptScreen::Start | KeptScreen::Close => live::show(&mut self.model),
        }
    }

    fn turn_until_left(&mut self, waiter: &mut Waiter<std::io::Stdin>) -> std::io::Result<()> {
        let mut drawn = None;
        while !self.leaving {
            let second = self.model.now.instant.timestamp();
            if drawn != Some(second) {
                self.draw()?;
                drawn = Some(second);
                self.keep();
            }
            let told = waiter.watch(self.scribe.as_ref().map(|scribe| scribe.path().journal()));
            let wake = waiter.wait(Some(self.until_next(told)))?;
            self.send(Msg::Tick(self.setup.machine.now()));
            let may_have_news = !told || wake.changed || self.model.now.instant.timestamp() != second;
            let mut busy = !wake.inputs.is_empty() || wake.woken;
            if wake.quit.is_some() {
                self.take_last(wake.inputs);
                return Ok(());
            }
            if wake.continued {
                self.guard.take()?;
            }
            if wake.resized || wake.continued {
                self.fit()?;
                busy = true;
            }
            for input in wake.inputs {
                self.send(Msg::Input(input));
                if self.leaving {
                    break;
                }
            }
            waiter.forget_interrupts();
            self.take_done();
            busy |= may_have_news && self.look();
            if busy {
                drawn = None;
            }
        }
        Ok(())
    }

    /// Until the next second; or until the next look at the journal, where nothing tells of its changes.
    fn until_next(&self, told: bool) -> Duration {
        let into = u64::from(self.model.now.instant.timestamp_subsec_millis());
        let second = Duration::from_millis(1000u64.saturating_sub(into).max(1));
        if self.scribe.is_some() && !told {
            second.min(LOOK)
        } else {
            second
        }
    }

    /// What was typed up to the moment of being told to end is text, to be found again; nothing of it is done.
    fn take_last(&mut self, inputs: Vec<Input>) {
        let written = |input: &Input| match input {
            Input::Key(key) => key.typed().is_some() && self.model.context().writes(),
            Input::Text(_) | Input::Paste(_) => true,
            Input::Resize { .. } => false,
        };
        let inputs: Vec<Input> = inputs.into_iter().take_while(written).collect();
        for input in inputs {
            self.send(Msg::Input(input));
        }
    }

    fn fit(&mut self) -> std::io::Result<()> {
        let (cols, rows) = terminal::size();
        self.terminal.resize(Rect::new(0, 0, cols, rows))?;
        self.send(Msg::Input(Input::Resize { cols, rows }));
        Ok(())
    }

    fn draw(&mut self) -> std::io::Result<()> {
        let scribe = self.scribe.clone();
        let incident = scribe.as_ref().map(|scribe| scribe.incident());
        let incident: Option<&Incident> = incident.as_deref();
        let (model, theme) = (&self.model, self.setup.theme);
        self.terminal
            .draw(|frame| view::draw(frame, model, incident, theme))?;
        Ok(())
    }

    fn keep(&mut self) {
        let current = self.model.current.as_ref();
        let selected = current.and_then(|current| current.timeline.selected_id());
        self.keeper.keep(&self.model, selected);
    }

    fn send(&mut self, msg: Msg) {
        let scribe = self.scribe.clone();
        let effects = {
            let incident = scribe.as_ref().map(|scribe| scribe.incident());
            update(&mut self.model, incident.as_deref(), msg)
        };
        self.perform(effects);
    }

    fn tell(&mut self, text: impl Into<String>) {
        self.send(Msg::Told(text.into()));
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.perform_one(effect);
        }
    }

    fn perform_one(&mut self, effect: Effect) {
        match effect {
            Effect::Record { ticket, command } => {
                let job = self.scribe.clone().map(|scribe| Job::Record {
                    ticket,
                    scribe,
                    command,
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
            Effect::Open(id) => self.open_by_id(id),
            Effect::List => _ = self.list(),
            Effect::Copy(text) => self.copy(&text),
            Effect::Edit(path) => self.edit(&path),
            Effect::Suspend => {
                self.keep();
                let outcome = self.guard.suspend();
                self.after_hand_over(outcome);
            }
            Effect::Redraw => {
                let outcome = self.fit();
                self.after_hand_over(outcome);
            }
            Effect::Leave => self.leaving = true,
        }
    }

    fn hand(&mut self, ticket: u64, job: Option<Job>) {
        if !job.is_some_and(|job| self.recorder.hand(job)) {
            let why =
                "NOT saved: the part of hotwash that writes has ended. Leave and start again.".to_owned();
            self.send(Msg::NotSaved { ticket, why });
        }
    }

    fn take_done(&mut self) {
        let all: Vec<Done> = self.recorder.done().collect();
        for done in all {
            match done {
                Done::Tell(msg) => self.send(msg),
                Done::Started {
                    ticket,
                    scribe,
                    first_failed,
                } => {
                    self.show(scribe, Some(ticket));
                    self.list();
                    if let Some(why) = first_failed {
                        self.send(Msg::NotOpened(why));
                    }
                }
            }
        }
    }

    /// Takes in what others recorded. Says whether there was anything.
    fn look(&mut self) -> bool {
        let Some(scribe) = self.scribe.clone() else {
            return false;
        };
        let caught = scribe.catch_up();
        // The thread that writes may have taken the news in before.
        let changed = scribe.generation() != std::mem::replace(&mut self.generation, scribe.generation());
        match caught {
            Ok(_) if !changed => false,
            Ok(_) => {
                self.send(Msg::Changed {
                    damage: scribe.damage().len(),
                });
                true
            }
            Err(error) => {
                let told = self.model.lasting.is_some();
                if !told {
                    self.send(Msg::NotOpened(format!("{error}. {}", error.hint())));
                }
                !told
            }
        }
    }

    fn catalog(&self) -> Result<Catalog, String> {
        let Setup { shelf, author, .. } = &self.setup;
        Catalog::read(shelf, &author.writer, self.model.now)
            .map_err(|error| format!("{error}. {}", error.hint()))
    }

    fn open_by_id(&mut self, id: IncidentId) {
        let found = self.catalog().map(|catalog| {
            catalog
                .incidents
                .into_iter()
                .find(|summary| summary.id == id)
                .map(|summary| summary.path)
        });
        match found {
            Ok(Some(path)) => self.open(path, None),
            Ok(None) => self.send(Msg::NotOpened("That incident's folder is gone.".to_owned())),
            Err(why) => self.send(Msg::NotOpened(why)),
        }
    }

    fn open(&mut self, path: IncidentPath, read: Option<Reading>) {
        let Setup {
            shelf,
            author,
            machine,
            ..
        } = &self.setup;
        match Scribe::open_read(
            shelf,
            path,
            read,
            author.clone(),
            Arc::clone(machine),
            Patience::second(),
        ) {
            Ok(scribe) => self.show(Arc::new(scribe), None),
            Err(error) => self.send(Msg::NotOpened(format!("{error}. {}", error.hint()))),
        }
    }

    fn show(&mut self, scribe: Arc<Scribe>, ticket: Option<u64>) {
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

    fn copy(&mut self, text: &str) {
        let sent = self
            .terminal
            .backend_mut()
            .queue(CopyToClipboard::to_clipboard_from(text))
            .is_ok();
        self.tell(if sent {
            "Copied, if your terminal allows it (OSC 52)."
        } else {
            "The terminal did not take it."
        });
    }

    fn edit(&mut self, path: &Path) {
        let Some(editor) = self.setup.editor.clone() else {
            return self.tell("Set VISUAL or EDITOR to open the draft here.");
        };
        self.keep();
        // Through the shell, as git does it: an editor may be given with its arguments.
        let mut program = Program::new("sh");
        program
            .arg("-c")
            .arg(format!("{editor} \"$@\""))
            .arg(&editor)
            .arg(path);
        let outcome = self.guard.with_terminal_handed_over(|| program.status());
        let ran = matches!(&outcome, Ok(Ok(status)) if status.success());
        self.after_hand_over(outcome.map(|_| ()));
        if !ran {
            self.tell(format!(
                "{editor} did not run well; the draft is in {}",
                path.display()
            ));
        }
    }

    /// The terminal was somebody else's: everything is drawn anew. Should it be gone, the next wait says so.
    fn after_hand_over(&mut self, outcome: std::io::Result<()>) {
        let outcome = outcome.and_then(|()| self.fit());
        if let Err(error) = outcome {
            self.tell(format!("The terminal did not come back as it was: {error}"));
        }
    }
}

fn entries(catalog: &Catalog, now: crate::domain::time::Now) -> Vec<Entry> {
    catalog
        .incidents
        .iter()
        .map(|summary| Entry::of(summary, now))
        .collect()
}
