//! What a key can do.

use crate::app::field::Edit;
use crate::draft::update::Audience;

/// What a key does. What it means in detail is up to the screen it is pressed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Record the line, or take what is highlighted.
    Accept,
    /// A line break in the text.
    NewLine,
    /// Take the line as text, whatever it looks like; again: read it anew.
    TakeAsText,
    /// Complete what the picker highlights.
    Complete,
    /// An older line of the history.
    Older,
    /// A newer line of the history.
    Newer,
    /// An editing key of the line.
    Edit(Edit),
    /// To the timeline; on the first screen, to the incidents.
    FocusTimeline,
    /// To the composer.
    FocusComposer,
    /// Go back; never discards what was typed.
    Back,
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// One screen up.
    PageUp,
    /// One screen down.
    PageDown,
    /// Half a screen up.
    HalfUp,
    /// Half a screen down.
    HalfDown,
    /// To the first row.
    First,
    /// To the last row, and follow what comes.
    Last,
    /// The next milestone.
    NextMilestone,
    /// The milestone before.
    PreviousMilestone,
    /// Correct the event selected; in the composer: your last one.
    Correct,
    /// Correct when it happened.
    Retime,
    /// Correct what kind of event it is.
    ChangeKind,
    /// Rule out the hypothesis selected.
    RuleOut,
    /// Confirm the hypothesis selected as the cause.
    Confirm,
    /// The line ends this suspicion, of those offered below it.
    Ends(u8),
    /// Withdraw the event selected, once that is confirmed.
    Strike,
    /// Take back what you recorded last.
    Undo,
    /// Bring back what you took back last.
    Redo,
    /// Search the timeline.
    Search,
    /// Show only some events.
    Filter,
    /// The next hit.
    NextHit,
    /// The hit before.
    PreviousHit,
    /// Copy what is selected.
    Copy,
    /// Show times in another zone: the incident's, UTC, the system's.
    OtherZone,
    /// Bare times are near to now again, or to what was entered last; by name also on a day that is given.
    Day,
    /// Start another incident.
    NewIncident,
    /// The list of incidents.
    Incidents,
    /// Review what is missing and close.
    Close,
    /// Read a paste as events.
    Split,
    /// Mark what is selected, or take its mark away.
    Toggle,
    /// Mark all, or none.
    ToggleAll,
    /// Bare times are a day earlier.
    EarlierDay,
    /// Bare times are a day later.
    LaterDay,
    /// Go to where the finding selected is mended.
    Mend,
    /// Accept the finding selected as it is, with a reason.
    Silence,
    /// Open the written draft, or the line or answer being written, in the person's editor.
    OpenEditor,
    /// Every command by name.
    Palette,
    /// All keys.
    Help,
    /// Stop to the shell; `fg` comes back.
    Suspend,
    /// Draw the screen anew.
    Redraw,
    /// Put the line aside; a second time: leave.
    PutAside,
    /// Leave; the incident stays open.
    Leave,
    /// A status update to be pasted.
    StatusUpdate,
    /// The state of play for the next shift, to be pasted.
    Handover,
    /// The update for the next audience.
    NextAudience,
    /// The update for the audience before.
    PreviousAudience,
    /// The update for this audience.
    Audience(Audience),
    /// Record that the update was sent.
    Sent,
    /// Let the closed incident selected go on, once that is confirmed.
    Reopen,
    /// All fields of the incident.
    Fields,
    /// One more entry of a list.
    Add,
    /// How bad it is, 1 (worst) to 5.
    Severity(u8),
    /// What is to be done afterwards.
    ActionItems,
    /// Correct a part of an action item.
    Amend(Part),
    /// Done, or not done after all.
    ToggleDone,
    /// Those of all incidents, or of this one alone.
    AllIncidents,
}

impl Action {
    /// Whether it corrects, ends or withdraws the event selected.
    pub fn corrects(&self) -> bool {
        use Action::{ChangeKind, Confirm, Correct, Retime, RuleOut, Strike};
        matches!(self, Correct | Retime | ChangeKind | RuleOut | Confirm | Strike)
    }
}

/// A part of an action item that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What is to be done.
    Text,
    /// Who does it.
    Owner,
    /// By which day.
    Due,
    /// What it is for; its `type`.
    Purpose,
    /// How urgent.
    Priority,
}

impl Part {
    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Part::Text => "text",
            Part::Owner => "owner",
            Part::Due => "due",
            Part::Purpose => "type",
            Part::Priority => "priority",
        }
    }
}
