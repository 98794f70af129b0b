//! The loop: waits, hands messages to the pure update, has done what it asks, draws. The only impure part of the face.

mod ahead;
mod editor;
mod effects;
mod opening;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use ratatui::layout::Rect;

use super::clipboard::Ways;
use super::terminal::{self, TerminalGuard};
use super::theme::Theme;
use super::view;
use crate::app::input::Input;
use crate::app::model::{Effect, Model, Msg};
use crate::app::preview::Preview;
use crate::app::update::update;
use crate::domain::findings::Policy;
use crate::domain::incident::Incident;
use crate::domain::secrets::Rules;
use crate::domain::time::Zone;
use crate::incidents::closing::Layout;
use crate::incidents::scribe::{Author, Scribe};
use crate::journal::{IncidentPath, Shelf};
use crate::system::machine::Machine;
use crate::tui::autosave::Autosave;
use crate::tui::clipboard::copier::Copier;
use crate::tui::input::wait::Waiter;
use crate::tui::terminal::surface::{self, OutputTerminal};
use crate::tui::worker::appender;
use crate::tui::worker::job::{DraftJob, WriteAnswer, WriteJob};
use crate::tui::worker::reader::{self, ReadAnswer, ReadJob};
use crate::tui::worker::searcher::{self, SearchJob};
use crate::tui::worker::{Access, Worker};
use ahead::{Ahead, LastTyped};
use editor::Out;

/// Time between two looks at the journal for what others recorded, where the system does not tell. Where it does, a
/// look each second is enough: network file systems tell nothing of other machines.
const LOOK: Duration = Duration::from_millis(250);

/// The outside of the interface: folders, clock, configuration.
pub struct Setup {
    /// The store of incidents.
    pub shelf: Shelf,
    /// In whose name.
    pub author: Author,
    /// Clock, ids, zone.
    pub machine: Arc<Machine>,
    /// The state folder.
    pub state: std::path::PathBuf,
    /// The layout of drafts.
    pub layout: Layout,
    /// The forms of secrets that are masked in evidence.
    pub secrets: Rules,
    /// The zone of new incidents.
    pub zone: Zone,
    /// Colours and signs.
    pub theme: Theme,
    /// The ways to the clipboard.
    pub clipboard: Ways,
    /// The person's editor, where there is one.
    pub editor: Option<String>,
    /// The incident that was named, if one was.
    pub incident: Option<IncidentPath>,
    /// An import that is looked at first: for that incident, or to start one.
    pub import: Option<Box<Preview>>,
    /// The team's policy.
    pub policy: Policy,
    /// The bell rings with a reminder.
    pub bell: bool,
    /// A notice to show at once, such as mistakes in the configuration.
    pub notice: Option<String>,
}

struct AppShell {
    setup: Setup,
    model: Model,
    scribe: Option<Arc<Scribe>>,
    /// The generation of the incident on the screen when it was last looked at.
    generation: u64,
    appender: Worker<WriteJob, WriteAnswer>,
    drafter: Worker<DraftJob, Msg>,
    reader: Worker<ReadJob, ReadAnswer>,
    searcher: Worker<SearchJob, Msg>,
    copier: Copier,
    autosave: Autosave,
    guard: TerminalGuard,
    terminal: OutputTerminal,
    /// Texts with editors that came back and may still write.
    out: Vec<Out>,
    /// Another program had the terminal since the last wait.
    handed_over: bool,
    leaving: bool,
    /// The reading that all else waits for, and the keys typed meanwhile.
    ahead: Option<Ahead>,
    /// Number of incidents that were asked for.
    openings: u64,
    /// Drafts written since the start, oldest first.
    written: Vec<PathBuf>,
}

/// Lines and drafts to name once the interface was left.
#[derive(Debug, Default)]
pub struct RunSummary {
    /// Lines that were typed and are neither in the journal nor in the autosave.
    pub unsaved: Vec<String>,
    /// The drafts that were written, each once.
    pub drafts: Vec<PathBuf>,
}

/// Runs the interface until it is left. Standard input and output must be a terminal.
///
/// # Errors
/// When the terminal cannot be set up or drawn on.
pub fn run(setup: Setup) -> std::io::Result<RunSummary> {
    let mut waiter = Waiter::new(std::io::stdin())?;
    let access = Access {
        shelf: setup.shelf.clone(),
        author: setup.author.clone(),
        machine: Arc::clone(&setup.machine),
        layout: setup.layout.clone(),
        secrets: setup.secrets.clone(),
    };
    let (appender, drafter) = appender::start(&access, &waiter.waker());
    let searcher = searcher::start(access.clone(), waiter.waker());
    let reader = reader::start(access, waiter.waker());
    let copier = Copier::new(setup.clipboard.clone(), waiter.waker());
    let guard = TerminalGuard::enter()?;
    let terminal = surface::open()?;
    let mut model = Model::new(setup.machine.now(), terminal::size());
    model.zone = setup.zone;
    (model.policy, model.bell) = (setup.policy, setup.bell);
    model.writer.clone_from(&setup.author.writer);
    model.templates = setup.layout.names();
    model.author = Some(setup.author.by.clone());
    let autosave = Autosave::new(&setup.state);
    let mut shell = AppShell {
        setup,
        model,
        scribe: None,
        generation: 0,
        appender,
        drafter,
        reader,
        searcher,
        copier,
        autosave,
        guard,
        terminal,
        out: Vec::new(),
        handed_over: false,
        leaving: false,
        ahead: None,
        openings: 0,
        written: Vec::new(),
    };
    shell.begin();
    let outcome = shell.turn_until_left(&mut waiter);
    shell.autosave();
    let mut drafts = std::mem::take(&mut shell.written);
    drafts.sort_unstable();
    drafts.dedup();
    let unsaved = shell.autosave.unsaved(&shell.model);
    shell.clear_away();
    match outcome {
        Err(error) if !surface::is_gone(&error) => Err(error),
        Ok(()) | Err(_) => Ok(RunSummary { unsaved, drafts }),
    }
}

impl AppShell {
    fn turn_until_left(&mut self, waiter: &mut Waiter<std::io::Stdin>) -> std::io::Result<()> {
        let mut drawn = None;
        while !self.leaving {
            let second = self.model.now.instant.timestamp();
            if self.tell_of_reading() {
                drawn = None;
            }
            if drawn != Some(second) && self.unseen().is_none() {
                self.draw()?;
                drawn = Some(second);
                self.autosave();
            }
            let told = waiter.watch(self.scribe.as_ref().map(|scribe| scribe.path().journal()));
            let wake = waiter.wait(Some(self.until_next(told)))?;
            self.send(Msg::Tick(self.setup.machine.now()));
            let next_second = self.model.now.instant.timestamp() != second;
            let may_have_news = !told || wake.changed || next_second;
            let mut busy = !wake.inputs.is_empty() || wake.woken;
            if wake.quit.is_some() {
                self.take_last(wake.inputs);
                return Ok(());
            }
            if wake.stop {
                self.stop();
            }
            if wake.continued {
                self.guard.take()?;
            }
            if wake.resized || wake.continued {
                self.fit()?;
                busy = true;
            }
            for input in wake.inputs {
                self.take_input(input);
                if self.leaving {
                    break;
                }
            }
            if std::mem::take(&mut self.handed_over) {
                waiter.forget_keys();
            }
            self.take_written();
            self.take_read();
            busy |= next_second && self.take_written_later();
            busy |= next_second && self.forget_what_was_removed();
            busy |= may_have_news && self.look();
            if busy {
                drawn = None;
            }
        }
        Ok(())
    }

    /// Until the next second; or until the next look at the journal, where nothing tells of its changes; or until there
    /// is something to say of what is being read.
    fn until_next(&self, told: bool) -> Duration {
        let into = u64::from(self.model.now.instant.timestamp_subsec_millis());
        let second = Duration::from_millis(1000u64.saturating_sub(into).max(1));
        let second = self.until_told().map_or(second, |told| second.min(told));
        if self.scribe.is_some() && !told {
            second.min(LOOK)
        } else {
            second
        }
    }

    /// Takes keys typed up to the end as text, to be found again; nothing of it is done. The line being written takes
    /// what goes on with it, and the history the lines behind that.
    pub(super) fn take_last(&mut self, inputs: Vec<Input>) {
        let inputs = self.left_ahead().into_iter().chain(inputs);
        let last = LastTyped::of(inputs, self.model.context().writes());
        for input in last.goes_on {
            self.send(Msg::Input(input));
        }
        for line in last.lines {
            self.model.composer_mut().keep_aside(&line);
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

    fn autosave(&mut self) {
        let current = self.model.current.as_ref();
        let selected = current.and_then(|current| current.timeline.selected_id());
        self.autosave.save(&self.model, selected);
    }

    /// Forgets what another process has removed from the journal, and says so to it.
    fn forget_what_was_removed(&mut self) -> bool {
        let Some(words) = self.autosave.asked_to_forget() else {
            return false;
        };
        for out in self.out.extract_if(.., |out| out.holds(&words)) {
            out.remove();
        }
        self.send(Msg::Forget(words));
        self.autosave();
        self.autosave.have_forgotten();
        true
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
                    self.send(Msg::Warn(format!("{error}. {}", error.hint())));
                }
                !told
            }
        }
    }
}
