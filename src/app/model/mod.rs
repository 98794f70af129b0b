//! The state of the screen, and everything behind it.

mod current;
mod overlay;
mod pending;

use std::collections::BTreeMap;

use super::composer::Composer;
use super::keymap::Context;
use super::likeness::SeenBefore;
use super::preview::{Over, Preview};
use super::reminder::{self, Reminder};
use super::screen::action_items::ActionItemList;
use super::screen::close::Closing;
use super::screen::fields::FieldCursor;
use super::screen::incidents::Incidents;
use super::screen::paper::{Paper, Which};
use super::screen::statistics::StatisticsSheet;
use super::stray::Stray;
use super::which_helped::{self, WhichHelped};
use crate::domain::findings::Policy;
use crate::domain::id::IncidentId;
use crate::domain::time::{Now, Zone};
use crate::draft::TEMPLATES;

pub use super::msg::{Drafting, Effect, Msg, Write};
pub use current::{Current, Drafted, Excerpt};
pub use overlay::Overlay;
pub use pending::{HeldInput, Pending};

/// The screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// `What is happening?`
    Start,
    /// The timeline and the composer.
    Live,
    /// All incidents.
    Incidents,
    /// The statistics of all incidents.
    Statistics,
    /// The review, and the draft.
    Close,
    /// A status update or the handover, to be pasted.
    Paper(Which),
    /// All fields of the incident.
    Fields,
    /// Work to do afterwards.
    ActionItems,
}

impl Screen {
    /// Says whether both are the same screen, if with another paper on it.
    pub fn is_like(self, other: Screen) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }

    /// The paper on it.
    pub fn paper(self) -> Option<Which> {
        if let Screen::Paper(which) = self {
            Some(which)
        } else {
            None
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

/// The steps of leaving. Any other key goes back to `No`.
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
    /// The words. May hold hostile text: it is made harmless where it is drawn.
    pub text: String,
    /// The line that it is about: once that is saved, there is nothing more to tell.
    pub line: Option<String>,
    /// The entry that it is about, where there is one.
    pub ticket: Option<u64>,
}

/// Everything that is on the screen or behind it.
#[derive(Clone, Debug)]
pub struct Model {
    /// The clock, as last read.
    pub now: Now,
    /// Columns and rows.
    pub size: (u16, u16),
    /// The screens.
    pub screen: Screen,
    /// The overlay, if one lies over the screen.
    pub overlay: Option<Overlay>,
    /// The import that the help or the palette lies over.
    pub(super) beneath: Option<Box<Preview>>,
    /// True if the timeline has the focus on the live screen.
    pub timeline_focused: bool,
    /// True if the timeline gets the focus again once what was begun there is done: a correction, another screen.
    pub to_timeline: bool,
    /// Letters that mean nothing where the keyboard is, as far as they were typed just now.
    pub strayed: Option<Stray>,
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
    /// Effects entered while the incident that they belong to was still being started.
    pub waiting: Vec<Effect>,
    /// The entry that starts an incident and is not on disk yet.
    pub starting: Option<u64>,
    /// The name of the writer at the keyboard, where that is known: who hands over.
    pub author: Option<String>,
    /// The number of inputs typed or pasted so far.
    pub inputs: u64,
    /// The list of incidents.
    pub incidents: Incidents,
    /// The statistics of all incidents.
    pub statistics: StatisticsSheet,
    /// The close screen.
    pub closing: Closing,
    /// The names of all templates, that of written drafts first.
    pub templates: Vec<String>,
    /// The paper to be pasted.
    pub paper: Paper,
    /// The fields' screen.
    pub fields: FieldCursor,
    /// The screen of action items.
    pub action_items: ActionItemList,
    /// The screens that lie behind this one, the nearest last.
    pub(super) behind: Vec<Screen>,
    /// The steps of leaving.
    pub leaving: Leaving,
    /// The team's policy.
    pub policy: Policy,
    /// True if the terminal's bell rings with a reminder.
    pub bell: bool,
    /// By incident: what was last reminded of.
    pub reminders: BTreeMap<IncidentId, Reminder>,
    /// The question which of several mitigations helped: of which windows it was asked.
    pub which_helped: WhichHelped,
    /// The incident of the past that what is being written is like.
    pub seen_before: SeenBefore,
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
            beneath: None,
            timeline_focused: false,
            to_timeline: false,
            strayed: None,
            current: None,
            composers: BTreeMap::new(),
            pending: Vec::new(),
            lasting: None,
            passing: None,
            zone: now.local,
            writer: String::new(),
            author: None,
            waiting: Vec::new(),
            starting: None,
            inputs: 0,
            incidents: Incidents::default(),
            statistics: StatisticsSheet::default(),
            closing: Closing::default(),
            templates: TEMPLATES
                .iter()
                .map(|template| template.name.to_owned())
                .collect(),
            paper: Paper::default(),
            fields: FieldCursor::default(),
            action_items: ActionItemList::default(),
            behind: Vec::new(),
            leaving: Leaving::No,
            policy: Policy::default(),
            bell: false,
            reminders: BTreeMap::new(),
            which_helped: WhichHelped::default(),
            seen_before: SeenBefore::default(),
            tickets: 0,
        }
    }

    /// Whose line is being written.
    pub fn desk(&self) -> Desk {
        match (self.screen, &self.current) {
            (Screen::Start | Screen::Incidents | Screen::Statistics, _) | (_, None) => Desk::Start,
            (
                Screen::Live | Screen::Close | Screen::Paper(_) | Screen::Fields | Screen::ActionItems,
                Some(current),
            ) => Desk::Incident(current.id),
        }
    }

    /// Something is on its way to the disk: its ticket. `line` is what was typed for it in the composer.
    pub(crate) fn pend(&mut self, line: String, held: Option<HeldInput>) -> u64 {
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
        let is_import = matches!(self.overlay, Some(Overlay::Import(_)));
        if self.beneath.take().is_some() || is_import {
            self.tell("The import was put away; what was not recorded is still in the file.");
        }
        let Some(over) = self.overlay.take() else { return };
        let mut typed = over.typed().peekable();
        let any = typed.peek().is_some();
        typed.for_each(|text| self.composer_mut().remember(text));
        if any {
            self.tell("Nothing changed. What you typed is in the history: Alt-P while writing.");
        }
    }

    /// Puts something over the screen, in the place of what lay there.
    pub(super) fn cover(&mut self, overlay: Overlay) {
        self.uncover();
        self.overlay = Some(overlay);
    }

    /// Puts something over the screen that is only looked at: an import is there again below it.
    pub(super) fn look_at(&mut self, overlay: Overlay) {
        let beneath = match self.overlay.take() {
            Some(Overlay::Import(preview)) => Some(preview),
            other => {
                self.overlay = other;
                self.beneath.take()
            }
        };
        self.cover(overlay);
        self.beneath = beneath;
    }

    /// Takes what was only looked at off the screen.
    pub(super) fn look_away(&mut self) {
        self.overlay = self.beneath.take().map(Overlay::Import);
    }

    /// The preview that is shown.
    pub fn preview(&self) -> Option<&Preview> {
        self.overlay.as_ref().and_then(Overlay::preview)
    }

    pub(crate) fn preview_mut(&mut self) -> Option<&mut Preview> {
        self.overlay.as_mut().and_then(Overlay::preview_mut)
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
        (self.timeline_focused, self.to_timeline) = (false, false);
        if self.screen != Screen::Start {
            self.screen = self.home();
        }
    }

    /// Goes to a screen from which Esc leads back to the present one.
    pub(super) fn go_to(&mut self, screen: Screen) {
        self.uncover();
        if self.screen == Screen::Live {
            self.behind.clear();
        }
        self.leave_timeline();
        match self.behind.iter().position(|behind| behind.is_like(screen)) {
            // Gone back to: two screens never lead to each other for ever.
            Some(at) => self.behind.truncate(at),
            None if !self.screen.is_like(screen) => self.behind.push(self.screen),
            None => {}
        }
        self.screen = screen;
    }

    /// Goes back to where one came from.
    pub(super) fn go_back(&mut self) {
        self.screen = self.behind.pop().unwrap_or(Screen::Live);
        self.resume();
    }

    /// Takes the focus from the timeline, for a correction or another screen; it comes back with
    /// [`resume`](Self::resume).
    pub(super) fn leave_timeline(&mut self) {
        if self.screen == Screen::Live {
            self.to_timeline = self.timeline_focused || (self.to_timeline && self.has_task());
        }
        self.timeline_focused = false;
    }

    /// Says whether whoever writes a correction came from the timeline.
    pub(super) fn is_from_timeline(&self) -> bool {
        self.to_timeline
    }

    /// On the live screen again, or done with a correction: whoever was on the timeline is there again.
    pub(super) fn resume(&mut self) {
        if self.screen == Screen::Live && !self.has_task() {
            self.timeline_focused |= std::mem::take(&mut self.to_timeline);
        }
    }

    /// Says whether the line being written is more than an event of its own.
    pub fn has_task(&self) -> bool {
        self.composer().is_some_and(|composer| composer.task().is_some())
    }

    /// The composer of the desk; an empty one where nothing was typed yet.
    pub fn composer(&self) -> Option<&Composer> {
        self.composers.get(&self.desk())
    }

    pub(crate) fn composer_mut(&mut self) -> &mut Composer {
        let desk = self.desk();
        self.composers.entry(desk).or_default()
    }

    /// The place of the keyboard.
    pub fn context(&self) -> Context {
        let Some(overlay) = &self.overlay else {
            return self.screen_context();
        };
        if let Some(preview) = overlay.preview() {
            return match preview.over {
                None => Context::Preview,
                Some(Over::Line(_)) => Context::PreviewLine,
                Some(Over::Kinds(_)) => Context::PreviewKinds,
                Some(Over::Whole(_)) => Context::PreviewWhole,
            };
        }
        match overlay {
            Overlay::Help(_) => Context::Help,
            Overlay::Palette(..) => Context::Palette,
            Overlay::Find(_) => Context::Find,
            Overlay::Detail(_) => Context::Detail,
            Overlay::Search(_) => Context::Search,
            Overlay::Filter(_) => Context::Filter,
            Overlay::Confirm(_) => Context::Confirm,
            Overlay::Belongs(_) => Context::Belongs,
            Overlay::Ask(_) => Context::Ask,
            Overlay::Kinds(..) => Context::Kinds,
            Overlay::Outcomes(_) => Context::Outcomes,
            Overlay::Paste(_) => Context::Paste,
            Overlay::Import(_) => Context::Preview,
        }
    }

    /// The place of the keyboard once nothing lies over the screen.
    pub fn screen_context(&self) -> Context {
        let picks = || self.composer().and_then(Composer::picker).is_some();
        match self.screen {
            Screen::Incidents if self.incidents.searching => Context::Search,
            Screen::Incidents => Context::Incidents,
            Screen::Statistics => Context::Statistics,
            Screen::Close => Context::Close,
            Screen::Paper(_) if self.paper.is_edited => Context::PaperText,
            Screen::Paper(Which::Update(_)) => Context::Update,
            Screen::Paper(Which::Handover) => Context::Handover,
            Screen::Fields => Context::Fields,
            Screen::ActionItems => Context::ActionItems,
            Screen::Live if self.timeline_focused => Context::Timeline,
            Screen::Live | Screen::Start if picks() => Context::Picker,
            Screen::Live => Context::Composer,
            Screen::Start => Context::Question,
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
        let asked = which_helped::put_away(self);
        self.lasting.take().is_some() || passing || reminded || asked
    }
}
