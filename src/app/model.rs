//! What is on the screen and behind it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::ask::Ask;
use super::composer::{Composer, Task};
use super::derived::Derived;
use super::field::Field;
use super::filter::Filter;
use super::keymap::Context;
use super::pasted::Pasted;
use super::reminder::{self, Reminder};
use super::screen::action_items::ActionItems;
use super::screen::close::Closing;
use super::screen::fields::Fields;
use super::screen::incidents::Incidents;
use super::screen::paper::{Paper, Which};
use super::timeline::Timeline;
use crate::domain::findings::Policy;
use crate::domain::id::{IncidentId, RecordId};
use crate::domain::outside::Exposed;
use crate::domain::record::FieldName;
use crate::domain::time::{Now, Zone};

pub use super::msg::{Effect, Msg};

/// What fills the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// `What is happening?`
    Start,
    /// The timeline and the composer.
    Live,
    /// All incidents.
    Incidents,
    /// What is missing, and the draft.
    Close,
    /// A status update or the handover, to be pasted.
    Paper,
    /// All fields of the incident.
    Fields,
    /// What is to be done afterwards.
    ActionItems,
}

/// What lies over the screen.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// All keys; the first line shown.
    Help(usize),
    /// Every command by name: what is typed, and the row highlighted.
    Palette(Field, usize),
    /// The selected event, whole; the first line shown.
    Detail(usize),
    /// The search of the timeline.
    Search(Field),
    /// Which events the timeline is to show.
    Filter(Field),
    /// Whether the selected event is to be withdrawn.
    Strike(RecordId),
    /// A question with one answer, at the foot.
    Ask(Ask),
    /// A paste of several lines, and what it is to be.
    Paste(Pasted),
    /// Which kind an event is to be: the event, and the row highlighted.
    Kinds(RecordId, usize),
    /// Whether a closed incident is to go on.
    Reopen(IncidentId),
    /// Whether a field is to be cleared; of a list: whether this entry is to be taken out.
    Remove(FieldName, Option<String>),
}

impl Overlay {
    /// What was typed or pasted there and is nowhere else.
    pub fn typed(&self) -> Option<&str> {
        match self {
            Overlay::Ask(ask) => ask.typed(),
            Overlay::Paste(pasted) => Some(&pasted.text),
            Overlay::Help(_)
            | Overlay::Palette(..)
            | Overlay::Detail(_)
            | Overlay::Search(_)
            | Overlay::Filter(_)
            | Overlay::Strike(_)
            | Overlay::Kinds(..)
            | Overlay::Reopen(_)
            | Overlay::Remove(..) => None,
        }
    }
}

/// Whose line is being written: the incident's, or that of the question which starts one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Desk {
    /// The question.
    Start,
    /// An incident.
    Incident(IncidentId),
}

/// A line that was entered and is not yet on disk.
#[derive(Clone, Debug)]
pub struct Pending {
    /// Tells the answers apart.
    pub ticket: u64,
    /// Where it belongs.
    pub desk: Desk,
    /// As typed; empty where no line was typed for it, or where it corrects an event: then it is in the history.
    pub line: String,
    /// What it is made of, where it is no line of the composer alone.
    pub held: Option<Held>,
    /// When it was entered.
    pub since: Now,
    /// How much had been typed by then: nothing was since while this is [`Model::inputs`].
    pub inputs: u64,
}

/// What is held until it is on disk, to be given back where that fails.
#[derive(Clone, Debug)]
pub enum Held {
    /// A question, answered.
    Answer(Ask),
    /// A paste, with what was chosen of it.
    Paste(Pasted),
    /// A line of the composer that had a task.
    Line(Task, String),
}

impl Held {
    /// What was typed or pasted.
    pub fn text(&self) -> &str {
        match self {
            Held::Answer(ask) => ask.field.text(),
            Held::Paste(pasted) => &pasted.text,
            Held::Line(_, line) => line,
        }
    }
}

impl Pending {
    /// What was typed or pasted for it; the line first.
    pub fn typed(&self) -> impl Iterator<Item = &str> {
        let held = self.held.as_ref().map(Held::text);
        std::iter::once(self.line.as_str())
            .chain(held)
            .filter(|text| !text.is_empty())
    }
}

/// How far leaving has got. Any other key goes back to `No`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// Nobody wants to.
    No,
    /// Ctrl-C was pressed once.
    Asked,
    /// It was said that lines are not saved yet.
    Warned,
}

/// Something to tell, above the composer, until it is acted on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What to say. May hold hostile text: it is made harmless where it is drawn.
    pub text: String,
    /// The line that it is about: once that is saved, there is nothing more to tell.
    pub line: Option<String>,
    /// The entry that it is about, where there is one.
    pub ticket: Option<u64>,
}

/// What is shown of a piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Excerpt {
    /// Its text, or the first of it where it was cut.
    Text {
        /// As it came. May be hostile: it is made harmless where it is drawn.
        text: String,
        /// Whether there is more.
        cut: bool,
    },
    /// It is no text.
    Binary,
    /// Why it cannot be shown.
    Unreadable(String),
}

/// The incident on the screen.
#[derive(Clone, Debug)]
pub struct Current {
    /// Which.
    pub id: IncidentId,
    /// What follows from it.
    pub derived: Derived,
    /// Where its timeline stands.
    pub timeline: Timeline,
    /// Lines of its journal that could not be read.
    pub damage: usize,
    /// Whether it was open when it was last looked at.
    pub open: bool,
    /// Where its newest draft was written.
    pub draft: Option<PathBuf>,
    /// Pieces of evidence that seem to hold a secret, as of the last look.
    pub exposed: Vec<Exposed>,
    /// Which events the timeline shows while it has the focus; `None`: all.
    pub filter: Option<Filter>,
    /// What is attached to the event that is shown whole, by its SHA-256.
    pub excerpts: BTreeMap<String, Excerpt>,
}

/// Everything that is on the screen or behind it.
#[derive(Clone, Debug)]
pub struct Model {
    /// The clock, as last read.
    pub now: Now,
    /// Columns and rows.
    pub size: (u16, u16),
    /// What fills the screen.
    pub screen: Screen,
    /// What lies over it.
    pub overlay: Option<Overlay>,
    /// Whether the timeline has the focus on the live screen.
    pub timeline_focused: bool,
    /// The incident on the screen.
    pub current: Option<Current>,
    /// All composers that hold or held something.
    pub composers: BTreeMap<Desk, Composer>,
    /// Lines on their way to the disk, oldest first.
    pub pending: Vec<Pending>,
    /// Something that stays until it is acted on or put away with Esc: not saved, unreadable.
    pub lasting: Option<Notice>,
    /// Something that is gone with the next key.
    pub passing: Option<String>,
    /// The zone of new incidents.
    pub zone: Zone,
    /// The writer at the keyboard: whose last event Up corrects.
    pub writer: String,
    /// What was entered while the incident it belongs to was still being started.
    pub waiting: Vec<Effect>,
    /// The entry that starts an incident and is not on disk yet.
    pub starting: Option<u64>,
    /// How often something was typed or pasted.
    pub inputs: u64,
    /// The list of incidents.
    pub incidents: Incidents,
    /// The close screen.
    pub closing: Closing,
    /// The paper to be pasted.
    pub paper: Paper,
    /// The fields' screen.
    pub fields: Fields,
    /// The screen of action items.
    pub action_items: ActionItems,
    /// The screens that lie behind this one, the nearest last.
    pub(super) behind: Vec<Screen>,
    /// How far leaving has got.
    pub leaving: Leaving,
    /// What the team has agreed on.
    pub policy: Policy,
    /// Whether the terminal's bell rings with a reminder.
    pub bell: bool,
    /// By incident: what was last reminded of.
    pub reminders: BTreeMap<IncidentId, Reminder>,
    pub(super) tickets: u64,
}

impl Model {
    /// An empty screen: the question.
    pub fn new(now: Now, size: (u16, u16)) -> Self {
        Model {
            now,
            size,
            screen: Screen::Start,
            overlay: None,
            timeline_focused: false,
            current: None,
            composers: BTreeMap::new(),
            pending: Vec::new(),
            lasting: None,
            passing: None,
            zone: now.local,
            writer: String::new(),
            waiting: Vec::new(),
            starting: None,
            inputs: 0,
            incidents: Incidents::default(),
            closing: Closing::default(),
            paper: Paper::default(),
            fields: Fields::default(),
            action_items: ActionItems::default(),
            behind: Vec::new(),
            leaving: Leaving::No,
            policy: Policy::default(),
            bell: false,
            reminders: BTreeMap::new(),
            tickets: 0,
        }
    }

    /// Whose line is being written.
    pub fn desk(&self) -> Desk {
        match (self.screen, &self.current) {
            (Screen::Start | Screen::Incidents, _) | (_, None) => Desk::Start,
            (
                Screen::Live | Screen::Close | Screen::Paper | Screen::Fields | Screen::ActionItems,
                Some(current),
            ) => Desk::Incident(current.id),
        }
    }

    /// Something is on its way to the disk: its ticket. `line` is what was typed for it in the composer.
    pub(crate) fn pend(&mut self, line: String, held: Option<Held>) -> u64 {
        self.tickets += 1;
        let pending = Pending {
            ticket: self.tickets,
            desk: self.desk(),
            line,
            held,
            since: self.now,
            inputs: self.inputs,
        };
        self.pending.push(pending);
        self.tickets
    }

    /// Puts away what lies over the screen. What was typed or pasted there is in the history: nothing is lost.
    pub(super) fn uncover(&mut self) {
        let Some(over) = self.overlay.take() else { return };
        if let Some(text) = over.typed() {
            self.composer_mut().remember(text);
            self.tell("Nothing changed. What you typed is in the history: Alt-P while writing.");
        }
    }

    /// Puts something over the screen, in the place of what lay there.
    pub(super) fn cover(&mut self, overlay: Overlay) {
        self.uncover();
        self.overlay = Some(overlay);
    }

    /// The incident's timeline, or the question where there is none.
    pub(super) fn home(&self) -> Screen {
        if self.current.is_some() {
            Screen::Live
        } else {
            Screen::Start
        }
    }

    /// Brings the line being written into sight, and gives it the keyboard.
    pub(super) fn write_here(&mut self) {
        self.timeline_focused = false;
        if self.screen != Screen::Start {
            self.screen = self.home();
        }
    }

    /// Goes to a screen from which Esc leads back to the present one.
    pub(super) fn go_to(&mut self, screen: Screen) {
        self.uncover();
        self.timeline_focused = false;
        if self.screen == Screen::Live {
            self.behind.clear();
        }
        match self.behind.iter().position(|behind| *behind == screen) {
            // Gone back to: two screens never lead to each other for ever.
            Some(at) => self.behind.truncate(at),
            None if self.screen != screen => self.behind.push(self.screen),
            None => {}
        }
        self.screen = screen;
    }

    /// Goes back to where one came from.
    pub(super) fn go_back(&mut self) {
        self.screen = self.behind.pop().unwrap_or(Screen::Live);
    }

    /// The composer of the desk; an empty one where nothing was typed yet.
    pub fn composer(&self) -> Option<&Composer> {
        self.composers.get(&self.desk())
    }

    pub(crate) fn composer_mut(&mut self) -> &mut Composer {
        let desk = self.desk();
        self.composers.entry(desk).or_default()
    }

    /// Where the keyboard is.
    pub fn context(&self) -> Context {
        match (&self.overlay, self.screen) {
            (Some(Overlay::Help(_)), _) => Context::Help,
            (Some(Overlay::Palette(..)), _) => Context::Palette,
            (Some(Overlay::Detail(_)), _) => Context::Detail,
            (Some(Overlay::Search(_)), _) => Context::Search,
            (Some(Overlay::Filter(_)), _) => Context::Filter,
            (Some(Overlay::Strike(_)), _) => Context::Strike,
            (Some(Overlay::Ask(_)), _) => Context::Ask,
            (Some(Overlay::Kinds(..)), _) => Context::Kinds,
            (Some(Overlay::Paste(pasted)), _) if pasted.previewing => Context::Split,
            (Some(Overlay::Paste(_)), _) => Context::Paste,
            (Some(Overlay::Reopen(_)), _) => Context::Reopen,
            (Some(Overlay::Remove(..)), _) => Context::Remove,
            (None, Screen::Incidents) if self.incidents.searching => Context::Search,
            (None, Screen::Incidents) => Context::Incidents,
            (None, Screen::Close) => Context::Close,
            (None, Screen::Paper) => match self.paper.which {
                Which::Update(_) => Context::Update,
                Which::Handover => Context::Handover,
            },
            (None, Screen::Fields) => Context::Fields,
            (None, Screen::ActionItems) => Context::ActionItems,
            (None, Screen::Live) if self.timeline_focused => Context::Timeline,
            (None, screen) => match self.composer().and_then(Composer::picker) {
                Some(_) => Context::Picker,
                None if screen == Screen::Start => Context::Question,
                None => Context::Composer,
            },
        }
    }

    /// Tells something in passing.
    pub(super) fn tell(&mut self, text: impl Into<String>) {
        self.passing = Some(text.into());
    }

    /// Tells something that stays until it is acted on.
    pub(super) fn warn(&mut self, text: impl Into<String>) {
        self.lasting = Some(Notice {
            text: text.into(),
            line: None,
            ticket: None,
        });
    }

    /// Puts away what there is to tell. Says whether there was anything.
    pub(super) fn put_notices_away(&mut self) -> bool {
        let passing = self.passing.take().is_some();
        let reminded = reminder::put_away(self);
        self.lasting.take().is_some() || passing || reminded
    }
}
