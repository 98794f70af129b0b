//! What is on the screen, what can happen to it, and what it asks to be done.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::ask::Ask;
use super::composer::Composer;
use super::derived::Derived;
use super::field::Field;
use super::filter::Filter;
use super::input::Input;
use super::keymap::Context;
use super::pasted::Pasted;
use super::reminder::{self, Reminder};
use super::screen::action_items::ActionItems;
use super::screen::close::Closing;
use super::screen::fields::Fields;
use super::screen::incidents::Incidents;
use super::screen::paper::{Paper, Which};
use super::timeline::Timeline;
use crate::agenda::Listed;
use crate::domain::command::{Command, NewEvent, NewIncident};
use crate::domain::findings::Policy;
use crate::domain::id::{IncidentId, RecordId};
use crate::domain::outside::Exposed;
use crate::domain::record::{EvidenceRef, FieldName};
use crate::domain::time::{Moment, Now, Zone};
use crate::scribe::Piece;

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
}

/// What is held until it is on disk, to be given back where that fails.
#[derive(Clone, Debug)]
pub enum Held {
    /// A question, answered.
    Answer(Ask),
    /// A paste, with what was chosen of it.
    Paste(Pasted),
}

impl Held {
    /// What was typed or pasted.
    pub fn text(&self) -> &str {
        match self {
            Held::Answer(ask) => ask.field.text(),
            Held::Paste(pasted) => &pasted.text,
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

/// What can happen.
#[derive(Clone, Debug)]
pub enum Msg {
    /// Something was typed, or the window changed its size.
    Input(Input),
    /// The clock was read.
    Tick(Now),
    /// What was entered is on disk.
    Saved {
        /// Which entry.
        ticket: u64,
        /// The record.
        record: RecordId,
        /// What else to say of it.
        notice: Option<String>,
    },
    /// What was entered is not on disk.
    NotSaved {
        /// Which entry.
        ticket: u64,
        /// What, why, and what to do.
        why: String,
    },
    /// Of several things only the first so many are on disk.
    NotAllSaved {
        /// Which entry.
        ticket: u64,
        /// How many are.
        recorded: usize,
        /// Why the next one is not, and what to do.
        why: String,
    },
    /// An incident was opened, or started; it is now the one on the screen.
    Opened {
        /// Which.
        id: IncidentId,
        /// The entry that started it.
        ticket: Option<u64>,
        /// Where its newest draft was written.
        draft: Option<PathBuf>,
    },
    /// No incident could be opened or started.
    NotOpened(String),
    /// The journal on the screen has changed.
    Changed {
        /// Lines of it that could not be read.
        damage: usize,
    },
    /// All incidents, as the disk has them.
    Listed(Vec<super::screen::incidents::Entry>),
    /// An incident was closed and its draft written, or only written anew.
    Closed {
        /// Which.
        id: IncidentId,
        /// Where the draft stands.
        draft: PathBuf,
    },
    /// An incident was not closed, or it was and its draft could not be written: its status tells which.
    NotClosed {
        /// Which.
        id: IncidentId,
        /// What, why, and what to do.
        why: String,
    },
    /// Something to tell in passing.
    Told(String),
    /// What was written in the person's editor.
    Written(String),
    /// What was written there when the editor ended with an error.
    NotTaken(String),
    /// What a piece of evidence holds.
    Evidence {
        /// Which, by its SHA-256.
        sha256: String,
        /// What is shown of it.
        excerpt: Excerpt,
    },
    /// What the evidence of an incident gives away.
    Inspected {
        /// Which incident.
        id: IncidentId,
        /// What it holds that should not be there.
        exposed: Vec<Exposed>,
    },
    /// The action items of all incidents, as the disk has them.
    ActionItems(Vec<Listed>),
}

/// What is to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Start an incident, and record its first event.
    Start {
        /// Tells the answers apart.
        ticket: u64,
        /// The incident.
        new: NewIncident,
        /// Its first event.
        first: Option<Command>,
    },
    /// Record something in the incident on the screen.
    Record {
        /// Tells the answers apart.
        ticket: u64,
        /// What.
        command: Command,
    },
    /// Record an event with these pieces attached to it.
    Attach {
        /// Tells the answers apart.
        ticket: u64,
        /// The event.
        new: NewEvent,
        /// What is attached.
        pieces: Vec<Piece>,
    },
    /// Record several things, one after the other, up to the first that is not saved.
    RecordAll {
        /// Tells the answers apart.
        ticket: u64,
        /// What.
        commands: Vec<Command>,
    },
    /// Open an incident.
    Open(IncidentId),
    /// Read the list of incidents.
    List,
    /// Close the incident on the screen, and write its draft.
    Close {
        /// When it was over, where that is known.
        at: Option<Moment>,
    },
    /// Write the draft of the closed incident on the screen anew.
    Draft,
    /// Put a text on the clipboard.
    Copy(String),
    /// Open a file in the person's editor.
    Edit(PathBuf),
    /// Look through the evidence of the incident on the screen for what should not be there.
    Inspect,
    /// Read a piece of evidence of the incident on the screen.
    ReadEvidence(EvidenceRef),
    /// Have a text written further in the person's editor.
    Write(String),
    /// Ring the terminal's bell.
    Bell,
    /// Let a closed incident go on, and open it.
    Reopen(IncidentId),
    /// Stop to the shell.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// Leave.
    Leave,
    /// Read the action items of all incidents.
    ListActionItems,
}

impl Effect {
    /// The ticket of what is to be recorded; 0 for everything else.
    pub fn ticket(&self) -> u64 {
        match self {
            Effect::Record { ticket, .. }
            | Effect::Start { ticket, .. }
            | Effect::Attach { ticket, .. }
            | Effect::RecordAll { ticket, .. } => *ticket,
            _ => 0,
        }
    }
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

    /// Goes to a screen from which Esc leads back to the present one.
    pub(super) fn go_to(&mut self, screen: Screen) {
        self.overlay = None;
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
            (Some(Overlay::Paste(pasted)), _) if pasted.split.is_some() => Context::Split,
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
        });
    }

    /// Puts away what there is to tell. Says whether there was anything.
    pub(super) fn put_notices_away(&mut self) -> bool {
        let passing = self.passing.take().is_some();
        let reminded = reminder::put_away(self);
        self.lasting.take().is_some() || passing || reminded
    }

    pub(super) fn ticket(&mut self) -> u64 {
        self.tickets += 1;
        self.tickets
    }
}
